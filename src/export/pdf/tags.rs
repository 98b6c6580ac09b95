//! Tags the texts of a page in the order of reading: contentions as headings, steps as items of
//! nested lists, with the word of the step as the label.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use krilla::tagging::{Identifier, ListNumbering, Node, Tag, TagGroup};

use super::outline::brief;
use crate::export::Page;
use crate::scene::{Item, Reading, Role};

/// Lists are nested so deep; what lies deeper is said on the last level, since readers of
/// documents walk tags by recursion.
const DEEPEST: usize = 24;

/// What was drawn on one sheet, ready to be tagged.
pub(super) struct Said<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) reading: &'a [Reading],
    /// Of the items on the sheet, the handle of each paragraph.
    pub(super) texts: BTreeMap<usize, Vec<Identifier>>,
    /// The links that lie on items.
    pub(super) links: BTreeMap<usize, Identifier>,
    /// What is said on a handout, each with whether it is a heading.
    pub(super) notes: Vec<(Identifier, bool)>,
}

impl Said<'_> {
    /// The tags of the sheet.
    pub(super) fn nodes(mut self) -> Vec<Node> {
        let mut at = 0;
        let notes = std::mem::take(&mut self.notes);
        let mut nodes = self.level(&mut at, 0);
        nodes.extend(notes.into_iter().map(said));
        nodes
    }

    /// Everything from here that is at least so deep.
    fn level(&mut self, at: &mut usize, level: usize) -> Vec<Node> {
        let mut nodes = Vec::new();
        let mut list = Vec::new();
        while let Some(&Reading { item, depth }) = self.reading.get(*at) {
            if depth.min(DEEPEST) < level {
                break;
            }
            *at += 1;
            let inner = if level < DEEPEST {
                self.level(at, level + 1)
            } else {
                Vec::new()
            };
            let Some(drawn) = self.page.scene.items().get(item) else {
                continue;
            };
            if drawn.group.role == Role::Mark {
                list.extend(self.step(item, drawn, inner));
            } else {
                nodes.extend(listed(&mut list));
                let is_heading = level == 0 && !inner.is_empty();
                nodes.extend(self.paragraphs(item, drawn, is_heading));
                nodes.extend(inner);
            }
        }
        nodes.extend(listed(&mut list));
        nodes
    }

    /// A claim's or badge's text, and who holds it.
    fn paragraphs(&mut self, at: usize, item: &Item, is_heading: bool) -> Vec<Node> {
        let texts = self.texts.remove(&at).unwrap_or_default();
        let mut link = self.links.remove(&at);
        let tagged = texts.into_iter().enumerate().map(|(number, handle)| {
            let children = linked(vec![handle], link.take());
            let group = if is_heading && number == 0 {
                let title = Some(brief(item));
                TagGroup::with_children(Tag::Hn(NonZeroU16::MIN, title), children)
            } else {
                TagGroup::with_children(Tag::P, children)
            };
            Node::Group(group)
        });
        tagged.collect()
    }

    /// A step: its word, and what it comes from. Where that is said elsewhere, the whole step is
    /// spoken as a sentence instead of the word alone.
    fn step(&mut self, at: usize, item: &Item, inner: Vec<Node>) -> Option<Node> {
        let handles = self.texts.remove(&at).unwrap_or_default();
        let link = self.links.remove(&at);
        let mut entry = TagGroup::new(Tag::LI);
        if !handles.is_empty() {
            let spoken = inner.is_empty().then(|| item.group.description.clone());
            let tag = Tag::Lbl.with_alt_text(spoken.map(|text| shortened(&text, 2000)));
            entry.push(TagGroup::with_children(tag, linked(handles, link)));
        }
        if !inner.is_empty() {
            entry.push(TagGroup::with_children(Tag::LBody, inner));
        }
        (!entry.children.is_empty()).then_some(Node::Group(entry))
    }
}

/// A paragraph of a handout.
fn said((handle, is_head): (Identifier, bool)) -> Node {
    let children = vec![Node::Leaf(handle)];
    Node::Group(if is_head {
        TagGroup::with_children(Tag::Hn(NonZeroU16::MIN, None), children)
    } else {
        TagGroup::with_children(Tag::P, children)
    })
}

/// The items so far as one list.
fn listed(items: &mut Vec<Node>) -> Option<Node> {
    let items = std::mem::take(items);
    (!items.is_empty()).then(|| {
        let list = TagGroup::with_children(Tag::L(ListNumbering::None), items);
        Node::Group(list)
    })
}

fn linked(handles: Vec<Identifier>, link: Option<Identifier>) -> Vec<Node> {
    let leaves = handles.into_iter().map(Node::Leaf);
    match link {
        None => leaves.collect(),
        Some(link) => {
            let children = leaves.chain([Node::Leaf(link)]).collect();
            vec![Node::Group(TagGroup::with_children(Tag::Link, children))]
        }
    }
}

/// A text on one line of at most so many characters, without what a document must not say.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|&c| !c.is_control() && crate::export::xml::is_allowed(c))
        .collect();
    let plain = plain.split(' ').filter(|word| !word.is_empty());
    let plain = plain.collect::<Vec<_>>().join(" ");
    if plain.chars().count() <= limit {
        return plain;
    }
    let cut: String = plain.chars().take(limit - 1).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_in_names_is_short_and_on_one_line() {
        assert_eq!(shortened(" a\n\tb\u{0} c\u{FFFE} ", 100), "a b c");
        assert_eq!(shortened("one two three", 8), "one two…");
        assert_eq!(shortened("ein", 3), "ein");
    }
}
