//! The faces that ship within the application.

use std::sync::{Arc, LazyLock};

use super::face::LoadedFace;
use super::{Face, FaceData, FaceId};

impl Face {
    /// The shipped faces in the order of their ids.
    pub const ALL: [Self; 4] = [Self::Regular, Self::Italic, Self::SemiBold, Self::Bold];

    /// The id of the shipped face.
    pub const fn id(self) -> FaceId {
        FaceId(match self {
            Self::Regular => 0,
            Self::Italic => 1,
            Self::SemiBold => 2,
            Self::Bold => 3,
        })
    }

    pub(super) const fn of(id: FaceId) -> Option<Self> {
        match id.0 {
            0 => Some(Self::Regular),
            1 => Some(Self::Italic),
            2 => Some(Self::SemiBold),
            3 => Some(Self::Bold),
            _ => None,
        }
    }
}

/// The shipped face, read at its first use.
pub(super) fn shipped(face: Face) -> &'static LoadedFace {
    static REGULAR: LazyLock<LoadedFace> = LazyLock::new(|| {
        embedded(
            "Inter Regular",
            include_bytes!("../../assets/fonts/Inter-Regular.ttf"),
        )
    });
    static ITALIC: LazyLock<LoadedFace> = LazyLock::new(|| {
        embedded(
            "Inter Italic",
            include_bytes!("../../assets/fonts/Inter-Italic.ttf"),
        )
    });
    static SEMI_BOLD: LazyLock<LoadedFace> = LazyLock::new(|| {
        embedded(
            "Inter SemiBold",
            include_bytes!("../../assets/fonts/Inter-SemiBold.ttf"),
        )
    });
    static BOLD: LazyLock<LoadedFace> = LazyLock::new(|| {
        embedded(
            "Inter Bold",
            include_bytes!("../../assets/fonts/Inter-Bold.ttf"),
        )
    });
    match face {
        Face::Regular => &REGULAR,
        Face::Italic => &ITALIC,
        Face::SemiBold => &SEMI_BOLD,
        Face::Bold => &BOLD,
    }
}

fn embedded(name: &str, bytes: &'static [u8]) -> LoadedFace {
    let data = FaceData {
        bytes: Arc::new(bytes),
        index: 0,
        name: name.to_owned(),
    };
    LoadedFace::read(data).expect("the shipped fonts are fonts, as the tests read them all")
}
