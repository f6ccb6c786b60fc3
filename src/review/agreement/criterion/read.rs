//! Reading a test as people type it.

mod tokens;

use tokens::{Token, Tokens, is_word};

use super::{Cell, Check, Condition, Fault, Op, Test};

/// Parentheses in parentheses, so many deep.
const DEEPEST: usize = 12;

/// Words that begin a comparison: what stands before them is the field.
const COMPARING: [&str; 10] = [
    "is", "are", "in", "not", "isn't", "matches", "contains", "between", "from", "has",
];

/// Reads a test.
///
/// # Errors
/// Where in the text it stops making sense, and what to type instead.
pub fn read(text: &str) -> Result<Test, Fault> {
    let mut reader = Reader {
        tokens: Tokens::of(text)?,
        deep: 0,
        listed: 0,
    };
    if reader.tokens.peek().is_none() {
        return Err(Fault::new(
            0,
            "a test compares a field, as in: employees >= 50",
        ));
    }
    let read = reader.any_of()?;
    match reader.tokens.peek() {
        None => Ok(read),
        Some((at, token)) => {
            let token = token.shown();
            Err(Fault::new(
                at,
                format!("“{token}” is one too many here: join conditions with and, or"),
            ))
        }
    }
}

struct Reader {
    tokens: Tokens,
    deep: usize,
    /// Inside all(…) or any(…), where a comma begins the next condition.
    listed: usize,
}

impl Reader {
    fn any_of(&mut self) -> Result<Test, Fault> {
        let mut tests = vec![self.all_of()?];
        while self.tokens.take_word("or") {
            tests.push(self.all_of()?);
        }
        Ok(one_or(tests, Test::Any))
    }

    fn all_of(&mut self) -> Result<Test, Fault> {
        let mut tests = vec![self.one()?];
        while self.tokens.take_word("and") {
            tests.push(self.one()?);
        }
        Ok(one_or(tests, Test::All))
    }

    fn one(&mut self) -> Result<Test, Fault> {
        if self.deep >= DEEPEST {
            let at = self.tokens.at();
            return Err(Fault::new(at, "too many parentheses within each other"));
        }
        self.deep += 1;
        let test = self.one_within();
        self.deep -= 1;
        test
    }

    fn one_within(&mut self) -> Result<Test, Fault> {
        if self.tokens.next_is_word("not") && !self.field_follows_not() {
            self.tokens.skip();
            return Ok(Test::Not(Box::new(self.one()?)));
        }
        for (word, many) in [
            ("all", Test::All as fn(Vec<Test>) -> Test),
            ("any", Test::Any as fn(Vec<Test>) -> Test),
        ] {
            if self.tokens.next_is_word(word) && self.tokens.second_opens() {
                self.tokens.skip();
                return Ok(many(self.listed_tests(word)?));
            }
        }
        if let Some((at, Token::Open)) = self.tokens.peek() {
            self.tokens.skip();
            let listed = std::mem::take(&mut self.listed);
            let test = self.any_of();
            self.listed = listed;
            let test = test?;
            self.closes(at)?;
            return Ok(test);
        }
        self.condition()
    }

    /// `not` is part of a field's own name only in quotes.
    fn field_follows_not(&self) -> bool {
        self.tokens.second_compares()
    }

    fn listed_tests(&mut self, word: &str) -> Result<Vec<Test>, Fault> {
        let at = self.tokens.at();
        self.tokens.skip();
        self.listed += 1;
        let mut tests = Vec::new();
        loop {
            if let Some((_, Token::Close)) = self.tokens.peek() {
                break;
            }
            tests.push(self.any_of()?);
            if !self.tokens.take(&Token::Comma) {
                break;
            }
        }
        self.listed -= 1;
        self.closes(at)?;
        if tests.is_empty() {
            let words =
                format!("{word}(…) holds conditions, as in: {word}(score >= 60, title is known)");
            return Err(Fault::new(at, words));
        }
        Ok(tests)
    }

    fn closes(&mut self, opened: usize) -> Result<(), Fault> {
        if self.tokens.take(&Token::Close) {
            return Ok(());
        }
        Err(Fault::new(opened, "this parenthesis is not closed: type )"))
    }

