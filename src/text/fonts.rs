//! The faces at hand: four shipped ones, and fallbacks as characters need them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use harfrust::{UnicodeBuffer, script};
use kurbo::BezPath;
use unicode_segmentation::UnicodeSegmentation;

use super::cache::{Key, Paragraphs, Words};
use super::direction::is_direction_mark;
use super::face::{FaceData, LoadedFace, is_ignorable};
use super::set::ShapedText;
use super::shape::{ShapedGlyph, shape, space};
use super::shipped::shipped;
use super::words::{Letters, chunks, is_separable};
use super::{Face, FaceId, FontSource, NoFonts, Paragraph, TextStyle};

/// Ids from here on are the source's numbers.
const FIRST_FALLBACK: u32 = 4;

/// The fonts of the application; clones share everything.
#[derive(Clone)]
pub struct Fonts {
    shared: Arc<Shared>,
}

struct Shared {
    source: Box<dyn FontSource + Send + Sync>,
    fallbacks: Mutex<BTreeMap<u32, Option<Arc<LoadedFace>>>>,
    chosen: Mutex<BTreeMap<(Face, String), Option<FaceId>>>,
    outlines: Mutex<BTreeMap<(FaceId, u32), Option<Outline>>>,
    paragraphs: Mutex<Paragraphs>,
    last: Mutex<Option<Arc<ShapedText>>>,
    /// Of the faces whose words are shaped one by one, in the order of the faces.
    words: [Mutex<Words>; 2],
}

type Outline = Arc<BezPath>;

/// A character that the shipped faces lack, and the face that draws it instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fallback {
    /// The character.
    pub character: char,
    /// Name of the face for people.
    pub face: String,
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fonts").finish_non_exhaustive()
    }
}

impl Default for Fonts {
    fn default() -> Self {
        Self::shipped()
    }
}

impl Fonts {
    /// Whether these are the same fonts, clones of one another.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }

    /// The shipped faces alone: the same on every machine.
    pub fn shipped() -> Self {
        Self::with_source(Box::new(NoFonts))
    }

    /// The shipped faces, and those of a source for characters in none of them.
    pub fn with_source(source: Box<dyn FontSource + Send + Sync>) -> Self {
        Self {
            shared: Arc::new(Shared {
                source,
                fallbacks: Mutex::default(),
                chosen: Mutex::default(),
                outlines: Mutex::default(),
                paragraphs: Mutex::default(),
                last: Mutex::default(),
                words: Default::default(),
            }),
        }
    }

    /// Breaks a text into lines of at most `max_width` map units.
    ///
    /// An infinite width breaks at hard breaks alone. Spaces at a line's end hang. A word wider than
    /// the line is broken between grapheme clusters. Lines of a right-to-left text end at the right of
    /// `max_width` if that is finite, and else at that of the widest line.
    pub fn paragraph(&self, text: &str, style: TextStyle, max_width: f64) -> Arc<Paragraph> {
        let key = Key::new(style, max_width);
        if let Some(known) = lock(&self.shared.paragraphs).find(text, key) {
            return known;
        }
        let paragraph = Arc::new(self.shaped(text, style.face).set(self, style, max_width));
        lock(&self.shared.paragraphs).keep(text, key, &paragraph);
        paragraph
    }

    /// The widths of the lines that [`Fonts::paragraph`] would give, for less than setting them.
    pub fn line_widths(&self, text: &str, style: TextStyle, max_width: f64) -> Vec<f64> {
        self.shaped(text, style.face)
            .line_widths(self, style, max_width)
    }

    /// The shaped text; the last one is kept, since layout tries several widths in turn.
    fn shaped(&self, text: &str, face: Face) -> Arc<ShapedText> {
        let last = lock(&self.shared.last).clone();
        if let Some(last) = last.filter(|last| last.is_of(text, face)) {
            return last;
        }
        let shaped = Arc::new(ShapedText::new(self, text, face));
        *lock(&self.shared.last) = Some(Arc::clone(&shaped));
        shaped
    }

    /// The file of a face.
    pub fn face_data(&self, id: FaceId) -> Option<FaceData> {
        self.with_face(id, |face| face.data.clone())
    }

    /// The shipped faces and the fallbacks loaded so far, in order.
    pub fn face_ids(&self) -> Vec<FaceId> {
        let loaded = lock(&self.shared.fallbacks);
        let fallbacks = loaded
            .iter()
            .filter(|(_, face)| face.is_some())
            .map(|(&number, _)| FaceId(FIRST_FALLBACK + number));
        Face::ALL
            .map(Face::id)
            .into_iter()
            .chain(fallbacks)
            .collect()
    }

