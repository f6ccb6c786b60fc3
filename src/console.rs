//! The console: model, message, command, update, layout, view. Pure: no clock, no file, no terminal.
//!
//! A seat makes a [`Model`], sends it [`Message`]s through [`update`], performs the [`Effect`]s that come back, and
//! draws with [`draw`]. Keys are read from `assets/keys.toml`; what each does is one row of [`command::ROWS`].

pub mod agenda;
pub mod command;
pub mod day;
pub mod effect;
pub mod follow_up;
pub mod form;
pub mod key;
pub mod keymap;
pub mod layout;
pub mod message;
pub mod model;
pub mod places;
pub mod pop;
pub mod room;
pub mod text;
pub mod theme;
pub mod update;
pub mod view;
pub mod words;
pub mod written;

pub use effect::Effect;
pub use message::Message;
pub use model::{Model, Start};
pub use update::{begin, update};
pub use view::draw;