    fn condition(&mut self) -> Result<Test, Fault> {
        let at = self.tokens.at();
        let field = self.field(at)?;
        let at_check = self.tokens.at();
        let (turned, check) = self.check(&field, at_check)?;
        let test = Test::Is(Condition { field, check, at });
        Ok(if turned {
            Test::Not(Box::new(test))
        } else {
            test
        })
    }

    fn field(&mut self, at: usize) -> Result<String, Fault> {
        if let Some((_, Token::Quoted(name))) = self.tokens.peek() {
            let name = name.trim().to_owned();
            self.tokens.skip();
            return Ok(name);
        }
        let mut words: Vec<String> = Vec::new();
        while let Some((_, Token::Word(word))) = self.tokens.peek() {
            let lower = word.to_lowercase();
            let ends = matches!(lower.as_str(), "and" | "or")
                || (!words.is_empty() && COMPARING.contains(&lower.as_str()));
            if ends {
                break;
            }
            words.push(word.clone());
            self.tokens.skip();
        }
        if words.is_empty() {
            let found = self.tokens.peek().map_or_else(
                || "the test stops here".to_owned(),
                |(_, token)| format!("“{}” stands where a field belongs", token.shown()),
            );
            return Err(Fault::new(
                at,
                format!("{found}: a condition begins with a field, as in: industry is Software"),
            ));
        }
        Ok(words.join(" "))
    }

    /// Whether it is turned round, and what the field is compared with.
    fn check(&mut self, field: &str, at: usize) -> Result<(bool, Check), Fault> {
        if let Some((_, Token::Sign(sign))) = self.tokens.peek() {
            let sign = *sign;
            self.tokens.skip();
            return self.after_sign(sign);
        }
        let Some((_, Token::Word(word))) = self.tokens.peek() else {
            return Err(nothing_compared(field, at));
        };
        let word = word.to_lowercase();
        self.tokens.skip();
        let (mut turned, mut verb) = (false, word);
        if matches!(verb.as_str(), "is" | "are" | "isn't" | "has") {
            turned = verb == "isn't";
            if self.tokens.take_word("not") {
                turned = !turned;
            }
            let next = self.tokens.word();
            match next.as_deref() {
                // Values too: AT and IN are countries.
                Some(word @ ("in" | "between" | "from" | "at" | "over" | "under"))
                    if self.tokens.second_belongs(word) =>
                {
                    word.clone_into(&mut verb);
                    self.tokens.skip();
                }
                Some("one") if self.tokens.take_words(&["one", "of"]) => "in".clone_into(&mut verb),
                Some("known" | "filled") => {
                    self.tokens.skip();
                    return Ok((turned, Check::Known));
                }
                Some("unknown" | "blank" | "empty" | "missing") => {
                    self.tokens.skip();
                    return Ok((!turned, Check::Known));
                }
                _ => return Ok((turned, self.is()?)),
            }
        } else if verb == "not" {
            turned = true;
            verb = self.tokens.word().unwrap_or_default();
            self.tokens.skip();
        }
        Ok((turned, self.verb(&verb, field, at)?))
    }

    fn verb(&mut self, verb: &str, field: &str, at: usize) -> Result<Check, Fault> {
        match verb {
            "in" => Ok(Check::In(self.values()?)),
            "matches" | "contains" => {
                let texts = self.values()?;
                let patterns = texts.iter().map(|cell| cell.text.to_string());
                Ok(Check::Matches(
                    patterns
                        .map(|text| {
                            if verb == "contains" {
                                format!("*{text}*")
                            } else {
                                text
                            }
                        })
                        .collect(),
                ))
            }
            "between" | "from" => {
                let low = self.value()?;
                if !self.tokens.take_word("and") && !self.tokens.take_word("to") {
                    let at = self.tokens.at();
                    return Err(Fault::new(
                        at,
                        format!("between takes two values, as in: {field} between 50 and 200"),
                    ));
                }
                self.between(low, at)
            }
            "over" | "under" => {
                let op = if verb == "over" { Op::Over } else { Op::Under };
                Ok(Check::Compare {
                    op,
                    value: self.value()?,
                })
            }
            "at" => {
                let op = if self.tokens.take_word("least") {
                    Op::AtLeast
                } else if self.tokens.take_word("most") {
                    Op::AtMost
                } else {
                    return Err(Fault::new(
                        self.tokens.at(),
                        "at least or at most, as in: score at least 60",
                    ));
                };
                Ok(Check::Compare {
                    op,
                    value: self.value()?,
                })
            }
            _ => Err(nothing_compared(field, at)),
        }
    }

