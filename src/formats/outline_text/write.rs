//! Writes branches of a map as an indented list.

use std::collections::BTreeSet;

use super::{ANSWER, ATTACK, CO_PREMISE, SUPPORT, UNDERCUT};
use crate::model::{ArgumentMap, ClaimId, ElementId, Inference, Stance, Target};

/// Deeper rows are indented no further, so that a long chain does not give a triangle of spaces.
const INDENT_LIMIT: usize = 60;

/// The branches below these elements; what was written already is not written again.
pub fn write(map: &ArgumentMap, roots: &[ElementId]) -> String {
    let mut list = List {
        map,
        text: String::new(),
        written: BTreeSet::new(),
        ahead: Vec::new(),
    };
    for root in roots {
        match root {
            ElementId::Claim(claim) if !list.written.contains(root) => {
                list.ahead.push(Row::claim(0, None, claim));
            }
            ElementId::Inference(id) if !list.written.contains(root) => {
                if let Some(step) = map.inference(id) {
                    list.push_step(0, step);
                }
            }
            _ => {}
        }
        list.write_ahead();
    }
    list.text
}

struct List<'a> {
    map: &'a ArgumentMap,
    text: String,
    written: BTreeSet<ElementId>,
    /// What is still to be written, the next last.
    ahead: Vec<Row<'a>>,
}

struct Row<'a> {
    depth: usize,
    sign: Option<char>,
    claim: &'a ClaimId,
    /// The step whose first premise this is, with attacks on it and reasons for it.
    step: Option<&'a Inference>,
}

impl<'a> Row<'a> {
    fn claim(depth: usize, sign: Option<char>, claim: &'a ClaimId) -> Self {
        Self {
            depth,
            sign,
            claim,
            step: None,
        }
    }
}

impl<'a> List<'a> {
    fn write_ahead(&mut self) {
        while let Some(row) = self.ahead.pop() {
            self.write_row(&row);
        }
    }

    fn write_row(&mut self, row: &Row<'a>) {
        for _ in 0..row.depth.min(INDENT_LIMIT) {
            self.text.push_str("  ");
        }
        if let Some(sign) = row.sign {
            self.text.push(sign);
            self.text.push(' ');
        }
        let text = self.map.claim(row.claim).map_or("", |claim| &claim.text);
        let words: Vec<_> = text.split_whitespace().collect();
        self.text.push_str(&words.join(" "));
        self.text.push('\n');
        let claim = ElementId::Claim(row.claim.clone());
        if self.written.insert(claim.clone()) {
            self.push_reasons(row.depth + 1, &claim);
        }
        if let Some(step) = row.step {
            let step = ElementId::Inference(step.id.clone());
            self.push_reasons(row.depth + 1, &step);
        }
    }

    fn push_reasons(&mut self, depth: usize, element: &ElementId) {
        let steps: Vec<_> = self.map.bearing_on(element).collect();
        for step in steps.into_iter().rev() {
            self.push_step(depth, step);
        }
    }

    fn push_step(&mut self, depth: usize, step: &'a Inference) {
        if !self.written.insert(ElementId::Inference(step.id.clone())) {
            return;
        }
        let sign = match (step.stance, &step.target) {
            (Stance::Support, _) => SUPPORT,
            (Stance::Attack, Target::Claim(_)) => ATTACK,
            (Stance::Attack, Target::Inference(_)) => UNDERCUT,
            (Stance::Answer, _) => ANSWER,
        };
        for (at, premise) in step.premises.iter().enumerate().rev() {
            self.ahead.push(match at {
                0 => Row {
                    step: Some(step),
                    ..Row::claim(depth, Some(sign), premise)
                },
                _ => Row::claim(depth, Some(CO_PREMISE), premise),
            });
        }
    }
}
