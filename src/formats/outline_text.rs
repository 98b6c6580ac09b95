//! The indented list of the clipboard.
