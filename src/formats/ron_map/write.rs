//! Writes a map as text: a field a line, defaults left out, equal maps as equal bytes.

use std::fmt::Write as _;

use super::{VERSION, write_steps};
use crate::model::{
    ANALYST, Answers, ArgumentMap, Aspect, Attitude, Choice, Claim, ClaimId, ClaimKind, Direction,
    ElementId, HeldBy, Holder, Inference, Quote, Stance, Style, View,
};

/// The map as a file.
pub fn write(map: &ArgumentMap) -> String {
    let mut out = Writer::default();
    out.line("ArgumentMap(");
    out.indented(|out| {
        out.line(&format!("version: {VERSION},"));
        out.text("title", &map.heading().title);
        out.text("note", &map.heading().note);
        out.list("participants", map.participants(), |out, participant| {
            let mut row = Row::new("Participant", participant.id.as_str());
            row.text("name", &participant.name);
            row.text("note", &participant.note);
            out.line(&row.finish());
        });
        out.list("sources", map.sources(), |out, source| {
            let mut row = Row::new("Source", source.id.as_str());
            row.text("title", &source.title);
            row.text("author", &source.author);
            row.text("publication", &source.publication);
            row.text("date", &source.date);
            row.text("url", &source.url);
            row.text("digest", &source.digest);
            row.text("note", &source.note);
            out.line(&row.finish());
        });
        out.list("claims", map.claims(), write_claim);
        out.list("inferences", map.inferences(), write_inference);
        if !has_only_default_view(map) {
            out.list("views", map.views(), write_view);
        }
    });
    out.line(")");
    out.text
}

fn has_only_default_view(map: &ArgumentMap) -> bool {
    let main = map.main_view();
    let default = View::new(main.id.clone(), main.order.clone());
    map.views().count() == 1 && main.id.as_str() == ArgumentMap::MAIN_VIEW && *main == default
}

fn write_claim(out: &mut Writer, claim: &Claim) {
    out.block("Claim", claim.id.as_str(), |out| {
        out.text("text", &claim.text);
        out.text("label", &claim.label);
        if let ClaimKind::Question(answers) = claim.kind {
            out.line("kind: Question,");
            out.flag("exclusive", answers == Answers::Exclusive);
        }
        out.flag("contention", claim.contention);
        out.flag("implicit", claim.implicit);
        out.holders(&claim.held_by);
        out.list("quotes", claim.quotes.iter(), write_quote);
        out.texts("tags", &claim.tags);
        out.text("note", &claim.note);
    });
}

fn write_inference(out: &mut Writer, inference: &Inference) {
    out.block("Inference", inference.id.as_str(), |out| {
        let stance = match inference.stance {
            Stance::Support => "Support",
            Stance::Attack => "Attack",
            Stance::Answer => "Answer",
        };
        out.line(&format!("stance: {stance},"));
        out.texts("premises", inference.premises.iter().map(ClaimId::as_str));
        out.line(&format!(
            "target: {},",
            element(&inference.target.element())
        ));
        out.text("word", &inference.word);
        out.flag("implicit", inference.implicit);
        out.holders(&inference.held_by);
        out.list("quotes", inference.quotes.iter(), write_quote);
        out.texts("tags", &inference.tags);
        out.text("note", &inference.note);
    });
}

fn write_quote(out: &mut Writer, quote: &Quote) {
    let mut row = Row::start("Quote");
    row.always("source", quote.source.as_str());
    row.always("exact", &quote.exact);
    row.text("prefix", &quote.prefix);
    row.text("suffix", &quote.suffix);
    if let Some(position) = quote.position {
        row.field("position", &position.to_string());
    }
    out.line(&row.finish());
}

fn write_view(out: &mut Writer, view: &View) {
    out.block("View", view.id.as_str(), |out| {
        out.text("name", &view.name);
        write_steps::only(out, view);
        if view.style == Style::Classic {
            out.line("style: Classic,");
        }
        if view.direction == Direction::Right {
            out.line("direction: Right,");
        }
        if view.aspect != Aspect::default() {
            let Aspect { width, height } = view.aspect;
            out.line(&format!("aspect: ({width}, {height}),"));
        }
        out.text("theme", &view.theme);
        out.list("collapsed", view.collapsed.iter(), |out, id| {
            out.line(&format!("{},", element(id)));
        });
        out.texts("emphasised", view.emphasised.iter().map(ElementId::as_str));
        let pinned = view.pinned.iter();
        out.entries(
            "pinned",
            pinned.map(|(claim, at)| (claim.as_str(), format!("({:?}, {:?})", at.x, at.y))),
        );
        let widths = view.widths.iter();
        out.entries(
            "widths",
            widths.map(|(claim, width)| (claim.as_str(), format!("{width:?}"))),
        );
        write_choices(out, view);
        let homes = view.homes.iter();
        out.entries(
            "homes",
            homes.map(|(claim, home)| (claim.as_str(), literal(home.as_str()))),
        );
        write_steps::steps(out, view);
    });
}

