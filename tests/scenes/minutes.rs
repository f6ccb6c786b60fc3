//! The papers that leave the room.
