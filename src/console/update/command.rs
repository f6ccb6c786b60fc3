//! A key finds its command; a barred one says why.

use crate::console::effect::Effect;
use crate::console::key::Key;
use crate::console::model::Model;

pub fn key(_model: &mut Model, key: Key) -> Vec<Effect> {
    if key == Key::char('q') {
        return vec![Effect::Quit];
    }
    Vec::new()
}
