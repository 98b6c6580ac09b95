//! Steps: how a view is shown bit by bit, while every box stays where it is.

use std::collections::BTreeSet;

use super::ElementId;

/// What the camera takes in.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Frame {
    /// All that the view shows, at whatever step.
    #[default]
    Whole,
    /// The boxes and marks of these, wherever the layout puts them; everything where there are none.
    Around(BTreeSet<ElementId>),
    /// A part of the map.
    Area(Area),
}

/// A rectangle in map units, y down, from the layout's origin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Above zero.
    pub width: f64,
    /// Above zero.
    pub height: f64,
}

impl Area {
    /// Whether all of it are numbers that can be used.
    pub fn is_usable(&self) -> bool {
        let numbers = [self.x, self.y, self.width, self.height];
        numbers.iter().all(|number| number.is_finite()) && self.width > 0.0 && self.height > 0.0
    }
}

/// One step of a view: what is added to what could be seen before, and what is said of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Step {
    /// The title; may be empty.
    pub title: String,
    /// What can be seen from here on. No element appears at two steps of a view.
    pub appears: BTreeSet<ElementId>,
    /// What stands out, at this step only.
    pub emphasised: BTreeSet<ElementId>,
    /// What steps back, at this step only.
    pub faded: BTreeSet<ElementId>,
    /// What the camera takes in; `None` keeps the frame of the step before.
    pub frame: Option<Frame>,
    /// What the speaker says.
    pub notes: String,
}

impl Step {
    /// A step with this title at which these appear.
    pub fn new(title: impl Into<String>, appears: impl IntoIterator<Item = ElementId>) -> Self {
        Self {
            title: title.into(),
            appears: appears.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Everything that it names.
    pub fn elements(&self) -> impl Iterator<Item = &ElementId> {
        let framed = self.frame.iter().flat_map(Frame::elements);
        let sets = [&self.appears, &self.emphasised, &self.faded];
        sets.into_iter().flatten().chain(framed)
    }

    /// Forgets an element; true if it was named.
    pub fn forget(&mut self, element: &ElementId) -> bool {
        let mut found = self.appears.remove(element);
        found |= self.emphasised.remove(element);
        found |= self.faded.remove(element);
        if let Some(frame) = &mut self.frame {
            found |= frame.forget(element);
        }
        found
    }
}

impl Frame {
    /// What it is laid around.
    pub fn elements(&self) -> impl Iterator<Item = &ElementId> {
        let around = match self {
            Self::Around(elements) => Some(elements),
            Self::Whole | Self::Area(_) => None,
        };
        around.into_iter().flatten()
    }

    /// Forgets an element; true if it was named.
    pub fn forget(&mut self, element: &ElementId) -> bool {
        match self {
            Self::Around(elements) => elements.remove(element),
            Self::Whole | Self::Area(_) => false,
        }
    }
}
