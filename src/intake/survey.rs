//! The first look at a file: what it is, how its columns would be read, what nothing settles.

mod gather;
mod questions;

use std::io::{self, Read};

use encoding_rs::{Encoding, UTF_8};

use super::columns::{Columns, digest_of};
use super::decode::Decoded;
use super::field::{Canonical, plain};
use super::kind::Headers;
use super::options::Options;
use super::sheet;
use super::sniff::{self, Sniffed};
use super::source::Source;
use crate::review::proposal::{FileProposal, Proposal};
use crate::review::row::Kind;
use gather::{Digested, Gathered};

/// Looks at every file and proposes how to read it: the preview, and for each file the columns to read it with,
/// `None` where it is refused as a whole (its proposal says why).
#[must_use]
pub fn propose(sources: &[Source], options: &Options) -> (Proposal, Vec<Option<Columns>>) {
    let mut proposal = Proposal::default();
    let mut all = Vec::new();
    for source in sources {
        let mut file = FileProposal {
            file: source.name.clone(),
            ..FileProposal::default()
        };
        let options = options.of_file(&source.name);
        let columns = match survey(source, &options, &mut file) {
            Ok(columns) => Some(columns),
            Err(reason) => {
                file.refused = Some(reason);
                None
            }
        };
        if let Some(kind) = file.kind {
            let fields = super::alias::table(kind).iter();
            file.fields = fields.map(|(field, _)| field.word().to_owned()).collect();
        }
        proposal.files.push(file);
        all.push(columns);
    }
    (proposal, all)
}

/// How much of the front is looked at to tell how the file is written.
const FRONT: usize = 256 * 1024;

fn survey(source: &Source, options: &Options, file: &mut FileProposal) -> Result<Columns, String> {
    let failed = |error: io::Error| format!("{} cannot be read: {error}", source.name);
    let mut head = Vec::new();
    let opened = source.open().map_err(failed)?;
    opened
        .take(FRONT as u64)
        .read_to_end(&mut head)
        .map_err(failed)?;
    if let Some(reason) = sheet::foreign(&head) {
        return Err(reason.to_owned());
    }
    if sheet::is_workbook(&head) {
        let text =
            sheet::text_of(source.open().map_err(failed)?).map_err(|error| error.to_string())?;
        let mut front = text.clone();
        front.truncate(FRONT);
        let mut columns = columns_of(&front, UTF_8, options, file)?;
        columns.shape.sheet = true;
        let gathered = Gathered::over(text.as_slice(), &columns).map_err(failed)?;
        (file.digest, file.bytes) =
            gather::digest(source.open().map_err(failed)?).map_err(failed)?;
        "xlsx".clone_into(&mut file.encoding);
        file.delimiter.clear();
        return settle(columns, &gathered, options, file);
    }
    let guess = sniff::encoding_of(&head);
    let columns = columns_of(&head, guess, options, file)?;
    let mut digested = Digested::new(source.open().map_err(failed)?, guess == UTF_8);
    let gathered = Gathered::over(&mut digested, &columns).map_err(failed)?;
    (file.digest, file.bytes) = digested.finish().map_err(failed)?;
    let Some(encoding) = digested.other_encoding() else {
        return settle(columns, &gathered, options, file);
    };
    // A byte contradicted UTF-8: look again, now that the encoding is known.
    let columns = columns_of(&head, encoding, options, file)?;
    let gathered = Gathered::over(source.open().map_err(failed)?, &columns).map_err(failed)?;
    settle(columns, &gathered, options, file)
}

