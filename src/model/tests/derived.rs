//! What follows from a map: contentions, roles, kinds of attack, and the sentences.

use super::*;

fn with(changes: &[Change]) -> ArgumentMap {
    let mut map = sample();
    map.apply(changes).unwrap();
    map
}

fn contentions(map: &ArgumentMap) -> Vec<&str> {
    let found = map.contentions();
    found.into_iter().map(|claim| claim.id.as_str()).collect()
}

#[test]
fn a_contention_has_steps_into_it_and_none_out_of_it() {
    assert_eq!(contentions(&sample()), ["a", "q"]);
}

#[test]
fn answering_does_not_keep_a_claim_from_being_a_contention() {
    let reason = inference(&["other"], Stance::Support, "x");
    assert_eq!(contentions(&with(&[made(reason)])), ["a", "q", "x"]);
}

#[test]
fn the_author_s_mark_decides_alone() {
    let mut marked = assertion("other");
    marked.contention = true;
    let map = sample();
    let map = with(&[replaced(&map, marked)]);
    assert_eq!(contentions(&map), ["other"]);
}

#[test]
fn attacks_rebut_undermine_or_undercut() {
    let on_supported = inference(&["other"], Stance::Attack, "a");
    let on_bare = inference(&["x"], Stance::Attack, "c");
    let map = with(&[
        made(on_supported.clone()),
        made(Inference {
            id: step("bare"),
            ..on_bare.clone()
        }),
    ]);
    let undercut = map.inference(&step("s-d")).unwrap();
    assert_eq!(map.attack_kind(undercut), Some(AttackKind::Undercut));
    assert_eq!(map.attack_kind(&on_supported), Some(AttackKind::Rebut));
    assert_eq!(map.attack_kind(&on_bare), Some(AttackKind::Undermine));
    let support = map.inference(&step("s-b")).unwrap();
    assert_eq!(map.attack_kind(support), None);
}

#[test]
fn an_attack_on_a_claim_that_attacks_is_a_rebuttal() {
    let rebuttal = inference(&["other"], Stance::Attack, "d");
    let objection = inference(&["other"], Stance::Attack, "b");
    let backing = inference(&["other"], Stance::Support, "s-b");
    let map = sample();
    let words = [&rebuttal, &objection, &backing].map(|step| map.role(step).word());
    assert_eq!(words, ["rebuttal", "objection", "backing"]);
    let word = |id| map.role(map.inference(&step(id)).unwrap()).word();
    assert_eq!(
        [word("s-b"), word("s-d"), word("s-x")],
        ["support", "undercut", "answer"]
    );
}

#[test]
fn steps_read_as_sentences() {
    let map = sample();
    let sentence = |id| reads(&map, map.inference(&step(id)).unwrap());
    assert_eq!(sentence("s-b"), "“a”, because “b” and “c”.");
    assert_eq!(
        sentence("s-d"),
        "“b” and “c” do not lead to “a”, because “d”."
    );
    assert_eq!(sentence("s-x"), "“x” answers “q”");
    let attack = inference(&["b", "c", "d"], Stance::Attack, "other");
    assert_eq!(
        reads(&map, &attack),
        "“b”, “c” and “d” together speak against “other”."
    );
}

#[test]
fn a_word_of_the_author_s_own_takes_the_place_of_because() {
    let mut support = inference(&["b"], Stance::Support, "a");
    support.word = "as shown by the fact that".to_owned();
    assert_eq!(
        reads(&sample(), &support),
        "“a”, as shown by the fact that “b”."
    );
}

#[test]
fn an_unwritten_claim_reads_as_an_ellipsis() {
    let mut other = assertion("other");
    other.text = String::new();
    let map = with(&[replaced(&sample(), other)]);
    let step = inference(&["other"], Stance::Attack, "a");
    assert_eq!(reads(&map, &step), "“…” speaks against “a”.");
}

#[test]
fn maps_are_equal_when_their_records_and_order_are() {
    let at = |index| Claim {
        order: OrderKey::of_index(index),
        ..assertion("other")
    };
    let map = sample();
    // `other` comes after `b`, `c` and `d` by its id, and still does at the end.
    let moved_to_end = with(&[replaced(&map, at(9))]);
    assert_ne!(moved_to_end, map, "it stands behind `q` and `x` now");
    let further = with(&[replaced(&map, at(10))]);
    assert_eq!(moved_to_end, further, "only the keys differ");
}
