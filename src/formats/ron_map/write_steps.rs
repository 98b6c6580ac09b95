//! Writes what a view says of showing it: the part of the map, the frame, the steps.

use super::write::{Writer, literal};
use crate::model::{Area, ElementId, Frame, Step, View};

/// The claims that the view shows, one a line.
pub(super) fn only(out: &mut Writer, view: &View) {
    match &view.only {
        None => {}
        Some(only) if only.is_empty() => out.line("only: [],"),
        Some(only) => out.list("only", only.iter(), |out, claim| {
            out.line(&format!("{},", literal(claim.as_str())));
        }),
    }
}

/// The frame, if it is not the whole, and the steps.
pub(super) fn steps(out: &mut Writer, view: &View) {
    if view.frame != Frame::Whole {
        out.line(&format!("frame: {},", frame(&view.frame)));
    }
    out.list("steps", view.steps.iter(), step);
}

fn step(out: &mut Writer, step: &Step) {
    out.line("Step(");
    out.indented(|out| {
        out.text("title", &step.title);
        out.texts("appears", step.appears.iter().map(ElementId::as_str));
        out.texts("emphasised", step.emphasised.iter().map(ElementId::as_str));
        out.texts("faded", step.faded.iter().map(ElementId::as_str));
        if let Some(shown) = &step.frame {
            out.line(&format!("frame: {},", frame(shown)));
        }
        if !step.notes.is_empty() {
            out.list("notes", step.notes.split('\n'), |out, line| {
                out.line(&format!("{},", literal(line)));
            });
        }
    });
    out.line("),");
}

fn frame(frame: &Frame) -> String {
    match frame {
        Frame::Whole => "Whole".to_owned(),
        Frame::Around(elements) => {
            let ids: Vec<_> = elements.iter().map(|id| literal(id.as_str())).collect();
            format!("Around([{}])", ids.join(", "))
        }
        Frame::Area(Area {
            x,
            y,
            width,
            height,
        }) => format!("Area({x:?}, {y:?}, {width:?}, {height:?})"),
    }
}
