//! Finds the map inside of an export: attached to a PDF, in the metadata of an SVG or a PNG, in a
//! template of an HTML page, or in a part of its own of a PPTX.

use std::borrow::Cow;
use std::io::Read as _;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::ReadError;

/// What unpacks to more than this is no map: ten times the largest that is meant to be opened.
const LARGEST_MAP: u64 = 64_000_000;

const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1A\n";

/// The name of the map in pictures: the id of the metadata in SVG, the keyword in PNG.
const NAME: &str = "argument-map";

/// The file of the map: the bytes themselves, or what they carry if they are one of our exports;
/// `name` is what errors call the file.
///
/// # Errors
/// [`ReadError::NothingInside`] for a PDF, SVG, PNG, HTML or PPTX without a map.
pub fn map_inside<'a>(bytes: &'a [u8], name: &str) -> Result<Cow<'a, [u8]>, ReadError> {
    let (kind, found) = if bytes.starts_with(b"%PDF-") {
        ("PDF", in_pdf(bytes))
    } else if bytes.starts_with(PNG_SIGNATURE) {
        ("PNG", in_png(bytes))
    } else if bytes.starts_with(b"PK\x03\x04") {
        ("PPTX", in_archive(bytes))
    } else if is_html(bytes) {
        ("HTML", in_html(bytes))
    } else if is_svg(bytes) {
        ("SVG", in_svg(bytes))
    } else {
        return Ok(Cow::Borrowed(bytes));
    };
    found
        .map(Cow::Owned)
        .ok_or_else(|| ReadError::NothingInside {
            name: name.to_owned(),
            kind,
        })
}

fn is_svg(bytes: &[u8]) -> bool {
    let start = bytes.get(..1024).unwrap_or(bytes);
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    let is_xml = start.trim_ascii_start().starts_with(b"<");
    is_xml && place(start, b"<svg").is_some()
}

/// The first embedded file that is a map. Such files stand as streams of their own whatever other
/// programs have done to a document, unless they have encrypted it.
fn in_pdf(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes;
    loop {
        rest = after(rest, b"/EmbeddedFile")?;
        // The list of all files is called almost the same.
        if rest.starts_with(b"s") {
            continue;
        }
        let start = place(rest, b"stream")?;
        let dictionary = rest.get(..start)?;
        let data = rest.get(start + b"stream".len()..)?;
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        // Its type may stand before or after how it is packed, so both are tried.
        let is_unpacked = place(dictionary, b"/FlateDecode").is_none();
        let file = inflated(data).or_else(|| {
            let end = place(data, b"endstream").filter(|_| is_unpacked)?;
            data.get(..end).map(<[u8]>::to_vec)
        });
        if let Some(file) = file.filter(|file| is_map(file)) {
            return Some(file);
        }
    }
}

fn is_html(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = start.trim_ascii_start();
    let begins = |with: &[u8]| {
        let start = start.get(..with.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(with))
    };
    begins(b"<!doctype html") || begins(b"<html")
}

fn in_svg(bytes: &[u8]) -> Option<Vec<u8>> {
    in_element(bytes, &format!("<metadata id=\"{NAME}\">"), "</metadata>")
}

fn in_html(bytes: &[u8]) -> Option<Vec<u8>> {
    in_element(bytes, &format!("<template id=\"{NAME}\">"), "</template>")
}

/// The text of an element, as long as no other stands in it.
fn in_element(bytes: &[u8], opening: &str, closing: &str) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (_, rest) = text.split_once(opening)?;
    let (escaped, _) = rest.split_once(closing)?;
    let map = unescaped(escaped)?;
    Some(map.into_bytes()).filter(|map| is_map(map))
}

/// Text without its entities.
fn unescaped(escaped: &str) -> Option<String> {
    let mut text = String::with_capacity(escaped.len());
    let mut parts = escaped.split('&');
    text.push_str(parts.next()?);
    for part in parts {
        let (entity, plain) = part.split_once(';')?;
        text.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            number => {
                let number = number.strip_prefix('#')?;
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                    None => number.parse().ok()?,
                };
                char::from_u32(code)?
            }
        });
        text.push_str(plain);
    }
    Some(text)
}

/// The part with the map, which programs keep under any name in this folder when they save a deck.
fn in_archive(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes;
    // The directory at the end lists every part after the signature of an entry.
    loop {
        rest = after(rest, b"PK\x01\x02")?;
        let Some(entry) = Entry::read(rest) else {
            continue;
        };
        if !entry.name.starts_with(b"customXml/item") {
            continue;
        }
        if let Some(map) = entry.contents(bytes).and_then(|part| in_part(&part)) {
            return Some(map);
        }
    }
}

fn in_part(part: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(part).ok()?;
    let (_, rest) = text.split_once(NAME)?;
    let (_, rest) = rest.split_once('>')?;
    let (escaped, _) = rest.split_once("</")?;
    let map = unescaped(escaped)?;
    Some(map.into_bytes()).filter(|map| is_map(map))
}

/// An entry of an archive's directory (section 4.3.12 of the ZIP specification).
struct Entry<'a> {
    name: &'a [u8],
    is_packed: bool,
    packed_length: usize,
    offset: usize,
}

