//! A look at a path before SQLite touches it: what is there, and is it ours? Reads, never writes.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::open::OpenError;
use super::schema;

/// "DckT" read as a big-endian integer: what marks a file as Docket's.
pub(super) const APPLICATION: i32 = 0x4463_6b54;

/// Where SQLite's header has the two numbers, and how long it is.
const VERSION_AT: usize = 60;
const APPLICATION_AT: usize = 68;
const HEADER: usize = 100;

/// Whether the path holds a ledger of a version this program knows.
///
/// # Errors
/// A sentence that says what is there instead. The bytes stay as they are: no `-wal` or `-shm` appears beside them.
pub(super) fn look(path: &Path) -> Result<(), OpenError> {
    let place = || path.to_path_buf();
    let about = fs::metadata(path).map_err(|error| unreachable_path(path, &error))?;
    if about.is_dir() {
        return Err(OpenError::Folder(place()));
    }
    // Before opening: opening a FIFO would wait for somebody to write.
    if !about.is_file() {
        return Err(OpenError::NoFile(place()));
    }
    if about.len() == 0 {
        return Err(OpenError::Empty(place()));
    }
    let mut header = [0; HEADER];
    let mut file = File::open(path).map_err(|error| unreachable_path(path, &error))?;
    match file.read_exact(&mut header) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
            return Err(OpenError::NotOurs(place()));
        }
        Err(error) => return Err(unreachable_path(path, &error)),
    }
    if !header.starts_with(b"SQLite format 3\0") || number(&header, APPLICATION_AT) != APPLICATION {
        return Err(OpenError::NotOurs(place()));
    }
    let found = number(&header, VERSION_AT);
    if found > schema::NEWEST {
        return Err(OpenError::Newer {
            path: place(),
            found,
            known: schema::NEWEST,
        });
    }
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    if found < 1 || page < 512 || about.len() % page != 0 {
        return Err(OpenError::Damaged(place()));
    }
    Ok(())
}

fn number(header: &[u8; HEADER], at: usize) -> i32 {
    i32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
}

fn unreachable_path(path: &Path, error: &std::io::Error) -> OpenError {
    let path = path.to_path_buf();
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => OpenError::Missing(path),
        ErrorKind::PermissionDenied => OpenError::Unreadable(path),
        _ => OpenError::Other {
            path,
            reason: error.to_string(),
        },
    }
}

/// Whether the file lies on a network share or another file system where shared memory between programs is not to
/// be trusted: SQLite's write-ahead log corrupts there.
pub(super) fn on_a_share(path: &Path) -> bool {
    const NFS: i64 = 0x6969;
    const SMB: i64 = 0x517b;
    const CIFS: i64 = 0xff53_4d42;
    const SMB2: i64 = 0xfe53_4d42;
    const FUSE: i64 = 0x6573_5546;
    const NINE_P: i64 = 0x0102_1997;
    const CEPH: i64 = 0x00c3_6400;
    const AFS: i64 = 0x5346_414f;
    rustix::fs::statfs(path).is_ok_and(|system| {
        #[expect(
            clippy::unnecessary_cast,
            reason = "the field's type differs between platforms"
        )]
        let kind = system.f_type as i64 & 0xffff_ffff;
        [NFS, SMB, CIFS, SMB2, FUSE, NINE_P, CEPH, AFS].contains(&kind)
    })
}

/// What tells one file from another of the same name: its device and its number there.
pub(super) type FileId = (u64, u64);

/// The file that a path holds now; `None` where there is none, and on systems that do not tell.
pub(super) fn file_id(path: &Path) -> Option<FileId> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let about = fs::metadata(path).ok()?;
        Some((about.dev(), about.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}
