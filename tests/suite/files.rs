//! Opening and saving on a real file system, recent files, recovery copies.

use std::fs;
use std::path::{Path, PathBuf};

use rejoinder::files::{
    self, Leftover, OpenError, Recent, Recovery, SaveError, StateFolder, shipped_map,
};
use rejoinder::formats::ron_map;
use rejoinder::model::{ArgumentMap, Change, Heading, Record};
use tempfile::TempDir;

fn titled(title: &str) -> ArgumentMap {
    let mut map = ArgumentMap::new();
    let heading = Record::from(Heading {
        title: title.to_owned(),
        note: String::new(),
    });
    let id = heading.id();
    let before = map.record(&id);
    let after = Some(heading);
    map.apply(&[Change { id, before, after }]).unwrap();
    map
}

fn folder_with_map(title: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("map.ron");
    files::save(&path, &titled(title), None).unwrap();
    (folder, path)
}

fn title_of(path: &Path) -> String {
    files::open(path).unwrap().map.heading().title.clone()
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

#[test]
fn a_map_is_saved_and_opened_again() {
    let (folder, path) = folder_with_map("one");
    let opened = files::open(&path).unwrap();
    assert_eq!(opened.map, titled("one"));
    assert!(!opened.has_comments);
    let saved = files::save(&path, &titled("two"), Some(&opened.fingerprint)).unwrap();
    assert_eq!(saved, files::open(&path).unwrap().fingerprint);
    assert_ne!(saved, opened.fingerprint);
    files::save(&path, &titled("three"), Some(&saved)).unwrap();
    assert_eq!(title_of(&path), "three");
    assert_eq!(names_in(folder.path()), ["map.ron"]);
}

#[test]
fn a_file_that_changed_on_disk_is_replaced_only_on_purpose() {
    let (_folder, path) = folder_with_map("mine");
    let opened = files::open(&path).unwrap();
    fs::write(&path, ron_map::write(&titled("theirs"))).unwrap();
    let error = files::save(&path, &titled("mine, later"), Some(&opened.fingerprint)).unwrap_err();
    assert!(matches!(error, SaveError::ChangedOnDisk(_)), "{error}");
    assert!(
        error.to_string().contains("save under another name"),
        "{error}"
    );
    assert_eq!(title_of(&path), "theirs");
    files::save_over(&path, &titled("mine, later")).unwrap();
    assert_eq!(title_of(&path), "mine, later");
}

#[test]
fn a_file_that_was_never_opened_is_not_replaced_and_one_that_went_away_comes_back() {
    let (_folder, path) = folder_with_map("old");
    let error = files::save(&path, &titled("new"), None).unwrap_err();
    assert!(matches!(error, SaveError::Exists(_)), "{error}");
    assert_eq!(title_of(&path), "old");
    let fingerprint = files::open(&path).unwrap().fingerprint;
    fs::remove_file(&path).unwrap();
    files::save(&path, &titled("back"), Some(&fingerprint)).unwrap();
    assert_eq!(title_of(&path), "back");
}

#[test]
fn saving_what_is_there_already_is_no_conflict() {
    let (_folder, path) = folder_with_map("old");
    let stale = files::open(&path).unwrap().fingerprint;
    files::save_over(&path, &titled("new")).unwrap();
    files::save(&path, &titled("new"), Some(&stale)).unwrap();
}

#[test]
fn a_file_whose_name_is_as_long_as_names_can_be_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["n".repeat(251), "ü".repeat(125)] {
        let path = folder.path().join(name + ".ron");
        files::save(&path, &titled("long"), None).unwrap();
        assert_eq!(title_of(&path), "long");
    }
}

#[cfg(unix)]
#[test]
fn a_name_that_leads_to_a_pipe_is_said_to_be_no_ordinary_file() {
    let (_reader, writer) = std::io::pipe().unwrap();
    let descriptor = std::os::fd::AsRawFd::as_raw_fd(&writer);
    let path = PathBuf::from(format!("/proc/self/fd/{descriptor}"));
    if path.exists() {
        let error = files::save_over(&path, &titled("x")).unwrap_err();
        assert!(matches!(error, SaveError::NotAFile(_)), "{error}");
    }
}

