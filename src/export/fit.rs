//! How large the text of pages and slides comes out, and which of them are hard to read.

use super::pdf::Paper;
use crate::scene::{Item, Role, Shape};

/// So many pages that are hard to read are named.
const NAMED: usize = 3;
/// Their names are cut to so many characters.
const NAME_LENGTH: usize = 48;

/// How pages or slides come out.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Pages or slides.
    pub kind: Kind,
    /// How many sheets there are.
    pub sheet_count: usize,
    /// Each page, slide, or map that is spread over several sheets.
    pub pages: Vec<PageFit>,
}

/// What a sheet is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Of a document.
    Page,
    /// Of a deck.
    Slide,
}

/// How one page comes out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageFit {
    /// The size of its smallest text in points, names and marks included; none where it has none.
    pub smallest_text_pt: Option<f64>,
    /// How many claims can be seen on it.
    pub claim_count: usize,
}

impl PageFit {
    /// A page that shows these items, with so many points for each map unit.
    pub(super) fn new<'i>(items: impl Iterator<Item = &'i Item>, scale_pt: f64) -> Self {
        let mut smallest: Option<f64> = None;
        let mut claim_count = 0;
        // What stands around the map is smaller on purpose.
        for item in items.filter(|item| item.group.role != Role::Caption) {
            claim_count += usize::from(item.group.role == Role::Claim);
            let sizes = item.group.shapes.iter().filter_map(text_size);
            smallest = smallest.into_iter().chain(sizes).reduce(f64::min);
        }
        Self {
            smallest_text_pt: smallest.map(|size| size * scale_pt),
            claim_count,
        }
    }
}

fn text_size(shape: &Shape) -> Option<f64> {
    let Shape::Text { paragraph, .. } = shape else {
        return None;
    };
    (!paragraph.text.trim().is_empty()).then_some(paragraph.style.size)
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Slide => "slide",
        }
    }
}

impl Fit {
    /// How it comes out, for people: "2 pages, smallest text 7.2 pt on A4".
    pub fn said(&self, paper: Paper) -> String {
        let name = self.kind.name();
        let pages = match self.sheet_count {
            1 => format!("1 {name}"),
            count => format!("{count} {name}s"),
        };
        match self.smallest() {
            None => pages,
            Some(size_pt) => format!(
                "{pages}, smallest text {} pt {}",
                tenths(size_pt),
                paper.on()
            ),
        }
    }

    /// The size of the smallest text in points.
    pub fn smallest(&self) -> Option<f64> {
        let sizes = self.pages.iter().filter_map(|page| page.smallest_text_pt);
        sizes.reduce(f64::min)
    }

    /// Whether the smallest text is at least this large, in points.
    pub fn is_at_least(&self, least_pt: f64) -> bool {
        self.small(least_pt).next().is_none()
    }

    /// What is hard to read and why, for people, if anything is; by the names of the pages.
    pub fn warning(&self, least_pt: f64, names: &[String]) -> Option<String> {
        let small: Vec<_> = self.small(least_pt).collect();
        let (_, (_, _)) = small.first()?;
        if self.pages.len() == 1 {
            return Some(format!("under {least_pt} pt it is hard to read"));
        }
        let named = small.iter().take(NAMED).map(|(at, (size_pt, claims))| {
            let name = names.get(*at).map_or("", |name| name.trim());
            let name = match name {
                "" => String::new(),
                name => format!(" “{}”", shortened(name)),
            };
            let claims = match claims {
                1 => "1 claim".to_owned(),
                count => format!("{count} claims"),
            };
            format!("{}{name} ({} pt, {claims})", at + 1, tenths(*size_pt))
        });
        let mut listed = named.collect::<Vec<_>>().join(", ");
        if small.len() > NAMED {
            listed = format!("{listed} and {} more", small.len() - NAMED);
        }
        let noun = self.kind.name();
        let pages = match small.len() {
            1 => noun.to_owned(),
            _ => format!("{noun}s"),
        };
        Some(format!(
            "under {least_pt} pt it is hard to read: {pages} {listed}"
        ))
    }

    /// The pages whose text is smaller than this, from 0, each with its size and its claims.
    fn small(&self, least_pt: f64) -> impl Iterator<Item = (usize, (f64, usize))> {
        let pages = self.pages.iter().enumerate();
        let sizes =
            pages.filter_map(|(at, page)| Some((at, (page.smallest_text_pt?, page.claim_count))));
        sizes.filter(move |(_, (size_pt, _))| size_pt + 0.05 < least_pt)
    }
}

/// Rounded down, so that nothing seems larger than it is.
fn tenths(size_pt: f64) -> f64 {
    (size_pt * 10.0 + 1e-6).floor() / 10.0
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME_LENGTH {
        return name.to_owned();
    }
    let start: String = name.chars().take(NAME_LENGTH - 1).collect();
    format!("{}…", start.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hard_to_read_is_named_with_its_size_and_what_it_shows() {
        let page = |size_pt: f64, claim_count| PageFit {
            smallest_text_pt: Some(size_pt),
            claim_count,
        };
        let fit = Fit {
            kind: Kind::Slide,
            sheet_count: 3,
            pages: vec![page(17.0, 2), page(9.27, 24), page(15.96, 3)],
        };
        assert_eq!(
            fit.said(Paper::Slide),
            "3 slides, smallest text 9.2 pt on 16:9"
        );
        let names = ["One", "All of it", "Three"].map(str::to_owned);
        let warning = fit.warning(16.0, &names).unwrap();
        assert_eq!(
            warning,
            "under 16 pt it is hard to read: slide 2 “All of it” (9.2 pt, 24 claims)"
        );
        assert_eq!(fit.warning(9.0, &names), None);
        assert!(fit.is_at_least(9.0) && !fit.is_at_least(16.0));
    }
}
