//! Modules on disk, as a user has them: what goesc says of them, and that the go command says the
//! same.

use crate::toolchain;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with files, and what is printed when a command runs in it.
struct Case {
    name: &'static str,
    /// `-- name --` lines, each followed by the text of a file.
    files: &'static str,
    patterns: &'static [&'static str],
    /// Standard error of goesc; `$ROOT` is the folder.
    errors: &'static str,
    /// Standard output of `goesc gc -m -l`.
    verdicts: &'static str,
}

const FUNC: &str = "func F() *int { x := 0; return &x }\n";

/// The files of a case on disk, for one `test`.
fn folder(case: &Case, test: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("modules").join(test).join(case.name);
    let _ = std::fs::remove_dir_all(&root);
    std::fs::create_dir_all(&root).expect("writable");
    for part in case.files.split("-- ").skip(1) {
        let (name, text) = part.split_once(" --\n").expect("a name and a text");
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
        std::fs::write(path, text.replace("FUNC\n", FUNC)).expect("writable");
    }
    root.canonicalize().expect("it is there")
}

fn environment<'a>(command: &'a mut Command, root: &Path) -> &'a mut Command {
    let cleared = ["GOOS", "GOARCH", "GOFLAGS", "GOWORK", "GOPATH"];
    cleared.iter().for_each(|name| {
        command.env_remove(name);
    });
    command
        .current_dir(root.join("m"))
        .env("GOMODCACHE", root.join("cache"))
        .env("GOESCCACHE", "off")
        .env("GOENV", "off")
}

fn goesc(root: &Path, args: &[&str], patterns: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goesc"));
    environment(&mut command, root).args(args).args(patterns).output().expect("goesc runs")
}

fn shown(root: &Path, bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).replace(&*root.to_string_lossy(), "$ROOT")
}

