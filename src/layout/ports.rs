//! Where connectors of a row end on the box above them, and on which tracks they get there.

use super::gaps::Gaps;

/// How one connector gets from below into a box; positions are relative to the box's middle and
/// to its bottom.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Ascent {
    pub(super) port_x: f64,
    /// Where it bends, below the box's bottom; the channel's middle where it runs straight.
    pub(super) bend_y: f64,
}

/// The space between a box and the row below it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Channel {
    pub(super) height: f64,
    pub(super) ascents: Vec<Ascent>,
}

/// What stands below a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Below {
    /// Marks in a row.
    Row,
    /// Columns, each with its spines.
    Columns,
}

/// Plans the connectors that rise at `entries` (from left to right, relative to the middle of a
/// box of this half width) so that none of them cross.
pub(super) fn channel(entries: &[f64], half_width: f64, below: Below, gaps: &Gaps) -> Channel {
    let apart = match below {
        Below::Row => gaps.port,
        Below::Columns => gaps.spine_track,
    };
    let ports = ports(entries, half_width, apart, gaps);
    let mut level = vec![0_usize; entries.len()];
    let is_left = |i: usize| entries[i] < ports[i] - 0.5;
    let is_right = |i: usize| entries[i] > ports[i] + 0.5;
    // Going outwards, a connector that would run into its inner neighbour's rises above it.
    for i in (0..entries.len().saturating_sub(1)).rev() {
        if is_left(i) && is_left(i + 1) && entries[i + 1] < ports[i] + gaps.track {
            level[i] = level[i + 1] + 1;
        }
    }
    for i in 1..entries.len() {
        if is_right(i) && is_right(i - 1) && entries[i - 1] > ports[i] - gaps.track {
            level[i] = level[i - 1] + 1;
        }
    }
    let top = level.iter().copied().max().unwrap_or(0);
    let bends = (0..entries.len()).any(|i| is_left(i) || is_right(i));
    let track = if top == 0 {
        0.0
    } else {
        gaps.track.min(gaps.track * 6.0 / top as f64)
    };
    let base = match below {
        Below::Columns => gaps.above_column,
        Below::Row if bends => gaps.above_mark_bent,
        Below::Row => gaps.above_mark,
    };
    let height = base + track * top as f64;
    let lowest = height - gaps.track * 1.5;
    let ascents = ports
        .iter()
        .zip(&level)
        .map(|(&port_x, &level)| Ascent {
            port_x,
            bend_y: lowest - track * level as f64,
        })
        .collect();
    Channel { height, ascents }
}

/// Ports as near to the entries as their distance allows (isotonic regression by pooling
/// adjacent violators, Ayer and others 1955).
fn ports(entries: &[f64], half_width: f64, apart: f64, gaps: &Gaps) -> Vec<f64> {
    let count = entries.len();
    let straight_to = (half_width - gaps.port_inset / 2.0).max(0.0);
    let inset_to = (half_width - gaps.port_inset).max(0.0);
    let apart = apart.min(2.0 * straight_to / (count.max(2) - 1) as f64);
    let wanted = entries.iter().enumerate().map(|(i, &x)| {
        let port = if x.abs() <= straight_to {
            x
        } else {
            inset_to.copysign(x)
        };
        port - apart * i as f64
    });
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for value in wanted {
        pools.push((value, 1));
        while let [.., (low, low_count), (high, high_count)] = pools[..] {
            if low <= high {
                break;
            }
            let joined = low_count + high_count;
            let mean = (low * low_count as f64 + high * high_count as f64) / joined as f64;
            pools.truncate(pools.len() - 2);
            pools.push((mean, joined));
        }
    }
    let room = apart * (count.max(1) - 1) as f64;
    pools
        .into_iter()
        .flat_map(|(value, size)| std::iter::repeat_n(value, size))
        .enumerate()
        .map(|(i, value)| {
            value.clamp(-straight_to, (straight_to - room).max(-straight_to)) + apart * i as f64
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Metrics;

    fn plan(entries: &[f64]) -> Channel {
        let gaps = Gaps::new(&Metrics::default());
        channel(entries, 120.0, Below::Row, &gaps)
    }

    #[test]
    fn what_stands_below_the_box_goes_straight_up() {
        let channel = plan(&[-60.0, 0.0, 60.0]);
        let ports: Vec<f64> = channel.ascents.iter().map(|ascent| ascent.port_x).collect();
        assert_eq!(ports, [-60.0, 0.0, 60.0]);
        assert!(channel.height < plan(&[-600.0, 0.0, 600.0]).height);
    }

    #[test]
    fn outer_connectors_bend_above_inner_ones_and_end_outside_them() {
        let channel = plan(&[-900.0, -600.0, -300.0, 300.0, 600.0, 900.0]);
        let [a, b, c, d, e, f] = channel.ascents[..] else {
            panic!("six connectors");
        };
        assert!(a.bend_y < b.bend_y && b.bend_y < c.bend_y);
        assert!(f.bend_y < e.bend_y && e.bend_y < d.bend_y);
        assert!(
            channel
                .ascents
                .is_sorted_by(|one, two| one.port_x < two.port_x)
        );
        assert!(
            channel
                .ascents
                .iter()
                .all(|ascent| ascent.port_x.abs() < 120.0)
        );
    }

    #[test]
    fn ten_thousand_connectors_keep_to_the_box_and_to_a_low_channel() {
        let entries: Vec<f64> = (0..10_000).map(|i| f64::from(i - 5_000) * 280.0).collect();
        let channel = plan(&entries);
        assert!(
            channel
                .ascents
                .iter()
                .all(|ascent| ascent.port_x.abs() <= 120.0)
        );
        assert!(channel.height < 120.0, "{}", channel.height);
    }
}
