//! A map in parts that can be read: an overview, and pages of their own for what is folded there.
//!
//! A page shows a claim with its reasons, and of what bears on those as much as can be read; the
//! rest is folded, and has pages of its own in turn. Where a claim and all its reasons are too much
//! for a page, there are several, down to a claim with one reason.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use crate::edit::part_map;
use crate::export::Slide;
use crate::model::{
    ArgumentMap, Aspect, Change, Direction, ElementId, Inference, Record, RecordId, View,
};
use crate::scene::Role;

/// After so many branches that do not fit on a page any more, no further is tried.
const MOST_MISSES: usize = 6;

/// Boxes may be so wide, in map units, where they are too small otherwise.
const WIDTHS: [f64; 6] = [300.0, 360.0, 430.0, 520.0, 240.0, 200.0];

/// What a map is parted for.
pub struct Parting<'a> {
    /// What is shown, with the view it is shown in.
    pub map: &'a ArgumentMap,
    /// The proportions of a page, if it has any.
    pub page: Option<Aspect>,
    /// Draws a map on a page.
    pub draw: &'a dyn Fn(&ArgumentMap) -> Slide,
    /// The same without a legend, so that there is more room.
    pub draw_bare: &'a dyn Fn(&ArgumentMap) -> Slide,
    /// The size of the smallest text on a page, in points.
    pub smallest_pt: &'a dyn Fn(&Slide) -> f64,
    /// Text of this size can be read.
    pub wanted_pt: f64,
}

impl Parting<'_> {
    fn is_legible(&self, slide: &Slide) -> bool {
        (self.smallest_pt)(slide) >= self.wanted_pt
    }
}

/// The pages: first the overview, on more than one where it must be, then each branch that it folds,
/// followed by those that are folded there. Of a map that can be read at once, each reason for its
/// contentions has a page too, if there are several. `watch` is told how many pages there are so
/// far; `None` if it stops the work.
pub fn parts(
    parting: &Parting<'_>,
    watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Option<Vec<Slide>> {
    let mut map = parting.map.clone();
    change_view(&mut map, |view| {
        if let Some(page) = parting.page {
            view.aspect = page;
            view.choices = None;
        }
    });
    let splitter = Splitter {
        parting,
        folded: map.main_view().collapsed.clone(),
        map: &map,
    };
    let mut slides = Vec::new();
    let mut made = BTreeSet::new();
    let mut open: Vec<ElementId> = Vec::new();
    let whole = (parting.draw)(&map);
    if parting.is_legible(&whole) || map.claim_count() < 2 {
        slides.push(whole);
        let contentions = map.contentions();
        let steps = contentions.iter().flat_map(|claim| {
            let claim = ElementId::Claim(claim.id.clone());
            map.bearing_on(&claim).map(element)
        });
        open.extend(steps);
        if open.len() < 2 {
            open.clear();
        }
    } else {
        let roots = roots(&map);
        made.extend(roots.iter().cloned());
        let units = roots.iter().flat_map(|root| units(&map, root)).collect();
        let part = Part { top: None, units };
        splitter.pages(&part, &mut slides, &mut open, watch)?;
    }
    open.reverse();
    while let Some(top) = open.pop() {
        if !made.insert(top.clone()) {
            continue;
        }
        let part = Part {
            units: units(&map, &top),
            top: Some(top),
        };
        let mut folded = Vec::new();
        splitter.pages(&part, &mut slides, &mut folded, watch)?;
        open.extend(folded.into_iter().rev());
    }
    Some(slides)
}

/// What is to be shown together if there is room.
struct Part {
    /// What the pages are about; the overview is about the map.
    top: Option<ElementId>,
    /// Steps, and claims that nothing bears on: what pages may be split between.
    units: Vec<ElementId>,
}

struct Splitter<'a> {
    parting: &'a Parting<'a>,
    map: &'a ArgumentMap,
    /// What the view folds, which stays so.
    folded: BTreeSet<ElementId>,
}

