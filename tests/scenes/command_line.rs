//! The command line scripts rely on.

use assert_cmd::Command;
use tempfile::TempDir;

/// A home folder of its own, so that nobody's settings and ledgers are touched.
pub struct Home(TempDir);

impl Home {
    pub fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub fn docket(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("docket").unwrap();
        command
            .env_clear()
            .env("HOME", self.0.path())
            .env("USER", "tester");
        command.current_dir(self.0.path()).args(arguments);
        command
    }

    /// Runs a command that must do it, and gives its stdout.
    #[track_caller]
    pub fn done(&self, arguments: &[&str]) -> String {
        let output = self.docket(arguments).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {stderr}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that must not do it, and gives its exit code and what it said.
    #[track_caller]
    pub fn refused(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.docket(arguments).output().unwrap();
        assert!(
            output.stdout.is_empty(),
            "{arguments:?}: words went to stdout"
        );
        let stderr = String::from_utf8(output.stderr).unwrap();
        (output.status.code().unwrap(), stderr)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

#[test]
fn the_readme_has_the_keys_that_hold() {
    let readme = include_str!("../../README.md");
    let (_, rest) = readme.split_once("checked by a test -->\n").unwrap();
    let (table, _) = rest.split_once("<!-- /keys -->").unwrap();
    assert_eq!(
        table.trim(),
        Home::new().done(&["keys"]).trim(),
        "put the output of `docket keys` between the marks in README.md"
    );
}

#[test]
fn a_key_bound_twice_is_refused_with_its_line() {
    let home = Home::new();
    home.write(
        ".config/docket/keys.toml",
        "# mine\n\n[lead]\nskip = [\"p\"]\n",
    );
    let (code, words) = home.refused(&["keys"]);
    assert_eq!(code, 1);
    assert!(
        words.contains("line 4") && words.contains("park") && words.contains("skip"),
        "{words}"
    );
}

#[test]
fn a_key_of_ones_own_is_in_the_table() {
    let home = Home::new();
    home.write(".config/docket/keys.toml", "[lead]\nskip = [\"F7\"]\n");
    assert!(home.done(&["keys"]).contains("| `F7` | skip |"));
}

#[test]
fn shells_and_man_are_served() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(
            home.done(&["completions", shell]).contains("completions"),
            "{shell}"
        );
    }
    let man = home.done(&["man"]);
    assert!(man.starts_with(".ie") || man.contains(".TH"), "{man}");
}

#[test]
fn two_leads_with_one_address_are_possibly_one() {
    let home = Home::new();
    let rows = [
        "id,company,email,created_at",
        "1,Acme,ana@acme.example,2026-10-01",
        "2,Acme Robotics, ANA@acme.example ,2026-10-02",
        "3,Bolt,ben@bolt.example,2026-10-02",
        "4,Cobalt,,2026-10-02",
        "5,Delta,,2026-10-02",
    ];
    home.write("leads.csv", &rows.join("\n"));
    home.done(&["--ledger", "a.docket", "import", "leads.csv", "--yes"]);
    let told = home.done(&["--ledger", "a.docket", "check", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let expected = serde_json::json!([["Acme", "Acme Robotics"]]);
    assert_eq!(told["possible_duplicates"], expected);
    let words = home.done(&["--ledger", "a.docket", "check"]);
    assert!(
        words.contains("Acme, Acme Robotics: possibly one"),
        "{words}"
    );
}

#[test]
fn wrong_usage_exits_with_2() {
    let home = Home::new();
    for arguments in [
        &["frobnicate"][..],
        &["completions", "csh"],
        &["--as-of", "soon", "man"],
    ] {
        assert_eq!(home.refused(arguments).0, 2, "{arguments:?}");
    }
}
