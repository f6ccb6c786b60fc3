//! The console: model, message, command, update, layout, view. Pure: no clock, no file, no terminal.
