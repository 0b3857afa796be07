//! What a user types: exit status and both streams.

use std::path::Path;
use std::process::{Command, Output};

/// Runs goesc in a fresh folder that holds `files`.
fn goesc(name: &str, files: &[(&str, &[u8])], args: &[&str]) -> Output {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the temporary folder is writable");
    for (file, bytes) in files {
        let path = folder.join(file);
        std::fs::create_dir_all(path.parent().expect("below the folder")).expect("writable");
        std::fs::write(path, bytes).expect("writable");
    }
    Command::new(env!("CARGO_BIN_EXE_goesc"))
        .args(args)
        .current_dir(&folder)
        .env_remove("GOOS")
        .env_remove("GOARCH")
        .env_remove("GOFLAGS")
        .env("GOESCCACHE", "off")
        .env("GOENV", "off")
        .output()
        .expect("goesc runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

const ESCAPES: &[u8] = b"package p\n\nfunc f() *int {\n\tx := 1\n\treturn &x\n}\n";

#[test]
fn verdicts_go_to_stdout() {
    let out = goesc("verdicts", &[("a.go", ESCAPES)], &["gc", "-m", "-l", "a.go"]);
    assert_eq!(text(&out.stdout), "# command-line-arguments\n./a.go:4:2: moved to heap: x\n");
    assert_eq!((text(&out.stderr).as_str(), out.status.code()), ("", Some(0)));
}

#[test]
fn two_ways_to_ask_for_reasons() {
    let files: &[(&str, &[u8])] = &[("a.go", ESCAPES)];
    let once = goesc("reasons", files, &["gc", "-m=2", "-l", "a.go"]);
    let twice = goesc("reasons", files, &["gc", "-m", "-m", "-l", "a.go"]);
    assert_eq!(text(&once.stdout), text(&twice.stdout));
    assert!(text(&once.stdout).contains("flow: ~r0 \u{2190} &x:"));
}

#[test]
fn inlining_is_on_unless_switched_off() {
    let out = goesc("inlining", &[("a.go", ESCAPES)], &["gc", "-m", "a.go"]);
    let expected = "# command-line-arguments\n./a.go:3:6: can inline f\n./a.go:4:2: moved to heap: x\n";
    assert_eq!((text(&out.stdout).as_str(), out.status.code()), (expected, Some(0)));
}

#[test]
fn unknown_release_is_wrong_usage() {
    let out = goesc("release", &[("a.go", ESCAPES)], &["gc", "-m", "-l", "--go", "1.3", "a.go"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("1.21 to 1.27"));
}

#[test]
fn a_type_error_does_not_stop_the_rest() {
    let source = [ESCAPES, b"\nfunc g() {\n\tvar y string = 1\n\t_ = y\n}\n"].concat();
    let out = goesc("type_error", &[("a.go", &source)], &["gc", "-m", "-l", "a.go"]);
    assert!(text(&out.stdout).contains("moved to heap: x"));
    assert_eq!(
        text(&out.stderr),
        "# command-line-arguments\n./a.go:9:17: cannot use 1 (untyped int constant) as string value \
         in variable declaration\n"
    );
    assert_eq!(out.status.code(), Some(1));
}

/// Each input ends with a clear error and status 1.
#[test]
fn bad_input() {
    let noise: Vec<u8> = (0..5000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let deep = format!("package p\n\nvar x = {}1{}\n", "(".repeat(10_000), ")".repeat(10_000));
    let cases: &[(&str, &[u8], &str)] = &[
        ("noise", &noise, "./a.go:1:3: syntax error: package statement must be first"),
        ("deep", deep.as_bytes(), "nesting depth limit exceeded"),
        ("empty", b"", "./a.go:1:1: syntax error: package statement must be first"),
    ];
    for (name, source, error) in cases {
        let out = goesc(name, &[("a.go", source)], &["gc", "-m=2", "-l", "a.go"]);
        let stderr = text(&out.stderr);
        assert!(stderr.contains(error), "{name}: {stderr}");
        assert_eq!(out.status.code(), Some(1), "{name}");
    }
}

#[test]
fn a_folder_without_go_files() {
    let out = goesc("no_go", &[("a.txt", b"")], &["gc", "-m", "-l"]);
    assert_eq!((text(&out.stdout).as_str(), out.status.code()), ("", Some(1)));
    assert!(text(&out.stderr).contains("no Go files in"));
}

#[test]
fn a_file_that_is_not_there() {
    let out = goesc("missing", &[("a.go", ESCAPES)], &["gc", "-m", "-l", "b.go"]);
    assert_eq!(text(&out.stderr), "goesc: b.go: no such file or directory\n");
    assert_eq!(out.status.code(), Some(1));
}

#[test]
fn packages_of_a_module() {
    let files: &[(&str, &[u8])] = &[
        ("go.mod", b"module example.com/m\n\ngo 1.22\n"),
        ("a.go", ESCAPES),
        ("sub/b.go", ESCAPES),
        ("sub/b_windows.go", b"package p\n\nvar broken int = \"\"\n"),
        ("testdata/c.go", b"package"),
    ];
    let out = goesc("module", files, &["gc", "-m", "-l", "./..."]);
    let expected = "# example.com/m\n./a.go:4:2: moved to heap: x\n\
                    # example.com/m/sub\nsub/b.go:4:2: moved to heap: x\n";
    assert_eq!(text(&out.stdout), expected);
    assert_eq!(out.status.code(), Some(0));
}

const LOG: &str = "# command-line-arguments\n./a.go:4:2: moved to heap: x\n";

#[test]
fn verify_a_log() {
    let files: &[(&str, &[u8])] = &[("a.go", ESCAPES), ("log", LOG.as_bytes())];
    let out = goesc("verify", files, &["verify", "-m", "-l", "log", "a.go"]);
    assert!(text(&out.stdout).ends_with("\npackages: 1 of 1 exact\n"), "{}", text(&out.stdout));
    assert_eq!((text(&out.stderr).as_str(), out.status.code()), ("", Some(0)));
}

#[test]
fn verify_a_log_that_differs() {
    let log = LOG.replace("4:2", "5:9");
    let files: &[(&str, &[u8])] = &[("a.go", ESCAPES), ("log", log.as_bytes())];
    let out = goesc("verify_differs", files, &["verify", "-m", "-l", "--list", "log", "a.go"]);
    let expected =
        "# command-line-arguments\n- ./a.go:5:9: moved to heap: x\n+ ./a.go:4:2: moved to heap: x\n";
    assert!(text(&out.stdout).contains(expected), "{}", text(&out.stdout));
    assert_eq!(out.status.code(), Some(1));
}

/// Each is wrong usage, or a log that nothing can be compared with.
#[test]
fn verify_needs_a_log_and_its_mode() {
    let files: &[(&str, &[u8])] = &[
        ("go.mod", b"module m\n\ngo 1.27\n"),
        ("a.go", ESCAPES),
        ("sub/b.go", ESCAPES),
        ("log", LOG.as_bytes()),
        ("noise", b"nothing of this\nis a message\n"),
        ("bare", b"./a.go:4:2: moved to heap: x\n"),
    ];
    let cases: &[(&[&str], &str)] = &[
        (&["-m", "-l"], "required arguments were not provided"),
        (&["-m", "-l", "none", "a.go"], "goesc: none: "),
        (&["-m", "-l", "sub", "a.go"], "goesc: sub: "),
        (&["-m", "-l", "noise", "a.go"], "goesc: noise: no messages of -m in it"),
        (&["-l", "log", "a.go"], "say how the log was made"),
        (&["-m", "-l", "bare", "./..."], "without `# package` lines only one package can be compared"),
    ];
    for (args, error) in cases {
        let out = goesc("verify_usage", files, &[&["verify"], *args].concat());
        assert!(text(&out.stderr).contains(error), "{args:?}: {}", text(&out.stderr));
        assert_eq!((text(&out.stdout).as_str(), out.status.code()), ("", Some(2)), "{args:?}");
    }
    let out = goesc("verify_usage", files, &["verify", "-m", "-l", "bare", "a.go"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stdout));
}

#[test]
fn check_prints_errors_and_nothing_else() {
    let module = ("go.mod", &b"module m\n\ngo 1.24\n"[..]);
    let good: &[(&str, &[u8])] = &[module, ("a.go", ESCAPES)];
    let out = goesc("check_good", good, &["check"]);
    assert_eq!((text(&out.stdout), text(&out.stderr), out.status.code()), ("".into(), "".into(), Some(0)));
    let bad: &[(&str, &[u8])] = &[
        module,
        ("a/a.go", b"package a\n\nimport \"m/b\"\n\nfunc f() { b.F(\"\"); var x int }\n"),
        ("b/b.go", b"package b\n\nfunc F[T ~int](x T) int { return \"\" }\n"),
        ("c/c.go", b"package c\n\nfunc f() { var x int }\n"),
    ];
    // As with the go command: packages that are imported, too, but not those that import them.
    let expected = "\
# m/b
b/b.go:3:34: cannot use \"\" (untyped string constant) as int value in return statement
";
    let out = goesc("check_bad", bad, &["check", "./a"]);
    assert_eq!((text(&out.stdout), text(&out.stderr)), ("".into(), expected.into()));
    assert_eq!(out.status.code(), Some(1));
    let out = goesc("check_more", bad, &["check", "--threads", "1", "./..."]);
    assert_eq!(text(&out.stderr), expected.to_owned() + "# m/c\nc/c.go:3:16: declared and not used: x\n");
    assert_eq!(goesc("check_usage", good, &["check", "--threads", "many"]).status.code(), Some(2));
}

#[test]
fn an_installation_sets_the_release() {
    let files: &[(&str, &[u8])] = &[
        ("go.mod", b"module m\n\ngo 1.27\n"),
        ("a.go", b"package m\n\nvar x = new(1)\n"),
        ("go/VERSION", b"go1.25.5\ntime 2025-11-26T02:01:36Z\n"),
        ("go/src/fmt/fmt.go", b"package fmt\n"),
    ];
    let out = goesc("installed", files, &["check", "--goroot", "go"]);
    assert!(text(&out.stderr).contains("a.go:3:13"), "{}", text(&out.stderr));
    let out = goesc("installed_go", files, &["check", "--goroot", "go", "--go", "1.27"]);
    assert_eq!((text(&out.stderr).as_str(), out.status.code()), ("", Some(0)));
}

#[test]
fn types_too_large_to_spell() {
    let calls = |f: &str| format!("{}1{}", format!("{f}(").repeat(40), ")".repeat(40));
    let text_of_file = format!(
        "package p

func g[T any](x T) (r struct{{ a, b T }}) {{ return }}

type pair[A, B any] struct {{
\ta A
\tb B
}}

func (p *pair[A, B]) first() *A {{ return &p.a }}

func k[T any](x T) (r pair[T, T]) {{ return }}

func large() any {{ return {} }}

var v = {}

func fine() *int {{
\tx := g(g(1))
\ty := k(x)
\treturn &y.first().a.a
}}
",
        calls("g"),
        calls("k"),
    );
    let files: &[(&str, &[u8])] = &[("a.go", text_of_file.as_bytes())];
    for release in ["1.21", "1.27"] {
        for what in [&["gc", "-m", "-l"][..], &["gc", "-m=2", "-l"], &["explain"]] {
            let args = [what, &["--go", release, "a.go"]].concat();
            let out = goesc("large", files, &args);
            let errors = "# command-line-arguments
./a.go:14:27: type too large: goesc spells types in at most 256 KiB
./a.go:16:9: type too large: goesc spells types in at most 256 KiB
";
            assert_eq!((text(&out.stderr).as_str(), out.status.code()), (errors, Some(1)), "{args:?}");
            let answer = text(&out.stdout);
            assert!(answer.contains("./a.go:20:2") || answer.contains("a.go:20:2"), "{args:?}: {answer}");
        }
    }
}

/// The pictures of README.md and docs/ are what the commands print today.
#[test]
fn pictures_in_the_docs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = "corpus/lessons/08_through_pointer.go";
    for (picture, args) in [
        ("report.svg", &["explain", "--format", "svg"][..]),
        ("graph.svg", &["graph", "--func", "pointer", "--format", "svg"]),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goesc"));
        let command = command.current_dir(root).args(args).args(["--lang", "en", "--go", "1.27", program]);
        let out = command.env("GOESCCACHE", "off").output().expect("goesc runs");
        let kept = std::fs::read_to_string(root.join("docs/img").join(picture)).expect("a picture");
        assert!(text(&out.stdout) == kept, "docs/img/{picture} is not what goesc {} prints", args.join(" "));
    }
}
