//! Gives egui the same faces that lines are broken with, so that a run is painted as it was measured.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId, FontTweak};

use crate::text::{Face, FaceId, Fonts};

/// The regular face.
pub(super) fn regular(size_pt: f32) -> FontId {
    FontId::new(size_pt, FontFamily::Proportional)
}

/// The semibold face.
pub(super) fn semibold(size_pt: f32) -> FontId {
    FontId::new(size_pt, family_name(Face::SemiBold.id().0))
}

fn family_name(face: u32) -> FontFamily {
    FontFamily::Name(font_name(face).into())
}

fn font_name(face: u32) -> String {
    format!("face-{face}")
}

/// The families that egui knows, by face.
#[derive(Debug, Default)]
pub(super) struct Families {
    by_face: BTreeMap<FaceId, FontFamily>,
    /// Told to egui in this frame; egui knows them from the next one.
    coming: Option<BTreeMap<FaceId, FontFamily>>,
}

impl Families {
    /// Tells egui of faces that came up since the last frame.
    pub(super) fn refresh(&mut self, ctx: &egui::Context, fonts: &Fonts) {
        if let Some(coming) = self.coming.take() {
            self.by_face = coming;
        }
        let faces = fonts.face_ids();
        if faces.len() == self.by_face.len() {
            return;
        }
        ctx.set_fonts(definitions(fonts, &faces));
        let families = faces.into_iter().map(|face| (face, family_name(face.0)));
        self.coming = Some(families.collect());
        ctx.request_repaint();
    }

    /// The family that holds exactly this face.
    pub(super) fn family(&self, face: FaceId) -> FontFamily {
        self.by_face
            .get(&face)
            .cloned()
            .unwrap_or(FontFamily::Proportional)
    }
}

/// Hinting would stretch letters to whole pixels, more at some zooms than at others, and show
/// another face than the exports do.
fn unhinted() -> FontTweak {
    FontTweak {
        hinting: Some(false),
        ..FontTweak::default()
    }
}

/// Each face as a family of its own, the shipped ones with all fallbacks behind them.
fn definitions(fonts: &Fonts, faces: &[FaceId]) -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    for face in faces {
        if let Some(data) = fonts.face_data(*face) {
            let font = FontData::from_blob(data.bytes, data.index).tweak(unhinted());
            let name = font_name(face.0);
            definitions.font_data.insert(name, Arc::new(font));
        }
    }
    let is_shipped = |face: &FaceId| Face::ALL.iter().any(|shipped| shipped.id() == *face);
    let fallbacks: Vec<_> = faces
        .iter()
        .filter(|face| !is_shipped(face))
        .map(|face| font_name(face.0))
        .collect();
    let regular = font_name(Face::Regular.id().0);
    for face in faces {
        let mut chain = vec![font_name(face.0)];
        if is_shipped(face) {
            chain.extend(fallbacks.iter().cloned());
        } else {
            chain.push(regular.clone());
        }
        definitions.families.insert(family_name(face.0), chain);
    }
    let body: Vec<_> = std::iter::once(regular).chain(fallbacks).collect();
    definitions
        .families
        .insert(FontFamily::Proportional, body.clone());
    definitions.families.insert(FontFamily::Monospace, body);
    definitions
}