impl<'a> Entry<'a> {
    /// Reads an entry after its signature.
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let half = |at: usize| Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
        let word = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
        let method = half(6)?;
        let name_length = usize::from(half(24)?);
        Some(Self {
            name: bytes.get(42..42 + name_length)?,
            is_packed: method == 8,
            packed_length: word(16)? as usize,
            offset: word(38)? as usize,
        })
    }

    /// What the entry holds, unpacked.
    fn contents(&self, archive: &[u8]) -> Option<Vec<u8>> {
        let head = archive.get(self.offset..)?.strip_prefix(b"PK\x03\x04")?;
        let half = |at: usize| Some(u16::from_le_bytes(head.get(at..at + 2)?.try_into().ok()?));
        let start = 26 + usize::from(half(22)?) + usize::from(half(24)?);
        let packed = head.get(start..)?.get(..self.packed_length)?;
        if !self.is_packed {
            return Some(packed.to_vec());
        }
        read_all(DeflateDecoder::new(packed))
    }
}

/// The international text with our keyword (section 11.3.3.4 of the PNG specification).
fn in_png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.get(PNG_SIGNATURE.len()..)?;
    loop {
        let (head, body) = rest.split_at_checked(8)?;
        let (length, kind) = head.split_at_checked(4)?;
        let length = u32::from_be_bytes(length.try_into().ok()?) as usize;
        let data = body.get(..length)?;
        if kind == b"iTXt"
            && let Some(text) = data.strip_prefix(NAME.as_bytes())
            && let Some((flags, text)) = text.split_at_checked(3)
        {
            let mut parts = text.splitn(3, |byte| *byte == 0);
            let text = parts.nth(2)?;
            let is_packed = flags.get(1) == Some(&1);
            let map = if is_packed {
                inflated(text)?
            } else {
                text.to_vec()
            };
            return Some(map).filter(|map| is_map(map));
        }
        // A checksum follows.
        rest = body.get(length + 4..)?;
    }
}

fn is_map(bytes: &[u8]) -> bool {
    place(bytes, b"ArgumentMap").is_some()
}

/// Unpacks a stream; nothing if it is none, or too much.
fn inflated(packed: &[u8]) -> Option<Vec<u8>> {
    read_all(ZlibDecoder::new(packed))
}

fn read_all(stream: impl std::io::Read) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut stream = stream.take(LARGEST_MAP + 1);
    stream.read_to_end(&mut file).ok()?;
    (file.len() as u64 <= LARGEST_MAP && !file.is_empty()).then_some(file)
}

fn after<'a>(bytes: &'a [u8], what: &[u8]) -> Option<&'a [u8]> {
    bytes.get(place(bytes, what)? + what.len()..)
}

/// Where a needle stands; looks for its first byte, which is rare in what is searched here.
fn place(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    let first = needle.first()?;
    let mut from = 0;
    loop {
        let rest = bytes.get(from..)?;
        let at = from + rest.iter().position(|byte| byte == first)?;
        if bytes.get(at..)?.starts_with(needle) {
            return Some(at);
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_export_is_taken_as_it_stands() {
        for bytes in [
            &b""[..],
            b"ArgumentMap(",
            b"<p>",
            b"\x89PN",
            b"% PDF",
            b"PK",
        ] {
            assert_eq!(map_inside(bytes, "a file").unwrap(), bytes);
        }
    }

    #[test]
    fn exports_without_a_map_are_said_to_be_so() {
        let png: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\x02iTXtab1234";
        for (bytes, kind) in [
            (
                &b"%PDF-1.7\n/EmbeddedFiles /EmbeddedFile stream\nnone endstream"[..],
                "PDF",
            ),
            (
                b"<?xml?><svg><metadata id=\"argument-map\">&amp;</metadata>",
                "SVG",
            ),
            (b" <svg/>", "SVG"),
            (b"<!doctype HTML><p>ArgumentMap", "HTML"),
            (b"PK\x03\x04 PK\x01\x02", "PPTX"),
            (png, "PNG"),
            (b"\x89PNG\r\n\x1A\n\xFF\xFF\xFF\xFFiTXt", "PNG"),
        ] {
            let error = map_inside(bytes, "it").unwrap_err();
            assert!(error.to_string().contains(kind), "{error}");
            assert!(error.to_string().contains("no map"), "{error}");
        }
    }

    #[test]
    fn an_attachment_is_found_whether_it_is_packed_or_not() {
        let plain = b"%PDF-1.4 <</Type/EmbeddedFile/Length 13>>stream\r\nArgumentMap()\nendstream";
        let found = map_inside(plain, "it").unwrap();
        assert!(found.starts_with(b"ArgumentMap()"));
    }

    proptest! {
        #[test]
        fn no_bytes_after_a_signature_make_it_panic(
            kind in 0..5_usize,
            bytes in proptest::collection::vec(any::<u8>(), 0..200),
        ) {
            let start: [&[u8]; 5] = [
                b"%PDF-/EmbeddedFile stream",
                PNG_SIGNATURE,
                b"<svg <metadata id=\"argument-map\">",
                b"<html><template id=\"argument-map\">",
                b"PK\x03\x04PK\x01\x02",
            ];
            let all = [start[kind], &bytes].concat();
            prop_assert!(map_inside(&all, "it").is_err());
        }
    }
}
