//! Names of several files that belong together.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// One file as it is named, or several with numbers: `talk.svg` as `talk-01.svg` and so on, with
/// as many digits as the last number has, so that they sort.
pub fn numbered(path: &Path, count: usize) -> Vec<PathBuf> {
    if count < 2 {
        return vec![path.to_owned()];
    }
    let digits = count.to_string().len().max(2);
    let named = |number: usize| {
        let mut name = path.file_stem().map_or_else(OsString::new, OsString::from);
        name.push(format!("-{number:0digits$}"));
        if let Some(ending) = path.extension() {
            name.push(".");
            name.push(ending);
        }
        path.with_file_name(name)
    };
    (1..=count).map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_files_are_numbered_so_that_they_sort() {
        let name = |number: usize, count| numbered(Path::new("a/talk.svg"), count).remove(number);
        assert_eq!(name(0, 1), Path::new("a/talk.svg"));
        assert_eq!(name(2, 9), Path::new("a/talk-03.svg"));
        assert_eq!(name(11, 120), Path::new("a/talk-012.svg"));
    }
}