/// What could not be loaded, and what is wrong with go.mod, go.work and `vendor`; one case each.
const ERRORS: &[Case] = &[
    Case {
        name: "bad_go_mod",
        files: "-- m/go.mod --\nmodule m\n\ngo 1.x\nfoo bar\nrequire x\nrequire (\n\texample.com/a/v2 v1.0.0\n)\n\
                replace a => b\n-- m/a.go --\npackage m\n",
        patterns: &["."],
        errors: "goesc: errors parsing go.mod:\ngo.mod:3: invalid go version '1.x': must match format 1.23.0\n\
                 go.mod:4: unknown directive: foo\ngo.mod:5: usage: require module/path v1.2.3\n\
                 go.mod:7:2: require example.com/a/v2: version \"v1.0.0\" invalid: should be v2, not v1\n\
                 go.mod:9: replacement module without version must be directory path (rooted or starting with . \
                 or ..)\n",
        verdicts: "",
    },
    Case {
        name: "unterminated_block",
        files: "-- m/go.mod --\nmodule m\n\nrequire (\n-- m/a.go --\npackage m\n",
        patterns: &["."],
        errors: "goesc: errors parsing go.mod:\ngo.mod:4: syntax error (unterminated block started at \
                 $ROOT/m/go.mod:3:1)\n",
        verdicts: "",
    },
    Case {
        name: "go_mod_above",
        files: "-- m/a.go --\npackage m\n-- go.mod --\nmodule m /* c */\n",
        patterns: &["."],
        errors: "goesc: errors parsing ../go.mod:\n../go.mod:1:10: mod files must use // comments (not /* */ \
                 comments)\n",
        verdicts: "",
    },
    Case {
        name: "no_module_line",
        files: "-- m/go.mod --\ngo 1.24\n-- m/a.go --\npackage m\n",
        patterns: &["."],
        errors: "goesc: error reading go.mod: missing module declaration. To specify the module path:\n\tgo mod \
                 edit -module=example.com/mod\n",
        verdicts: "",
    },
    Case {
        name: "bad_module_path",
        files: "-- m/go.mod --\nmodule \"m m\"\n-- m/a.go --\npackage m\n",
        patterns: &["."],
        errors: "goesc: malformed module path \"m m\": invalid char ' '\n",
        verdicts: "",
    },
    Case {
        name: "bad_go_work",
        files: "-- m/go.work --\ngo 1.24\nuse a b\nrequire x v1.0.0\n-- m/a/go.mod --\nmodule a\n",
        patterns: &["./a"],
        errors: "goesc: errors parsing go.work:\ngo.work:2: usage: use local/dir\ngo.work:3: unknown directive: \
                 require\n",
        verdicts: "",
    },
    Case {
        name: "missing_use",
        files: "-- m/go.work --\ngo 1.24\nuse ./a\n-- m/b/go.mod --\nmodule b\n",
        patterns: &["./b"],
        errors: "goesc: cannot load module a listed in go.work file: open a/go.mod: no such file or directory\n",
        verdicts: "",
    },
    Case {
        name: "old_workspace",
        files: "-- m/go.work --\ngo 1.23\nuse ./a\n-- m/a/go.mod --\nmodule a\ngo 1.24\n-- m/a/a.go --\npackage a\n",
        patterns: &["./a"],
        errors: "goesc: module a listed in go.work file requires go >= 1.24, but go.work lists go 1.23; to \
                 download and use go 1.24:\n\tgo work use\n",
        verdicts: "",
    },
    Case {
        name: "conflicting_replacements",
        files: "-- m/go.work --\ngo 1.24\nuse (\n\t./a\n\t./b\n)\n\
                -- m/a/go.mod --\nmodule a\ngo 1.24\nreplace x.y/z => ./p\n-- m/a/a.go --\npackage a\n\
                -- m/b/go.mod --\nmodule b\ngo 1.24\nreplace x.y/z => ./p\n-- m/b/b.go --\npackage b\n",
        patterns: &["./a"],
        errors: "goesc: conflicting replacements for x.y/z:\n\t$ROOT/m/a/p\n\t$ROOT/m/b/p\nuse \"go work edit \
                 -replace x.y/z=[override]\" to resolve\n",
        verdicts: "",
    },
    Case {
        name: "inconsistent_vendoring",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\nrequire example.com/a v1.0.1\n-- m/a.go --\npackage m\n\
                -- m/vendor/modules.txt --\n# example.com/a v1.0.0\n## explicit; go 1.20\nexample.com/a\n\
                -- m/vendor/example.com/a/a.go --\npackage a\n",
        patterns: &["."],
        errors: "goesc: inconsistent vendoring in $ROOT/m:\n\texample.com/a@v1.0.1: is explicitly required in \
                 go.mod, but not marked as explicit in vendor/modules.txt\n\texample.com/a@v1.0.0: is marked as \
                 explicit in vendor/modules.txt, but not explicitly required in go.mod\n\n\tTo ignore the vendor \
                 directory, use -mod=readonly or -mod=mod.\n\tTo sync the vendor directory, run:\n\t\tgo mod \
                 vendor\n",
        verdicts: "",
    },
    Case {
        name: "not_vendored",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- m/a.go --\npackage m\n\nimport _ \"example.com/b\"\n\nFUNC\n\
                -- m/vendor/modules.txt --\n",
        patterns: &["."],
        errors: "a.go:3:8: cannot find module providing package example.com/b: import lookup disabled by \
                 -mod=vendor\n\t(Go version in go.mod is at least 1.14 and vendor directory exists.)\n",
        verdicts: "# example.com/m\n./a.go:5:17: moved to heap: x\n",
    },
    Case {
        name: "missing_module",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n\
                -- m/a.go --\npackage m\n\nimport (\n\t\"example.com/m/b\"\n\tother \"example.com/c\"\n)\n\nFUNC\nfunc g() { other.F(b.F()) }\n\
                -- m/b/b.go --\npackage b\n\nimport \"example.com/c\"\n\nfunc F() *int { return c.X }\nfunc G() *int { x := 0; return &x }\n",
        patterns: &["./..."],
        errors: "a.go:5:2: no required module provides package example.com/c; to add it:\n\tgo get \
                 example.com/c\n",
        verdicts: "# example.com/m\n./a.go:8:17: moved to heap: x\n# example.com/m/b\nb/b.go:6:17: moved to heap: x\n",
    },
    Case {
        name: "import_cycle",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- m/a/x.go --\npackage a\n\nimport _ \"example.com/m/b\"\n\
                -- m/b/y.go --\npackage b\n\nimport _ \"example.com/m/c\"\n\
                -- m/c/z.go --\npackage c\n\nimport _ \"example.com/m/a\"\n\nFUNC\n",
        patterns: &["./..."],
        errors: "package example.com/m/a\n\timports example.com/m/b from x.go\n\timports example.com/m/c from y.go\n\t\
                 imports example.com/m/a from z.go: import cycle not allowed\n",
        verdicts: "# example.com/m/c\nc/z.go:5:17: moved to heap: x\n",
    },
    Case {
        name: "itself",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- m/a.go --\npackage m\n\nimport _ \"example.com/m\"\n",
        patterns: &["."],
        errors: "package example.com/m\n\timports example.com/m from a.go: import cycle not allowed\n",
        verdicts: "",
    },
    Case {
        name: "internal",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- m/a.go --\npackage m\n\nimport _ \"example.com/m/b\"\n\
                -- m/b/b.go --\npackage b\n\nimport _ \"example.com/m/c/internal/d\"\n-- m/c/internal/d/d.go --\npackage d\n",
        patterns: &["."],
        errors: "package example.com/m\n\timports example.com/m/b\n\tb/b.go:3:8: use of internal package \
                 example.com/m/c/internal/d not allowed\n",
        verdicts: "",
    },
    Case {
        name: "programs_are_not_imported",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- m/a.go --\npackage m\n\nimport _ \"example.com/m/cmd/x\"\n\
                -- m/cmd/x/x.go --\npackage main\n\nfunc main() {}\n-- m/cmd/y/y.go --\npackage main\n\nfunc main() {}\nFUNC\n",
        patterns: &["./..."],
        errors: "a.go:3:8: import \"example.com/m/cmd/x\" is a program, not an importable package\n",
        verdicts: "# example.com/m/cmd/y\ncmd/y/y.go:4:17: moved to heap: x\n",
    },
    Case {
        name: "nothing_for_this_build",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- m/a.go --\npackage m\n\nimport _ \"example.com/m/b\"\n\
                -- m/b/b_windows.go --\npackage b\n",
        patterns: &["."],
        errors: "package example.com/m\n\timports example.com/m/b: build constraints exclude all Go files in \
                 $ROOT/m/b\n",
        verdicts: "",
    },
    Case {
        name: "only_tests",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- m/a.go --\npackage m\n\nimport _ \"example.com/m/b\"\n\
                -- m/b/b_test.go --\npackage b\n",
        patterns: &["./..."],
        errors: "example.com/m/b: no non-test Go files in $ROOT/m/b\n",
        verdicts: "",
    },
    Case {
        name: "two_packages_imported",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- m/a.go --\npackage m\n\nimport _ \"example.com/m/b\"\n\
                -- m/b/a.go --\npackage a\n-- m/b/b.go --\npackage b\n",
        patterns: &["."],
        errors: "a.go:3:8: found packages a (a.go) and b (b.go) in $ROOT/m/b\n",
        verdicts: "",
    },
    Case {
        name: "two_packages_named",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- m/a.go --\npackage a\n-- m/b.go --\npackage b\n",
        patterns: &["."],
        errors: "goesc: found packages a (a.go) and b (b.go) in $ROOT/m\n",
        verdicts: "",
    },
    Case {
        name: "nested_module",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- m/a.go --\npackage m\n\nimport _ \"example.com/m/n/x\"\n\
                -- m/n/go.mod --\nmodule n\n-- m/n/x/x.go --\npackage x\n",
        patterns: &["./..."],
        errors: "a.go:3:8: no required module provides package example.com/m/n/x; to add it:\n\tgo get \
                 example.com/m/n/x\n",
        verdicts: "",
    },
    Case {
        name: "folder_of_a_nested_module",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- m/n/go.mod --\nmodule n\n-- m/n/x/x.go --\npackage x\n",
        patterns: &["./n/x"],
        errors: "goesc: main module (example.com/m) does not contain package example.com/m/n/x\n",
        verdicts: "",
    },
    Case {
        name: "folder_outside",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- n/x.go --\npackage x\n",
        patterns: &["../n"],
        errors: "goesc: directory ../n outside main module or its selected dependencies\n",
        verdicts: "",
    },
    Case {
        name: "pattern_outside",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- n/x.go --\npackage x\n",
        patterns: &["../n/..."],
        errors: "goesc: pattern ../n/...: directory prefix ../n does not contain main module or its selected \
                 dependencies\n",
        verdicts: "",
    },
    Case {
        name: "versions_in_patterns",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- m/a.go --\npackage m\n",
        patterns: &["example.com/m@v1.0.0"],
        errors: "goesc: package example.com/m@v1.0.0: can only use path@version syntax with 'go get' and 'go \
                 install' in module-aware mode\n",
        verdicts: "",
    },
    Case {
        name: "paths_that_are_none",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- m/a.go --\npackage m\n\nimport _ \"example.com//b\"\n\nFUNC\n",
        patterns: &["."],
        errors: "a.go:3:8: malformed import path \"example.com//b\": double slash\n",
        verdicts: "# example.com/m\n./a.go:5:17: moved to heap: x\n",
    },
    Case {
        name: "replacement_that_is_not_there",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\nrequire example.com/a v1.0.0\nreplace example.com/a => ../a\n\
                -- m/a.go --\npackage m\n\nimport _ \"example.com/a\"\n",
        patterns: &["."],
        errors: "a.go:3:8: example.com/a@v1.0.0: replacement directory ../a does not exist\n",
        verdicts: "",
    },
    Case {
        name: "ambiguous_import",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\nrequire (\n\texample.com/a v1.0.0\n\texample.com/a/b v1.0.0\n)\n\
                replace example.com/a => ../a\nreplace example.com/a/b => ../b\n\
                -- m/a.go --\npackage m\n\nimport _ \"example.com/a/b\"\n\
                -- a/go.mod --\nmodule example.com/a\n-- a/b/b.go --\npackage b\n\
                -- b/go.mod --\nmodule example.com/a/b\n-- b/b.go --\npackage b\n",
        patterns: &["."],
        errors: "a.go:3:8: ambiguous import: found package example.com/a/b in multiple modules:\n\texample.com/a \
                 v1.0.0 ($ROOT/a/b)\n\texample.com/a/b v1.0.0 ($ROOT/b)\n",
        verdicts: "",
    },
];

/// Modules that are as they should be.
const MODULES: &[Case] = &[
    Case {
        name: "workspace",
        files: "-- go.work --\ngo 1.24\nuse (\n\t./m\n\t./n\n)\nreplace example.com/r => ./r\n\
                -- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- m/a.go --\npackage m\n\nimport (\n\t\"example.com/n\"\n\t\"example.com/r\"\n)\n\nfunc f(p, q *int) { n.F(p); r.F(q) }\n\
                -- n/go.mod --\nmodule example.com/n\ngo 1.21\nrequire example.com/r v1.0.0\n\
                -- n/n.go --\npackage n\n\nimport _ \"example.com/r\"\n\nvar X *int\n\nfunc F(p *int) { X = p }\n\
                -- r/go.mod --\nmodule example.com/r\n-- r/r.go --\npackage r\n\nfunc F(p *int) {}\n",
        patterns: &["."],
        errors: "",
        verdicts: "# example.com/m\n./a.go:8:8: leaking param: p\n./a.go:8:11: q does not escape\n",
    },
    Case {
        name: "vendored",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\nrequire example.com/a v1.0.0\n\
                -- m/a.go --\npackage m\n\nimport \"example.com/a\"\n\nfunc f(p *int) { a.F(p) }\n\
                -- m/vendor/modules.txt --\n# example.com/a v1.0.0\n## explicit; go 1.20\nexample.com/a\n\
                -- m/vendor/example.com/a/a.go --\npackage a\n\nvar s []func() *int\n\nfunc F(p *int) {\n\tfor i := 0; i < 3; i++ {\n\t\ts = append(s, func() *int { return &i })\n\t}\n}\n",
        patterns: &[".", "example.com/a"],
        errors: "",
        verdicts: "# example.com/m\n./a.go:5:8: p does not escape\n# example.com/a\n\
                   vendor/example.com/a/a.go:5:8: p does not escape\n\
                   vendor/example.com/a/a.go:6:6: moved to heap: i\n\
                   vendor/example.com/a/a.go:7:17: func literal escapes to heap\n\
                   vendor/example.com/a/a.go:7:13: append escapes to heap\n",
    },
    Case {
        name: "module_cache",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\nrequire example.com/Up v1.0.0\nrequire example.com/b v1.0.0\n\
                -- m/a.go --\npackage m\n\nimport up \"example.com/Up\"\n\nfunc f(p *int) { up.F(p) }\n\
                -- cache/example.com/!up@v1.0.0/go.mod --\nmodule example.com/Up\ngo 1.16\nrequire example.com/b v1.0.0\n\
                -- cache/example.com/!up@v1.0.0/up.go --\npackage up\n\nimport \"example.com/b\"\n\nfunc F(p *int) { b.F(p) }\n\
                -- cache/cache/download/example.com/!up/@v/v1.0.0.mod --\nmodule example.com/Up\ngo 1.16\nrequire example.com/b v1.0.0\n\
                -- cache/cache/download/example.com/!up/@v/v1.0.0.info --\n{\"Version\":\"v1.0.0\"}\n\
                -- cache/cache/download/example.com/!up/@v/v1.0.0.ziphash --\nh1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\
                -- cache/example.com/b@v1.0.0/go.mod --\nmodule example.com/b\n\
                -- cache/example.com/b@v1.0.0/b.go --\npackage b\n\nvar X *int\n\nfunc F(p *int) { X = p }\n\
                -- cache/cache/download/example.com/b/@v/v1.0.0.mod --\nmodule example.com/b\n\
                -- cache/cache/download/example.com/b/@v/v1.0.0.info --\n{\"Version\":\"v1.0.0\"}\n\
                -- cache/cache/download/example.com/b/@v/v1.0.0.ziphash --\nh1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        patterns: &["."],
        errors: "",
        verdicts: "# example.com/m\n./a.go:5:8: leaking param: p\n",
    },
    Case {
        name: "ignored_folders",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.25\nignore (\n\t./a\n\tb\n)\n-- m/a/a.go --\npackage a\n\nFUNC\n\
                -- m/c/a/a.go --\npackage a\n\nFUNC\n-- m/c/b/x/b.go --\npackage x\n\nFUNC\n",
        patterns: &["./..."],
        errors: "",
        verdicts: "# example.com/m/c/a\nc/a/a.go:3:17: moved to heap: x\n",
    },
    Case {
        name: "all_that_is_needed",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\nrequire example.com/a v1.0.0\nreplace example.com/a v1.0.0 => ../a\n\
                -- m/m.go --\npackage m\n-- m/m_test.go --\npackage m_test\n\nimport _ \"example.com/a/b\"\n\
                -- a/go.mod --\nmodule example.com/a\n-- a/b/b.go --\npackage b\n\nFUNC\n-- a/c/c.go --\npackage c\n\nFUNC\n",
        patterns: &["all"],
        errors: "",
        verdicts: "# example.com/a/b\n../a/b/b.go:3:17: moved to heap: x\n",
    },
    Case {
        name: "tools",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\ntool (\n\texample.com/m/tools/x\n)\n-- m/m.go --\npackage m\n\nFUNC\n\
                -- m/tools/x/x.go --\npackage main\n\nfunc main() {}\nFUNC\n",
        patterns: &["tool"],
        errors: "",
        verdicts: "# example.com/m/tools/x\ntools/x/x.go:4:17: moved to heap: x\n",
    },
];

/// Runs goesc on each case; what differs.
fn differences(cases: &[Case], status: i32) -> Vec<String> {
    let mut different = Vec::new();
    for case in cases {
        let root = folder(case, "ours");
        let out = goesc(&root, &["gc", "-m", "-l", "--go", "1.27"], case.patterns);
        let said = (shown(&root, &out.stderr), shown(&root, &out.stdout), out.status.code());
        let expected = (case.errors.to_owned(), case.verdicts.to_owned(), Some(status));
        if said != expected {
            different.push(format!("{}\nexpected {expected:#?}\nsaid {said:#?}", case.name));
        }
    }
    different
}

#[test]
fn errors_of_modules() {
    let different = differences(ERRORS, 1);
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn verdicts_of_modules() {
    let different = differences(MODULES, 0);
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// Without the name of who says it; packages in the order of their names.
fn comparable(text: &str) -> String {
    let text = text.strip_prefix("go: ").or(text.strip_prefix("goesc: ")).unwrap_or(text);
    match text.starts_with("# ") {
        false => text.to_owned(),
        true => {
            let text = format!("\n{text}");
            let mut packages: Vec<&str> = text.split("\n# ").filter(|part| !part.is_empty()).collect();
            packages.sort_unstable();
            packages.iter().map(|package| format!("# {}\n", package.trim_end())).collect()
        }
    }
}

#[test]
fn the_go_command_says_the_same() {
    let Some(go) = toolchain::find("the_go_command_says_the_same") else { return };
    let mut different = Vec::new();
    for case in ERRORS.iter().chain(MODULES) {
        let root = folder(case, "theirs");
        let mut command = go.go();
        let command = environment(&mut command, &root).args(["build", "-gcflags=-m -l"]).args(case.patterns);
        // The module of the cache has no sums: the go command must be let write them.
        let flags = if case.name == "module_cache" { "-mod=mod" } else { "" };
        let out = command.env("GOFLAGS", flags).env("GOSUMDB", "off").output().expect("go runs");
        let expected = if case.errors.is_empty() { case.verdicts } else { case.errors };
        let said = comparable(&shown(&root, &out.stderr));
        if said != comparable(expected) || out.status.success() != case.errors.is_empty() {
            different.push(format!("{}\nexpected {expected}\nsaid {said}", case.name));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// Tests of `p` see `q` compiled with the tested `p`; `e` has external tests only; `o` nothing but
/// tests.
const TESTS: Case = Case {
    name: "tests",
    files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n\
            -- m/p/p.go --\npackage p\n\nvar Sink *int\n\nfunc F(p *int) { G(p) }\nfunc G(p *int) {}\n\
            -- m/p/p_test.go --\npackage p\n\nfunc Leak(p *int) { Sink = p }\n\
            -- m/p/x_test.go --\npackage p_test\n\nimport (\n\t\"example.com/m/p\"\n\t\"example.com/m/q\"\n)\n\n\
            func f(a, b *int) { p.Leak(a); q.F(b) }\n\nvar t p.T = q.T{}\n\
            -- m/p/t.go --\npackage p\n\ntype T struct{}\n\
            -- m/q/q.go --\npackage q\n\nimport \"example.com/m/p\"\n\ntype T = p.T\n\nfunc F(b *int) { p.F(b) }\n\
            -- m/e/e.go --\npackage e\n\nFUNC\n-- m/e/e_test.go --\npackage e_test\n\nFUNC\n\
            -- m/o/o_test.go --\npackage o\n\nFUNC\n\
            -- m/n/n.go --\npackage main\n\nfunc main() {}\nFUNC\n\
            -- m/n/n_test.go --\npackage main\n\nvar X = F()\n\
            -- m/n/y_test.go --\npackage main_test\n\nimport main \"example.com/m/n\"\n\nfunc f(p *int) { _ = main.X }\n\
            -- m/testdata/a_test.go --\npackage a\n",
    patterns: &["./..."],
    errors: "",
    verdicts: "# example.com/m/e\ne/e.go:3:17: moved to heap: x\n\
               # example.com/m/e_test [example.com/m/e.test]\ne/e_test.go:3:17: moved to heap: x\n\
               # example.com/m/n [example.com/m/n.test]\nn/n.go:4:17: moved to heap: x\n\
               # example.com/m/n_test [example.com/m/n.test]\nn/y_test.go:5:8: p does not escape\n\
               # example.com/m/o [example.com/m/o.test]\no/o_test.go:3:17: moved to heap: x\n\
               # example.com/m/p\np/p.go:6:8: p does not escape\np/p.go:5:8: p does not escape\n\
               # example.com/m/p [example.com/m/p.test]\np/p.go:6:8: p does not escape\np/p.go:5:8: p does not \
               escape\np/p_test.go:3:11: leaking param: p\n\
               # example.com/m/p_test [example.com/m/p.test]\np/x_test.go:8:8: leaking param: a\np/x_test.go:8:11: b \
               does not escape\n\
               # example.com/m/q\nq/q.go:7:8: b does not escape\n\
               # example.com/m/q [example.com/m/p.test]\nq/q.go:7:8: b does not escape\n",
};

#[test]
fn tests_of_packages() {
    let root = folder(&TESTS, "ours");
    let out = goesc(&root, &["gc", "-m", "-l", "--go", "1.27", "--tests"], TESTS.patterns);
    let said = (shown(&root, &out.stdout), shown(&root, &out.stderr), out.status.code());
    assert_eq!(said, (TESTS.verdicts.to_owned(), String::new(), Some(0)));
    // Alone, the tested package is compiled for its tests only.
    let out = goesc(&root, &["gc", "-m", "-l", "--go", "1.27", "--tests"], &["./p"]);
    let headers =
        |text: &str| text.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
    let said = headers(&shown(&root, &out.stdout));
    let inner = "# example.com/m/p [example.com/m/p.test]";
    assert_eq!(said, [inner, "# example.com/m/p_test [example.com/m/p.test]"]);
}

#[test]
fn go_test_compiles_the_same() {
    let Some(go) = toolchain::find("go_test_compiles_the_same") else { return };
    let root = folder(&TESTS, "theirs");
    let mut command = go.go();
    let command = environment(&mut command, &root).args(["test", "-gcflags=-m -l"]).args(TESTS.patterns);
    let out = command.output().expect("go runs");
    let text = shown(&root, &out.stderr) + &shown(&root, &out.stdout);
    // What is left: neither results, nor the programs that run the tests.
    let lines = text
        .lines()
        .filter(|line| line.starts_with('#') || line.contains(".go:") && !line.contains("testmain"));
    let text: String =
        lines.filter(|line| !line.ends_with(".test")).map(|line| format!("{line}\n")).collect();
    assert_eq!(comparable(&text), comparable(TESTS.verdicts));
}

/// A test can make a cycle that is none without it.
#[test]
fn cycles_through_tests() {
    let case = Case {
        name: "test_cycle",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- m/p/p.go --\npackage p\n\
                -- m/p/p_test.go --\npackage p\n\nimport _ \"example.com/m/q\"\n\nFUNC\n\
                -- m/q/q.go --\npackage q\n\nimport _ \"example.com/m/p\"\n",
        patterns: &["./p"],
        errors: "package example.com/m/p\n\timports example.com/m/q from p_test.go\n\timports example.com/m/p from \
                 q.go: import cycle not allowed in test\n",
        verdicts: "# example.com/m/p [example.com/m/p.test]\np/p_test.go:5:17: moved to heap: x\n",
    };
    let root = folder(&case, "ours");
    let out = goesc(&root, &["gc", "-m", "-l", "--go", "1.27", "--tests"], case.patterns);
    let said = (shown(&root, &out.stdout), shown(&root, &out.stderr), out.status.code());
    assert_eq!(said, (case.verdicts.to_owned(), case.errors.to_owned(), Some(1)));
    if let Some(go) = toolchain::find("cycles_through_tests") {
        let mut command = go.go();
        let command = environment(&mut command, &root).args(["vet"]).args(case.patterns);
        let theirs = command.output().expect("go runs").stderr;
        assert!(shown(&root, &theirs).starts_with(case.errors), "{}", shown(&root, &theirs));
    }
}

/// The release that the modules ask for, unless the user does: it shows in what `new(1)` is.
#[test]
fn the_release_comes_from_go_mod() {
    let says_1_27 = |files: &'static str, args: &[&str]| {
        let case = Case { name: "release", files, patterns: &["."], errors: "", verdicts: "" };
        let root = folder(&case, "ours");
        let out = goesc(&root, &[&["gc", "-m", "-l"], args].concat(), case.patterns);
        let text = shown(&root, &out.stdout);
        assert!(text.contains("moved to heap: x"), "{text} {}", shown(&root, &out.stderr));
        // Until 1.24 lengths that are no constants took a slice to the heap.
        !text.contains("make([]int, n) escapes to heap")
    };
    let with = |go_mod: &str| {
        let source = "package m\n\nfunc F(n int) *int { x := 0; s := make([]int, n); _ = s; return &x }\n";
        let text = format!("-- m/go.mod --\n{go_mod}-- m/a.go --\n{source}");
        &*Box::leak(text.into_boxed_str())
    };
    assert!(says_1_27(with("module m\n"), &[]));
    assert!(says_1_27(with("module m\ngo 1.20\n"), &[]));
    assert!(says_1_27(with("module m\ngo 1.25.3\n"), &[]));
    assert!(!says_1_27(with("module m\ngo 1.24\n"), &[]));
    assert!(!says_1_27(with("module m\ngo 1.21.0\n"), &[]));
    assert!(says_1_27(with("module m\ngo 1.21.0\ntoolchain go1.26.1\n"), &[]));
    assert!(!says_1_27(with("module m\ngo 1.21.0\ntoolchain go1.23.4-custom\n"), &[]));
    assert!(says_1_27(with("module m\ngo 1.24\n"), &["--go", "1.26"]));
    assert!(!says_1_27(with("module m\ngo 1.27\n"), &["--go", "1.24"]));
    let work = with("module m\ngo 1.21\n-- m/go.work --\ngo 1.26\nuse .\n");
    assert!(says_1_27(work, &[]));
}

#[test]
fn a_module_that_was_not_downloaded() {
    let case = Case {
        name: "not_downloaded",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\nrequire example.com/A v1.0.0\n\
                -- m/a.go --\npackage m\n\nimport _ \"example.com/A/b\"\n\nFUNC\n",
        patterns: &["."],
        errors: "a.go:3:8: example.com/A@v1.0.0: not in the module cache $ROOT/cache; to add it:\n\tgo mod download \
                 example.com/A@v1.0.0\n",
        verdicts: "# example.com/m\n./a.go:5:17: moved to heap: x\n",
    };
    let different = differences(&[case], 1);
    assert!(different.is_empty(), "{}", different.join("\n"));
}

/// `GOFLAGS`, `GOWORK`, and where the module cache is.
#[test]
fn the_environment_counts() {
    let case = Case {
        name: "environment",
        files: "-- m/go.work --\ngo 1.24\nuse .\nreplace example.com/a => ../a\n\
                -- m/go.mod --\nmodule example.com/m\ngo 1.24\nrequire example.com/a v1.0.0\n\
                -- m/a.go --\npackage m\n\nimport _ \"example.com/a\"\n-- m/b.go --\n//go:build extra\n\npackage m\n\nFUNC\n\
                -- m/vendor/modules.txt --\n# example.com/a v1.0.0\n## explicit\nexample.com/a\n\
                -- m/vendor/example.com/a/a.go --\npackage a\n\
                -- a/go.mod --\nmodule example.com/a\n-- a/a.go --\npackage a\n\nFUNC\n\
                -- gopath/pkg/mod/example.com/a@v1.0.0/a.go --\npackage a\n\nvar Y int\n\nFUNC\n",
        patterns: &[],
        errors: "",
        verdicts: "",
    };
    let root = folder(&case, "ours");
    let run = |variables: &[(&str, &str)], pattern: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goesc"));
        let command =
            environment(&mut command, &root).env_remove("GOMODCACHE").envs(variables.iter().copied());
        let out = command.args(["gc", "-m", "-l", pattern]).output().expect("goesc runs");
        shown(&root, &out.stdout) + &shown(&root, &out.stderr)
    };
    let moved = |file: &str, line: u32| format!("{file}:{line}:17: moved to heap: x\n");
    assert_eq!(run(&[], "example.com/a"), "# example.com/a\n".to_owned() + &moved("../a/a.go", 3));
    assert_eq!(
        run(&[("GOFLAGS", "-tags=other,extra")], "."),
        "# example.com/m\n".to_owned() + &moved("./b.go", 5)
    );
    assert_eq!(run(&[("GOWORK", "off")], "example.com/a"), "");
    let gopath = root.join("gopath").display().to_string();
    let cached = "# example.com/a\n".to_owned() + &moved("../gopath/pkg/mod/example.com/a@v1.0.0/a.go", 5);
    let off = [("GOWORK", "off"), ("GOFLAGS", "-mod=mod -x"), ("GOPATH", &gopath)];
    assert_eq!(run(&off, "example.com/a"), cached);
    let cache = format!("{gopath}/pkg/mod");
    let off = [("GOWORK", "off"), ("GOFLAGS", "-mod=readonly"), ("GOMODCACHE", &cache)];
    assert_eq!(run(&off, "example.com/a"), cached);
    let both =
        "goesc: -mod may only be set to readonly or vendor when in workspace mode, but it is set to \"mod\"";
    assert!(run(&[("GOFLAGS", "-mod=mod")], ".").starts_with(both));
}

/// Tags that std's files ask for, too, change what it is, but not what goesc knows about it.
#[test]
fn tags_that_the_library_reads() {
    let case = Case {
        name: "tags",
        files: "-- m/go.mod --\nmodule example.com/m\ngo 1.24\n-- m/a.go --\n//go:build purego\n\npackage m\n\nFUNC\n\
                -- m/b.go --\npackage m\n",
        patterns: &["."],
        errors: "",
        verdicts: "# example.com/m\n./a.go:5:17: moved to heap: x\n",
    };
    let root = folder(&case, "ours");
    for (tags, told) in [("purego", true), ("purego,netgo", true), ("own,purego", true), ("own", false)] {
        let out = goesc(&root, &["gc", "-m", "-l", "--tags", tags], case.patterns);
        let told: String = tags
            .split(',')
            .filter(|&tag| told && tag != "own")
            .map(|tag| {
                format!(
                    "goesc: the standard library is known without the tag {tag}; name a Go installation with \
                     --goroot to make it count there\n"
                )
            })
            .collect();
        let verdicts = if tags.contains("purego") { case.verdicts } else { "" };
        let said = (shown(&root, &out.stderr), shown(&root, &out.stdout), out.status.code());
        assert_eq!(said, (told, verdicts.to_owned(), Some(0)), "{tags}");
    }
}
