//! Finds where in a text a value stands, by its path from the top.

use std::collections::BTreeMap;

use super::lexer::{Kind, Lexer, Token};
use crate::formats::Place;

/// One step down from a value to a part of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// The field of a record.
    Field(&'static str),
    /// The part of a list, tuple or `{…}` with this number, counted from 0.
    Item(usize),
}

/// The places of all values of a well-formed text.
#[derive(Debug)]
pub struct Places<'a> {
    text: &'a str,
    line_starts: Vec<usize>,
    nodes: Vec<Node<'a>>,
}

#[derive(Debug, Default)]
struct Node<'a> {
    offset: usize,
    /// Parts by name or key.
    named: BTreeMap<&'a str, usize>,
    /// All parts in the order of the file.
    items: Vec<usize>,
}

/// A container that is still open while scanning.
struct Frame<'a> {
    node: usize,
    name: Option<&'a str>,
}

impl<'a> Places<'a> {
    /// Scans a text; one that is not RON gives places that may be off, never a failure.
    pub fn of(text: &'a str) -> Self {
        let line_feeds = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let mut places = Self {
            text,
            line_starts: std::iter::once(0)
                .chain(line_feeds.map(|(at, _)| at + 1))
                .collect(),
            nodes: vec![Node::default()],
        };
        places.scan();
        places
    }

    fn scan(&mut self) {
        let text = self.text;
        let mut open = vec![Frame {
            node: 0,
            name: None,
        }];
        let mut tokens = Lexer::new(text)
            .filter(|token| token.kind != Kind::Comment)
            .peekable();
        while let Some(token) = tokens.next() {
            match token.kind {
                Kind::Comma => set_name(&mut open, None),
                Kind::Colon => {}
                Kind::Close => {
                    if open.len() > 1 {
                        open.pop();
                    }
                }
                Kind::Open => self.open(&mut open, token.range.start),
                _ => {
                    let next = tokens.peek().map(|next| next.kind);
                    let opens = next == Some(Kind::Open) && token.kind == Kind::Name;
                    if next == Some(Kind::Colon) {
                        set_name(&mut open, Some(key_of(text, &token)));
                    } else if opens {
                        tokens.next();
                        self.open(&mut open, token.range.start);
                    } else {
                        self.add(&open, token.range.start);
                    }
                }
            }
        }
    }

    fn open(&mut self, open: &mut Vec<Frame<'a>>, offset: usize) {
        let node = self.add(open, offset);
        open.push(Frame { node, name: None });
    }

    fn add(&mut self, open: &[Frame<'a>], offset: usize) -> usize {
        let added = self.nodes.len();
        self.nodes.push(Node {
            offset,
            ..Node::default()
        });
        if let Some(frame) = open.last()
            && let Some(parent) = self.nodes.get_mut(frame.node)
        {
            parent.items.push(added);
            if let Some(name) = frame.name {
                parent.named.insert(name, added);
            }
        }
        added
    }

    /// Where the value at the path stands, or the last part of the path that there is.
    pub(super) fn at(&self, path: &[Step]) -> Place {
        let top = self.nodes.first().and_then(|root| root.items.first());
        let mut found = top.copied().unwrap_or(0);
        for step in path {
            let node = self.nodes.get(found);
            let part = node.and_then(|node| match step {
                Step::Field(name) => node.named.get(name).copied(),
                Step::Item(index) => node.items.get(*index).copied(),
            });
            match part {
                Some(part) => found = part,
                None => break,
            }
        }
        self.place(self.nodes.get(found).map_or(0, |node| node.offset))
    }

    /// Where the record of this id begins to name itself, for each record.
    pub fn of_ids(&self) -> BTreeMap<&'a str, Place> {
        let fields = ["participants", "sources", "claims", "inferences", "views"];
        let top = self.nodes.first().and_then(|root| root.items.first());
        let lists = top.and_then(|top| self.nodes.get(*top)).into_iter();
        let records = lists
            .flat_map(|map| fields.iter().filter_map(|field| map.named.get(field)))
            .filter_map(|list| self.nodes.get(*list))
            .flat_map(|list| &list.items);
        records
            .filter_map(|record| {
                let offset = self
                    .nodes
                    .get(*self.nodes.get(*record)?.named.get("id")?)?
                    .offset;
                let literal = Lexer::new(self.text.get(offset..)?).next()?;
                let quoted = self.text.get(offset..offset + literal.range.end)?;
                Some((unquoted(quoted), self.place(offset)))
            })
            .collect()
    }

    fn place(&self, offset: usize) -> Place {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = line
            .checked_sub(1)
            .and_then(|line| self.line_starts.get(line));
        let before = self
            .text
            .get(start.copied().unwrap_or(0)..offset)
            .unwrap_or("");
        Place {
            line: line.max(1),
            column: before.chars().count() + 1,
        }
    }
}

fn set_name<'a>(open: &mut [Frame<'a>], name: Option<&'a str>) {
    if let Some(frame) = open.last_mut() {
        frame.name = name;
    }
}

fn key_of<'a>(text: &'a str, token: &Token) -> &'a str {
    unquoted(text.get(token.range.clone()).unwrap_or(""))
}

fn unquoted(literal: &str) -> &str {
    literal
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .unwrap_or(literal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_their_path() {
        let text = "// top\nMap(\n  version: 1,\n  claims: [\n    Claim(id: \"a\"),\n    (id: \"b\", held_by: [Asserts(\"x\"), Denies(\"y\")]),\n  ],\n  views: [View(pinned: {\"b\": (1, inf)})],\n)";
        let places = Places::of(text);
        let claims = |rest: &[Step]| {
            let mut path = vec![Step::Field("claims"), Step::Item(1)];
            path.extend_from_slice(rest);
            let place = places.at(&path);
            (place.line, place.column)
        };
        assert_eq!(claims(&[]), (6, 5));
        assert_eq!(claims(&[Step::Field("id")]), (6, 10));
        assert_eq!(claims(&[Step::Field("held_by"), Step::Item(1)]), (6, 39));
        assert_eq!(claims(&[Step::Field("nothing")]), (6, 5));
        let pin = [
            Step::Field("views"),
            Step::Item(0),
            Step::Field("pinned"),
            Step::Item(0),
            Step::Item(1),
        ];
        assert_eq!(
            places.at(&pin),
            Place {
                line: 8,
                column: 34
            }
        );
        assert_eq!(
            places.of_ids()["b"],
            Place {
                line: 6,
                column: 10
            }
        );
    }
}