fn write_choices(out: &mut Writer, view: &View) {
    let Some(choices) = &view.choices else { return };
    if choices.is_empty() {
        out.line("choices: {},");
    }
    let choice = |choice: &Choice| match choice {
        Choice::Row => "Row".to_owned(),
        Choice::Columns(breaks) => {
            let breaks: Vec<_> = breaks.iter().map(|step| literal(step.as_str())).collect();
            format!("Columns([{}])", breaks.join(", "))
        }
    };
    let choices = choices.iter();
    out.entries(
        "choices",
        choices.map(|(claim, chosen)| (claim.as_str(), choice(chosen))),
    );
}

fn element(id: &ElementId) -> String {
    match id {
        ElementId::Claim(id) => format!("Claim({})", literal(id.as_str())),
        ElementId::Inference(id) => format!("Inference({})", literal(id.as_str())),
    }
}

/// The text written so far, and how deep the next line stands.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    depth: usize,
}

impl Writer {
    pub(super) fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.text.push_str("    ");
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub(super) fn indented(&mut self, write: impl FnOnce(&mut Self)) {
        self.depth += 1;
        write(self);
        self.depth -= 1;
    }

    /// A record over several lines, its id first.
    fn block(&mut self, name: &str, id: &str, write: impl FnOnce(&mut Self)) {
        self.line(&format!("{name}("));
        self.indented(|out| {
            out.line(&format!("id: {},", literal(id)));
            write(out);
        });
        self.line("),");
    }

    pub(super) fn text(&mut self, field: &str, text: &str) {
        if !text.is_empty() {
            self.line(&format!("{field}: {},", literal(text)));
        }
    }

    fn flag(&mut self, field: &str, is_set: bool) {
        if is_set {
            self.line(&format!("{field}: true,"));
        }
    }

    /// Short texts on one line.
    pub(super) fn texts<T: AsRef<str>>(&mut self, field: &str, texts: impl IntoIterator<Item = T>) {
        let texts: Vec<_> = texts
            .into_iter()
            .map(|text| literal(text.as_ref()))
            .collect();
        if !texts.is_empty() {
            self.line(&format!("{field}: [{}],", texts.join(", ")));
        }
    }

    fn holders(&mut self, held_by: &[HeldBy]) {
        let holders: Vec<_> = held_by.iter().map(holder).collect();
        if !holders.is_empty() {
            self.line(&format!("held_by: [{}],", holders.join(", ")));
        }
    }

    /// An item a line or more.
    pub(super) fn list<T>(
        &mut self,
        field: &str,
        items: impl Iterator<Item = T>,
        write: impl Fn(&mut Self, T),
    ) {
        let mut items = items.peekable();
        if items.peek().is_some() {
            self.line(&format!("{field}: ["));
            self.indented(|out| items.for_each(|item| write(out, item)));
            self.line("],");
        }
    }

    /// An entry a line.
    fn entries<'a>(&mut self, field: &str, entries: impl Iterator<Item = (&'a str, String)>) {
        let mut entries = entries.peekable();
        if entries.peek().is_some() {
            self.line(&format!("{field}: {{"));
            self.indented(|out| {
                for (key, value) in entries {
                    out.line(&format!("{}: {value},", literal(key)));
                }
            });
            self.line("},");
        }
    }
}

fn holder(held: &HeldBy) -> String {
    let attitude = match held.attitude {
        Attitude::Asserts => "Asserts",
        Attitude::Grants => "Grants",
        Attitude::Denies => "Denies",
        Attitude::LeavesOpen => "LeavesOpen",
    };
    let holder = match &held.holder {
        Holder::Analyst => ANALYST,
        Holder::Participant(id) => id.as_str(),
    };
    format!("{attitude}({})", literal(holder))
}

/// A record on one line.
struct Row {
    text: String,
    is_first: bool,
}

impl Row {
    fn start(name: &str) -> Self {
        Self {
            text: format!("{name}("),
            is_first: true,
        }
    }

    fn new(name: &str, id: &str) -> Self {
        let mut row = Self::start(name);
        row.always("id", id);
        row
    }

    fn field(&mut self, field: &str, value: &str) {
        if !self.is_first {
            self.text.push_str(", ");
        }
        self.is_first = false;
        self.text.push_str(field);
        self.text.push_str(": ");
        self.text.push_str(value);
    }

    fn always(&mut self, field: &str, text: &str) {
        self.field(field, &literal(text));
    }

    fn text(&mut self, field: &str, text: &str) {
        if !text.is_empty() {
            self.always(field, text);
        }
    }

    fn finish(mut self) -> String {
        self.text.push_str("),");
        self.text
    }
}

/// A string literal on one line, in which nothing that is invisible hides.
pub(super) fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for c in text.chars() {
        match c {
            '"' => literal.push_str("\\\""),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            c if is_hidden(c) => {
                write!(literal, "\\u{{{:x}}}", u32::from(c)).expect("writing to a string succeeds");
            }
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}

/// Characters that editors hide, reorder or take for line breaks: controls, direction marks and
/// overrides (CVE-2021-42574), line and paragraph separators, byte order mark, and what is no
/// character and XML cannot hold.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}