#[test]
fn folders_and_missing_folders_are_said_to_be_so() {
    let (folder, path) = folder_with_map("map");
    let map = titled("x");
    let is_folder = files::save(folder.path(), &map, None).unwrap_err();
    assert!(matches!(is_folder, SaveError::IsFolder(_)), "{is_folder}");
    let missing = files::save(&folder.path().join("no/map.ron"), &map, None).unwrap_err();
    assert!(matches!(missing, SaveError::NoFolder(_)), "{missing}");
    let under_file = files::save(&path.join("map.ron"), &map, None).unwrap_err();
    assert!(matches!(under_file, SaveError::NoFolder(_)), "{under_file}");
    let opened = files::open(folder.path()).unwrap_err();
    assert!(matches!(opened, OpenError::IsFolder(_)), "{opened}");
    let nothing = files::open(&folder.path().join("nothing.ron")).unwrap_err();
    assert!(matches!(nothing, OpenError::Missing(_)), "{nothing}");
    assert_eq!(names_in(folder.path()), ["map.ron"]);
}

#[test]
fn a_file_that_is_no_map_is_refused_by_name_and_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.ron");
    fs::write(&path, "ArgumentMap(\n    version: 1,\n    titel: \"x\",\n)").unwrap();
    let error = files::open(&path).unwrap_err().to_string();
    let place = format!("{}:3:5: ", path.display());
    assert!(error.starts_with(&place), "{error}");
    assert!(error.ends_with("did you mean `title`?"), "{error}");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o7777
    }

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn the_mode_of_a_file_is_kept_and_a_new_one_is_like_any_new_file() {
        let (folder, path) = folder_with_map("old");
        let plain = folder.path().join("plain");
        fs::write(&plain, "").unwrap();
        assert_eq!(mode(&path), mode(&plain));
        for kept in [0o600, 0o664, 0o755] {
            set_mode(&path, kept);
            files::save_over(&path, &titled("new")).unwrap();
            assert_eq!(mode(&path), kept);
        }
    }

    #[test]
    fn symbolic_links_are_followed_and_stay_links() {
        let (folder, path) = folder_with_map("old");
        let inner = folder.path().join("inner");
        fs::create_dir(&inner).unwrap();
        let link = inner.join("link.ron");
        symlink("../map.ron", &link).unwrap();
        let second = folder.path().join("second.ron");
        symlink("inner/link.ron", &second).unwrap();
        let opened = files::open(&second).unwrap();
        files::save(
            &second,
            &titled("through the link"),
            Some(&opened.fingerprint),
        )
        .unwrap();
        assert_eq!(title_of(&path), "through the link");
        assert!(fs::symlink_metadata(&second).unwrap().is_symlink());
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(names_in(&inner), ["link.ron"]);
        let dangling = folder.path().join("dangling.ron");
        symlink("new.ron", &dangling).unwrap();
        files::save(&dangling, &titled("made"), None).unwrap();
        assert_eq!(title_of(&folder.path().join("new.ron")), "made");
        let ring = folder.path().join("ring.ron");
        symlink("ring.ron", &ring).unwrap();
        files::save(&ring, &titled("x"), None).unwrap_err();
    }

    #[test]
    fn a_read_only_file_is_not_replaced_behind_its_back() {
        let (folder, path) = folder_with_map("old");
        set_mode(&path, 0o444);
        let error = files::save_over(&path, &titled("new")).unwrap_err();
        assert!(matches!(error, SaveError::ReadOnly(_)), "{error}");
        assert_eq!(title_of(&path), "old");
        assert_eq!(names_in(folder.path()), ["map.ron"]);
    }

    #[test]
    fn devices_are_not_replaced_by_files() {
        let error = files::export_bytes(Path::new("/dev/null"), b"x").unwrap_err();
        assert!(matches!(error, SaveError::NotAFile(_)), "{error}");
        let stuck = files::write_text(Path::new("/dev/full"), "x", None).unwrap_err();
        assert!(matches!(stuck, SaveError::NotAFile(_)), "{stuck}");
        let endless = files::open(Path::new("/dev/zero")).unwrap_err();
        assert!(matches!(endless, OpenError::TooLarge(_)), "{endless}");
    }

    #[test]
    fn a_file_name_that_is_no_utf8_is_saved_and_opened() {
        use std::os::unix::ffi::OsStrExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder
            .path()
            .join(std::ffi::OsStr::from_bytes(b"m\xff.ron"));
        files::save(&path, &titled("odd"), None).unwrap();
        assert_eq!(title_of(&path), "odd");
    }
}