impl Splitter<'_> {
    /// Draws a part, and says what of it is left to be shown.
    fn pages(
        &self,
        part: &Part,
        slides: &mut Vec<Slide>,
        open: &mut Vec<ElementId>,
        watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Option<()> {
        let groups = self.groups(part);
        let count = groups.len();
        for (at, units) in groups.into_iter().enumerate() {
            if watch(slides.len()).is_break() {
                return None;
            }
            let name = self.name(part.top.as_ref());
            let numbered = if count == 1 {
                name.clone()
            } else {
                format!("{name} ({} of {count})", at + 1)
            };
            // The first page says what the document is called.
            let is_first = slides.is_empty();
            let heading = if is_first { &name } else { &numbered };
            let Some(mut slide) = self.page(heading, units) else {
                continue;
            };
            self.leave_open(units, &slide, open);
            slide.title = numbered;
            slide.detail = part.top.as_ref().map(key);
            slides.push(slide);
        }
        Some(())
    }

    /// The units of a part, as many on each page as can be read, but at least one.
    fn groups<'p>(&self, part: &'p Part) -> Vec<&'p [ElementId]> {
        let name = self.name(part.top.as_ref());
        // As long as the longest that may be.
        let heading = format!("{name} (88 of 88)");
        let is_legible = |units: &[ElementId]| {
            let page = self.folded_page(&heading, units);
            page.is_none_or(|(_, slide)| self.parting.is_legible(&slide))
        };
        let mut groups = Vec::new();
        let mut left = part.units.as_slice();
        while !left.is_empty() {
            let mut count = left.len();
            if !is_legible(left) {
                let (mut fits, mut over) = (1, left.len());
                while over - fits > 1 {
                    let middle = usize::midpoint(fits, over);
                    let is_less = left.get(..middle).is_some_and(is_legible);
                    *(if is_less { &mut fits } else { &mut over }) = middle;
                }
                count = fits;
            }
            let (group, rest) = left.split_at(count);
            groups.push(group);
            left = rest;
        }
        groups
    }

    /// A page of units with as much unfolded as can be read.
    fn page(&self, heading: &str, units: &[ElementId]) -> Option<Slide> {
        let is_legible = |slide: &Slide| self.parting.is_legible(slide);
        let (mut part, mut slide) = self.folded_page(heading, units)?;
        if !is_legible(&slide) {
            return Some(self.reshaped(&part, slide));
        }
        let mut all = part.clone();
        change_view(&mut all, |view| view.collapsed.clone_from(&self.folded));
        let unfolded = (self.parting.draw)(&all);
        if is_legible(&unfolded) {
            return Some(unfolded);
        }
        let mut tried = self.folded.clone();
        let mut misses = 0;
        while misses < MOST_MISSES {
            let Some(next) = smallest_folded(&slide, &tried) else {
                break;
            };
            tried.insert(next.clone());
            change_view(&mut part, |view| {
                view.collapsed.remove(&next);
            });
            let unfolded = (self.parting.draw)(&part);
            if is_legible(&unfolded) {
                slide = unfolded;
            } else {
                misses += 1;
                change_view(&mut part, |view| {
                    view.collapsed.insert(next);
                });
            }
        }
        Some(slide)
    }

    /// A page that cannot be split further with boxes of other widths, reasons elsewhere, or no
    /// legend: the first on which the text can be read, or else on which it is largest.
    fn reshaped(&self, part: &ArgumentMap, slide: Slide) -> Slide {
        let smallest_pt = |slide: &Slide| (self.parting.smallest_pt)(slide);
        let usual = part.main_view().direction;
        let other = match usual {
            Direction::Down => Direction::Right,
            Direction::Right => Direction::Down,
        };
        let widths = [None].into_iter().chain(WIDTHS.map(Some));
        let shapes = widths.flat_map(|width| [usual, other].map(|direction| (direction, width)));
        let shaped = |(direction, width): (Direction, Option<f64>)| {
            let mut part = part.clone();
            let claims: Vec<_> = part.claims().map(|claim| claim.id.clone()).collect();
            change_view(&mut part, |view| {
                view.direction = direction;
                if let Some(width) = width {
                    view.widths = claims.into_iter().map(|claim| (claim, width)).collect();
                }
            });
            part
        };
        let shapes: Vec<ArgumentMap> = shapes.map(shaped).collect();
        let mut best = (smallest_pt(&slide), slide);
        for draw in [self.parting.draw, self.parting.draw_bare] {
            for part in &shapes {
                if best.0 >= self.parting.wanted_pt {
                    return best.1;
                }
                let slide = draw(part);
                let size_pt = smallest_pt(&slide);
                if size_pt > best.0 {
                    best = (size_pt, slide);
                }
            }
        }
        best.1
    }

    /// A page of units with all folded that can be.
    fn folded_page(&self, heading: &str, units: &[ElementId]) -> Option<(ArgumentMap, Slide)> {
        let mut part = part_map(self.map, heading, units)?;
        let open = chains(self.map, units);
        let claims = part
            .claims()
            .map(|claim| ElementId::Claim(claim.id.clone()));
        let steps = part.inferences();
        let undercuts = steps.filter(|step| step.target.element().as_inference().is_some());
        let undercuts: Vec<_> = undercuts.map(element).collect();
        let folded = claims.filter(|claim| part.bearing_on(claim).next().is_some());
        let mut folded: BTreeSet<_> = folded.chain(undercuts).collect();
        folded.retain(|element| !open.contains(element));
        folded.extend(self.folded.iter().cloned());
        change_view(&mut part, |view| view.collapsed = folded);
        let slide = (self.parting.draw)(&part);
        Some((part, slide))
    }

    /// What a page shows without all that bears on it, in the order of reading.
    fn leave_open(&self, units: &[ElementId], slide: &Slide, open: &mut Vec<ElementId>) {
        let items = slide.scene.items();
        let reading = slide.scene.reading_order();
        let items = reading.iter().filter_map(|reading| items.get(reading.item));
        let shown: Vec<&ElementId> = items
            .filter(|item| matches!(item.group.role, Role::Claim | Role::Mark))
            .map(|item| &item.group.element)
            .collect();
        let seen: BTreeSet<&ElementId> = shown.iter().copied().collect();
        let chains = chains(self.map, units);
        for shown in shown {
            let premises = shown.as_inference().and_then(|id| self.map.inference(id));
            let premises = premises.into_iter().flat_map(|step| &step.premises);
            let premises = premises.cloned().map(ElementId::Claim);
            let mut bearing = premises.chain(self.map.bearing_on(shown).map(element));
            let is_part = !chains.contains(shown) && !self.folded.contains(shown);
            if is_part && bearing.any(|element| !seen.contains(&element)) {
                open.push(shown.clone());
            }
        }
    }

    /// What pages about an element are called.
    fn name(&self, top: Option<&ElementId>) -> String {
        match top {
            None => self.map.heading().title.trim().to_owned(),
            Some(ElementId::Claim(claim)) => {
                let claim = self.map.claim(claim);
                claim.map_or_else(String::new, |claim| claim.short_text().trim().to_owned())
            }
            Some(ElementId::Inference(step)) => {
                let step = self.map.inference(step);
                let premises = step.into_iter().flat_map(|step| &step.premises);
                let premises = premises.filter_map(|claim| self.map.claim(claim));
                let names: Vec<_> = premises.map(|claim| claim.short_text().trim()).collect();
                names.join(" + ")
            }
        }
    }
}