    fn between(&mut self, low: Cell, at: usize) -> Result<Check, Fault> {
        let high = self.value()?;
        let upside_down = match (low.span, high.span, low.day, high.day) {
            (Some(low), Some(high), ..) => low.low > high.low,
            (.., Some(low), Some(high)) => low > high,
            _ => false,
        };
        if upside_down {
            let words = format!(
                "from {} to {} holds nothing: the smaller one comes first",
                low.text, high.text
            );
            return Err(Fault::new(at, words));
        }
        Ok(Check::Between { low, high })
    }

    fn after_sign(&mut self, sign: &str) -> Result<(bool, Check), Fault> {
        let op = match sign {
            "=" => return Ok((false, self.is()?)),
            "!=" => return Ok((true, self.is()?)),
            "<" => Op::Under,
            "<=" => Op::AtMost,
            ">" => Op::Over,
            _ => Op::AtLeast,
        };
        let value = self.value()?;
        Ok((false, Check::Compare { op, value }))
    }

    /// After `is` or `=`: one value or several; `50..200` is a range.
    fn is(&mut self) -> Result<Check, Fault> {
        let at = self.tokens.at();
        let values = self.values()?;
        if let [one] = values.as_slice()
            && let Some((low, high)) = one.text.split_once("..")
        {
            let (low, high) = (Cell::of(low), Cell::of(high));
            if (low.span.is_some() && high.span.is_some())
                || (low.day.is_some() && high.day.is_some())
            {
                self.tokens.put_back(high.text.to_string());
                return self.between(low, at);
            }
        }
        Ok(Check::In(values))
    }

    /// A list of values, in parentheses or without.
    fn values(&mut self) -> Result<Vec<Cell>, Fault> {
        let opened = self.tokens.at();
        let within = self.tokens.take(&Token::Open);
        let mut values = vec![self.value()?];
        while let Some((_, Token::Comma)) = self.tokens.peek() {
            if !within && self.listed > 0 && self.tokens.condition_after_comma() {
                break;
            }
            self.tokens.skip();
            if within && matches!(self.tokens.peek(), Some((_, Token::Close))) {
                break;
            }
            values.push(self.value()?);
        }
        if within {
            self.closes(opened)?;
        }
        Ok(values)
    }

    fn value(&mut self) -> Result<Cell, Fault> {
        let at = self.tokens.at();
        if let Some((_, Token::Quoted(text))) = self.tokens.peek() {
            let cell = Cell::of(text);
            self.tokens.skip();
            return Ok(cell);
        }
        let mut words: Vec<String> = Vec::new();
        while let Some((_, Token::Word(word))) = self.tokens.peek() {
            if is_word(word, "and")
                || is_word(word, "or")
                || (is_word(word, "to") && words.len() == 1 && Cell::of(&words[0]).span.is_some())
            {
                break;
            }
            words.push(word.clone());
            self.tokens.skip();
        }
        if words.is_empty() {
            return Err(Fault::new(
                at,
                "a value is missing here; a text with and, or, commas or parentheses in it stands in \"quotes\"",
            ));
        }
        Ok(Cell::of(&words.join(" ")))
    }
}

fn nothing_compared(field: &str, at: usize) -> Fault {
    let words = format!(
        "“{field}” is compared with nothing: type {field} is known, or for several values {field} in (a, b)"
    );
    Fault::new(at, words)
}

fn one_or(mut tests: Vec<Test>, many: fn(Vec<Test>) -> Test) -> Test {
    if tests.len() == 1 {
        tests.swap_remove(0)
    } else {
        many(tests)
    }
}
