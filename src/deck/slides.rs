//! The slides of a view, each drawn when it is asked for.

use std::collections::BTreeSet;

use kurbo::{Rect, Size};

use crate::edit::view_map;
use crate::export::deck::Slide;
use crate::export::pdf::Paper;
use crate::layout::{Layout, LayoutRequest, layout};
use crate::model::{ArgumentMap, Aspect, ElementId, Frame, Step, Timeline, View, ViewId};
use crate::scene::{
    Captions, Cut, Details, Item, Scene, SceneRequest, Staging, StepCaptions, build, stage,
};
use crate::text::Fonts;
use crate::theme::Theme;

/// What a frame around boxes leaves free at each side, in map units.
const AIR: f64 = 4.0;
/// So much of the lines that lead on from there is shown, in map units.
const TRAIL: f64 = 9.0;

/// Closer than this, in map units across, words become shapes.
const LEAST_WIDTH: f64 = 560.0;

/// What stands beside the map on a slide, across and down: margins, a title and a legend.
const BESIDE_MAP_PT: (f64, f64) = (40.0, 124.0);
/// The same on a page, with the sources.
const BESIDE_MAP_ON_PAGES_PT: (f64, f64) = (40.0, 132.0);

/// What a deck is made from.
#[derive(Clone, Copy)]
pub struct DeckRequest<'a> {
    /// The map.
    pub map: &'a ArgumentMap,
    /// Which view of it.
    pub view: &'a ViewId,
    /// The look.
    pub theme: &'a Theme,
    /// Faces to set text with.
    pub fonts: &'a Fonts,
}

/// A view laid out, with its steps.
#[derive(Debug, Clone)]
pub struct Deck {
    map: ArgumentMap,
    layout: Layout,
    theme: Theme,
    /// All that the view shows.
    whole: Scene,
    timeline: Timeline,
    /// What frames are widened to, as width by height; around boxes the proportions of the view
    /// where nothing is said.
    proportions: Option<f64>,
    /// What of its slide or page a map and its legend have, in points.
    room_pt: Size,
}

impl Deck {
    /// The deck of a view; `None` if the map has no such view.
    pub fn new(request: &DeckRequest<'_>) -> Option<Self> {
        let map = view_map(request.map, request.view)?;
        let layout = layout(&LayoutRequest {
            map: &map,
            view: map.main_view(),
            metrics: &request.theme.metrics,
            fonts: request.fonts,
        });
        let whole = build(&SceneRequest {
            map: &map,
            layout: &layout,
            theme: request.theme,
            details: Details::Export,
            previous: None,
        });
        Some(Self {
            timeline: Timeline::new(&map, map.main_view()),
            layout,
            theme: request.theme.clone(),
            whole,
            map,
            proportions: None,
            room_pt: Paper::Slide.room_pt(),
        })
    }

    /// The deck with all frames as wide as the map's part of a slide of this paper, so that boxes
    /// come out as large as they can.
    #[must_use]
    pub fn for_slides(self, paper: Paper) -> Self {
        Self {
            proportions: map_area(paper, BESIDE_MAP_PT),
            room_pt: paper.room_pt(),
            ..self
        }
    }

    /// As above for pages, on which the title and the sources are part of what is drawn.
    #[must_use]
    pub fn for_pages(self, paper: Paper) -> Self {
        Self {
            proportions: map_area(paper, BESIDE_MAP_ON_PAGES_PT),
            room_pt: paper.room_pt(),
            ..self
        }
    }

    /// The part of the map that the view shows, as a map.
    pub fn map(&self) -> &ArgumentMap {
        &self.map
    }

    /// All that the view shows, at whatever step.
    pub fn whole(&self) -> &Scene {
        &self.whole
    }

    /// How many slides there are: one a step, or one of the whole view if it has no steps.
    pub fn len(&self) -> usize {
        self.steps().len().max(1)
    }

