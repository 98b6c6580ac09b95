//! Steps of one frame on one slide: each comes at a click, and nothing that stays moves.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Deck;
use crate::export::{Build, Slide};
use crate::model::ElementId;
use crate::scene::{Cut, Staging};

/// Frames that differ by less than this, in map units, are one.
const SAME: f64 = 1e-6;

impl Deck {
    /// One slide for all steps in a row that have the same frame, on which each comes at a click.
    pub fn slides_with_builds(&self) -> Vec<Slide> {
        let runs = self.runs();
        let is_alone = runs.len() == 1;
        let slides = runs.into_iter().filter_map(|run| self.built(run, is_alone));
        slides.collect()
    }

    /// Steps in a row that have the same frame.
    fn runs(&self) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for at in 0..self.len() {
            match runs.last_mut() {
                Some(run) if self.have_one_frame(run.start, at) => run.end = at + 1,
                _ => runs.push(at..at + 1),
            }
        }
        runs
    }

    fn have_one_frame(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.frame(one), self.frame(other));
        let offs = [
            one.x0 - other.x0,
            one.y0 - other.y0,
            one.x1 - other.x1,
            one.y1 - other.y1,
        ];
        offs.into_iter().all(|off| off.abs() < SAME)
    }

    fn built(&self, run: Range<usize>, is_alone: bool) -> Option<Slide> {
        if run.len() < 2 {
            return self.slide(run.start);
        }
        let steps: Vec<Slide> = run.clone().filter_map(|at| self.slide(at)).collect();
        let whole = self.staged(run.start, &self.union(run.clone()));
        let first = steps.first()?;
        let of_map = whole.scene.title().trim();
        let title = match of_map {
            "" => first.title.clone(),
            of_map if is_alone => of_map.to_owned(),
            _ => first.title.clone(),
        };
        let notes = notes(&steps, run.start);
        let builds = steps.into_iter().map(|step| {
            let items = step.scene.items().iter();
            Build {
                visible: items.map(|item| item.group.key.clone()).collect(),
                emphasised: step.emphasised,
                faded: step.faded,
            }
        });
        Some(Slide {
            title,
            notes,
            builds: builds.collect(),
            ..whole
        })
    }

    /// What is seen at any of these steps; it stands out or steps back if it does so whenever it
    /// is seen.
    fn union(&self, run: Range<usize>) -> Staging {
        let stagings: Vec<Staging> = run.clone().map(|at| self.staging(at)).collect();
        let mut visible = BTreeSet::new();
        for staging in &stagings {
            visible.extend(staging.visible.iter().cloned());
        }
        let always = |has: fn(&Staging) -> &BTreeSet<ElementId>| {
            let is_always = |element: &ElementId| {
                let mut seen = stagings.iter().filter(|it| it.visible.contains(element));
                seen.all(|staging| has(staging).contains(element))
            };
            let elements = visible.iter().filter(|element| is_always(element));
            elements.cloned().collect::<BTreeSet<_>>()
        };
        let cuts = run.map(|at| self.cut(at));
        let cut = cuts.reduce(|one, other| Cut {
            kept: one.kept.union(other.kept),
            page: one.page,
        });
        Staging {
            emphasised: always(|staging| &staging.emphasised),
            faded: always(|staging| &staging.faded),
            visible,
            cut,
        }
    }
}

/// What is said at each click, under the title of its step.
fn notes(steps: &[Slide], first: usize) -> String {
    let said = steps.iter().enumerate().map(|(at, step)| {
        let number = first + at + 1;
        let title = match step.title.trim() {
            "" => format!("Step {number}"),
            title => format!("{number}. {title}"),
        };
        let click = if at == 0 { "" } else { "Click: " };
        format!("{click}{title}\n{}", step.notes.trim_end())
    });
    let said: Vec<String> = said.map(|it| it.trim_end().to_owned()).collect();
    said.join("\n\n")
}