fn element(step: &Inference) -> ElementId {
    ElementId::Inference(step.id.clone())
}

/// The key of what draws an element.
fn key(element: &ElementId) -> String {
    match element {
        ElementId::Claim(id) => format!("claim:{id}"),
        ElementId::Inference(id) => format!("mark:{id}"),
    }
}

/// What pages about an element may be split between: the steps on a claim.
fn units(map: &ArgumentMap, top: &ElementId) -> Vec<ElementId> {
    if top.as_inference().is_some() {
        return vec![top.clone()];
    }
    let steps: Vec<_> = map.bearing_on(top).map(element).collect();
    if steps.is_empty() {
        vec![top.clone()]
    } else {
        steps
    }
}

/// The units with what they bear on, up to the claims at the end.
fn chains(map: &ArgumentMap, units: &[ElementId]) -> BTreeSet<ElementId> {
    let mut chains: BTreeSet<ElementId> = units.iter().cloned().collect();
    for unit in units {
        let mut next = unit.clone();
        while let Some(step) = next.as_inference().and_then(|id| map.inference(id)) {
            next = step.target.element();
            chains.insert(next.clone());
        }
    }
    chains
}

/// Claims that are premises of nothing, and of each ring of claims that hangs on nothing the first.
fn roots(map: &ArgumentMap) -> Vec<ElementId> {
    let claims = || map.claims().map(|claim| &claim.id);
    let free = claims().filter(|claim| map.uses(claim).next().is_none());
    let mut roots = Vec::new();
    let mut reached = BTreeSet::new();
    for claim in free.chain(claims()) {
        let root = ElementId::Claim(claim.clone());
        let mut open = vec![root.clone()];
        if !reached.contains(&root) {
            roots.push(root);
        }
        while let Some(element) = open.pop() {
            if !reached.insert(element.clone()) {
                continue;
            }
            open.extend(map.bearing_on(&element).map(self::element));
            let step = element.as_inference().and_then(|id| map.inference(id));
            let premises = step.into_iter().flat_map(|step| &step.premises);
            open.extend(premises.cloned().map(ElementId::Claim));
        }
    }
    roots
}

/// The folded branch of a page that hides the fewest claims, of those that were not tried.
fn smallest_folded(slide: &Slide, tried: &BTreeSet<ElementId>) -> Option<ElementId> {
    let badges = slide.scene.items().iter().filter_map(|item| {
        let Role::Badge { hidden_count } = item.group.role else {
            return None;
        };
        let element = &item.group.element;
        (!tried.contains(element)).then_some((hidden_count, element))
    });
    let smallest = badges.min_by_key(|(hidden_count, _)| *hidden_count);
    smallest.map(|(_, element)| element.clone())
}

/// Looks at a map in another way; one that is no way changes nothing.
fn change_view(map: &mut ArgumentMap, change: impl FnOnce(&mut View)) {
    let before = map.main_view().clone();
    let mut after = before.clone();
    change(&mut after);
    let change = Change {
        id: RecordId::View(before.id.clone()),
        before: Some(Record::from(before)),
        after: Some(Record::from(after)),
    };
    map.apply(&[change]).unwrap_or_default();
}
