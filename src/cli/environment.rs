//! What the go command's environment variables say.
//!
//! In: `GOFLAGS`, `GOMODCACHE`, `GOPATH`, `GOWORK`. Out: settings.
//! Source: `go help environment`.

use crate::load::{ModMode, ModuleSettings, WorkSetting};
use std::path::PathBuf;

/// The value of a variable that is set.
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The value of a flag in `GOFLAGS`; the last one counts.
pub(super) fn go_flag(name: &str) -> Option<String> {
    let flags = variable("GOFLAGS")?;
    let mut values = flags.split_whitespace().filter_map(|flag| {
        let (flag, value) = flag.trim_matches(['\'', '"']).split_once('=')?;
        (flag.trim_start_matches('-') == name).then(|| value.to_owned())
    });
    values.next_back()
}

/// Where modules are, and which count.
pub(super) fn module_settings() -> ModuleSettings {
    let path = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let go_path = || {
        let list = std::env::var_os("GOPATH")?;
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
        cache: path("GOMODCACHE").or_else(|| Some(go_path().or_else(home)?.join("pkg/mod"))),
        work: match path("GOWORK") {
            None => WorkSetting::Search,
            Some(value) if value.as_os_str() == "off" => WorkSetting::Off,
            Some(file) => WorkSetting::File(file),
        },
        mode,
    }
}
