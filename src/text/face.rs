//! One loaded face: its file, its metrics, what it covers, its outlines.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use harfrust::{Direction, Script, ShapePlan, Shaper, ShaperData};
use kurbo::BezPath;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// A face's file, for the canvas and for exporters.
#[derive(Clone)]
pub struct FaceData {
    /// The file's bytes.
    pub bytes: Arc<dyn AsRef<[u8]> + Send + Sync>,
    /// Which face of a collection; 0 for a single font.
    pub index: u32,
    /// Name for people: family and style.
    pub name: String,
}

impl fmt::Debug for FaceData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FaceData")
            .field("name", &self.name)
            .field("index", &self.index)
            .finish_non_exhaustive()
    }
}

/// How far a face reaches above and below its baseline, as multiples of the font size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct LineMetrics {
    /// From the baseline up.
    pub ascent: f64,
    /// From the baseline down, positive.
    pub descent: f64,
}

/// A face ready for shaping.
pub(super) struct LoadedFace {
    pub(super) data: FaceData,
    pub(super) units_per_em: f64,
    pub(super) metrics: LineMetrics,
    /// Advance of the space in font units.
    pub(super) space: f64,
    pub(super) space_glyph: u32,
    shaper: ShaperData,
    plans: Mutex<Vec<Arc<ShapePlan>>>,
}

impl LoadedFace {
    /// Reads the face; nothing if its file is no font or has no unit.
    pub(super) fn read(data: FaceData) -> Option<Self> {
        let font = FontRef::from_index((*data.bytes).as_ref(), data.index).ok()?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        if metrics.units_per_em == 0 {
            return None;
        }
        let units_per_em = f64::from(metrics.units_per_em);
        let space_glyph = font.charmap().map(' ').unwrap_or_default();
        let space = font
            .glyph_metrics(Size::unscaled(), LocationRef::default())
            .advance_width(space_glyph)
            .unwrap_or_default();
        Some(Self {
            units_per_em,
            metrics: LineMetrics {
                ascent: f64::from(metrics.ascent) / units_per_em,
                descent: -f64::from(metrics.descent) / units_per_em,
            },
            space: f64::from(space),
            space_glyph: space_glyph.to_u32(),
            shaper: ShaperData::new(&font),
            plans: Mutex::default(),
            data,
        })
    }

    fn font(&self) -> FontRef<'_> {
        FontRef::from_index((*self.data.bytes).as_ref(), self.data.index)
            .expect("reading the face parsed these bytes before")
    }

    pub(super) fn shaper(&self) -> Shaper<'_> {
        self.shaper.shaper(&self.font()).build()
    }

    /// The plan for this script and direction, made once.
    pub(super) fn plan(
        &self,
        shaper: &Shaper<'_>,
        script: Option<Script>,
        direction: Direction,
    ) -> Arc<ShapePlan> {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let known = plans
            .iter()
            .find(|plan| plan.script() == script && plan.direction() == direction);
        if let Some(plan) = known {
            return Arc::clone(plan);
        }
        let plan = Arc::new(ShapePlan::new(shaper, direction, script, None, &[]));
        plans.push(Arc::clone(&plan));
        plan
    }

    /// Whether the face maps every one of these characters that draws something.
    pub(super) fn covers(&self, cluster: &str) -> bool {
        let charmap = self.font().charmap();
        covers(cluster, |c| {
            charmap.map(c).is_some_and(|id| id != GlyphId::NOTDEF)
        })
    }

    /// The outline of a glyph at font size 1, y down; empty for a space.
    pub(super) fn outline(&self, glyph: u32) -> Option<BezPath> {
        outline(&self.font(), GlyphId::new(glyph), self.units_per_em)
    }
}

/// Whether every character of a cluster that draws something is mapped.
pub(super) fn covers(cluster: &str, is_mapped: impl Fn(char) -> bool) -> bool {
    cluster
        .chars()
        .filter(|&c| !is_ignorable(c))
        .all(|c| is_mapped(stand_in(c)))
}

/// The outline of a glyph at font size 1, y down; nothing if the font has none for it.
pub(super) fn outline(font: &FontRef<'_>, glyph: GlyphId, units_per_em: f64) -> Option<BezPath> {
    let mut pen = Pen {
        path: BezPath::new(),
        scale: 1.0 / units_per_em,
    };
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    font.outline_glyphs()
        .get(glyph)?
        .draw(settings, &mut pen)
        .ok()?;
    Some(pen.path)
}

/// Characters that shape or join others and draw nothing themselves.
pub(super) fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFF8}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Tabs and thin spaces are drawn with the glyph of a space, as epaint does.
const fn stand_in(c: char) -> char {
    match c {
        '\t' | '\u{2009}' | '\u{202F}' => ' ',
        other => other,
    }
}

struct Pen {
    path: BezPath,
    scale: f64,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f64, f64) {
        (f64::from(x) * self.scale, -f64::from(y) * self.scale)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let to = self.at(x, y);
        self.path.move_to(to);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.at(x, y);
        self.path.line_to(to);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (control, to) = (self.at(cx, cy), self.at(x, y));
        self.path.quad_to(control, to);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (first, second, to) = (self.at(cx0, cy0), self.at(cx1, cy1), self.at(x, y));
        self.path.curve_to(first, second, to);
    }

    fn close(&mut self) {
        self.path.close_path();
    }
}
