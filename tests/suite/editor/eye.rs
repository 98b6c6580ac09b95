//! Whatever is done to a claim, it stays where it is on the screen.

use std::ops::ControlFlow;

use kurbo::{Rect, Vec2};
use rejoinder::editor::Command;
use rejoinder::model::{Aspect, Direction, ElementId, Style};

use super::desk::{Desk, read};

const SHIPPED: [&str; 4] = [
    "drezner-on-minilateralism",
    "forms-of-cooperation",
    "microlateralism",
    "multilateralism",
];

/// What is looked at while something is done.
struct Watched {
    name: String,
    element: ElementId,
    before: Rect,
}

fn watched(desk: &Desk, name: String, element: &ElementId) -> Watched {
    Watched {
        name,
        element: element.clone(),
        before: desk.on_screen(element),
    }
}

impl Watched {
    /// The middle of its upper edge is where it was, unless the camera had to follow the
    /// selection, which was out of sight.
    fn assert_stays(&self, desk: &Desk, what: &str) {
        let after = desk.on_screen(&self.element);
        let moved = Vec2::new(
            after.center().x - self.before.center().x,
            after.y0 - self.before.y0,
        );
        if moved.hypot() < 0.5 {
            return;
        }
        let canvas = desk.editor.canvas_size().to_rect();
        let primary = desk.editor.selection().primary();
        let selected = primary.and_then(|primary| desk.editor.scene().rect_of(primary));
        let selected = selected.map(|rect| desk.editor.camera().rect_to_screen(rect) - moved);
        let was_in_sight =
            selected.is_none_or(|rect| canvas.inset(-60.0).union(rect) == canvas.inset(-60.0));
        assert!(
            !was_in_sight,
            "{}: {what} moved {:?} by {moved:?}",
            self.name, self.element
        );
    }
}

fn tidy_up(desk: &mut Desk) {
    let job = desk.editor.tidy_job();
    let tidied = job.tidy(&mut |_| ControlFlow::Continue(()));
    desk.key(Command::TakeTidied(Box::new((job, tidied.unwrap()))));
}

/// Selects the claim in the middle of the canvas at 100 %.
fn look_at(desk: &mut Desk, claim: &ElementId) {
    desk.select(std::slice::from_ref(claim));
    desk.key(Command::ZoomToActual);
    let middle = desk.rect(claim).center();
    desk.editor.look_at(middle);
}

/// Opens a new claim for typing; what it is added to stays meanwhile, and then the new one.
fn add(desk: &mut Desk, command: Command) {
    let from = desk.editor.selection().primary().cloned().unwrap();
    let eye = watched(desk, format!("{command:?}"), &from);
    desk.key(command);
    if !desk.overlay().picks.is_empty() {
        // The marks to pick from have come into sight.
        desk.key(Command::Cancel);
        return;
    }
    eye.assert_stays(desk, "adding");
    let Some(new) = desk.editor.draft().map(|draft| draft.element.clone()) else {
        return;
    };
    for words in 1..6 {
        let eye = watched(desk, "the new claim".to_owned(), &new);
        desk.types(&"it grows and grows ".repeat(words));
        eye.assert_stays(desk, "typing");
    }
    let eye = watched(desk, "the new claim".to_owned(), &new);
    desk.key(Command::Commit);
    eye.assert_stays(desk, "keeping the text");
}

type Deed = fn(&mut Desk);

