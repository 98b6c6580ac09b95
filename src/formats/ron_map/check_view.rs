//! Finds what a view says about things that do not exist, and numbers that are none.

use std::collections::BTreeSet;

use super::check::{Check, Wanted, down};
use super::places::Step;
use super::v1;

pub(super) fn view(check: &mut Check<'_>, at: usize, view: &v1::View) {
    let mut check = OfView {
        base: [Step::Field("views"), Step::Item(at)],
        id: &view.id,
        check,
    };
    let (width, height) = view.aspect;
    if width == 0 || height == 0 {
        let message = format!(
            "the aspect of the view `{}` has a zero; write it like (16, 9)",
            view.id
        );
        check.fault([Step::Field("aspect")], message);
    }
    check.collapsed(&view.collapsed);
    check.pinned(&view.pinned.0);
    check.widths(&view.widths.0);
    if let Some(choices) = &view.choices {
        check.choices(&choices.0);
    }
    check.homes(&view.homes.0);
}

struct OfView<'c, 'a> {
    check: &'c mut Check<'a>,
    id: &'c str,
    base: [Step; 2],
}

impl OfView<'_, '_> {
    fn fault(&mut self, steps: impl IntoIterator<Item = Step>, message: String) {
        self.check.fault(down(&self.base, steps), self.id, message);
    }

    fn collapsed(&mut self, collapsed: &[v1::Element]) {
        for (at, element) in collapsed.iter().enumerate() {
            let (id, wanted, exists) = match element {
                v1::Element::Claim(id) => (
                    id,
                    Wanted::Claim,
                    self.check.claims.contains_key(id.as_str()),
                ),
                v1::Element::Inference(id) => (
                    id,
                    Wanted::Inference,
                    self.check.inferences.contains_key(id.as_str()),
                ),
            };
            if !exists {
                let message = self.missing(id, wanted);
                self.fault(
                    [Step::Field("collapsed"), Step::Item(at), Step::Item(0)],
                    message,
                );
            }
        }
    }

    fn missing(&self, id: &str, wanted: Wanted) -> String {
        let what = match wanted {
            Wanted::Inference => "inference",
            _ => "claim",
        };
        let advice = self.check.advice(id, wanted);
        format!(
            "the view `{}` names the {what} `{id}`, which does not exist{advice}",
            self.id
        )
    }

    /// Keys name claims, and none twice.
    fn keys<V>(&mut self, field: &'static str, pairs: &[(String, V)]) {
        let mut seen = BTreeSet::new();
        for (entry, (claim, _)) in pairs.iter().enumerate() {
            let message = if !self.check.claims.contains_key(claim.as_str()) {
                self.missing(claim, Wanted::Claim)
            } else if !seen.insert(claim) {
                format!(
                    "`{claim}` stands twice in `{field}` of the view `{}`; take one out",
                    self.id
                )
            } else {
                continue;
            };
            self.fault([Step::Field(field), Step::Item(entry)], message);
        }
    }

    fn pinned(&mut self, pinned: &[(String, (f64, f64))]) {
        self.keys("pinned", pinned);
        for (entry, (claim, (x, y))) in pinned.iter().enumerate() {
            for (at, number) in [x, y].into_iter().enumerate() {
                if !number.is_finite() {
                    let message = format!(
                        "`{claim}` is pinned at {number}, which is no place; write a number, or take the line out"
                    );
                    let place = [Step::Field("pinned"), Step::Item(entry), Step::Item(at)];
                    self.fault(place, message);
                }
            }
        }
    }

    fn widths(&mut self, widths: &[(String, f64)]) {
        self.keys("widths", widths);
        for (entry, (claim, width)) in widths.iter().enumerate() {
            if !(width.is_finite() && *width > 0.0) {
                let message = format!(
                    "the width {width} of `{claim}` is no size; write a number above 0, or take the line out"
                );
                self.fault([Step::Field("widths"), Step::Item(entry)], message);
            }
        }
    }

    fn choices(&mut self, choices: &[(String, v1::Choice)]) {
        self.keys("choices", choices);
        for (entry, (claim, choice)) in choices.iter().enumerate() {
            if matches!(choice, v1::Choice::Columns(0)) {
                let message =
                    format!("the reasons of `{claim}` cannot stand in 0 columns; write at least 1");
                self.fault([Step::Field("choices"), Step::Item(entry)], message);
            }
        }
    }

    fn homes(&mut self, homes: &[(String, String)]) {
        self.keys("homes", homes);
        for (entry, (claim, home)) in homes.iter().enumerate() {
            let message = match self.check.inferences.get(home.as_str()) {
                None => self.missing(home, Wanted::Inference),
                Some(step) if !step.premises.contains(claim) => format!(
                    "the view `{}` puts `{claim}` under the step `{home}`, which it is no premise of; take the line out",
                    self.id
                ),
                Some(_) => continue,
            };
            self.fault([Step::Field("homes"), Step::Item(entry)], message);
        }
    }
}
