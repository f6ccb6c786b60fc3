//! Who is here, in words.

use crate::review::meeting::Attendance;

/// Attendance in words.
pub fn attendance(attendance: Attendance) -> &'static str {
    match attendance {
        Attendance::Present => "is here",
        Attendance::Absent => "is not here",
        Attendance::Late => "came late",
        Attendance::Left => "left",
    }
}
