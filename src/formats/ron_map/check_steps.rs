//! Finds what a view says about showing it that names nothing, or lets something appear twice.

use std::collections::BTreeMap;

use super::check::Wanted;
use super::check_view::OfView;
use super::places::Step;
use super::v3;

/// Looks at the part of the map that the view shows, what it emphasises, its frame and its steps.
pub(super) fn steps<'a>(check: &mut OfView<'_, 'a>, view: &'a v3::View) {
    for (at, claim) in view.only.iter().flatten().enumerate() {
        if !check.has_claim(claim) {
            let message = check.missing(claim, Wanted::Claim);
            check.fault([Step::Field("only"), Step::Item(at)], message);
        }
    }
    elements(check, &[], "emphasised", &view.emphasised);
    frame(check, &[], &view.frame);
    let mut appeared = BTreeMap::new();
    for (number, step) in view.steps.iter().enumerate() {
        let base = [Step::Field("steps"), Step::Item(number)];
        elements(check, &base, "appears", &step.appears);
        elements(check, &base, "emphasised", &step.emphasised);
        elements(check, &base, "faded", &step.faded);
        if let Some(shown) = &step.frame {
            frame(check, &base, shown);
        }
        for (at, id) in step.appears.iter().enumerate() {
            if let Some(first) = appeared.insert(id.as_str(), number) {
                let message = format!(
                    "`{id}` appears at step {} already; take it out here or there",
                    first + 1
                );
                check.fault(
                    path(&base, [Step::Field("appears"), Step::Item(at)]),
                    message,
                );
            }
        }
    }
}

fn frame(check: &mut OfView<'_, '_>, base: &[Step], frame: &v3::Frame) {
    match frame {
        v3::Frame::Whole => {}
        v3::Frame::Around(ids) => {
            let within = path(base, [Step::Field("frame"), Step::Item(0)]);
            every(check, &within, ids);
        }
        v3::Frame::Area(x, y, width, height) => {
            let numbers = [x, y, width, height];
            let usable = numbers.iter().all(|number| number.is_finite());
            if !usable || *width <= 0.0 || *height <= 0.0 {
                let message = "this frame is no part of a map; write left, top, width and height as numbers, the last two above 0";
                check.fault(path(base, [Step::Field("frame")]), message.to_owned());
            }
        }
    }
}

fn elements(check: &mut OfView<'_, '_>, base: &[Step], field: &'static str, ids: &[String]) {
    every(check, &path(base, [Step::Field(field)]), ids);
}

fn every(check: &mut OfView<'_, '_>, list: &[Step], ids: &[String]) {
    for (at, id) in ids.iter().enumerate() {
        if !check.has_element(id) {
            let message = check.missing(id, Wanted::Claim);
            check.fault(path(list, [Step::Item(at)]), message);
        }
    }
}

fn path(base: &[Step], steps: impl IntoIterator<Item = Step>) -> Vec<Step> {
    base.iter().cloned().chain(steps).collect()
}