#[test]
fn recent_files_come_latest_first_each_once_and_survive_garbage() {
    let folder = tempfile::tempdir().unwrap();
    let state = StateFolder::at(folder.path().join("not/there/yet"));
    let recent = Recent::in_folder(&state);
    assert_eq!(recent.files(), Vec::<PathBuf>::new());
    for name in ["/a.ron", "/b.ron", "/a.ron"] {
        recent.remember(Path::new(name)).unwrap();
    }
    assert_eq!(recent.files(), ["/a.ron", "/b.ron"].map(PathBuf::from));
    recent.forget(Path::new("/a.ron")).unwrap();
    let garbage = b"\xff\xfe\n\nnot absolute\n/kept.ron\n/kept.ron\n\0\n".to_vec();
    fs::write(state.path().join("recent"), garbage).unwrap();
    assert_eq!(recent.files(), [PathBuf::from("/kept.ron")]);
    for number in 0..40 {
        recent
            .remember(Path::new(&format!("/{number}.ron")))
            .unwrap();
    }
    assert_eq!(recent.files().len(), 12);
    assert_eq!(recent.files()[0], PathBuf::from("/39.ron"));
}

#[test]
fn a_recovery_copy_is_found_when_its_program_is_gone_and_not_before() {
    let folder = tempfile::tempdir().unwrap();
    let state = StateFolder::at(folder.path());
    let recovery = Recovery::begin(&state).unwrap();
    let original = Path::new("/home/me/map.ron");
    recovery.write(&titled("first"), Some(original)).unwrap();
    recovery.write(&titled("second"), Some(original)).unwrap();
    assert_eq!(Leftover::all_in(&state), []);
    drop(recovery);
    let leftovers = Leftover::all_in(&state);
    assert_eq!(leftovers.len(), 1);
    assert_eq!(leftovers[0].original.as_deref(), Some(original));
    assert_eq!(leftovers[0].open().unwrap(), titled("second"));
    leftovers[0].remove().unwrap();
    assert_eq!(names_in(&folder.path().join("recovery")), [""; 0]);
}

#[test]
fn a_recovery_copy_that_was_cleared_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let state = StateFolder::at(folder.path());
    let recovery = Recovery::begin(&state).unwrap();
    recovery.write(&titled("x"), None).unwrap();
    recovery.clear().unwrap();
    recovery.clear().unwrap();
    drop(recovery);
    assert_eq!(names_in(&folder.path().join("recovery")), [""; 0]);
}

#[test]
fn shipped_maps_are_found_by_name() {
    let map = shipped_map("drezner-on-minilateralism").unwrap();
    assert_eq!(shipped_map("drezner-on-minilateralism.ron"), Some(map));
    assert_eq!(shipped_map("drezner"), None);
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_files_is_not_said_to_be_missing() {
    let refused = files::export_bytes(Path::new("/proc/map.svg"), b"<svg/>").unwrap_err();
    assert!(matches!(refused, SaveError::TakesNoFiles(_)), "{refused}");
    let told = refused.to_string();
    assert!(
        told.starts_with("no file can be made in this folder; choose another"),
        "{told}"
    );
}