/// Tells delimiter, header, kind and mapping from the front of a file.
fn columns_of(
    head: &[u8],
    encoding: &'static Encoding,
    options: &Options,
    file: &mut FileProposal,
) -> Result<Columns, String> {
    let mut front = Vec::new();
    // Decoding from memory cannot fail; what could not be decoded shows as its own sign.
    let _ = Decoded::new(head, encoding).read_to_end(&mut front);
    let front = String::from_utf8_lossy(&front);
    let Sniffed {
        shape,
        headers,
        preamble,
    } = sniff::sniff(&front, head.len() < FRONT, encoding)
        .ok_or("it is empty: it has no header and no row")?;
    file.encoding = encoding.name().to_lowercase();
    file.delimiter = char::from(shape.delimiter).to_string();
    file.preamble = preamble.len() as u64;
    file.slip_for = marked(&preamble, "slip for:");
    file.slip_of = marked(&preamble, "docket:");
    let plains: Vec<String> = headers.iter().map(|header| plain(header)).collect();
    let told = Headers(&plains);
    let kind = options
        .kind
        .or_else(|| (!file.slip_for.is_empty()).then_some(Kind::Slip))
        .or_else(|| remembered(&headers, options))
        .or_else(|| told.kind())
        // Without names nothing tells what it lists: most often leads, until a person says otherwise.
        .or_else(|| (!shape.headed).then_some(Kind::Leads))
        .ok_or_else(|| told.missing())?;
    let unnamed = !shape.headed;
    let mut columns = Columns::propose(kind, shape, &headers, options)?;
    columns.slip_for.clone_from(&file.slip_for);
    columns.guarded = !file.slip_of.is_empty() || kind == Kind::Slip;
    file.kind = Some(kind);
    file.remembered = options
        .profiles
        .iter()
        .any(|profile| profile.headers == digest_of(&headers) && profile.kind == kind);
    file.refused = needs(&columns).err().map(|missing| {
        let mapped = columns.columns.iter().any(|column| column.field.is_some());
        if unnamed && !mapped {
            headless(headers.len())
        } else {
            missing
        }
    });
    Ok(columns)
}

fn remembered(headers: &[String], options: &Options) -> Option<Kind> {
    let digest = digest_of(headers);
    options
        .profiles
        .iter()
        .rev()
        .find(|profile| profile.headers == digest)
        .map(|profile| profile.kind)
}

fn headless(width: usize) -> String {
    format!(
        "its first line is no header, so nothing names its {width} columns: say what each is in the preview, or with --kind and --map, by number (--map id=1)"
    )
}

/// What comes after a mark in the lines above the header.
fn marked(preamble: &[String], mark: &str) -> String {
    preamble
        .iter()
        .filter_map(|line| line.trim().strip_prefix('#'))
        .map(str::trim_start)
        .find_map(|line| {
            line.strip_prefix("docket ")
                .unwrap_or(line)
                .strip_prefix(mark)
        })
        .map(|rest| rest.trim().trim_end_matches([',', ';']).to_owned())
        .unwrap_or_default()
}

/// The columns without which a kind of file says nothing.
fn needs(columns: &Columns) -> Result<(), String> {
    use Canonical as C;
    let needed: &[(&[Canonical], &str)] = match columns.kind {
        Kind::Members => &[(&[C::Campaign], "campaign"), (&[C::Lead], "lead")],
        Kind::Touches => &[(&[C::Lead], "lead")],
        Kind::Spend => &[(&[C::Cost], "cost"), (&[C::Campaign, C::Ad], "campaign")],
        Kind::People => &[(&[C::Name, C::FirstName, C::LastName], "name")],
        Kind::Campaigns => &[(&[C::Id, C::Name], "name")],
        Kind::Slip => &[(&[C::Lead], "lead"), (&[C::Verdict], "verdict")],
        Kind::Leads | Kind::Opportunities => &[],
    };
    let mapped = columns.columns.iter().any(|column| column.field.is_some());
    let kind = columns.kind.word();
    if !mapped {
        return Err(format!(
            "none of its columns is known in a list of {kind}: name them with --map FIELD=COLUMN"
        ));
    }
    for (fields, word) in needed {
        if !fields.iter().any(|field| columns.speaks(*field)) {
            return Err(format!(
                "a list of {kind} needs a {word} column, and none of its headers is one: name it with --map {word}=COLUMN"
            ));
        }
    }
    Ok(())
}

/// Takes what the whole file showed into its columns and its preview. Where a needed column is not named yet, the preview
/// shows the columns all the same, so that a person can name it there.
fn settle(
    mut columns: Columns,
    gathered: &Gathered,
    options: &Options,
    file: &mut FileProposal,
) -> Result<Columns, String> {
    file.rows = gathered.rows;
    file.columns = gathered.settle(&mut columns, &file.file);
    file.owners = gathered.owners(&columns);
    file.questions = questions::of(&mut columns, gathered, options, file);
    match file.refused.take() {
        Some(missing) => Err(missing),
        None => Ok(columns),
    }
}
