//! Files out: minutes, slips, feedback, in Markdown, HTML, text, CSV and JSON. Knows review.
