//! Which key means which command: the defaults of `assets/keys.toml`, a person's own file laid over them.

use std::collections::HashMap;
use std::ops::Range;

use toml::Spanned;

use super::command::{Command, ROWS, Scope, named};
use super::key::Key;

const DEFAULTS: &str = include_str!("../../assets/keys.toml");

/// Keys and what they mean.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap {
    bound: HashMap<(Scope, Key), Command>,
    /// In the order of the file, so that the first is the one a footer shows.
    keys: Vec<(Command, Key)>,
}

/// Why a keymap could not be read, with its line (from 1).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("reading the keys: line {line}: {what}")]
pub struct KeymapError {
    pub line: usize,
    pub what: String,
}

type Part = HashMap<Spanned<String>, Vec<Spanned<String>>>;
type Parts = HashMap<Spanned<String>, Part>;

struct Binding {
    command: Command,
    scope: Scope,
    keys: Vec<(Key, usize)>,
}

impl Keymap {
    /// The default keys.
    ///
    /// # Errors
    /// Never for the file that is compiled in: a test reads it.
    pub fn defaults() -> Result<Self, KeymapError> {
        Self::patched("")
    }

    /// The default keys with a person's own file laid over them.
    ///
    /// # Errors
    /// Where the file is not TOML, names something unknown, or binds one key twice in one part.
    pub fn patched(own: &str) -> Result<Self, KeymapError> {
        let mut bindings = read(DEFAULTS)?;
        for mut own in read(own)? {
            bindings.retain(|binding| binding.command != own.command);
            own.keys
                .iter_mut()
                .for_each(|(_, line)| *line = (*line).max(1));
            bindings.push(own);
        }
        bindings.sort_by_key(|binding| place(binding.command));
        Self::bind(&bindings, own)
    }

    fn bind(bindings: &[Binding], own: &str) -> Result<Self, KeymapError> {
        let mut keymap = Self::default();
        for binding in bindings {
            for (key, line) in &binding.keys {
                let other = keymap.bound.insert((binding.scope, *key), binding.command);
                if let Some(other) = other.filter(|other| *other != binding.command) {
                    let mine = |command| super::command::row(command).map_or("", |row| row.name);
                    let own_line = read(own).ok().and_then(|own| {
                        own.iter()
                            .filter(|own| own.command == other || own.command == binding.command)
                            .flat_map(|own| &own.keys)
                            .filter(|(own, _)| own == key)
                            .map(|(_, line)| *line)
                            .next_back()
                    });
                    return Err(KeymapError {
                        line: own_line.unwrap_or(*line),
                        what: format!(
                            "{key} would mean both {} and {} ({}); give one of them another key",
                            mine(other),
                            mine(binding.command),
                            binding.scope.title().to_lowercase(),
                        ),
                    });
                }
                keymap.keys.push((binding.command, *key));
            }
        }
        Ok(keymap)
    }

    /// What a key means where these scopes hold, the closest first.
    pub fn command(&self, scopes: &[Scope], key: Key) -> Option<Command> {
        scopes
            .iter()
            .find_map(|scope| self.bound.get(&(*scope, key.settled())).copied())
    }

    /// The keys of a command, the one to show first.
    pub fn keys(&self, command: Command) -> impl Iterator<Item = &Key> {
        self.keys
            .iter()
            .filter(move |(bound, _)| *bound == command)
            .map(|(_, key)| key)
    }

    /// The key a footer shows; empty where only the palette reaches the command.
    pub fn shown(&self, command: Command) -> String {
        self.keys(command)
            .next()
            .map(Key::to_string)
            .unwrap_or_default()
    }
}

fn place(command: Command) -> usize {
    ROWS.iter()
        .position(|row| row.command == command)
        .unwrap_or(usize::MAX)
}

fn read(text: &str) -> Result<Vec<Binding>, KeymapError> {
    let parts: Parts = toml::from_str(text).map_err(|error| KeymapError {
        line: line_of(text, error.span()),
        what: error.message().to_owned(),
    })?;
    let mut bindings = Vec::new();
    for (part, commands) in parts {
        let fault = |span: Range<usize>, what: String| KeymapError {
            line: line_of(text, Some(span)),
            what,
        };
        let Some(scope) = Scope::ALL
            .into_iter()
            .find(|scope| scope.name() == part.get_ref())
        else {
            return Err(fault(
                part.span(),
                format!("there is no part [{}]", part.get_ref()),
            ));
        };
        for (name, keys) in commands {
            let row = named(name.get_ref()).filter(|row| row.scope == scope);
            let Some(row) = row else {
                return Err(fault(
                    name.span(),
                    format!("[{}] has no command {}", scope.name(), name.get_ref()),
                ));
            };
            let keys = keys
                .into_iter()
                .map(|key| {
                    let line = line_of(text, Some(key.span()));
                    Key::parse(key.get_ref())
                        .map(|key| (key, line))
                        .ok_or_else(|| KeymapError {
                            line,
                            what: format!("\"{}\" is no key", key.get_ref()),
                        })
                })
                .collect::<Result<Vec<_>, _>>()?;
            bindings.push(Binding {
                command: row.command,
                scope,
                keys,
            });
        }
    }
    Ok(bindings)
}

fn line_of(text: &str, span: Option<Range<usize>>) -> usize {
    let end = span.map_or(0, |span| span.start).min(text.len());
    text.get(..end).unwrap_or(text).matches('\n').count() + 1
}
