//! F14 for exports: hostile text in every field of the minutes, in every format. No control byte, no formula, no tag.

use docket::publish::mask::{EMAIL, NAME, PHONE, masked, without_addresses};
use docket::publish::minutes::{Format, render, takeaway, takers, thaw};
use docket::publish::text;
use docket::review::entry::{Act, Entry, Told};
use docket::review::lead::{Field, LeadId};
use docket::review::minutes::{Gathered, Minutes};
use docket::review::verdict::{Acceptance, Verdict};

use crate::minutes::{entry, gathered};

pub const HOSTILE: [&str; 12] = [
    "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m",
    "\u{202e}txt.exe\u{2066}\u{200f}",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "+1+1\t@SUM(A1)\r-2",
    "<script>alert(1)</script><img src=x onerror=y>",
    "\"><svg onload=z>' onmouseover='",
    "# heading\n* [link](http://evil.example) ![x](y) | a | b\n```",
    "www.evil.example {{ 7*191 }} {% raw %}",
    "Z\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}algo\u{2028}next\u{85}",
    "名前がとても長い会社の株式会社の製造部門の部長代理補佐心得見習い候補の候補の名前",
    "\0\u{8}\u{c}\u{7f}../../etc/passwd",
    "\u{e0041}\u{feff}tags",
];

/// Puts a text wherever a person or a file can put one.
fn poisoned(poison: &str) -> Gathered {
    let mut gathered = gathered();
    let text = || poison.to_owned();
    gathered.meeting.opening.title = text();
    gathered.meeting.opening.facilitator = text();
    for person in &mut gathered.meeting.opening.present {
        person.name = format!("{poison}{}", person.name);
    }
    for reviewed in &mut gathered.leads {
        for lead in [&mut reviewed.before, &mut reviewed.after] {
            lead.filed.key = text();
            for field in [Field::Company, Field::Name, Field::Source] {
                lead.filed.texts.insert(field, text());
            }
            lead.said.wishes = vec![text()];
        }
    }
    for reason in &mut gathered.lists.reasons {
        reason.name = text();
    }
    for promise in &mut gathered.promises {
        promise.text = text();
        promise.owner = text();
    }
    for entry in acts(poison) {
        if let Some(lead) = entry.act.lead() {
            for reviewed in &mut gathered.leads {
                if reviewed.after.id == lead {
                    reviewed.after.said.apply(&entry);
                }
            }
        }
        gathered.entries.push(entry);
    }
    gathered.wins = vec![gathered.leads[0].after.clone()];
    gathered
}

fn acts(poison: &str) -> Vec<Entry> {
    let text = || poison.to_owned();
    let lead = Some(LeadId(1));
    let acts = [
        Act::Note {
            lead: LeadId(1),
            text: text(),
        },
        Act::decided(text(), lead),
        Act::idea(text(), lead),
        Act::topic(text(), lead),
        Act::promised(text(), text(), None, lead),
        Act::Verdict {
            lead: LeadId(2),
            verdict: Verdict::Accepted(Acceptance {
                owner: text(),
                next_touch: None,
                because: Some(text()),
            }),
            told: Told::Review,
        },
    ];
    (201..)
        .zip(acts)
        .map(|(seq, act)| {
            let mut entry = entry(seq, seq, act);
            entry.who = text();
            entry
        })
        .collect()
}

