//! What the window remembers from one run to the next: open panels, theme, motion.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use super::action::{Panel, ThemeChoice};

/// What is remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Panels that are closed.
    pub closed: BTreeSet<Panel>,
    /// The theme chosen.
    pub theme: ThemeChoice,
    /// Nothing glides.
    pub reduce_motion: bool,
    /// The folder of an export is shown when it is done.
    pub opens_folder: bool,
    file: Option<PathBuf>,
}

const PANELS: [(&str, Panel); 6] = [
    ("outline", Panel::Outline),
    ("inspector", Panel::Inspector),
    ("tool-row", Panel::ToolRow),
    ("status-line", Panel::StatusLine),
    ("minimap", Panel::Minimap),
    ("steps", Panel::Steps),
];

const THEMES: [(&str, ThemeChoice); 5] = [
    ("system", ThemeChoice::System),
    ("light", ThemeChoice::Light),
    ("dark", ThemeChoice::Dark),
    ("print", ThemeChoice::Print),
    ("contrast", ThemeChoice::Contrast),
];

impl Settings {
    /// Settings that are not kept, as tests want them.
    pub fn in_memory() -> Self {
        Self {
            closed: BTreeSet::from([Panel::Steps]),
            theme: ThemeChoice::System,
            reduce_motion: true,
            opens_folder: false,
            file: None,
        }
    }

    /// Reads the file; what is missing or unknown has its default.
    pub fn load(file: PathBuf) -> Self {
        let text = fs::read_to_string(&file).unwrap_or_default();
        let mut settings = Self {
            reduce_motion: false,
            file: Some(file),
            ..Self::in_memory()
        };
        for line in text.lines() {
            if let Some((key, value)) = line.split_once('=') {
                settings.read(key.trim(), value.trim());
            }
        }
        settings
    }

    fn read(&mut self, key: &str, value: &str) {
        let panel = PANELS.iter().find(|(name, _)| *name == key);
        match (panel, value) {
            (Some((_, panel)), "closed") => drop(self.closed.insert(*panel)),
            (Some((_, panel)), "open") => drop(self.closed.remove(panel)),
            _ => {}
        }
        if key == "theme"
            && let Some((_, theme)) = THEMES.iter().find(|(name, _)| *name == value)
        {
            self.theme = *theme;
        }
        match key {
            "motion" => self.reduce_motion = value == "reduced",
            "folder-after-export" => self.opens_folder = value == "opened",
            _ => {}
        }
    }

    /// Whether the panel is open.
    pub fn is_open(&self, panel: Panel) -> bool {
        !self.closed.contains(&panel)
    }

    /// Opens or closes the panel.
    pub fn toggle(&mut self, panel: Panel) {
        if !self.closed.remove(&panel) {
            self.closed.insert(panel);
        }
    }

    /// Writes the file, if there is one; a failure costs a remembered panel and nothing else.
    pub fn save(&self) {
        let Some(file) = &self.file else { return };
        let folder_exists = file
            .parent()
            .is_some_and(|folder| fs::create_dir_all(folder).is_ok());
        if folder_exists {
            fs::write(file, self.to_text()).ok();
        }
    }

    fn to_text(&self) -> String {
        let mut lines = Vec::new();
        for (name, panel) in PANELS {
            let state = if self.is_open(panel) {
                "open"
            } else {
                "closed"
            };
            lines.push(format!("{name} = {state}"));
        }
        let theme = THEMES.iter().find(|(_, theme)| *theme == self.theme);
        let theme = theme.map_or("system", |(name, _)| name);
        let motion = if self.reduce_motion {
            "reduced"
        } else {
            "full"
        };
        lines.push(format!("theme = {theme}"));
        lines.push(format!("motion = {motion}"));
        let folder = if self.opens_folder { "opened" } else { "left" };
        lines.push(format!("folder-after-export = {folder}\n"));
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_panel_and_a_theme_are_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("deep").join("window");
        let mut settings = Settings::load(file.clone());
        settings.toggle(Panel::Minimap);
        settings.theme = ThemeChoice::Dark;
        settings.reduce_motion = true;
        settings.opens_folder = true;
        settings.save();
        let again = Settings::load(file);
        assert_eq!(again, settings);
        assert!(!again.is_open(Panel::Minimap) && again.is_open(Panel::Outline));
    }
}