    /// Whether there is nothing to be seen on any slide.
    pub fn is_empty(&self) -> bool {
        self.whole.items().is_empty()
    }

    /// All slides in order.
    pub fn slides(&self) -> Vec<Slide> {
        (0..self.len()).filter_map(|at| self.slide(at)).collect()
    }

    /// The slide of this number, counted from 0. What its frame would cut is left out.
    pub fn slide(&self, at: usize) -> Option<Slide> {
        self.drawn(at, Some(self.cut(at)))
    }

    /// The slide of this number with all that can be seen, also beyond its frame.
    pub fn slide_and_around(&self, at: usize) -> Option<Slide> {
        self.drawn(at, None)
    }

    fn drawn(&self, at: usize, cut: Option<Cut>) -> Option<Slide> {
        if at >= self.len() {
            return None;
        }
        let staging = Staging {
            cut,
            ..self.staging(at)
        };
        Some(self.staged(at, &staging))
    }

    /// A slide of this step's frame and words that shows what a staging says.
    pub(super) fn staged(&self, at: usize, staging: &Staging) -> Slide {
        let request = SceneRequest {
            map: &self.map,
            layout: &self.layout,
            theme: &self.theme,
            details: Details::Export,
            previous: Some(&self.whole),
        };
        let scene = stage(&request, staging);
        let step = self.steps().get(at);
        let title = match step {
            Some(step) => step.title.trim().to_owned(),
            None => self.whole.title().trim().to_owned(),
        };
        Slide {
            title,
            frame: self.frame(at),
            notes: step.map_or_else(String::new, |step| step.notes.clone()),
            emphasised: keys(&scene, |item| staging.is_emphasised(item)),
            faded: keys(&scene, |item| staging.is_faded(item)),
            detail: None,
            builds: Vec::new(),
            scene,
        }
    }

    /// A slide of this deck with its legend below, and for pictures and pages its title above and
    /// its sources below; slides of presentations have titles of their own. Slides of equal frames
    /// still have equal frames.
    pub fn captioned(&self, slide: Slide, fonts: &Fonts, captions: Captions) -> Slide {
        let heading = slide.title.clone();
        let (scene, frame) = slide.scene.captioned_around(
            slide.frame,
            &StepCaptions {
                heading: captions.title.then_some(&heading),
                legend: captions.legend,
                sources: captions.title,
                whole: &self.whole,
                room_pt: self.room_pt,
            },
            &self.map,
            fonts,
        );
        Slide {
            scene,
            frame,
            ..slide
        }
    }

    /// What of the map a step is about, with some air around it; nothing beyond is drawn, but for
    /// lines on their way to it.
    pub fn kept(&self, at: usize) -> Rect {
        self.shown(at).inflate(TRAIL, TRAIL)
    }

    /// What is drawn around the frame of a step.
    pub(super) fn cut(&self, at: usize) -> Cut {
        Cut {
            kept: self.kept(at),
            page: self.frame(at),
        }
    }

    fn view(&self) -> &View {
        self.map.main_view()
    }

    pub(super) fn steps(&self) -> &[Step] {
        &self.view().steps
    }

    /// What the camera takes in; around boxes in the proportions of the view.
    pub fn frame(&self, at: usize) -> Rect {
        let shown = self.shown(at);
        let Aspect { width, height } = self.view().aspect;
        let of_view = f64::from(width) / f64::from(height.max(1));
        match self.said(at) {
            Frame::Around(_) => {
                let ratio = self.proportions.unwrap_or(of_view);
                proportioned(shown.inflate(AIR, AIR), ratio)
            }
            Frame::Whole | Frame::Area(_) => match self.proportions {
                Some(ratio) => proportioned(shown, ratio),
                None => shown,
            },
        }
    }

    /// The frame that the step says, or the last step before that says one.
    fn said(&self, at: usize) -> &Frame {
        let steps = self.steps().iter().take(at + 1);
        let said = steps.rev().find_map(|step| step.frame.as_ref());
        said.unwrap_or(&self.view().frame)
    }