pub fn is_hostile(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character,
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

#[test]
fn no_format_lets_a_control_byte_a_formula_or_a_tag_through() {
    for poison in HOSTILE {
        let minutes = Minutes::of(&poisoned(poison));
        for format in Format::ALL {
            let text = render(&minutes, format, Some("abc")).unwrap();
            // A calendar's lines end in both characters.
            let lines = match format {
                Format::Ics => text.replace("\r\n", "\n"),
                _ => text.clone(),
            };
            let bad: Vec<char> = lines.chars().filter(|c| is_hostile(*c)).collect();
            assert!(bad.is_empty(), "{format:?} {poison:?} {bad:?}");
            match format {
                Format::Html => html_is_harmless(&text),
                Format::Markdown => markdown_is_harmless(&text),
                Format::Csv => no_formula(&text),
                Format::Text => fits(&text),
                Format::Json => assert_eq!(thaw(&text).unwrap(), minutes),
                Format::Ics => assert!(lines.lines().all(|line| line.len() <= 75)),
            }
        }
        for name in takers(&minutes) {
            fits(&text::text(&takeaway(&minutes, &name)));
        }
    }
}

fn html_is_harmless(html: &str) {
    let known = [
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "section",
        "h1",
        "h2",
        "h3",
        "p",
        "ul",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "figure",
        "svg",
        "text",
        "rect",
        "article",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "footer",
        "!DOCTYPE",
    ];
    for tag in html.split('<').skip(1) {
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '!')
            .collect();
        assert!(known.contains(&name.as_str()), "<{name}");
        let inside = tag.split('>').next().unwrap();
        for word in ["src=", "href=", "onload", "onerror", "onmouseover"] {
            let outside_quotes: String = inside.split('"').step_by(2).collect();
            assert!(!outside_quotes.contains(word), "<{inside}>");
        }
    }
    assert!(!html.contains("url(") && !html.contains("@import") && !html.contains("1337"));
}

fn markdown_is_harmless(markdown: &str) {
    let ours = ["# ", "## ", "### "];
    for line in markdown.lines() {
        assert!(!line.contains('<'), "{line}");
        let unescaped = line.replace("\\]", "");
        assert!(!unescaped.contains("](") && !line.contains("://"), "{line}");
        assert!(!line.to_lowercase().contains("www."), "{line}");
        if line.starts_with('#') {
            assert!(ours.iter().any(|heading| line.starts_with(heading)));
            assert!(!line.contains("# heading") || line.contains("\\# heading"));
        }
    }
}

fn no_formula(text: &str) {
    for record in csv::Reader::from_reader(text.as_bytes()).records() {
        for cell in &record.unwrap() {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell}"
            );
        }
    }
}

fn fits(text: &str) {
    for line in text.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
    }
}

#[test]
fn a_template_of_ones_own_is_escaped_and_its_faults_name_the_line() {
    use docket::publish::minutes::html_with;
    let minutes = Minutes::of(&poisoned("<b>\u{1b}[31m"));
    let mine = "{% for d in data.decisions %}<i>{{ d.text }}</i>{% endfor %}\n";
    let text = html_with(&minutes, None, Some(mine)).unwrap();
    assert!(text.contains("&lt;b&gt;"), "{text}");
    assert!(!text.contains("<b>") && !text.contains('\u{1b}'));
    let fault = html_with(&minutes, None, Some("one\n{% for %}")).unwrap_err();
    assert!(fault.to_string().contains('2'), "{fault}");
}

#[test]
fn masked_minutes_name_nobody() {
    let mut gathered = gathered();
    gathered.entries.push(entry(
        150,
        150,
        Act::Note {
            lead: LeadId(1),
            text: "Priya Raman asked T. Reyes to write to priya@acme.example or call +49 (555) 0123-45 by 2026-12-01"
                .to_owned(),
        },
    ));
    let minutes = masked(&Minutes::of(&gathered));
    for format in Format::ALL {
        let text = render(&minutes, format, None).unwrap();
        for name in [
            "Priya", "Raman", "Reyes", "Okafor", "Lind", "Adeyemi", "priya@", "0123",
        ] {
            assert!(!text.contains(name), "{format:?} has {name}\n{text}");
        }
        assert!(text.contains("Acme Robotics"));
    }
    let note = &minutes.leads[0].notes[1].text;
    // Sales in the room by name: K. Lind is R1, T. Reyes R2.
    assert_eq!(
        note,
        &format!("{NAME} asked R2 to write to {EMAIL} or call {PHONE} by 2026-12-01")
    );
}

#[test]
fn addresses_are_found_where_people_type_them() {
    let cases = [
        ("mail a.b@c.example, please", "mail (e-mail hidden), please"),
        ("+49 555 012345", "(phone hidden)"),
        ("call 0555/0123456 today", "call (phone hidden) today"),
        ("2 of 4 tries, 40 000 EUR", "2 of 4 tries, 40 000 EUR"),
        ("until 2027-05-23 (v2)", "until 2027-05-23 (v2)"),
        ("a + b (c) @ noon", "a + b (c) @ noon"),
    ];
    for (text, expected) in cases {
        assert_eq!(without_addresses(text), expected);
    }
}