    /// The outline of a glyph at font size 1, y down; empty for a space, nothing for no glyph.
    pub fn glyph_outline(&self, id: FaceId, glyph: u32) -> Option<Arc<BezPath>> {
        if let Some(known) = lock(&self.shared.outlines).get(&(id, glyph)) {
            return known.clone();
        }
        let outline = self
            .with_face(id, |face| face.outline(glyph))
            .flatten()
            .map(Arc::new);
        lock(&self.shared.outlines).insert((id, glyph), outline.clone());
        outline
    }

    /// The glyph of a face's space and how far it moves the pen at font size 1.
    pub fn space(&self, id: FaceId) -> Option<(u32, f64)> {
        self.with_face(id, |face| {
            (face.space_glyph, face.space / face.units_per_em)
        })
    }

    /// The characters that no face has, in order, each once; each is drawn as a box.
    pub fn missing(&self, text: &str) -> Vec<char> {
        self.sorted_out(text)
            .into_iter()
            .filter(|(_, found)| found.is_none())
            .map(|(character, _)| character)
            .collect()
    }

    /// The characters that the shipped faces lack and another has, in order, each once.
    pub fn beyond_shipped(&self, text: &str) -> Vec<Fallback> {
        self.sorted_out(text)
            .into_iter()
            .filter_map(|(character, found)| {
                let face = self.with_face(found?, |face| face.data.name.clone())?;
                Some(Fallback { character, face })
            })
            .collect()
    }

    /// The characters that the shipped faces lack, each with the face that has it.
    fn sorted_out(&self, text: &str) -> BTreeMap<char, Option<FaceId>> {
        let wanted = Face::Regular;
        let mut found = BTreeMap::new();
        let mut used = wanted.id();
        for cluster in text.graphemes(true) {
            if cluster.is_ascii() || cluster.chars().all(is_silent) {
                used = wanted.id();
                continue;
            }
            used = self.face_after(cluster, wanted, used, false);
            let drawn = (used != wanted.id()).then_some(used);
            let lacking = cluster.chars().filter(|&c| {
                !is_silent(c)
                    && !is_ignorable(c)
                    && !shipped(wanted).covers(c.encode_utf8(&mut [0; 4]))
            });
            found.extend(lacking.map(|c| (c, drawn)));
        }
        found
    }

    /// The face that draws a grapheme cluster; nothing if none does.
    pub(super) fn face_for(&self, cluster: &str, wanted: Face) -> Option<FaceId> {
        if cluster.is_ascii() || shipped(wanted).covers(cluster) || cluster.chars().all(is_silent) {
            return Some(wanted.id());
        }
        let key = (wanted, cluster.to_owned());
        if let Some(&known) = lock(&self.shared.chosen).get(&key) {
            return known;
        }
        let chosen = self
            .shared
            .source
            .face_for(cluster, wanted)
            .and_then(|number| number.checked_add(FIRST_FALLBACK))
            .map(FaceId)
            .filter(|&id| self.with_face(id, |_| ()).is_some());
        lock(&self.shared.chosen).insert(key, chosen);
        chosen
    }

    /// The face of a cluster that follows one in the face `used`.
    ///
    /// What the shipped face lacks stays in the same fallback if it can, so that a sentence has one
    /// face; right to left, spaces and signs do too, so that a painter sees which way they run.
    pub(super) fn face_after(
        &self,
        cluster: &str,
        wanted: Face,
        used: FaceId,
        rtl: bool,
    ) -> FaceId {
        if used != wanted.id() {
            let may_stay = if shipped(wanted).covers(cluster) {
                rtl && !cluster.chars().any(char::is_alphanumeric)
            } else {
                true
            };
            if may_stay && self.with_face(used, |face| face.covers(cluster)) == Some(true) {
                return used;
            }
        }
        self.face_for(cluster, wanted).unwrap_or(wanted.id())
    }

    /// Shapes a text of one face and direction, whose first byte is number `offset` of the paragraph.
    pub(super) fn glyphs(
        &self,
        id: FaceId,
        text: &str,
        offset: usize,
        rtl: bool,
        buffer: &mut UnicodeBuffer,
    ) -> Vec<ShapedGlyph> {
        let by_word = Face::of(id)
            .filter(|&face| is_separable(face) && !rtl && Letters::of(text) == Letters::Latin);
        let Some(face) = by_word else {
            return self
                .with_face(id, |face| shape(face, text, offset, None, rtl, buffer))
                .unwrap_or_default();
        };
        let [regular, italic] = &self.shared.words;
        let words = if face == Face::Italic {
            italic
        } else {
            regular
        };
        by_words(shipped(face), text, offset, &mut lock(words), buffer)
    }

