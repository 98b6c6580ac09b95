//! Measures of the drawing, in map units.

/// Sizes and distances; one set for every theme, so that themes never move boxes.
#[derive(Debug, Clone, PartialEq)]
pub struct Metrics {
    /// Size of claim text.
    pub claim_size: f64,
    /// Size of captions: participants, counts.
    pub caption_size: f64,
    /// Size of the word on a mark.
    pub mark_size: f64,
    /// Distance of baselines, as a multiple of the size.
    pub line_height: f64,
    /// Default width of a box.
    pub box_width: f64,
    /// Narrowest and widest default width; long texts get the wider boxes.
    pub box_width_range: (f64, f64),
    /// Narrowest and widest width that a user can set.
    pub box_width_limits: (f64, f64),
    /// Space between a box's border and its text, at the sides.
    pub padding_x: f64,
    /// Space between a box's border and its text, above and below.
    pub padding_y: f64,
    /// Radius of a box's corners.
    pub box_corner: f64,
    /// Space between neighbouring boxes of a row.
    pub sibling_gap: f64,
    /// Space between levels.
    pub level_gap: f64,
    /// Space between boxes of a hanging column.
    pub column_gap: f64,
    /// Stroke of connectors.
    pub connector_width: f64,
    /// Radius of connector bends.
    pub connector_corner: f64,
    /// Length and breadth of an arrowhead.
    pub arrow: (f64, f64),
    /// Height of an inference mark.
    pub mark_height: f64,
    /// Distance of the dots of the grid.
    pub grid: f64,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            claim_size: 13.5,
            caption_size: 11.0,
            mark_size: 11.5,
            line_height: 1.35,
            box_width: 240.0,
            box_width_range: (220.0, 280.0),
            box_width_limits: (120.0, 640.0),
            padding_x: 14.0,
            padding_y: 12.0,
            box_corner: 8.0,
            sibling_gap: 40.0,
            level_gap: 60.0,
            column_gap: 24.0,
            connector_width: 1.8,
            connector_corner: 8.0,
            arrow: (11.0, 9.0),
            mark_height: 22.0,
            grid: 24.0,
        }
    }
}
