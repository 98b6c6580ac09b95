//! Remembers what was shaped and set; forgetting costs time and never changes a result.

use std::collections::HashMap;
use std::sync::Arc;

use super::shape::ShapedGlyph;
use super::{Face, Paragraph, TextStyle};

/// Paragraphs, by text, style and width; those not asked for lately go first.
#[derive(Default)]
pub(super) struct Paragraphs {
    young: HashMap<Box<str>, Vec<Entry>>,
    old: HashMap<Box<str>, Vec<Entry>>,
    /// Bytes of text in `young`.
    young_bytes: usize,
}

#[derive(Clone)]
struct Entry {
    key: Key,
    paragraph: Arc<Paragraph>,
}

/// What besides its text makes a paragraph; numbers by their bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    face: Face,
    size: u64,
    line_height: u64,
    max_width: u64,
}

impl Key {
    pub(super) fn new(style: TextStyle, max_width: f64) -> Self {
        Self {
            face: style.face,
            size: style.size.to_bits(),
            line_height: style.line_height.to_bits(),
            max_width: max_width.to_bits(),
        }
    }
}

impl Paragraphs {
    /// About four maps of 10,000 claims.
    const MOST_BYTES: usize = 4 << 20;

    pub(super) fn find(&mut self, text: &str, key: Key) -> Option<Arc<Paragraph>> {
        let of = |map: &HashMap<Box<str>, Vec<Entry>>| {
            let entry = map.get(text)?.iter().find(|entry| entry.key == key)?;
            Some(Arc::clone(&entry.paragraph))
        };
        if let Some(found) = of(&self.young) {
            return Some(found);
        }
        let found = of(&self.old)?;
        self.keep(text, key, &found);
        Some(found)
    }

    pub(super) fn keep(&mut self, text: &str, key: Key, paragraph: &Arc<Paragraph>) {
        if self.young_bytes > Self::MOST_BYTES {
            self.old = std::mem::take(&mut self.young);
            self.young_bytes = 0;
        }
        self.young_bytes += text.len() + 1;
        let entry = Entry {
            key,
            paragraph: Arc::clone(paragraph),
        };
        match self.young.get_mut(text) {
            Some(entries) => entries.push(entry),
            None => {
                self.young.insert(text.into(), vec![entry]);
            }
        }
    }
}

/// Shaped words of one face.
#[derive(Default)]
pub(super) struct Words(HashMap<Box<str>, Box<[ShapedGlyph]>>);

impl Words {
    const MOST: usize = 50_000;
    const LONGEST: usize = 64;

    /// Appends the glyphs of a word whose first byte is number `offset` of the paragraph.
    pub(super) fn append(
        &mut self,
        word: &str,
        offset: usize,
        glyphs: &mut Vec<ShapedGlyph>,
        shape: impl FnOnce() -> Vec<ShapedGlyph>,
    ) {
        let moved = |glyph: &ShapedGlyph| ShapedGlyph {
            cluster: glyph.cluster + offset,
            ..*glyph
        };
        if let Some(known) = self.0.get(word) {
            glyphs.extend(known.iter().map(moved));
            return;
        }
        let shaped = shape();
        glyphs.extend(shaped.iter().map(moved));
        if word.len() > Self::LONGEST {
            return;
        }
        if self.0.len() >= Self::MOST {
            self.0.clear();
        }
        self.0.insert(word.into(), shaped.into_boxed_slice());
    }
}