    /// Runs `read` on a face, loading it if need be; nothing if there is no such face.
    pub(super) fn with_face<T>(
        &self,
        id: FaceId,
        read: impl FnOnce(&LoadedFace) -> T,
    ) -> Option<T> {
        if let Some(face) = Face::of(id) {
            return Some(read(shipped(face)));
        }
        let number = id.0.checked_sub(FIRST_FALLBACK)?;
        let known = lock(&self.shared.fallbacks).get(&number).cloned();
        let face = known.unwrap_or_else(|| {
            let loaded = self
                .shared
                .source
                .load(number)
                .and_then(LoadedFace::read)
                .map(Arc::new);
            lock(&self.shared.fallbacks).insert(number, loaded.clone());
            loaded
        })?;
        Some(read(&face))
    }
}

/// Shapes a Latin text word by word.
fn by_words(
    face: &LoadedFace,
    text: &str,
    offset: usize,
    words: &mut Words,
    buffer: &mut UnicodeBuffer,
) -> Vec<ShapedGlyph> {
    let mut glyphs = Vec::with_capacity(text.len());
    let mut done = 0;
    for chunk in chunks(text) {
        glyphs.extend((done..chunk.start).map(|byte| space(face, offset + byte)));
        done = chunk.end;
        let word = text.get(chunk.clone()).unwrap_or_default();
        words.append(word, offset + chunk.start, &mut glyphs, || {
            shape(face, word, 0, Some(script::LATIN), false, buffer)
        });
    }
    glyphs.extend((done..text.len()).map(|byte| space(face, offset + byte)));
    glyphs
}

/// Control characters and marks of direction: no width, no glyph.
pub(super) fn is_silent(c: char) -> bool {
    (c.is_control() && c != '\t') || matches!(c, '\u{2028}' | '\u{2029}') || is_direction_mark(c)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Glyphs with their clusters and places, as shaped in one go.
    fn whole(face: Face, text: &str) -> Vec<(u32, usize, String)> {
        let mut buffer = UnicodeBuffer::new();
        let glyphs = shape(shipped(face), text, 0, None, false, &mut buffer);
        glyphs.iter().map(summary).collect()
    }

    fn word_by_word(face: Face, text: &str) -> Vec<(u32, usize, String)> {
        let mut buffer = UnicodeBuffer::new();
        let glyphs = Fonts::shipped().glyphs(face.id(), text, 0, false, &mut buffer);
        glyphs.iter().map(summary).collect()
    }

    fn summary(glyph: &ShapedGlyph) -> (u32, usize, String) {
        let place = format!("{:.9} {:.9} {:.9}", glyph.advance, glyph.dx, glyph.dy);
        (glyph.id, glyph.cluster, place)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn words_shaped_one_by_one_are_as_in_the_whole(
            text in "[A-Za-z]([ A-Ca-c0-3x:()+*<>=/.,;!?'\u{2019}\u{2013}\u{2212}\u{2192}\u{e9}\u{301}\u{3b1}-]|  ){0,24}",
            italic in any::<bool>(),
        ) {
            let face = if italic { Face::Italic } else { Face::Regular };
            prop_assert_eq!(word_by_word(face, &text), whole(face, &text), "{}", text);
        }
    }

    #[test]
    fn the_shipped_faces_have_what_the_interface_and_english_need() {
        let fonts = Fonts::shipped();
        let ascii: String = (' '..='~').collect();
        assert_eq!(fonts.missing(&ascii), Vec::<char>::new());
        assert_eq!(
            fonts.missing("+−⊘?→←↑↓…·•●○✓×⌘◆⌃⇧“”‘’–—▶éüñßœ"),
            Vec::<char>::new()
        );
        for face in Face::ALL {
            assert!(shipped(face).covers(&ascii));
            assert!(shipped(face).covers("−⊘→…“”‘’–—"));
        }
    }

    #[test]
    fn a_character_in_no_face_is_named_once() {
        let fonts = Fonts::shipped();
        assert_eq!(fonts.missing("שלום, world – שלום"), ['ו', 'ל', 'ם', 'ש']);
        assert_eq!(fonts.beyond_shipped("שלום"), []);
        assert_eq!(
            fonts.missing("a\u{202E}b\u{0}\n\t\u{200D}"),
            Vec::<char>::new()
        );
    }

    #[test]
    fn an_outline_is_at_size_one_and_stands_on_its_baseline() {
        let fonts = Fonts::shipped();
        let glyph = word_by_word(Face::Regular, "H")[0].0;
        let outline = fonts.glyph_outline(Face::Regular.id(), glyph).unwrap();
        let bounds = kurbo::Shape::bounding_box(&*outline);
        assert!(bounds.y1.abs() < 1e-9, "{bounds:?}");
        assert!((-0.8..-0.65).contains(&bounds.y0), "{bounds:?}");
        assert!(fonts.glyph_outline(FaceId(99), glyph).is_none());
        assert!(fonts.glyph_outline(Face::Regular.id(), 1_000_000).is_none());
    }
}
