//! Distances that the placing keeps, derived from the theme's measures.

use crate::theme::Metrics;

/// Distances in the frame of the placing, in which reasons lie below what they bear on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gaps {
    /// Between neighbours in a row.
    pub(super) sibling: f64,
    /// Between boxes of a hanging column.
    pub(super) column: f64,
    /// From a column to the spine of the next.
    pub(super) between_columns: f64,
    /// Between trees that stand side by side.
    pub(super) tree: f64,
    /// From a box to a mark below it where the connector runs straight.
    pub(super) above_mark: f64,
    /// The same where the connector bends once.
    pub(super) above_mark_bent: f64,
    /// From a box to a box in the row below it.
    pub(super) above_box: f64,
    /// From a box to the first of those in columns below it.
    pub(super) above_column: f64,
    /// From a mark to its premises.
    pub(super) below_mark: f64,
    /// From a mark that hangs in a column to its only premise.
    pub(super) below_hanging_mark: f64,
    /// How far an undercut that hangs below is set in.
    pub(super) undercut_indent: f64,
    /// Between the spines of one column.
    pub(super) spine_track: f64,
    /// From the attacked mark's middle to the top of what attacks it.
    pub(super) undercut_drop: f64,
    /// Between parallel connectors.
    pub(super) track: f64,
    /// From a box's edge to the spine of its column.
    pub(super) spine: f64,
    /// From the spine to what hangs on it.
    pub(super) indent: f64,
    /// How much closer than boxes marks may stand.
    pub(super) mark_slack: f64,
    /// Between ports on one side of a box, at most.
    pub(super) port: f64,
    /// From a box's edge to the outermost port.
    pub(super) port_inset: f64,
    /// Half the distance of two connectors that end on one side of a mark.
    pub(super) mark_port: f64,
    /// All connectors into a box end at one port and share their way to it.
    pub(super) shares_ports: bool,
}

impl Gaps {
    /// Distances for maps: every step has a mark, and every connector a port of its own.
    pub(super) fn new(metrics: &Metrics) -> Self {
        let arrow = metrics.arrow.0;
        let corner = metrics.connector_corner;
        Self {
            sibling: metrics.sibling_gap,
            column: metrics.column_gap,
            between_columns: corner * 3.0,
            tree: metrics.sibling_gap * 2.0,
            above_mark: arrow * 2.0,
            above_mark_bent: arrow + corner * 3.0,
            above_box: metrics.sibling_gap * 1.5,
            above_column: arrow + corner * 2.5,
            below_mark: corner * 2.5,
            below_hanging_mark: corner * 1.25,
            undercut_indent: corner * 3.0,
            spine_track: metrics.arrow.1 + corner / 2.0,
            undercut_drop: corner * 3.0,
            track: corner,
            spine: corner * 1.75,
            indent: corner * 2.0,
            mark_slack: corner,
            port: corner * 2.5,
            port_inset: corner * 3.0,
            mark_port: corner * 0.7,
            shares_ports: false,
        }
    }

    /// Distances for plain graphs, whose reasons bear on boxes without marks: 40 between
    /// neighbours, 60 between a box and the row below it, 24 in hanging columns.
    pub(super) fn plain() -> Self {
        let maps = Self::new(&Metrics::default());
        Self {
            sibling: 40.0,
            column: 24.0,
            between_columns: 24.0,
            tree: 80.0,
            above_mark: 23.0,
            above_mark_bent: 23.0,
            above_box: 60.0,
            above_column: 24.0,
            below_mark: 23.0,
            below_hanging_mark: 23.0,
            undercut_drop: 30.0,
            spine: 12.0,
            indent: 16.0,
            mark_slack: 0.0,
            shares_ports: true,
            ..maps
        }
    }

    /// From a mark to its premises.
    pub(super) fn below_mark(&self, hangs: bool, premise_count: usize) -> f64 {
        if hangs && premise_count == 1 {
            self.below_hanging_mark
        } else {
            self.below_mark
        }
    }
}
