//! The forest of homes as flat arrays: boxes and marks, depth first, parents before children.
//!
//! The kernel of the layout knows nothing else: no ids, no text, no records. A subtree is a
//! range of indices, so that walking up or down is a loop over an array.

use kurbo::Size;

use crate::model::Stance;

/// No node.
pub(super) const NONE: u32 = u32::MAX;

/// What a node is to the one that it hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Hangs on nothing.
    Root,
    /// Bears on a box: the mark of a step, or a box where steps have no marks.
    Reason,
    /// Stands under the mark of its step.
    Premise,
    /// Bears on a mark.
    Undercut,
}

/// One box or mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Node {
    /// What it hangs on; [`NONE`] for roots.
    pub(super) parent: u32,
    /// One past the last node of its subtree.
    pub(super) end: u32,
    pub(super) role: Role,
    pub(super) is_mark: bool,
    /// Of a reason or an undercut; neighbours of one stance share a spine.
    pub(super) stance: Stance,
    pub(super) size: Size,
    /// The size with what hangs below the box itself, a badge; the box is at the top, centred.
    pub(super) outer: Size,
}

impl Node {
    /// A leaf without a badge.
    pub(super) fn leaf(role: Role, size: Size) -> Self {
        Self {
            parent: NONE,
            end: 0,
            role,
            is_mark: false,
            stance: Stance::Support,
            size,
            outer: size,
        }
    }
}

/// A forest; indices are positions depth first.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

impl Tree {
    /// An empty forest with room for so many nodes.
    pub(super) fn with_capacity(count: usize) -> Self {
        Self {
            nodes: Vec::with_capacity(count),
        }
    }

    /// Adds a node under its parent, which must be one of the last added node's ancestors, that
    /// node itself or none.
    pub(super) fn push(&mut self, parent: u32, node: Node) -> u32 {
        let index = self.nodes.len() as u32;
        self.nodes.push(Node {
            parent,
            end: index + 1,
            ..node
        });
        index
    }

    /// Makes subtrees end where they end; once, after the last node.
    pub(super) fn close(&mut self) {
        for index in (0..self.nodes.len()).rev() {
            let Node { parent, end, .. } = self.nodes[index];
            if let Some(parent) = self.nodes.get_mut(parent as usize) {
                parent.end = parent.end.max(end);
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn is_leaf(&self, node: u32) -> bool {
        self.nodes[node as usize].end == node + 1
    }

    /// What hangs directly on a node, in order.
    pub(super) fn children(&self, node: u32) -> Siblings<'_> {
        Siblings {
            tree: self,
            next: node + 1,
            end: self.nodes[node as usize].end,
        }
    }

    /// What hangs on nothing, in order.
    pub(super) fn roots(&self) -> Siblings<'_> {
        Siblings {
            tree: self,
            next: 0,
            end: self.nodes.len() as u32,
        }
    }
}

/// Neighbours from left to right.
#[derive(Debug, Clone)]
pub(super) struct Siblings<'a> {
    tree: &'a Tree,
    next: u32,
    end: u32,
}

impl Iterator for Siblings<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        if self.next >= self.end {
            return None;
        }
        let node = self.next;
        self.next = self.tree.nodes[node as usize].end;
        Some(node)
    }
}

/// How reasons stand, for every node of a tree.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Arrangement {
    /// The node's reasons hang in columns; else they stand in a row.
    pub(super) in_columns: Vec<bool>,
    /// The node begins a further column, the second or later one.
    pub(super) starts_column: Vec<bool>,
}

impl Arrangement {
    /// Rows everywhere.
    pub(super) fn rows(count: usize) -> Self {
        Self {
            in_columns: vec![false; count],
            starts_column: vec![false; count],
        }
    }
}
