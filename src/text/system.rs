//! The fonts installed on the machine, as a source of fallback faces.

use super::{Face, FaceData, FontSource};

/// Installed fonts, listed when the first one is needed.
#[derive(Default)]
pub struct SystemFonts {}

impl FontSource for SystemFonts {
    fn face_for(&self, _cluster: &str, _wanted: Face) -> Option<u32> {
        None
    }
    fn load(&self, _number: u32) -> Option<FaceData> {
        None
    }
}
