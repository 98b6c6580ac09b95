//! Times single edits of large maps whose choices are remembered, from the operation to the scene.
//!
//! `cargo bench --no-default-features --bench edit [-- CLAIMS…]`

#![expect(
    clippy::print_stdout,
    reason = "a benchmark reports on standard output"
)]

#[path = "../tests/suite/generated.rs"]
mod generated;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use rejoinder::edit::operations::Attachment;
use rejoinder::edit::{Document, Operation, SequentialIds};
use rejoinder::editor::{Command, Editor};
use rejoinder::layout::{LayoutRequest, Layouter};
use rejoinder::model::{ArgumentMap, Claim, ElementId, Stance, Target};
use rejoinder::scene::{Builder, Details, SceneRequest};
use rejoinder::text::Fonts;
use rejoinder::theme::{Theme, ThemeName};

use generated::Debate;

/// What is timed, after what it does to a claim drawn at random.
#[derive(Debug, Clone, Copy)]
enum Edit {
    Type,
    Add,
    Delete,
    Move,
}

const EDITS: [Edit; 4] = [Edit::Type, Edit::Add, Edit::Delete, Edit::Move];

fn main() {
    let sizes: Vec<usize> = std::env::args()
        .filter_map(|arg| arg.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![100, 1_000, 10_000, 100_000]
    } else {
        sizes
    };
    println!("medians in ms (whole: also the slowest); editor: the same edit by a command");
    println!("claims  cross  edit     apply  layout   scene   whole   worst  editor");
    for &claim_count in &sizes {
        for &cross_percent in crosses(claim_count) {
            report(claim_count, cross_percent);
        }
    }
}

/// Shares of claims with a further use, in percent: the largest maps are trees alone, since
/// routing seven thousand connectors among a hundred thousand claims takes minutes.
fn crosses(claim_count: usize) -> &'static [usize] {
    if claim_count > 10_000 { &[0] } else { &[0, 7] }
}

fn debate(claim_count: usize, cross_percent: usize) -> ArgumentMap {
    let debate = Debate {
        claim_count,
        cross_percent,
        seed: 7,
    };
    debate.map()
}

fn report(claim_count: usize, cross_percent: usize) {
    let mut bench = Bench::new(debate(claim_count, cross_percent));
    let mut editor = Editor::new(
        bench.document.map().clone(),
        Arc::new(Fonts::shipped()),
        ThemeName::Light,
        Box::new(SequentialIds::default()),
    );
    let repeats = if cross_percent == 0 || claim_count <= 1_000 {
        (200_000 / claim_count).clamp(5, 40)
    } else {
        5
    };
    let mut random = Random(7);
    for edit in EDITS {
        let mut times: [Vec<f64>; 5] = Default::default();
        for _ in 0..repeats {
            let Some(operation) = edit.of(bench.document.map(), &mut random) else {
                continue;
            };
            let [apply, layout, scene] = bench.time(&operation);
            let whole = apply + layout + scene;
            for (all, one) in times.iter_mut().zip([apply, layout, scene, whole]) {
                all.push(one);
            }
            let by_command = edit.in_editor(&mut editor, &operation);
            times[4].push(by_command);
        }
        let worst = times[3].iter().copied().fold(0.0, f64::max);
        let [apply, layout, scene, whole, by_command] = times.map(median);
        println!(
            "{claim_count:>6}  {cross_percent:>4}%  {:<6} {apply:>7.2} {layout:>7.2} {scene:>7.2} {whole:>7.2} {worst:>7.2} {by_command:>7.2}",
            format!("{edit:?}").to_lowercase(),
        );
    }
}

/// A document and what is drawn of it.
struct Bench {
    document: Document<()>,
    ids: SequentialIds,
    fonts: Fonts,
    layouter: Layouter,
    builder: Builder,
}

impl Bench {
    fn new(map: ArgumentMap) -> Self {
        let mut bench = Self {
            document: Document::new(map),
            ids: SequentialIds::default(),
            fonts: Fonts::shipped(),
            layouter: Layouter::default(),
            builder: Builder::default(),
        };
        bench.lay_out();
        bench.draw();
        let layout = bench.layouter.layout();
        let (choices, homes) = (layout.choices.clone(), layout.homes.clone());
        bench.time(&Operation::RememberLayout { choices, homes });
        bench
    }

