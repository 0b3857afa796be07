//! What the standard library does with types that little else does; and all of it, checked.

use super::check_file;
use crate::toolchain;
use goesc::driver::{self, Config};
use goesc::load::{BuildContext, DiskTree, LoadContext, load_patterns};
use goesc::release::Release;

#[test]
fn generic_code_without_errors() {
    let source = "\
package p

type duration int64

func pick[T ~int64](v, limit T) T { return min(v, limit) }

func insert[S ~[]E, E any, B string | []byte](s S, v []E, b []byte, text B) {
	_ = pick(duration(1), 1<<40)
	copy(s[1:], s)
	copy(s, v)
	copy(v, s)
	copy(b, text)
}
";
    for release in Release::all() {
        let checked = check_file("./p.go", source, &release.to_string());
        assert_eq!(checked.printed_errors(), "", "{release}");
    }
}

/// `.ci/check-std` does the same for more releases and targets.
#[test]
fn no_errors_in_the_standard_library() {
    for (version, goos, goarch) in [("1.21.13", "linux", "386"), ("1.27.3", "linux", "amd64")] {
        let Some(go) = toolchain::find_version("no_errors_in_the_standard_library", version) else {
            continue;
        };
        let build = BuildContext {
            goos: goos.into(),
            goarch: goarch.into(),
            tags: Vec::new(),
            release: Release::parse(version).expect("a known release"),
        };
        let context = LoadContext::new(&DiskTree, &go.root, Some(&go.root), &build);
        let (packages, errors) = load_patterns(context, &["std".to_owned()]);
        assert_eq!(errors, []);
        let report = driver::check_with_imports(&Config::new(build.clone()), context, packages);
        assert!(report.program.packages().count() > 250, "{}", report.program.packages().count());
        assert_eq!(report.render(), "", "{version}");
    }
}