const DEEDS: &[(&str, Deed)] = &[
    ("adding a support", |desk| add(desk, Command::AddSupport)),
    ("adding an objection", |desk| {
        add(desk, Command::AddObjection);
    }),
    ("adding a co-premise", |desk| {
        add(desk, Command::AddCoPremise);
    }),
    ("adding an undercut", |desk| add(desk, Command::AddUndercut)),
    ("typing a long text", |desk| {
        desk.key(Command::EditText);
        for words in 1..8 {
            desk.types(&"a text that grows and grows ".repeat(words));
        }
        desk.key(Command::Commit);
    }),
    ("moving it earlier", |desk| {
        desk.key(Command::MoveEarlier);
    }),
    ("moving it later", |desk| {
        desk.key(Command::MoveLater);
    }),
    ("hiding its reasons", |desk| {
        desk.key(Command::ToggleCollapsed);
    }),
    ("turning it to the other stance", |desk| {
        desk.key(Command::FlipStance);
    }),
    ("duplicating it", |desk| {
        desk.key(Command::Duplicate);
    }),
    ("the classic style", |desk| {
        desk.key(Command::SetStyle(Style::Classic));
    }),
    ("reasons at the right", |desk| {
        desk.key(Command::SetDirection(Direction::Right));
    }),
    ("another aspect", |desk| {
        desk.key(Command::SetAspect(Aspect {
            width: 1,
            height: 2,
        }));
    }),
    ("tidying up", tidy_up),
];

fn desks() -> impl Iterator<Item = (String, Desk, ElementId)> {
    SHIPPED.into_iter().flat_map(|name| {
        let path = format!("{}/maps/{name}.ron", env!("CARGO_MANIFEST_DIR"));
        let map = read(&std::fs::read_to_string(path).unwrap());
        let claims: Vec<ElementId> = map.claims().map(|claim| claim.id.clone().into()).collect();
        claims.into_iter().skip(1).step_by(15).map(move |claim| {
            let mut desk = Desk::with(map.clone());
            look_at(&mut desk, &claim);
            (name.to_owned(), desk, claim)
        })
    })
}

#[test]
fn a_claim_stays_on_the_screen_whatever_is_done_to_it_and_when_that_is_taken_back() {
    for (name, mut desk, claim) in desks() {
        for (what, deed) in DEEDS {
            look_at(&mut desk, &claim);
            let steps = desk.editor.history().undo_steps().count();
            let eye = watched(&desk, name.clone(), &claim);
            deed(&mut desk);
            if !what.starts_with("adding") {
                eye.assert_stays(&desk, what);
            }
            if desk.editor.history().undo_steps().count() == steps {
                continue;
            }
            look_at(&mut desk, &claim);
            let eye = watched(&desk, name.clone(), &claim);
            desk.key(Command::Undo);
            eye.assert_stays(&desk, &format!("undoing {what}"));
            look_at(&mut desk, &claim);
            let eye = watched(&desk, name.clone(), &claim);
            desk.key(Command::Redo);
            eye.assert_stays(&desk, &format!("redoing {what}"));
            desk.key(Command::Undo);
        }
    }
}

#[test]
fn a_map_that_is_seen_whole_is_so_after_tidying_up() {
    let path = format!("{}/maps/{}.ron", env!("CARGO_MANIFEST_DIR"), SHIPPED[0]);
    let mut desk = Desk::with(read(&std::fs::read_to_string(path).unwrap()));
    desk.key(Command::ZoomToFit);
    tidy_up(&mut desk);
    assert!(!desk.editor.is_minimap_useful());
}

#[test]
fn what_a_deleted_claim_bore_on_stays_on_the_screen() {
    for (name, mut desk, claim) in desks() {
        let steps = desk.map().uses(claim.as_claim().unwrap());
        let above: Vec<ElementId> = steps.map(|step| step.target.element()).collect();
        let [above @ ElementId::Claim(_)] = &above[..] else {
            continue;
        };
        let eye = watched(&desk, name, above);
        desk.key(Command::Delete);
        eye.assert_stays(&desk, "deleting a reason");
        let eye = watched(&desk, eye.name, above);
        desk.key(Command::Undo);
        eye.assert_stays(&desk, "undoing that");
    }
}

#[test]
fn with_nothing_selected_the_middle_of_the_picture_stays() {
    for (name, mut desk, claim) in desks() {
        desk.key(Command::ClearSelection);
        for (what, deed) in &DEEDS[DEEDS.len() - 4..] {
            let eye = watched(&desk, name.clone(), &claim);
            deed(&mut desk);
            eye.assert_stays(&desk, what);
            desk.key(Command::Undo);
            eye.assert_stays(&desk, &format!("undoing {what}"));
        }
    }
}
