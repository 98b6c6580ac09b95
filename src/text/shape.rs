//! Shapes a stretch of one face and one direction, with the same features as epaint.

use harfrust::{BufferFlags, Direction, Script, ShapeOptions, UnicodeBuffer, script};

use super::face::LoadedFace;

/// One glyph of a shaped stretch; lengths are multiples of the font size.
#[derive(Debug, Clone, Copy)]
pub(super) struct ShapedGlyph {
    pub(super) id: u32,
    /// Byte of the paragraph's text.
    pub(super) cluster: usize,
    pub(super) advance: f64,
    pub(super) dx: f64,
    /// Downwards.
    pub(super) dy: f64,
    /// Cutting the stretch before this cluster may change the glyphs on both sides.
    pub(super) joined: bool,
}

/// Shapes `text`, whose first byte is number `offset` of the paragraph; glyphs from left to right.
///
/// Without a script it is that of the first character that has one.
pub(super) fn shape(
    face: &LoadedFace,
    text: &str,
    offset: usize,
    script: Option<Script>,
    rtl: bool,
    buffer: &mut UnicodeBuffer,
) -> Vec<ShapedGlyph> {
    let direction = if rtl {
        Direction::RightToLeft
    } else {
        Direction::LeftToRight
    };
    let mut filled = std::mem::take(buffer);
    filled.set_flags(BufferFlags::BEGINNING_OF_TEXT | BufferFlags::END_OF_TEXT);
    filled.push_str(text);
    filled.set_direction(direction);
    if let Some(script) = script {
        filled.set_script(script);
    } else {
        filled.guess_segment_properties();
    }
    let script = Some(filled.script()).filter(|&script| script != script::UNKNOWN);
    let shaper = face.shaper();
    let plan = face.plan(&shaper, script, direction);
    let shaped = shaper.shape(filled, ShapeOptions::new().plan(Some(&plan)));
    let glyphs = collect(face, text, offset, &shaped);
    *buffer = shaped.clear();
    glyphs
}

fn collect(
    face: &LoadedFace,
    text: &str,
    offset: usize,
    shaped: &harfrust::GlyphBuffer,
) -> Vec<ShapedGlyph> {
    let scale = 1.0 / face.units_per_em;
    let mut glyphs: Vec<ShapedGlyph> = Vec::with_capacity(shaped.len());
    for (info, at) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
        let start = info.cluster as usize;
        let cluster = offset + start;
        let first = text.as_bytes().get(start).copied().unwrap_or(b' ');
        let advance = if first >= 0x80 || first == b'\t' {
            let c = text.get(start..).and_then(|rest| rest.chars().next());
            if info.glyph_id == 0 && is_dropped(c, cluster, &glyphs) {
                continue;
            }
            fixed_advance(face, c).unwrap_or_else(|| f64::from(at.x_advance))
        } else {
            f64::from(at.x_advance)
        };
        // Fonts have no glyph for a tab.
        let id = if first == b'\t' {
            face.space_glyph
        } else {
            info.glyph_id
        };
        glyphs.push(ShapedGlyph {
            id,
            cluster,
            advance: advance * scale,
            dx: f64::from(at.x_offset) * scale,
            dy: (0.0 - f64::from(at.y_offset)) * scale,
            joined: info.unsafe_to_break(),
        });
    }
    glyphs
}

/// A space of the face.
pub(super) fn space(face: &LoadedFace, offset: usize) -> ShapedGlyph {
    ShapedGlyph {
        id: face.space_glyph,
        cluster: offset,
        advance: face.space / face.units_per_em,
        dx: 0.0,
        dy: 0.0,
        joined: false,
    }
}

/// Tabs are as wide as four spaces and thin spaces as half a space, as in epaint.
fn fixed_advance(face: &LoadedFace, c: Option<char>) -> Option<f64> {
    match c? {
        '\t' => Some(face.space * 4.0),
        '\u{2009}' | '\u{202F}' => Some(face.space * 0.5),
        _ => None,
    }
}

/// Of a cluster that the face lacks, one box is drawn, and none for a combining mark alone.
fn is_dropped(c: Option<char>, cluster: usize, before: &[ShapedGlyph]) -> bool {
    let repeated = before.last().is_some_and(|glyph| glyph.cluster == cluster);
    repeated || c.is_some_and(is_combining)
}

fn is_combining(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36F}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{FE20}'..='\u{FE2F}'
    )
}
