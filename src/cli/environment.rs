//! What environment variables say: the locale's, and the go command's.
//!
//! In: `LC_ALL`, `LC_MESSAGES`, `LANG`; `GOFLAGS`, `GOMODCACHE`, `GOPATH`, `GOWORK`, `GOOS`, `GOARCH`, and the file in which
//! `go env -w` keeps what counts when they are not set. Out: settings.
//! Source: `go help environment`, `go help env`; the go command 1.27.3.

use crate::catalogue::Language;
use crate::load::{ModMode, ModuleSettings, WorkSetting};
use rustc_hash::FxHashMap;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::OnceLock;

/// The value of a variable that is set.
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The language of the user's locale, if goesc speaks it.
pub(super) fn locale() -> Option<Language> {
    // As gettext does it: the first that is set counts, whether or not it can be followed.
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable)?.parse().ok()
}

/// The value of one of the go command's own variables.
fn go_path(name: &str) -> Option<OsString> {
    static KEPT: OnceLock<FxHashMap<String, String>> = OnceLock::new();
    let kept = || KEPT.get_or_init(|| env_file().map_or_else(FxHashMap::default, |text| settings(&text)));
    let set = std::env::var_os(name).filter(|value| !value.is_empty());
    set.or_else(|| kept().get(name).filter(|value| !value.is_empty()).map(OsString::from))
}

/// As [`go_path`], as text.
pub(super) fn go_variable(name: &str) -> Option<String> {
    go_path(name)?.into_string().ok()
}

/// What `go env -w` wrote.
fn env_file() -> Option<String> {
    let file = match std::env::var_os("GOENV").filter(|value| !value.is_empty()) {
        Some(off) if off == "off" => return None,
        Some(file) => PathBuf::from(file),
        None => dirs::config_dir()?.join("go").join("env"),
    };
    Some(String::from_utf8_lossy(&std::fs::read(file).ok()?).into_owned())
}

/// The lines `NAME=value` of a text; of several with one name the last counts.
fn settings(text: &str) -> FxHashMap<String, String> {
    let lines = text.split('\n').filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
    lines.filter_map(|line| line.split_once('=')).map(|(name, value)| (name.into(), value.into())).collect()
}

/// The value of a flag in `GOFLAGS`; the last one counts.
pub(super) fn go_flag(name: &str) -> Option<String> {
    let flags = go_variable("GOFLAGS")?;
    let mut values = flags.split_whitespace().filter_map(|flag| {
        let (flag, value) = flag.trim_matches(['\'', '"']).split_once('=')?;
        (flag.trim_start_matches('-') == name).then(|| value.to_owned())
    });
    values.next_back()
}

/// Where modules are, and which count.
pub(super) fn module_settings() -> ModuleSettings {
    let path = |name: &str| go_path(name).map(PathBuf::from);
    let first_path = || {
        let list = go_path("GOPATH")?;
        std::env::split_paths(&list).next().filter(|path| !path.as_os_str().is_empty())
    };
    let home = || path("HOME").or_else(|| path("USERPROFILE")).map(|home| home.join("go"));
    let mode = go_flag("mod").and_then(|mode| match mode.as_str() {
        "mod" => Some(ModMode::Mod),
        "readonly" => Some(ModMode::Readonly),
        "vendor" => Some(ModMode::Vendor),
        _ => None,
    });
    ModuleSettings {
        cache: path("GOMODCACHE").or_else(|| Some(first_path().or_else(home)?.join("pkg/mod"))),
        work: match path("GOWORK") {
            None => WorkSetting::Search,
            Some(value) if value.as_os_str() == "off" => WorkSetting::Off,
            Some(file) => WorkSetting::File(file),
        },
        mode,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_file() {
        let found =
            settings("GOFLAGS=-tags=a\n# GOOS=x\n GOARCH=arm64\nGOOS=darwin\nGOFLAGS=-tags=b c\nbad\n=x\n");
        let mut found: Vec<(&str, &str)> = found.iter().map(|(name, value)| (&**name, &**value)).collect();
        found.sort_unstable();
        assert_eq!(found, [("GOFLAGS", "-tags=b c"), ("GOOS", "darwin")]);
    }
}
