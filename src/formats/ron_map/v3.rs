//! Version 3 of the file, as serde sees it: views have names, parts of the map, and steps.
//!
//! Records that are as in version 2 are taken from there. Lists of a step hold bare ids, since
//! claims and inferences share one namespace; notes are a line an entry, so that they read well.

use serde::Deserialize;

use super::v2;
pub(super) use super::v2::{
    Choice, Claim, Direction, Element, Held, Inference, Kind, Pairs, Participant, Quote, Source,
    Stance, Style,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ArgumentMap {
    #[serde(rename = "version")]
    pub(super) _version: u32,
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) note: String,
    #[serde(default)]
    pub(super) participants: Vec<Participant>,
    #[serde(default)]
    pub(super) sources: Vec<Source>,
    #[serde(default)]
    pub(super) claims: Vec<Claim>,
    #[serde(default)]
    pub(super) inferences: Vec<Inference>,
    #[serde(default)]
    pub(super) views: Vec<View>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct View {
    pub(super) id: String,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) only: Option<Vec<String>>,
    #[serde(default)]
    pub(super) style: Style,
    #[serde(default)]
    pub(super) direction: Direction,
    #[serde(default = "v2::usual_aspect")]
    pub(super) aspect: (u32, u32),
    #[serde(default)]
    pub(super) theme: String,
    #[serde(default)]
    pub(super) collapsed: Vec<Element>,
    #[serde(default)]
    pub(super) emphasised: Vec<String>,
    #[serde(default)]
    pub(super) pinned: Pairs<(f64, f64)>,
    #[serde(default)]
    pub(super) widths: Pairs<f64>,
    #[serde(default)]
    pub(super) choices: Option<Pairs<Choice>>,
    #[serde(default)]
    pub(super) homes: Pairs<String>,
    #[serde(default)]
    pub(super) frame: Frame,
    #[serde(default)]
    pub(super) steps: Vec<Step>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) appears: Vec<String>,
    #[serde(default)]
    pub(super) emphasised: Vec<String>,
    #[serde(default)]
    pub(super) faded: Vec<String>,
    #[serde(default)]
    pub(super) frame: Option<Frame>,
    #[serde(default)]
    pub(super) notes: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) enum Frame {
    #[default]
    Whole,
    Around(Vec<String>),
    /// Left, top, width, height.
    Area(f64, f64, f64, f64),
}

impl From<v2::ArgumentMap> for ArgumentMap {
    fn from(file: v2::ArgumentMap) -> Self {
        Self {
            _version: 3,
            title: file.title,
            note: file.note,
            participants: file.participants,
            sources: file.sources,
            claims: file.claims,
            inferences: file.inferences,
            views: file.views.into_iter().map(View::from).collect(),
        }
    }
}

impl From<v2::View> for View {
    fn from(view: v2::View) -> Self {
        Self {
            id: view.id,
            name: String::new(),
            only: None,
            style: view.style,
            direction: view.direction,
            aspect: view.aspect,
            theme: String::new(),
            collapsed: view.collapsed,
            emphasised: Vec::new(),
            pinned: view.pinned,
            widths: view.widths,
            choices: view.choices,
            homes: view.homes,
            frame: Frame::default(),
            steps: Vec::new(),
        }
    }
}
