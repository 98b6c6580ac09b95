//! Turns a view of a parsed file into one of the model.

use std::collections::BTreeSet;

use super::convert::{all, by_claim};
use super::v3;
use crate::model::{
    Area, Aspect, Choice, ClaimId, Direction, ElementId, Frame, InferenceId, InvalidId, OrderKey,
    Position, Step, Style, View, ViewId,
};

/// The view at this place of the file; `inferences` are the ids that name inferences.
pub(super) fn view(
    view: v3::View,
    at: usize,
    inferences: &BTreeSet<String>,
) -> Result<View, InvalidId> {
    let (width, height) = view.aspect;
    let choices = view.choices.map(|choices| {
        by_claim(choices, |choice| {
            Ok(match choice {
                v3::Choice::Row => Choice::Row,
                v3::Choice::Columns(breaks) => {
                    Choice::Columns(all(breaks, |step| InferenceId::new(&step))?)
                }
            })
        })
    });
    let element = |id: String| element(&id, inferences);
    Ok(View {
        id: ViewId::new(&view.id)?,
        order: OrderKey::of_index(at),
        name: view.name,
        only: (view.only)
            .map(|only| all(only, |claim| ClaimId::new(&claim)))
            .transpose()?,
        style: match view.style {
            v3::Style::Compact => Style::Compact,
            v3::Style::Classic => Style::Classic,
        },
        direction: match view.direction {
            v3::Direction::Down => Direction::Down,
            v3::Direction::Right => Direction::Right,
        },
        aspect: Aspect { width, height },
        theme: view.theme,
        collapsed: all(view.collapsed, v3::Element::into_model)?,
        emphasised: all(view.emphasised, element)?,
        pinned: by_claim(view.pinned, |(x, y)| Ok(Position { x, y }))?,
        widths: by_claim(view.widths, Ok)?,
        choices: choices.transpose()?,
        homes: by_claim(view.homes, |home| InferenceId::new(&home))?,
        frame: frame(view.frame, inferences)?,
        steps: all(view.steps, |step| self::step(step, inferences))?,
    })
}

fn step(step: v3::Step, inferences: &BTreeSet<String>) -> Result<Step, InvalidId> {
    let element = |id: String| element(&id, inferences);
    Ok(Step {
        title: step.title,
        appears: all(step.appears, element)?,
        emphasised: all(step.emphasised, element)?,
        faded: all(step.faded, element)?,
        frame: (step.frame)
            .map(|frame| self::frame(frame, inferences))
            .transpose()?,
        notes: step.notes.join("\n"),
    })
}

fn frame(frame: v3::Frame, inferences: &BTreeSet<String>) -> Result<Frame, InvalidId> {
    Ok(match frame {
        v3::Frame::Whole => Frame::Whole,
        v3::Frame::Around(ids) => Frame::Around(all(ids, |id| element(&id, inferences))?),
        v3::Frame::Area(x, y, width, height) => Frame::Area(Area {
            x,
            y,
            width,
            height,
        }),
    })
}

/// Claims and inferences share one namespace, so an id alone says which it is.
fn element(id: &str, inferences: &BTreeSet<String>) -> Result<ElementId, InvalidId> {
    Ok(if inferences.contains(id) {
        InferenceId::new(id)?.into()
    } else {
        ClaimId::new(id)?.into()
    })
}
