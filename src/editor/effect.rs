//! Effects: what the editor asks its surroundings to do.

/// Something outside the editor's reach.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Put this on the system's clipboard.
    Copy {
        /// An indented list for other programs.
        text: String,
        /// The map itself as RON, beside it.
        map_ron: String,
    },
    /// Work out how the map could be tidied up, from [`Editor::tidy_job`](super::Editor::tidy_job),
    /// and give [`Command::TakeTidied`](super::Command::TakeTidied) what comes of it.
    TidyUp,
    /// Tell the user in passing what happened.
    Toast(String),
}
