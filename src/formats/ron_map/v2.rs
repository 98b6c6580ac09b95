//! Version 2 of the file, as serde sees it: columns of reasons say where they begin.
//!
//! Records that are as in version 1 are taken from there.

use serde::Deserialize;

use super::v1;
pub(super) use super::v1::{
    Claim, Direction, Element, Held, Inference, Kind, Pairs, Participant, Quote, Source, Stance,
    Style, usual_aspect,
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
    pub(super) style: Style,
    #[serde(default)]
    pub(super) direction: Direction,
    #[serde(default = "usual_aspect")]
    pub(super) aspect: (u32, u32),
    #[serde(default)]
    pub(super) collapsed: Vec<Element>,
    #[serde(default)]
    pub(super) pinned: Pairs<(f64, f64)>,
    #[serde(default)]
    pub(super) widths: Pairs<f64>,
    #[serde(default)]
    pub(super) choices: Option<Pairs<Choice>>,
    #[serde(default)]
    pub(super) homes: Pairs<String>,
}

#[derive(Debug, Deserialize)]
pub(super) enum Choice {
    Row,
    /// The reasons that begin the second column, the third and so on.
    Columns(Vec<String>),
}

impl From<v1::ArgumentMap> for ArgumentMap {
    fn from(file: v1::ArgumentMap) -> Self {
        Self {
            _version: 2,
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

impl From<v1::View> for View {
    fn from(view: v1::View) -> Self {
        Self {
            id: view.id,
            style: view.style,
            direction: view.direction,
            aspect: view.aspect,
            collapsed: view.collapsed,
            pinned: view.pinned,
            widths: view.widths,
            choices: view.choices.and_then(rows_alone),
            homes: view.homes,
        }
    }
}

/// Version 1 counted columns and did not say where they begin: a view that has any lets the
/// layout choose anew.
fn rows_alone(choices: Pairs<v1::Choice>) -> Option<Pairs<Choice>> {
    let rows = choices.0.into_iter().map(|(claim, choice)| match choice {
        v1::Choice::Row => Some((claim, Choice::Row)),
        v1::Choice::Columns(_) => None,
    });
    rows.collect::<Option<_>>().map(Pairs)
}
