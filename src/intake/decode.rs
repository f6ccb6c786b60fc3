//! Bytes of any encoding in, UTF-8 out, as they stream by.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};

/// Reads `source` in `encoding` and yields UTF-8 without a byte-order mark. UTF-8 itself passes through byte by
/// byte, so that a broken row can be refused instead of being mended.
pub struct Decoded<R> {
    source: R,
    /// `None` where the bytes pass through.
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    filled: std::ops::Range<usize>,
    at_start: bool,
    at_end: bool,
}

/// How many raw bytes are decoded at once.
const CHUNK: usize = 64 * 1024;

impl<R: Read> Decoded<R> {
    /// Wraps a source whose encoding is known.
    pub fn new(source: R, encoding: &'static Encoding) -> Self {
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder_with_bom_removal());
        let raw = vec![0; if decoder.is_some() { CHUNK } else { 3 }];
        Self {
            source,
            decoder,
            raw,
            filled: 0..0,
            at_start: true,
            at_end: false,
        }
    }

    /// Takes a byte-order mark off the front of UTF-8.
    fn pass(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at_start {
            self.at_start = false;
            let mut length = 0;
            while length < 3 {
                match self.source.read(&mut self.raw[length..])? {
                    0 => break,
                    read => length += read,
                }
            }
            self.filled = if self.raw[..length] == *b"\xEF\xBB\xBF" {
                0..0
            } else {
                0..length
            };
        }
        if self.filled.is_empty() {
            return self.source.read(buffer);
        }
        let length = self.filled.len().min(buffer.len());
        buffer[..length].copy_from_slice(&self.raw[self.filled.start..self.filled.start + length]);
        self.filled.start += length;
        Ok(length)
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.decoder.is_none() {
            return self.pass(buffer);
        }
        loop {
            if self.filled.is_empty() && !self.at_end {
                let length = self.source.read(&mut self.raw)?;
                self.filled = 0..length;
                self.at_end = length == 0;
            }
            let Some(decoder) = &mut self.decoder else {
                return Ok(0);
            };
            let raw = &self.raw[self.filled.clone()];
            let (result, read, written, _) = decoder.decode_to_utf8(raw, buffer, self.at_end);
            self.filled.start += read;
            if self.at_end && result == CoderResult::InputEmpty {
                // A decoder must not be fed again after its end.
                self.decoder = None;
                self.at_start = false;
                self.filled = 0..0;
                return Ok(written);
            }
            if written > 0 || buffer.is_empty() {
                return Ok(written);
            }
            if result == CoderResult::OutputFull {
                return Err(io::Error::other("the reading buffer is too small"));
            }
        }
    }
}
