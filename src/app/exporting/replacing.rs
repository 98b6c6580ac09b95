//! The files that an export makes, and which of them would take the place of others unasked.

use std::path::{Path, PathBuf};

use super::form::{ExportForm, Offer, What};
use crate::app::status::plural;
use crate::files::numbered;

/// At most so many files are named.
const NAMED: usize = 3;

/// The files of an export to this path.
pub(super) fn files_of(form: &ExportForm, offer: &Offer, path: &Path) -> Vec<PathBuf> {
    let has_several = form.is_picture() && form.what(offer) == What::Steps;
    let count = if has_several {
        offer.step_count(form.view.as_ref())
    } else {
        1
    };
    numbered(path, count)
}

/// Which files would be replaced, in words; nothing where there are none.
pub(super) fn told(there: &[PathBuf]) -> Option<String> {
    let first = there.first()?;
    let folder = first.parent().map(Path::display);
    let folder = folder.map_or_else(String::new, |folder| format!(" in {folder}"));
    let names = there.iter().filter_map(|file| file.file_name());
    let names: Vec<_> = names.map(|name| name.to_string_lossy()).collect();
    let more = names.len().saturating_sub(NAMED);
    let mut listed = names
        .iter()
        .take(NAMED)
        .map(|name| format!("“{name}”"))
        .collect::<Vec<_>>()
        .join(", ");
    if more > 0 {
        listed = format!("{listed} and {more} more");
    }
    Some(if names.len() == 1 {
        format!("There is a file {listed}{folder} already. Exporting replaces it.")
    } else {
        let files = plural(names.len(), "file");
        format!("There are {files}{folder} already: {listed}. Exporting replaces them.")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_replaced_is_named_and_the_rest_is_counted() {
        let files = |count| numbered(Path::new("a/talk.svg"), count);
        assert_eq!(told(&[]), None);
        assert_eq!(
            told(&files(1)).unwrap(),
            "There is a file “talk.svg” in a already. Exporting replaces it."
        );
        assert_eq!(
            told(&files(5)).unwrap(),
            "There are 5 files in a already: “talk-01.svg”, “talk-02.svg”, “talk-03.svg” and 2 \
             more. Exporting replaces them."
        );
    }
}
