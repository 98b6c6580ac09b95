//! The fonts installed on the machine, as a source of fallback faces.

use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use fontdb::{Database, FaceInfo, ID, Stretch, Style};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::face::{covers, outline};
use super::{Face, FaceData, FontSource};

/// One of the code points that no character will ever have.
const NONCHARACTER: char = '\u{FDD0}';

/// Installed fonts, listed when the first one is needed.
///
/// The choice is the same on every run: families without serifs before others, Noto before the rest,
/// then by name; of the chosen family the nearest weight. Faces that hold pictures instead of outlines
/// are passed over.
#[derive(Default)]
pub struct SystemFonts {
    listed: OnceLock<Listed>,
}

struct Listed {
    database: Database,
    /// Faces in the order of preference; their places are the numbers of the source.
    faces: Vec<Candidate>,
}

struct Candidate {
    id: ID,
    family: String,
    weight: u16,
    name: String,
    /// The characters that the face maps, as sorted ranges, found out when the face's turn comes.
    coverage: OnceLock<Vec<(u32, u32)>>,
    /// The file, read when the face is first used.
    bytes: Mutex<Option<Arc<Vec<u8>>>>,
}

impl SystemFonts {
    fn listed(&self) -> &Listed {
        self.listed.get_or_init(Listed::load)
    }
}

impl fmt::Debug for SystemFonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SystemFonts").finish_non_exhaustive()
    }
}

impl FontSource for SystemFonts {
    fn face_for(&self, cluster: &str, wanted: Face) -> Option<u32> {
        let listed = self.listed();
        let first = listed
            .faces
            .iter()
            .position(|candidate| listed.draws(candidate, cluster))?;
        let family = &listed.faces.get(first)?.family;
        let weight = weight(wanted);
        let best = listed
            .faces
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, candidate)| candidate.family == *family)
            .filter(|(_, candidate)| listed.draws(candidate, cluster))
            .min_by_key(|(_, candidate)| candidate.weight.abs_diff(weight))
            .map_or(first, |(place, _)| place);
        u32::try_from(best).ok()
    }

    fn load(&self, number: u32) -> Option<FaceData> {
        let listed = self.listed();
        let candidate = listed.faces.get(number as usize)?;
        let index = listed.database.face(candidate.id)?.index;
        let mut bytes = candidate
            .bytes
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if bytes.is_none() {
            let read = |data: &[u8], _| Arc::new(data.to_vec());
            *bytes = listed.database.with_face_data(candidate.id, read);
        }
        Some(FaceData {
            bytes: Arc::clone(bytes.as_ref()?) as Arc<dyn AsRef<[u8]> + Send + Sync>,
            index,
            name: candidate.name.clone(),
        })
    }
}

impl Listed {
    fn load() -> Self {
        let mut database = Database::new();
        database.load_system_fonts();
        Self::of(database)
    }

    fn of(database: Database) -> Self {
        let mut infos: Vec<&FaceInfo> = database.faces().filter(|info| is_usable(info)).collect();
        infos.sort_by_cached_key(|info| preference(info));
        let faces = infos.into_iter().map(Candidate::new).collect();
        Self { database, faces }
    }

    /// Whether the face maps the cluster and has an outline for its first character.
    fn draws(&self, candidate: &Candidate, cluster: &str) -> bool {
        let coverage = candidate.coverage.get_or_init(|| {
            self.database
                .with_face_data(candidate.id, coverage)
                .unwrap_or_default()
        });
        let is_mapped = |c: char| maps(coverage, c);
        // What maps characters that can never be assigned has a box with letters for each.
        let is_last_resort = maps(coverage, NONCHARACTER);
        !is_last_resort
            && covers(cluster, is_mapped)
            && self
                .database
                .with_face_data(candidate.id, |data, index| has_ink(data, index, cluster))
                .unwrap_or(false)
    }
}

impl Candidate {
    fn new(info: &FaceInfo) -> Self {
        let family = family(info).to_owned();
        let name = match info.weight.0 {
            400 => family.clone(),
            weight => format!("{family} {weight}"),
        };
        Self {
            id: info.id,
            weight: info.weight.0,
            name,
            family,
            coverage: OnceLock::new(),
            bytes: Mutex::new(None),
        }
    }
}

