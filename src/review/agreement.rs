//! What both teams agreed on. So far: the working calendar and the limit for an answer.
