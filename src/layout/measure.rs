//! Measures claims, marks and badges: text in, sizes and what stands where inside out.

use std::sync::Arc;

use kurbo::{Point, Rect, Size, Vec2};

use super::{PlacedCaption, PlacedClaim, PlacedMark, PlacedQuoteCount};
use crate::model::{ArgumentMap, Attitude, Claim, HeldBy, Holder, Inference, Role};
use crate::text::{Face, Fonts, Paragraph, TextStyle};
use crate::theme::Metrics;

/// Usual widths are multiples of this: boxes below each other line up, and hardly any letter that
/// is typed makes its box wider and moves its neighbours.
const WIDTH_STEP: f64 = 20.0;

/// Sets texts in the styles of the drawing.
#[derive(Clone, Copy)]
pub(super) struct Measurer<'a> {
    pub(super) fonts: &'a Fonts,
    pub(super) metrics: &'a Metrics,
}

/// How a claim is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ClaimLook {
    pub(super) headline: bool,
    pub(super) pinned: bool,
    /// The width that the user chose.
    pub(super) width: Option<f64>,
}

impl Measurer<'_> {
    /// The claim's box with its top left at zero.
    pub(super) fn claim(&self, map: &ArgumentMap, claim: &Claim, look: ClaimLook) -> PlacedClaim {
        let face = if look.headline {
            Face::Bold
        } else {
            Face::Regular
        };
        let style = self.style(face, self.metrics.claim_size);
        let (width, text) = self.claim_text(&claim.text, style, look);
        let padding = Vec2::new(self.metrics.padding_x, self.metrics.padding_y);
        let inner = (width - 2.0 * padding.x).max(1.0);
        let mut bottom = padding.y + text.height;
        let quotes_width = self.quotes_width(claim);
        let (captions, rows) = self.captions(map, &claim.held_by, inner, quotes_width);
        let row_height = self.caption_row();
        let caption_top = bottom + padding.y / 2.0;
        if rows > 0 || quotes_width > 0.0 {
            bottom = caption_top + row_height * rows.max(1) as f64;
        }
        let shift = Vec2::new(padding.x, caption_top);
        let last_row = caption_top + row_height * (rows.max(1) - 1) as f64;
        PlacedClaim {
            id: claim.id.clone(),
            rect: Rect::new(0.0, 0.0, width, bottom + padding.y),
            text_at: padding.to_point(),
            text,
            captions: captions
                .into_iter()
                .map(|caption| caption.moved(shift))
                .collect(),
            quotes: self.quotes(claim, Point::new(width - padding.x, last_row)),
            headline: look.headline,
            pinned: look.pinned,
        }
    }

    /// The mark with its top left at zero.
    pub(super) fn mark(&self, step: &Inference, role: Role) -> PlacedMark {
        let word = if step.word.is_empty() {
            usual_word(role)
        } else {
            &step.word
        };
        let style = self.style(Face::SemiBold, self.metrics.mark_size);
        let word = self.set(word, style, self.metrics.box_width);
        let size = self.metrics.mark_size;
        let sign = size * 0.9;
        let word_x = size * 0.9 + sign + size * 0.4;
        let width = word_x + word.width + size * 0.9;
        let height = self.metrics.mark_height.max(word.height);
        PlacedMark {
            id: step.id.clone(),
            rect: Rect::new(0.0, 0.0, width, height),
            sign_at: Point::new(size * 0.9 + sign / 2.0, height / 2.0),
            word_at: Point::new(word_x, (height - word.height) / 2.0),
            word,
        }
    }

    /// The words of a badge, the centre of its triangle, their top left, and its size.
    pub(super) fn badge(&self, hidden_count: usize) -> (Arc<Paragraph>, Point, Point, Size) {
        let style = self.style(Face::SemiBold, self.metrics.caption_size);
        let text = format!("{hidden_count} hidden");
        let text = self.set(&text, style, f64::INFINITY);
        let size = self.metrics.caption_size;
        let height = self.metrics.mark_height.max(text.height);
        let text_x = size * 2.0;
        let text_at = Point::new(text_x, (height - text.height) / 2.0);
        let size = Size::new(text_x + text.width + size, height);
        (
            text,
            Point::new(self.metrics.caption_size * 1.3, height / 2.0),
            text_at,
            size,
        )
    }

    fn set(&self, text: &str, style: TextStyle, max_width: f64) -> Arc<Paragraph> {
        self.fonts.paragraph(text, style, max_width)
    }

    fn style(&self, face: Face, size: f64) -> TextStyle {
        TextStyle {
            face,
            size,
            line_height: size * self.metrics.line_height,
        }
    }

    /// The chosen width, or else the narrowest of the usual ones, in steps, that needs no more lines than
    /// the widest; long texts get boxes wider than usual rather than very high ones.
    fn claim_text(&self, text: &str, style: TextStyle, look: ClaimLook) -> (f64, Arc<Paragraph>) {
        let padding = 2.0 * self.metrics.padding_x;
        let set = |width: f64| self.set(text, style, (width - padding).max(1.0));
        let (low, high) = self.metrics.box_width_limits;
        if let Some(width) = look.width.filter(|width| width.is_finite()) {
            let width = width.clamp(low, high);
            return (width, set(width));
        }
        let (narrow, wide) = self.metrics.box_width_range;
        let wide = if look.headline { wide * 1.2 } else { wide };
        let widths = |width: f64| {
            let max_width = (width - padding).max(1.0);
            self.fonts.line_widths(text, style, max_width)
        };
        let natural = widths(f64::INFINITY);
        let widest_line = natural.iter().copied().fold(0.0, f64::max);
        if widest_line + padding <= narrow {
            return (narrow, set(narrow));
        }
        let length: f64 = natural.iter().map(|width| width.max(style.size)).sum();
        // Seven lines of the widest usual box are as high as is comfortable to read at a glance.
        let comfortable = length * 1.08 / 7.0 + padding;
        let wide = wide.max(comfortable.min(wide * 1.5)).min(high);
        let fewest = widths(wide).len();
        // The narrowest has the most even lines: no word is left alone on the last one.
        let even = (length / fewest.max(1) as f64 + padding).clamp(narrow, wide);
        let mut width = ((even / WIDTH_STEP).ceil() * WIDTH_STEP).min(wide);
        while width < wide && widths(width).len() > fewest {
            width = (width + WIDTH_STEP).min(wide);
        }
        (width, set(width))
    }

    fn caption_row(&self) -> f64 {
        (self.metrics.caption_size * self.metrics.line_height).ceil()
    }

    /// Captions from their own top left, and how many rows they take; the last row keeps
    /// `reserved` free at its end.
    fn captions(
        &self,
        map: &ArgumentMap,
        held_by: &[HeldBy],
        width: f64,
        reserved: f64,
    ) -> (Vec<PlacedCaption>, usize) {
        let size = self.metrics.caption_size;
        let style = self.style(Face::Regular, size);
        let row_height = self.caption_row();
        let name_x = size * 1.15;
        let room = width - reserved;
        let mut captions = Vec::with_capacity(held_by.len());
        let (mut x, mut row) = (0.0, 0_usize);
        for (holder_index, held) in held_by.iter().enumerate() {
            let line = self.set(&holder_name(map, held), style, f64::INFINITY);
            let text = if line.width > room - name_x {
                self.set(&line.text, style, (room - name_x).max(1.0))
            } else {
                line
            };
            let caption_width = name_x + text.width;
            if x > 0.0 && x + caption_width > room {
                x = 0.0;
                row += 1;
            }
            let y = row as f64 * row_height;
            captions.push(PlacedCaption {
                holder_index,
                rect: Rect::new(x, y, x + caption_width, y + row_height.max(text.height)),
                dot_at: Point::new(x + size * 0.36, y + row_height / 2.0),
                text_at: Point::new(x + name_x, y),
                text: Arc::clone(&text),
            });
            row += text.lines.len() - 1;
            x += caption_width + size * 1.1;
        }
        let rows = if captions.is_empty() { 0 } else { row + 1 };
        (captions, rows)
    }

    fn quotes_width(&self, claim: &Claim) -> f64 {
        let size = self.metrics.caption_size;
        match claim.quotes.len() {
            0 => 0.0,
            count => size * (2.2 + 0.6 * (f64::from(count.ilog10()) + 1.0)),
        }
    }

    fn quotes(&self, claim: &Claim, top_right: Point) -> Option<PlacedQuoteCount> {
        if claim.quotes.is_empty() {
            return None;
        }
        let size = self.metrics.caption_size;
        let text = claim.quotes.len().to_string();
        let text = self.set(&text, self.style(Face::Regular, size), f64::INFINITY);
        let text_at = Point::new(top_right.x - text.width, top_right.y);
        let sign_at = Point::new(
            text_at.x - size * 0.75,
            top_right.y + self.caption_row() / 2.0,
        );
        Some(PlacedQuoteCount {
            rect: Rect::new(
                sign_at.x - size / 2.0,
                top_right.y,
                top_right.x,
                top_right.y + self.caption_row(),
            ),
            sign_at,
            text_at,
            text,
        })
    }
}