    fn shown(&self, at: usize) -> Rect {
        let whole = self.whole.bounds();
        match self.said(at) {
            Frame::Whole => whole,
            Frame::Around(elements) => {
                let elements = self.with_newcomers(elements);
                let rects = elements.iter().filter_map(|id| self.whole.rect_of(id));
                rects.reduce(|all, one| all.union(one)).unwrap_or(whole)
            }
            Frame::Area(area) => {
                Rect::from_origin_size((area.x, area.y), (area.width, area.height))
            }
        }
    }

    /// The elements, and what was added under them since the steps were made: what no step names
    /// appears with what it bears on, and is to be seen there.
    fn with_newcomers(&self, elements: &BTreeSet<ElementId>) -> BTreeSet<ElementId> {
        let named: BTreeSet<&ElementId> =
            self.steps().iter().flat_map(|step| &step.appears).collect();
        let mut found = elements.clone();
        let mut open: Vec<ElementId> = elements.iter().cloned().collect();
        while let Some(element) = open.pop() {
            for inference in self.map.bearing_on(&element) {
                let premises = inference.premises.iter().cloned().map(ElementId::Claim);
                let fresh: Vec<_> = premises.filter(|claim| !named.contains(claim)).collect();
                if fresh.is_empty() {
                    continue;
                }
                let step = ElementId::Inference(inference.id.clone());
                for element in fresh.into_iter().chain([step]) {
                    if found.insert(element.clone()) {
                        open.push(element);
                    }
                }
            }
        }
        found
    }

    pub(super) fn staging(&self, at: usize) -> Staging {
        let view = self.view();
        let Some(step) = self.steps().get(at) else {
            return Staging {
                visible: self.timeline.visible(usize::MAX),
                emphasised: view.emphasised.clone(),
                ..Staging::default()
            };
        };
        let visible = self.timeline.visible(at);
        let faded = self.all_faded(step, &visible);
        let emphasised = &view.emphasised | &step.emphasised;
        Staging {
            emphasised: &emphasised - &faded,
            visible,
            faded,
            cut: None,
        }
    }

    /// What the step lets fade, and the inferences all of whose premises do.
    fn all_faded(&self, step: &Step, visible: &BTreeSet<ElementId>) -> BTreeSet<ElementId> {
        let mut faded = step.faded.clone();
        if faded.is_empty() {
            return faded;
        }
        for inference in self.map.inferences() {
            let premises = inference.premises.iter().cloned().map(ElementId::Claim);
            let mut seen = premises
                .filter(|premise| visible.contains(premise))
                .peekable();
            let is_drawn = seen.peek().is_some();
            if is_drawn && seen.all(|premise| step.faded.contains(&premise)) {
                faded.insert(inference.id.clone().into());
            }
        }
        faded
    }
}

/// The rectangle grown to these proportions around its middle.
fn proportioned(rect: Rect, ratio: f64) -> Rect {
    let rect = rect.union(Rect::from_center_size(rect.center(), (LEAST_WIDTH, 0.0)));
    let width = rect.width().max(rect.height() * ratio);
    let height = rect.height().max(rect.width() / ratio.max(1e-6));
    Rect::from_center_size(rect.center(), (width, height))
}

/// What a slide leaves for the map beside margins and captions, as width by height.
fn map_area(paper: Paper, (across_pt, down_pt): (f64, f64)) -> Option<f64> {
    let size = paper.size_pt().filter(|_| paper.is_slide())?;
    Some((size.width - across_pt) / (size.height - down_pt))
}

fn keys(scene: &Scene, has: impl Fn(&Item) -> bool) -> BTreeSet<String> {
    let items = scene.items().iter().filter(|item| has(item));
    items.map(|item| item.group.key.clone()).collect()
}
