//! A file that can be opened as often as an import needs it: once to look, once to read.

use std::io::{self, Cursor, Read, Seek};
use std::sync::Arc;

/// Bytes that can be read and sought in.
pub trait Bytes: Read + Seek + Send {}

impl<T: Read + Seek + Send> Bytes for T {}

type Open = dyn Fn() -> io::Result<Box<dyn Bytes>> + Send + Sync;

/// A file by name, and how to open it. The floors above open files; this one only reads what it is given.
#[derive(Clone)]
pub struct Source {
    /// The file's name without its folder.
    pub name: String,
    open: Arc<Open>,
}

impl Source {
    /// A source whose bytes `open` yields, from the first one, each time it is called.
    pub fn new(
        name: impl Into<String>,
        open: impl Fn() -> io::Result<Box<dyn Bytes>> + Send + Sync + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            open: Arc::new(open),
        }
    }

    /// A source that is already in memory.
    pub fn of_bytes(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes: Arc<[u8]> = bytes.into().into();
        Self::new(name, move || Ok(Box::new(Cursor::new(bytes.clone()))))
    }

    /// Opens it at the first byte.
    ///
    /// # Errors
    /// Whatever opening the file meets.
    pub fn open(&self) -> io::Result<Box<dyn Bytes>> {
        (self.open)()
    }
}

impl std::fmt::Debug for Source {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Source").field(&self.name).finish()
    }
}
