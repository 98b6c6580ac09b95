//! Where faces come from when a character is in none of the shipped ones.

use super::{Face, FaceData};

/// Finds and loads fallback faces.
///
/// The answers of a source never depend on what was asked before, so that the same text looks the
/// same whatever else a map holds.
pub trait FontSource {
    /// The source's own number of the face that should draw this grapheme cluster, at the weight
    /// and slant of `wanted` if there is a choice; nothing if no face has an outline for it.
    fn face_for(&self, cluster: &str, wanted: Face) -> Option<u32>;

    /// The face of this number.
    fn load(&self, number: u32) -> Option<FaceData>;
}

/// The source without fonts.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoFonts;

impl FontSource for NoFonts {
    fn face_for(&self, _cluster: &str, _wanted: Face) -> Option<u32> {
        None
    }

    fn load(&self, _number: u32) -> Option<FaceData> {
        None
    }
}