    /// Times planning and applying, laying out, and drawing.
    fn time(&mut self, operation: &Operation) -> [f64; 3] {
        let start = Instant::now();
        let planned = operation
            .plan(self.document.map(), &mut self.ids)
            .expect("edits of the benchmark can be planned");
        self.document
            .commit(planned.transaction, (), ())
            .expect("what was planned can be applied");
        let apply = start.elapsed().as_secs_f64() * 1e3;
        let start = Instant::now();
        self.lay_out();
        let laid_out = start.elapsed().as_secs_f64() * 1e3;
        let start = Instant::now();
        self.draw();
        [apply, laid_out, start.elapsed().as_secs_f64() * 1e3]
    }

    fn lay_out(&mut self) {
        let map = self.document.map();
        self.layouter.follow(&LayoutRequest {
            map,
            view: map.main_view(),
            metrics: &Theme::of(ThemeName::Light).metrics,
            fonts: &self.fonts,
        });
    }

    fn draw(&mut self) {
        let request = SceneRequest {
            map: self.document.map(),
            layout: self.layouter.layout(),
            theme: Theme::of(ThemeName::Light),
            details: Details::Canvas,
            previous: None,
        };
        self.builder.follow(&request, self.layouter.patch());
    }
}

impl Edit {
    /// Such an edit of a claim drawn at random; none where that claim does not allow it.
    fn of(self, map: &ArgumentMap, random: &mut Random) -> Option<Operation> {
        let claims: Vec<&Claim> = map.claims().collect();
        let is_leaf = |claim: &&&Claim| {
            let element = ElementId::Claim(claim.id.clone());
            map.bearing_on(&element).next().is_none() && map.uses(&claim.id).count() == 1
        };
        let any = claims.get(random.below(claims.len()))?;
        match self {
            Self::Type => {
                let text = format!("{}e", any.text);
                Some(Operation::SetText(any.id.clone().into(), text))
            }
            Self::Add => Some(Operation::AddReason {
                target: Target::Claim(any.id.clone()),
                stance: Stance::Support,
            }),
            Self::Delete => {
                let leaves: Vec<_> = claims.iter().filter(is_leaf).collect();
                let leaf = leaves.get(random.below(leaves.len()))?;
                Some(Operation::Delete(BTreeSet::from([leaf.id.clone().into()])))
            }
            Self::Move => {
                let to = claims.get(random.below(claims.len()))?;
                Some(Operation::MoveClaim {
                    claim: any.id.clone(),
                    from: None,
                    to: Attachment::Reason {
                        target: Target::Claim(to.id.clone()),
                        stance: Stance::Support,
                    },
                })
            }
        }
    }

    /// The time that the same takes by a command of the editor, from the key to the next frame's
    /// scene; a move is timed as moving the claim over its neighbour.
    fn in_editor(self, editor: &mut Editor, operation: &Operation) -> f64 {
        let claim = match operation {
            Operation::SetText(element, _) => element.clone(),
            Operation::AddReason { target, .. } => target.element(),
            Operation::Delete(elements) => match elements.iter().next() {
                Some(element) => element.clone(),
                None => return 0.0,
            },
            Operation::MoveClaim { claim, .. } => claim.clone().into(),
            _ => return 0.0,
        };
        editor.command(Command::Select(vec![claim.clone()]));
        if let (Self::Type, Operation::SetText(_, text)) = (self, operation) {
            editor.command(Command::EditText);
            let time = timed(|| drop(editor.type_text(text.clone())));
            editor.command(Command::Cancel);
            return time;
        }
        let command = match self {
            Self::Type | Self::Add => Command::AddSupport,
            Self::Delete => Command::Delete,
            Self::Move => Command::MoveLater,
        };
        let time = timed(|| drop(editor.command(command)));
        editor.command(Command::Cancel);
        time
    }
}

fn timed(action: impl FnOnce()) -> f64 {
    let start = Instant::now();
    action();
    start.elapsed().as_secs_f64() * 1e3
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
/// A linear congruential generator, so that every run lays out the same maps.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}
