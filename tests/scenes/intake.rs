//! What people feed it: every trap a row.

use docket::review::row::identity;

#[test]
fn salesforce_ids_of_15_and_18_characters_are_one() {
    for (key, same) in [
        ("00QEc00000BBaeXMAT", "00QEc00000BBaeX"),
        ("00QEc00000BBaeX", "00QEc00000BBaeX"),
        ("00QEc00000BBaexMAT", "00QEc00000BBaexMAT"),
        (" L00001 ", "L00001"),
        ("ABCDEFGHIJKLMNOPQR", "ABCDEFGHIJKLMNOPQR"),
        ("", ""),
    ] {
        assert_eq!(identity(key), same, "{key}");
    }
}
