//! The options of a document.

use super::{Paper, Talk};
use crate::export::Ground;

/// Options of PDF.
#[derive(Debug, Clone, PartialEq)]
pub struct PdfOptions {
    /// What lies behind.
    pub ground: Ground,
    /// What a page is cut to.
    pub paper: Paper,
    /// Space around the map in points; the paper's own where nothing is said.
    pub margin_pt: Option<f64>,
    /// Points for each map unit of a map that is spread over several sheets of the paper, to be
    /// joined; without it, the whole map stands on one.
    pub tile_scale: Option<f64>,
    /// The language of the texts, as an RFC 3066 tag, for readers who hear them.
    pub language: String,
    /// A file to carry along.
    pub attachment: Option<Attachment>,
    /// What is said on each page: the pages that have something become a handout, each with its
    /// picture above and the words below.
    pub talks: Vec<Talk>,
}

impl Default for PdfOptions {
    fn default() -> Self {
        Self {
            ground: Ground::Theme,
            paper: Paper::Fit,
            margin_pt: None,
            tile_scale: None,
            language: "en".to_owned(),
            attachment: None,
            talks: Vec::new(),
        }
    }
}

/// A file inside a document: what it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// What it is, in words.
    pub description: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Attachment {
    /// The map that a document shows, as the text of its file.
    pub fn of_map(text: String) -> Self {
        Self {
            name: "argument-map.ron".to_owned(),
            media_type: "text/plain".to_owned(),
            description: "The argument map that this document shows".to_owned(),
            bytes: text.into_bytes(),
        }
    }
}