impl PlacedCaption {
    fn moved(mut self, by: Vec2) -> Self {
        self.rect = self.rect + by;
        self.dot_at += by;
        self.text_at += by;
        self
    }
}

/// What is measured once and then put in many places.
pub(super) trait Put: Clone {
    fn rect(&self) -> Rect;

    /// Puts it where the measured one would be with its top left there.
    fn put(&mut self, measured: &Self, top_left: Point);
}

impl Put for PlacedClaim {
    fn rect(&self) -> Rect {
        self.rect
    }

    fn put(&mut self, measured: &Self, top_left: Point) {
        let by = top_left - measured.rect.origin();
        self.rect = measured.rect + by;
        self.text_at = measured.text_at + by;
        for (caption, measured) in self.captions.iter_mut().zip(&measured.captions) {
            caption.rect = measured.rect + by;
            caption.dot_at = measured.dot_at + by;
            caption.text_at = measured.text_at + by;
        }
        if let (Some(quotes), Some(measured)) = (&mut self.quotes, &measured.quotes) {
            quotes.rect = measured.rect + by;
            quotes.sign_at = measured.sign_at + by;
            quotes.text_at = measured.text_at + by;
        }
    }
}

impl Put for PlacedMark {
    fn rect(&self) -> Rect {
        self.rect
    }

    fn put(&mut self, measured: &Self, top_left: Point) {
        let by = top_left - measured.rect.origin();
        self.rect = measured.rect + by;
        self.sign_at = measured.sign_at + by;
        self.word_at = measured.word_at + by;
    }
}

/// The word on a mark where the author gave none.
pub fn usual_word(role: Role) -> &'static str {
    match role {
        Role::Support => "because",
        Role::Backing => "backs",
        Role::Objection | Role::Rebuttal => "but",
        Role::Undercut => "doesn’t follow",
        Role::Answer => "answers",
    }
}

fn holder_name(map: &ArgumentMap, held: &HeldBy) -> String {
    let name = match &held.holder {
        Holder::Analyst => "Analyst",
        Holder::Participant(id) => map.participant(id).map_or("", |who| who.name.as_str()),
    };
    match held.attitude {
        Attitude::Asserts => name.to_owned(),
        attitude => format!("{name} {}", attitude.verb()),
    }
}