fn family(info: &FaceInfo) -> &str {
    info.families.first().map_or("", |(name, _)| name)
}

/// Leaves out slanted and narrow faces, and fonts that have a box for every character.
fn is_usable(info: &FaceInfo) -> bool {
    let family = family(info).to_lowercase();
    let blank = [
        "lastresort",
        "last resort",
        "adobe blank",
        "adobe notdef",
        "tofu",
        "bmp fallback",
    ];
    info.style == Style::Normal
        && info.stretch == Stretch::Normal
        && !blank.iter().any(|word| family.contains(word))
}

/// What orders the faces: those that go with the shipped ones first, then names, so that the order
/// does not depend on how the machine lists its files.
fn preference(info: &FaceInfo) -> (u8, String, u16, String, String, u32) {
    let family = family(info).to_owned();
    let rank = match family.as_str() {
        _ if info.monospaced || family.contains("Mono") => 5,
        _ if family.starts_with("Noto Sans Symbols") || family.starts_with("Noto Sans Math") => 1,
        _ if family.starts_with("Noto Sans") => 0,
        _ if family.contains("Serif") || family.contains("Math") => 4,
        _ if family.contains("Sans") || family.contains("Gothic") => 2,
        _ => 3,
    };
    let path = format!("{:?}", PathOf(&info.source));
    (
        rank,
        family,
        info.weight.0,
        info.post_script_name.clone(),
        path,
        info.index,
    )
}

struct PathOf<'a>(&'a fontdb::Source);

impl fmt::Debug for PathOf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            fontdb::Source::File(path) | fontdb::Source::SharedFile(path, _) => path.fmt(f),
            fontdb::Source::Binary(_) => Ok(()),
        }
    }
}

const fn weight(face: Face) -> u16 {
    match face {
        Face::Regular | Face::Italic => 400,
        Face::SemiBold => 600,
        Face::Bold => 700,
    }
}

fn coverage(data: &[u8], index: u32) -> Vec<(u32, u32)> {
    let Ok(font) = FontRef::from_index(data, index) else {
        return Vec::new();
    };
    let mut mapped: Vec<u32> = font
        .charmap()
        .mappings()
        .filter(|(_, glyph)| glyph.to_u32() != 0)
        .map(|(character, _)| character)
        .collect();
    mapped.sort_unstable();
    mapped.dedup();
    mapped
        .chunk_by(|one, next| one + 1 == *next)
        .filter_map(|range| Some((*range.first()?, *range.last()?)))
        .collect()
}

/// Whether the character lies in one of the sorted ranges.
fn maps(coverage: &[(u32, u32)], c: char) -> bool {
    let place = coverage.partition_point(|&(_, last)| last < u32::from(c));
    let range = coverage.get(place);
    range.is_some_and(|&(first, _)| first <= u32::from(c))
}

