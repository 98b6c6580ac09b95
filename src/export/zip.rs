//! Writes archives of files, packed, in the order given and without the time of day.

use std::io::Write as _;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

use super::ExportError;

/// The first day that an archive can name, so that the same files give the same bytes.
const DATE: u16 = 0x0021;
/// The version of the format that packing needs (section 4.4.3 of the ZIP specification).
const VERSION: u16 = 20;
const DEFLATED: u16 = 8;

/// An archive that grows file by file.
#[derive(Default)]
pub(super) struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

impl Archive {
    /// Packs a file; its name is plain ASCII with slashes.
    pub(super) fn add(&mut self, name: &str, contents: &[u8]) -> Result<(), ExportError> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        let packed = encoder
            .write_all(contents)
            .and_then(|()| encoder.finish())
            .map_err(|error| ExportError::Encoding(error.to_string()))?;
        let mut crc = Crc::new();
        crc.update(contents);
        let offset = length(self.bytes.len())?;
        let mut head = Vec::with_capacity(26);
        for half in [VERSION, 0, DEFLATED, 0, DATE] {
            head.extend(half.to_le_bytes());
        }
        for word in [crc.sum(), length(packed.len())?, length(contents.len())?] {
            head.extend(word.to_le_bytes());
        }
        let name_length = u16::try_from(name.len());
        head.extend(name_length.unwrap_or(u16::MAX).to_le_bytes());
        head.extend([0, 0]);
        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&head);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(&packed);
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&head);
        // No comment, the first disk, and no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.count = self
            .count
            .checked_add(1)
            .ok_or_else(|| too_large("files"))?;
        Ok(())
    }

    /// The whole archive.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, ExportError> {
        let offset = length(self.bytes.len())?;
        let directory = length(self.directory.len())?;
        self.bytes.append(&mut self.directory);
        self.bytes.extend(b"PK\x05\x06");
        self.bytes.extend([0; 4]);
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend(self.count.to_le_bytes());
        self.bytes.extend(directory.to_le_bytes());
        self.bytes.extend(offset.to_le_bytes());
        self.bytes.extend([0, 0]);
        Ok(self.bytes)
    }
}

fn length(length: usize) -> Result<u32, ExportError> {
    u32::try_from(length).ok().ok_or_else(|| too_large("bytes"))
}

fn too_large(what: &str) -> ExportError {
    ExportError::Encoding(format!("there are more {what} than an archive can hold"))
}
