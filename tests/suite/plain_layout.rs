//! Plain graphs as other layout engines are given them: in the crate, and by `layout-json`.

use std::ops::ControlFlow;
use std::process::{Command, Output};

use kurbo::{Point, Rect, Size};
use proptest::prelude::*;
use rejoinder::layout::{PlainForest, PlainGraph, PlainLayout, PlainLook};
use rejoinder::model::{Direction, Style};

const STYLES: [Style; 2] = [Style::Compact, Style::Classic];

fn any_graph() -> impl Strategy<Value = PlainGraph> {
    (1_usize..24).prop_flat_map(|count| {
        let sizes = prop::collection::vec((60_u32..260, 24_u32..140), count);
        let edges = prop::collection::vec((0..count, 0..count), 0..count * 2);
        (sizes, edges).prop_map(|(sizes, edges)| PlainGraph {
            boxes: sizes
                .into_iter()
                .map(|(width, height)| Size::new(width.into(), height.into()))
                .collect(),
            edges,
            ..PlainGraph::default()
        })
    })
}

fn tidied(graph: &PlainGraph, look: PlainLook) -> PlainLayout {
    let forest = PlainForest::new(graph, look.direction);
    let mut go_on = |_| ControlFlow::Continue(());
    let (forest, choices) = forest.tidied(look, None, &mut go_on).unwrap();
    forest.placed(look, Some(&choices)).connected()
}

fn laid_out(graph: &PlainGraph, look: PlainLook) -> PlainLayout {
    let forest = PlainForest::new(graph, look.direction);
    forest.placed(look, None).connected()
}

fn touches(rect: Rect, point: Point) -> bool {
    let outer = rect.inflate(1e-3, 1e-3);
    let inner = rect.inflate(-1e-3, -1e-3);
    let is_in = |rect: Rect| {
        (rect.x0..=rect.x1).contains(&point.x) && (rect.y0..=rect.y1).contains(&point.y)
    };
    is_in(outer) && !is_in(inner)
}

