//! The standard libraries whose facts are part of the program.
//!
//! In: a release and a target. Out: their facts. The files are made by `.ci/facts` from real Go
//! installations, see the folder `facts`.

use super::archive::Archive;
use crate::release::Release;
use std::sync::Arc;

/// The files: minor version of the release, operating system, architecture, contents.
const FILES: [(u8, &str, &str, &[u8]); 7] = [
    (21, "linux", "amd64", include_bytes!("../../facts/1.21-linux-amd64.facts")),
    (22, "linux", "amd64", include_bytes!("../../facts/1.22-linux-amd64.facts")),
    (23, "linux", "amd64", include_bytes!("../../facts/1.23-linux-amd64.facts")),
    (24, "linux", "amd64", include_bytes!("../../facts/1.24-linux-amd64.facts")),
    (25, "linux", "amd64", include_bytes!("../../facts/1.25-linux-amd64.facts")),
    (26, "linux", "amd64", include_bytes!("../../facts/1.26-linux-amd64.facts")),
    (27, "linux", "amd64", include_bytes!("../../facts/1.27-linux-amd64.facts")),
];

/// The facts about the standard library of a release, for a target; `None` if they are not part of
/// the program.
pub fn embedded(release: Release, goos: &str, goarch: &str) -> Option<Arc<Archive>> {
    let minor = release.minor();
    let is_wanted = |file: &&(u8, &str, &str, &[u8])| (file.0, file.1, file.2) == (minor, goos, goarch);
    let &(.., data) = FILES.iter().find(is_wanted)?;
    Archive::open(data).ok().map(Arc::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_release_is_there() {
        let mut total = 0;
        for (minor, goos, goarch, data) in FILES {
            let archive = Archive::open(data).expect("built by this version of goesc");
            let release = Release::parse(&archive.target.release).expect("a known release");
            assert_eq!(
                (release.minor(), &*archive.target.goos, &*archive.target.goarch),
                (minor, goos, goarch)
            );
            assert!(archive.paths().any(|path| path == "net/http"));
            total += data.len();
        }
        assert!(total < 12 << 20, "{total} bytes");
        assert!(Release::all().all(|release| embedded(release, "linux", "amd64").is_some()));
        assert!(embedded(Release::NEWEST, "plan9", "386").is_none());
    }
}
