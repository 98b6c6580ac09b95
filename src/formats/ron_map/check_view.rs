//! Finds what a view says about things that do not exist, and numbers that are none.

use std::collections::BTreeSet;

use super::check::{Check, Wanted, down};
use super::places::Step;
use super::{check_steps, v3};

pub(super) fn view<'a>(check: &mut Check<'a>, at: usize, view: &'a v3::View) {
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
    check_steps::steps(&mut check, view);
}

/// Everything that is wrong with one view.
pub(super) struct OfView<'c, 'a> {
    check: &'c mut Check<'a>,
    id: &'c str,
    base: [Step; 2],
}

impl OfView<'_, '_> {
    pub(super) fn has_claim(&self, id: &str) -> bool {
        self.check.claims.contains_key(id)
    }

    pub(super) fn has_element(&self, id: &str) -> bool {
        self.has_claim(id) || self.check.inferences.contains_key(id)
    }

    pub(super) fn fault(&mut self, steps: impl IntoIterator<Item = Step>, message: String) {
        self.check.fault(down(&self.base, steps), self.id, message);
    }

    fn collapsed(&mut self, collapsed: &[v3::Element]) {
        for (at, element) in collapsed.iter().enumerate() {
            let (id, wanted, exists) = match element {
                v3::Element::Claim(id) => (
                    id,
                    Wanted::Claim,
                    self.check.claims.contains_key(id.as_str()),
                ),
                v3::Element::Inference(id) => (
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

    pub(super) fn missing(&self, id: &str, wanted: Wanted) -> String {
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

    fn choices(&mut self, choices: &[(String, v3::Choice)]) {
        self.keys("choices", choices);
        for (entry, (claim, choice)) in choices.iter().enumerate() {
            if let v3::Choice::Columns(breaks) = choice {
                self.breaks(entry, claim, breaks);
            }
        }
    }

    /// Columns begin with reasons of the claim, and no two with the same.
    fn breaks(&mut self, entry: usize, claim: &str, breaks: &[String]) {
        let bears = |step: &v3::Inference| matches!(&step.target, v3::Element::Claim(target) if target == claim);
        let mut seen = BTreeSet::new();
        for (at, first) in breaks.iter().enumerate() {
            let message = match self.check.inferences.get(first.as_str()) {
                None => self.missing(first, Wanted::Inference),
                Some(step) if !bears(step) => format!(
                    "the view `{}` begins a column of the reasons of `{claim}` with the step `{first}`, which does not bear on it; take `{first}` out",
                    self.id
                ),
                Some(_) if !seen.insert(first) => format!(
                    "the view `{}` begins two columns of the reasons of `{claim}` with the step `{first}`; take one out",
                    self.id
                ),
                Some(_) => continue,
            };
            let list = [Step::Field("choices"), Step::Item(entry), Step::Item(0)];
            self.fault(list.into_iter().chain([Step::Item(at)]), message);
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