/// Whether the face has an outline for the first character, and not the box for missing ones.
fn has_ink(data: &[u8], index: u32, cluster: &str) -> bool {
    let draws = |c: char| {
        let font = FontRef::from_index(data, index).ok()?;
        let path = outline(&font, font.charmap().map(c)?, 1.0)?;
        let is_box = || outline(&font, GlyphId::NOTDEF, 1.0).is_some_and(|missing| missing == path);
        Some(c.is_whitespace() || (!path.is_empty() && !is_box()))
    };
    cluster.chars().next().and_then(draws) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&[u8]; 4] = [
        include_bytes!("../../assets/fonts/Inter-Bold.ttf"),
        include_bytes!("../../assets/fonts/Inter-Italic.ttf"),
        include_bytes!("../../assets/fonts/Inter-Regular.ttf"),
        include_bytes!("../../assets/fonts/Inter-SemiBold.ttf"),
    ];

    fn installed(files: impl IntoIterator<Item = &'static [u8]>) -> SystemFonts {
        let mut database = Database::new();
        for file in files {
            database.load_font_data(file.to_vec());
        }
        let fonts = SystemFonts::default();
        assert!(fonts.listed.set(Listed::of(database)).is_ok());
        fonts
    }

    fn name(fonts: &SystemFonts, cluster: &str, wanted: Face) -> Option<String> {
        Some(fonts.load(fonts.face_for(cluster, wanted)?)?.name)
    }

    #[test]
    fn the_nearest_weight_of_the_chosen_family_is_taken() {
        let fonts = installed(FILES);
        assert_eq!(name(&fonts, "a", Face::Regular).as_deref(), Some("Inter"));
        assert_eq!(name(&fonts, "a", Face::Italic).as_deref(), Some("Inter"));
        assert_eq!(name(&fonts, "a", Face::Bold).as_deref(), Some("Inter 700"));
        let few = installed(FILES.into_iter().take(2));
        assert_eq!(name(&few, "a", Face::Regular).as_deref(), Some("Inter 700"));
    }

    #[test]
    fn the_choice_does_not_depend_on_the_order_of_the_files() {
        let (one, other) = (installed(FILES), installed(FILES.into_iter().rev()));
        for wanted in Face::ALL {
            assert_eq!(one.face_for("é", wanted), other.face_for("é", wanted));
            assert!(one.face_for("é", wanted).is_some());
        }
    }

    #[test]
    fn a_cluster_is_drawn_by_a_face_that_maps_all_of_it_or_by_none() {
        let fonts = installed(FILES);
        assert_eq!(fonts.face_for("ש", Face::Regular), None);
        assert_eq!(fonts.face_for("aש", Face::Regular), None);
        assert!(fonts.face_for("a\u{FE0F}", Face::Regular).is_some());
        assert!(fonts.load(99).is_none());
    }

    /// Inter, with these ranges of characters mapped to its glyphs from number 40 on.
    fn mapping(ranges: &[(u32, u32)]) -> Vec<u8> {
        let mut file = FILES[2].to_vec();
        let mut groups: Vec<u32> = Vec::new();
        for &(first, last) in ranges {
            groups.extend([first, last, 40]);
        }
        let length = 16 + 4 * groups.len() as u32;
        let mut table = [0, 1, 3, 10].map(u16::to_be_bytes).concat();
        table.extend(12_u32.to_be_bytes());
        table.extend([12, 0].map(u16::to_be_bytes).concat());
        table.extend(
            [length, 0, ranges.len() as u32]
                .map(u32::to_be_bytes)
                .concat(),
        );
        table.extend(groups.into_iter().flat_map(u32::to_be_bytes));
        let at = place_of(&file, *b"cmap");
        file[at..at + table.len()].copy_from_slice(&table);
        file
    }

    fn place_of(file: &[u8], table: [u8; 4]) -> usize {
        let record = file.chunks_exact(4).position(|tag| tag == table).unwrap() * 4;
        number(file, record + 8) as usize
    }

    fn number(file: &[u8], at: usize) -> u32 {
        u32::from_be_bytes(file[at..at + 4].try_into().unwrap())
    }

    fn draws_hebrew(file: Vec<u8>) -> bool {
        let mut database = Database::new();
        database.load_font_data(file);
        let fonts = SystemFonts::default();
        assert!(fonts.listed.set(Listed::of(database)).is_ok());
        fonts.face_for("א", Face::Regular).is_some()
    }

    #[test]
    fn a_face_that_has_a_box_for_every_character_counts_as_having_none() {
        assert!(draws_hebrew(mapping(&[(0x5D0, 0x5EA)])));
        assert!(!draws_hebrew(mapping(&[(0x5D0, 0x5EA), (0xFDD0, 0xFDEF)])));
    }

    #[test]
    fn the_box_for_missing_characters_draws_no_character() {
        let mut file = mapping(&[(0x5D0, 0x5EA)]);
        let [head, loca, hmtx] = [b"head", b"loca", b"hmtx"].map(|tag| place_of(&file, *tag));
        let width = if file[head + 51] == 1 { 4 } else { 2 };
        file.copy_within(loca..loca + 2 * width, loca + 40 * width);
        file.copy_within(hmtx..hmtx + 4, hmtx + 40 * 4);
        assert!(!draws_hebrew(file));
    }
}
