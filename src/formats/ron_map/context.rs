//! What surrounds the place where parsing failed: the record, the field, the brackets, the token.

use super::lexer::{Kind, Lexer, Token};

/// An open bracket with the name before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open<'a> {
    /// Where the name, or else the bracket, begins.
    pub(super) at: usize,
    /// `Claim(`, `[`, …
    pub(super) text: &'a str,
    /// The field that is being read inside.
    pub(super) field: Option<&'a str>,
}

impl Open<'_> {
    /// The bracket that closes it.
    pub(super) fn closing(&self) -> &'static str {
        match self.text.chars().next_back() {
            Some('[') => "]",
            Some('{') => "}",
            _ => ")",
        }
    }
}

/// The surroundings of a byte offset.
#[derive(Debug, Default)]
pub(super) struct Context<'a> {
    /// Brackets open there, the innermost last.
    pub(super) open: Vec<Open<'a>>,
    /// The token there, or the next one; `None` at the end of the file.
    pub(super) token: Option<Token>,
    /// The first bracket that closes another one than the innermost, up to there.
    pub(super) mismatch: Option<(usize, Open<'a>)>,
    /// The first text or comment that never ends or runs over a line end, up to there.
    pub(super) long: Option<Token>,
}

impl<'a> Context<'a> {
    pub(super) fn of(text: &'a str, offset: usize) -> Self {
        let mut context = Self::default();
        let mut before: [Option<Token>; 2] = [None, None];
        for token in Lexer::new(text).filter(|token| token.kind != Kind::Comment) {
            let word = text.get(token.range.clone()).unwrap_or("");
            let is_long =
                token.kind == Kind::Unclosed || (token.kind == Kind::Quoted && word.contains('\n'));
            if is_long && context.long.is_none() {
                context.long = Some(token.clone());
            }
            if token.range.end > offset {
                let closes = token.kind == Kind::Close;
                if closes && context.mismatch.is_none() {
                    context.close(word, token.range.start, false);
                }
                context.token = Some(token);
                break;
            }
            match token.kind {
                Kind::Open => context.open(text, &token, before[1].as_ref()),
                Kind::Close => context.close(word, token.range.start, true),
                Kind::Comma => context.enter(None),
                Kind::Colon => {
                    let name = before[1].as_ref().filter(|name| name.kind == Kind::Name);
                    if let Some(name) = name {
                        context.enter(text.get(name.range.clone()));
                    }
                }
                _ => {}
            }
            let [_, last] = before;
            before = [last, Some(token)];
        }
        context
    }

    fn open(&mut self, text: &'a str, bracket: &Token, before: Option<&Token>) {
        let named = before.filter(|name| name.kind == Kind::Name);
        let at = named.map_or(bracket.range.start, |name| name.range.start);
        let text = text.get(at..bracket.range.end).unwrap_or("");
        let field = None;
        self.open.push(Open { at, text, field });
    }

    fn close(&mut self, bracket: &str, at: usize, leaves: bool) {
        if let Some(open) = self.open.last()
            && open.closing() != bracket
            && self.mismatch.is_none()
        {
            self.mismatch = Some((at, *open));
        }
        if leaves {
            self.open.pop();
        }
    }

    fn enter(&mut self, field: Option<&'a str>) {
        if let Some(open) = self.open.last_mut() {
            open.field = field;
        }
    }

    /// The record around the place, by name.
    pub(super) fn record(&self) -> Option<Open<'a>> {
        let is_record = |open: &&Open<'_>| open.text.starts_with(char::is_alphabetic);
        self.open.iter().rev().find(is_record).copied()
    }

    /// The field around the place.
    pub(super) fn field(&self) -> Option<&'a str> {
        self.open.iter().rev().find_map(|open| open.field)
    }
}
