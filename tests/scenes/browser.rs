//! A real browser without a window: a page printed to PDF, its sheets counted, what it asked for taken down.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What came of printing a page.
pub struct Printed {
    pub sheets: usize,
    /// Every sheet is A4.
    pub a4: bool,
    /// Every address the page asked for.
    pub asked: Vec<String>,
}

/// What the browser asks for on its own behalf: its maker's services, of which no page of ours could name one.
const ITS_OWN: [&str; 5] = [
    ".google.com/",
    ".gvt1.com/",
    "update.googleapis.com/",
    "optimizationguide-pa.googleapis.com/",
    "content-autofill.googleapis.com/",
];

/// The browser: `DOCKET_BROWSER` names one that has to be there; else the first of the usual names that is installed.
fn browser() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("DOCKET_BROWSER") {
        let named = PathBuf::from(named);
        assert!(named.exists(), "{} is not there", named.display());
        return Some(named);
    }
    let path = std::env::var_os("PATH")?;
    let places: Vec<PathBuf> = std::env::split_paths(&path).collect();
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .flat_map(|name| places.iter().map(move |place| place.join(name)))
        .find(|file| file.exists())
}

/// Prints a page; `None` where no browser is installed.
pub fn print(html: &str) -> Option<Printed> {
    let browser = browser()?;
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("page.html"), html).unwrap();
    let named = |option: &str, file: &Path| format!("{option}={}", file.display());
    let ended = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
        ])
        .args([
            "--disable-sync",
            "--disable-default-apps",
            "--disable-dev-shm-usage",
        ])
        .arg(named("--user-data-dir", &at("profile")))
        .arg(named("--log-net-log", &at("net.json")))
        .arg("--no-pdf-header-footer")
        .arg(named("--print-to-pdf", &at("page.pdf")))
        .arg(format!("file://{}", at("page.html").display()))
        .env("HOME", folder.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(ended.success(), "the browser did not print");
    let pdf = std::fs::read(at("page.pdf")).unwrap();
    let pdf = String::from_utf8_lossy(&pdf);
    let boxes: Vec<&str> = pdf.split("/MediaBox").skip(1).collect();
    let a4 = |text: &&str| text.trim_start().starts_with("[0 0 594.9") && text.contains(" 841.9");
    let net = std::fs::read_to_string(at("net.json")).unwrap();
    let mut asked: Vec<String> = net
        .split("\"url\":\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|url| !url.starts_with("file:") && !url.starts_with("chrome"))
        .filter(|url| ITS_OWN.iter().all(|own| !url.contains(own)))
        .map(ToOwned::to_owned)
        .collect();
    asked.sort();
    asked.dedup();
    Some(Printed {
        sheets: boxes.len(),
        a4: boxes.iter().all(a4),
        asked,
    })
}

/// Nothing in it runs, nothing in it is loaded, and the browser is told to allow neither.
#[track_caller]
pub fn is_still(html: &str) {
    let low = html.to_lowercase();
    assert!(low.contains("content-security-policy\" content=\"default-src 'none'"));
    for word in [
        "<script",
        "<iframe",
        "<object",
        "<embed",
        "<link",
        "<img",
        "src=",
        "url(",
        "@import",
        "javascript:",
        " onload",
        " onclick",
        " onerror",
    ] {
        assert!(!low.contains(word), "{word} in {html}");
    }
}
