//! The faces of a document: those that are embedded, and those that must not or cannot be.

use std::collections::BTreeMap;
use std::sync::Arc;

use krilla::Data;
use krilla::text::Font;
use kurbo::BezPath;

use crate::text::{Face, FaceId, Fonts};

/// The faces of all texts, each opened at its first use.
pub(super) struct Faces<'a> {
    fonts: &'a Fonts,
    /// Nothing for those that are drawn as outlines.
    known: BTreeMap<FaceId, Option<Font>>,
    /// The space of the regular face was shown as what it is.
    is_primed: bool,
}

/// The glyph that draws nothing and has a width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Space {
    pub(super) face: FaceId,
    pub(super) glyph: u32,
    /// At font size 1.
    pub(super) advance: f64,
}

impl<'a> Faces<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Self {
        Self {
            fonts,
            known: BTreeMap::new(),
            is_primed: false,
        }
    }

    /// The face to be embedded; nothing if its glyphs are to be drawn as outlines.
    pub(super) fn font(&mut self, id: FaceId) -> Option<Font> {
        let fonts = self.fonts;
        self.known
            .entry(id)
            .or_insert_with(|| {
                let data = fonts.face_data(id)?;
                Font::new(Data::from(data.bytes), data.index)
            })
            .clone()
    }

    /// Draws this one as outlines from now on; false if it is none of the embedded ones.
    pub(super) fn refuse(&mut self, refused: &Font) -> bool {
        let mut found = false;
        for font in self.known.values_mut() {
            if font.as_ref() == Some(refused) {
                *font = None;
                found = true;
            }
        }
        found
    }

    /// Begins a new try at the document.
    pub(super) fn begin(&mut self) {
        self.is_primed = false;
    }

    /// The space that stands for what is drawn, the first time that it is asked for.
    pub(super) fn unprimed_space(&mut self) -> Option<Space> {
        if std::mem::replace(&mut self.is_primed, true) {
            return None;
        }
        self.space(Face::Regular)
    }

    pub(super) fn outline(&self, id: FaceId, glyph: u32) -> Option<Arc<BezPath>> {
        self.fonts.glyph_outline(id, glyph)
    }

    /// The space of a shipped face, which is always embedded.
    pub(super) fn space(&self, face: Face) -> Option<Space> {
        let (glyph, advance) = self.fonts.space(face.id())?;
        Some(Space {
            face: face.id(),
            glyph,
            advance,
        })
    }
}
