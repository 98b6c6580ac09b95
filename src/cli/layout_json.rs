//! `rejoinder layout-json`: lays out plain graphs in neutral JSON, beside other layout engines.

use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use kurbo::{Point, Size};
use serde::{Deserialize, Serialize};

use super::arguments::LayoutJsonArguments;
use super::input::is_stream;
use super::{Console, Outcome};
use crate::files::export_bytes;
use crate::layout::{PlainChoice, PlainForest, PlainGraph, PlainLayout, PlainLook};
use crate::model::Direction;

/// Boxes that a graph may have at most.
const MOST_BOXES: usize = 1_000_000;

#[derive(Deserialize)]
struct GraphFile {
    #[serde(default)]
    name: String,
    nodes: Vec<NodeEntry>,
    edges: Vec<EdgeEntry>,
    #[serde(default)]
    undercuts: Vec<UndercutEntry>,
    #[serde(default)]
    source_edges: Vec<EdgeEntry>,
}

#[derive(Deserialize)]
struct NodeEntry {
    w: f64,
    h: f64,
    #[serde(default)]
    junction: bool,
}

#[derive(Deserialize)]
struct EdgeEntry {
    src: usize,
    dst: usize,
}

#[derive(Deserialize)]
struct UndercutEntry {
    edge: usize,
}

#[derive(Serialize, Deserialize)]
struct PlacedFile {
    engine: String,
    map: String,
    /// Placing, and where edges leave the trees routing too: milliseconds of each round.
    #[serde(default)]
    ms: Vec<f64>,
    /// Choosing and placing.
    #[serde(default)]
    place_ms: Vec<f64>,
    /// Drawing connectors and routing those that leave the trees.
    #[serde(default)]
    connect_ms: Vec<f64>,
    /// Tidying up, once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tidy_ms: Option<f64>,
    #[serde(default)]
    dir: String,
    nodes: Vec<(f64, f64)>,
    edges: Vec<Vec<(f64, f64)>>,
    /// For each box: nothing for a row, or the boxes that begin further columns.
    #[serde(default)]
    choices: Vec<PlainChoice>,
}

pub(super) fn run(
    arguments: &LayoutJsonArguments,
    console: &mut Console<'_>,
) -> anyhow::Result<Outcome> {
    let (name, graph) = read_graph(arguments, console)?;
    let mut earlier = match &arguments.previous {
        Some(path) => Some(read_choices(path)?),
        None => None,
    };
    let look = PlainLook {
        style: arguments.style,
        direction: arguments.direction,
        aspect: arguments.aspect,
    };
    let mut forest = PlainForest::new(&graph, arguments.direction);
    let mut tidy_ms = None;
    if arguments.tidy {
        let mut go_on = |_| ControlFlow::Continue(());
        let (time, tidied) = timed(|| forest.tidied(look, earlier.as_deref(), &mut go_on));
        if let Some((tidied, choices)) = tidied {
            (forest, earlier) = (tidied, Some(choices));
        }
        tidy_ms = Some(time.as_secs_f64() * 1e3);
    }
    // Each stage is timed on its own, so that none pays for what another left behind.
    let rounds = arguments.rounds.max(1);
    let placing = (0..rounds).map(|_| timed(|| forest.placed(look, earlier.as_deref())).0);
    let placing: Vec<Duration> = placing.collect();
    let mut layout = PlainLayout::default();
    let mut times = Vec::new();
    for time in placing {
        let placed = forest.placed(look, earlier.as_deref());
        let (connecting, connected) = timed(|| placed.connected());
        times.push((time, connecting));
        layout = connected;
    }
    let mut placed = placed_file(name, layout, &forest, &times);
    placed.tidy_ms = tidy_ms;
    let text = serde_json::to_string(&placed)?;
    if is_stream(&arguments.output) {
        console.put(text.as_bytes())?;
    } else {
        export_bytes(&arguments.output, text.as_bytes())?;
    }
    Ok(Outcome::Done)
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

fn read_graph(
    arguments: &LayoutJsonArguments,
    console: &mut Console<'_>,
) -> anyhow::Result<(String, PlainGraph)> {
    let path = &arguments.file;
    let mut text = String::new();
    if is_stream(path) {
        console.input.read_to_string(&mut text)?;
    } else {
        text = read(path)?;
    }
    let file: GraphFile = serde_json::from_str(&text)
        .with_context(|| format!("this is not a graph of nodes and edges: {}", path.display()))?;
    check(&file).with_context(|| format!("the graph cannot be laid out: {}", path.display()))?;
    let undercut_sources = file.undercuts.iter().filter_map(|undercut| {
        let source = file.source_edges.get(undercut.edge)?.src;
        file.edges.iter().position(|edge| edge.src == source)
    });
    let graph = PlainGraph {
        undercuts: undercut_sources.collect(),
        boxes: file
            .nodes
            .iter()
            .map(|node| Size::new(node.w, node.h))
            .collect(),
        junctions: file.nodes.iter().map(|node| node.junction).collect(),
        edges: file.edges.iter().map(|edge| (edge.src, edge.dst)).collect(),
    };
    Ok((file.name, graph))
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path)
        .with_context(|| format!("the file cannot be read: {}", path.display()))
}

fn check(file: &GraphFile) -> anyhow::Result<()> {
    if file.nodes.len() > MOST_BOXES {
        bail!("it has more than {MOST_BOXES} nodes");
    }
    let is_size = |size: f64| size.is_finite() && (0.0..1e6).contains(&size);
    let wrong = |node: &NodeEntry| !is_size(node.w) || !is_size(node.h);
    if let Some(node) = file.nodes.iter().position(wrong) {
        bail!("node {node} has no width and height from 0 to 1,000,000");
    }
    let outside = |edge: &EdgeEntry| edge.src.max(edge.dst) >= file.nodes.len();
    if let Some(edge) = file.edges.iter().position(outside) {
        bail!("edge {edge} ends at a node that is not there");
    }
    Ok(())
}

fn read_choices(path: &Path) -> anyhow::Result<Vec<PlainChoice>> {
    let placed: PlacedFile = serde_json::from_str(&read(path)?)
        .with_context(|| format!("this is not a placed graph: {}", path.display()))?;
    Ok(placed.choices)
}

fn placed_file(
    map: String,
    layout: PlainLayout,
    forest: &PlainForest<'_>,
    times: &[(Duration, Duration)],
) -> PlacedFile {
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let total = |both: &(Duration, Duration)| {
        let routing = if forest.has_crossings() {
            both.1
        } else {
            Duration::ZERO
        };
        ms(both.0 + routing)
    };
    let pair = |point: &Point| (rounded(point.x), rounded(point.y));
    let lines = layout.lines.iter();
    PlacedFile {
        engine: "rejoinder".to_owned(),
        map,
        ms: times.iter().map(total).collect(),
        place_ms: times.iter().map(|both| ms(both.0)).collect(),
        connect_ms: times.iter().map(|both| ms(both.1)).collect(),
        tidy_ms: None,
        dir: match forest.direction() {
            Direction::Down => "TB".to_owned(),
            Direction::Right => "LR".to_owned(),
        },
        nodes: layout
            .boxes
            .iter()
            .map(|rect| pair(&rect.origin()))
            .collect(),
        edges: lines.map(|line| line.iter().map(pair).collect()).collect(),
        choices: layout.choices,
    }
}

/// To a thousandth of a unit.
fn rounded(value: f64) -> f64 {
    (value * 1e3).round() / 1e3
}