/// What must hold of every plain graph.
fn assert_drawn_well(graph: &PlainGraph, layout: &PlainLayout) {
    for (index, &one) in layout.boxes.iter().enumerate() {
        let more = one.size().to_vec2() - graph.boxes[index].to_vec2();
        assert!(more.hypot() < 1e-6, "{more:?}");
        for &two in &layout.boxes[..index] {
            let common = one.intersect(two);
            assert!(common.width() <= 1e-6 || common.height() <= 1e-6);
        }
    }
    for (line, &(from, to)) in layout.lines.iter().zip(&graph.edges) {
        let (first, last) = (line[0], line[line.len() - 1]);
        assert!(
            touches(layout.boxes[from], first),
            "{from} > {to}: {line:?}"
        );
        assert!(touches(layout.boxes[to], last), "{from} > {to}: {line:?}");
        for stretch in line.windows(2) {
            let along = stretch[1] - stretch[0];
            assert!(along.x.abs() < 1e-6 || along.y.abs() < 1e-6, "{line:?}");
            let along = Rect::from_points(stretch[0], stretch[1]);
            for (index, rect) in layout.boxes.iter().enumerate() {
                let rect = rect.inflate(-1e-3, -1e-3);
                let passes = along.x0 < rect.x1
                    && along.x1 > rect.x0
                    && along.y0 < rect.y1
                    && along.y1 > rect.y0;
                assert!(!passes, "{from} > {to} passes box {index}: {line:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn boxes_keep_apart_and_every_line_joins_its_own_boxes(graph in any_graph()) {
        for style in STYLES {
            for direction in [Direction::Down, Direction::Right] {
                let look = PlainLook { style, direction, ..PlainLook::default() };
                let layout = laid_out(&graph, look);
                assert_drawn_well(&graph, &layout);
                prop_assert_eq!(&layout, &laid_out(&graph, look));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn a_tidied_graph_is_drawn_as_well(graph in any_graph()) {
        assert_drawn_well(&graph, &tidied(&graph, PlainLook::default()));
    }
}

#[test]
fn a_box_that_hangs_elsewhere_after_tidying_keeps_the_lines_of_its_edges() {
    // Each leaf is used by three branches, so that some come to hang under another one.
    let branches = (1..=6).map(|branch| (branch, 0));
    let uses = (7..=18).flat_map(|leaf| [0, 2, 5].map(|away| (leaf, 1 + (leaf + away * leaf) % 6)));
    let graph = PlainGraph {
        boxes: vec![Size::new(220.0, 58.0); 19],
        edges: branches.chain(uses).collect(),
        ..PlainGraph::default()
    };
    assert_drawn_well(&graph, &tidied(&graph, PlainLook::default()));
}

/// A debate many levels deep in which every third step has more than one premise.
fn deep_debate(claim_count: usize) -> PlainGraph {
    let claim = |index: usize| Size::new(220.0, 42.0 + (index * 7 % 5) as f64 * 18.0);
    let mut graph = PlainGraph {
        boxes: vec![claim(0)],
        junctions: vec![false],
        ..PlainGraph::default()
    };
    let mut claims = vec![0];
    for turn in 0_usize.. {
        if claims.len() >= claim_count {
            break;
        }
        // One of the later half of the claims so far, so that the debate becomes deep.
        let half = claims.len() / 2;
        let target = claims[half + turn * 7_919 % (claims.len() - half)];
        let mark = graph.boxes.len();
        graph.boxes.push(Size::new(80.0, 22.0));
        graph.junctions.push(true);
        graph.edges.push((mark, target));
        for _ in 0..[1, 1, 2, 1, 1, 3][turn % 6] {
            let premise = graph.boxes.len();
            graph.boxes.push(claim(premise));
            graph.junctions.push(false);
            graph.edges.push((premise, mark));
            claims.push(premise);
        }
    }
    graph
}

#[test]
fn a_large_debate_of_co_premises_comes_out_about_as_wide_as_its_frame() {
    for claim_count in [200, 600, 1_200] {
        let graph = deep_debate(claim_count);
        let layout = laid_out(&graph, PlainLook::default());
        let all = layout
            .boxes
            .iter()
            .copied()
            .reduce(|one, two| one.union(two))
            .unwrap();
        let aspect = all.width() / all.height();
        assert!(
            (1.3..2.3).contains(&aspect),
            "{claim_count} claims: {aspect}"
        );
    }
}

fn layout_json(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rejoinder"));
    command.arg("layout-json").args(arguments).output().unwrap()
}

#[test]
fn layout_json_writes_places_lines_times_and_choices() {
    let folder = tempfile::tempdir().unwrap();
    let (graph, placed) = (
        folder.path().join("in.json"),
        folder.path().join("out.json"),
    );
    let nodes = r#"{"id":0,"w":220,"h":58},{"id":1,"w":14,"h":14,"junction":true},
        {"id":2,"w":220,"h":76},{"id":3,"w":220,"h":58},{"id":4,"w":220,"h":40}"#;
    let edges = r#"{"id":0,"src":1,"dst":0},{"id":1,"src":2,"dst":1},{"id":2,"src":3,"dst":1},
        {"id":3,"src":4,"dst":2},{"id":4,"src":4,"dst":3}"#;
    let text = format!(r#"{{"name":"five","nodes":[{nodes}],"edges":[{edges}]}}"#);
    std::fs::write(&graph, text).unwrap();
    let files = [graph.to_str().unwrap(), placed.to_str().unwrap()];
    for more in [
        &["--style", "classic"][..],
        &["--aspect", "4:3", "--tidy", "--rounds", "3"],
        &["--direction", "right"],
        &["--previous", files[1]],
    ] {
        let output = layout_json(&[&files[..], more].concat());
        assert!(output.status.success(), "{output:?}");
        let placed = std::fs::read_to_string(&placed).unwrap();
        let placed: serde_json::Value = serde_json::from_str(&placed).unwrap();
        let is_right = more.contains(&"right");
        assert_eq!(placed["dir"], if is_right { "LR" } else { "TB" });
        assert_eq!(placed["nodes"].as_array().unwrap().len(), 5);
        let lines = placed["edges"].as_array().unwrap();
        assert!(lines.iter().all(|line| line.as_array().unwrap().len() > 1));
        let rounds = if more.contains(&"3") { 3 } else { 1 };
        assert_eq!(placed["ms"].as_array().unwrap().len(), rounds);
        assert_eq!(placed["choices"].as_array().unwrap().len(), 5);
    }
}

#[test]
fn layout_json_says_what_is_wrong_with_a_graph_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (graph, placed) = (
        folder.path().join("in.json"),
        folder.path().join("out.json"),
    );
    for (text, expected) in [
        ("claims", "not a graph of nodes and edges"),
        (
            r#"{"nodes":[{"w":1,"h":1}],"edges":[{"src":0,"dst":1}]}"#,
            "edge 0 ends at a node that is not there",
        ),
        (
            r#"{"nodes":[{"w":-1,"h":1}],"edges":[]}"#,
            "node 0 has no width and height",
        ),
    ] {
        std::fs::write(&graph, text).unwrap();
        let output = layout_json(&[graph.to_str().unwrap(), placed.to_str().unwrap()]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(expected), "{said}");
        assert!(!placed.exists());
    }
}
