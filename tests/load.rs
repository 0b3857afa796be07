//! Which files and packages a build takes.

use crate::imports::MemoryTree;
use crate::toolchain;
use goesc::load::{BuildContext, DiskTree, LoadContext, ModuleSettings, Modules, load_patterns};
use goesc::release::Release;
use std::path::Path;

fn build(target: &str, tags: &str, release: &str) -> BuildContext {
    let (goos, goarch) = target.split_once('/').expect("a system and an architecture");
    BuildContext {
        goos: goos.into(),
        goarch: goarch.into(),
        tags: tags.split(',').filter(|tag| !tag.is_empty()).map(str::to_owned).collect(),
        release: Release::parse(release).expect("a known release"),
    }
}

/// The import path and the names of the files of each package, sorted; the errors behind.
fn list(context: LoadContext<'_>, patterns: &[&str]) -> Vec<String> {
    let patterns: Vec<String> = patterns.iter().map(|p| p.to_string()).collect();
    let (packages, errors) = load_patterns(context, &patterns);
    let mut lines = Vec::new();
    for package in packages {
        let names = package.files.iter().filter_map(|file| file.path.file_name()?.to_str());
        lines.push(format!("{} [{}]", package.import_path, names.collect::<Vec<_>>().join(" ")));
    }
    lines.sort();
    lines.extend(errors.iter().map(|error| error.to_string()));
    lines
}

/// Lists a module `m` in `/m` and a library in `/go`, for linux/amd64.
fn list_in(files: &[(&str, &str)], patterns: &[&str]) -> Vec<String> {
    let mut tree = MemoryTree::default();
    for (name, text) in files {
        tree.files.insert(Path::new("/").join(name), (*text).into());
    }
    let goroot = tree.files.keys().any(|name| name.starts_with("/go")).then_some(Path::new("/go"));
    let build = build("linux/amd64", "extra", "1.27");
    let modules = Modules::open(&tree, Path::new("/m"), &ModuleSettings::default()).expect("good modules");
    list(
        LoadContext { modules: &modules, ..LoadContext::new(&tree, Path::new("/m"), goroot, &build) },
        patterns,
    )
}

const CONSTRAINTS: [(&str, &str); 15] = [
    ("m/go.mod", "module m\n"),
    ("m/a.go", "//go:build extra && !windows\n\npackage m\n"),
    ("m/b.go", "/* c */ // d\n//go:build windows\npackage m\n"),
    ("m/c.go", "// +build windows extra,linux\n// +build !other\n\npackage m\n"),
    ("m/d.go", "// +build windows\n\npackage m\n"),
    ("m/e.go", "// +build windows\npackage m\n"),
    ("m/f.go", "package m\n//go:build windows\n"),
    ("m/g.go", "\u{feff}//go:build windows\n\npackage m\n"),
    ("m/h.go", "/*\n//go:build windows\n*/\npackage m\n"),
    ("m/i.go", "/**///go:build windows\npackage m\n"),
    ("m/j.go", "//go:buildwindows\n\npackage m\n"),
    ("m/k_windows.go", "package m\n"),
    ("m/l_test.go", "package m\n"),
    ("m/_m.go", "package m\n"),
    ("m/n.go", "// +build !extra\n\n//go:build linux\n\npackage m\n"),
];

#[test]
fn constraints_of_files() {
    assert_eq!(list_in(&CONSTRAINTS, &["."]), ["m [a.go c.go e.go f.go h.go i.go j.go n.go]"]);
}

const FOR_CGO: [(&str, &str); 6] = [
    ("m/go.mod", "module m\n"),
    ("m/a.go", "package m\n\nimport \"C\" // c\n"),
    ("m/b.go", "package m\n\nimport (\n\t\"fmt\"\n\t_ `C`\n)\n"),
    ("m/c.go", "package m\n\nimport \"fmt\"\n\nvar s = \"C\"\n"),
    ("m/d.go", "package documentation\n"),
    ("m/e.go", "package m; import \"fmt\"; import \"C\"\n"),
];

#[test]
fn files_for_cgo_and_documentation() {
    assert_eq!(list_in(&FOR_CGO, &["m"]), ["m [c.go]"]);
}

#[test]
fn one_package_in_a_folder() {
    let files = [
        ("m/go.mod", "module m\n"),
        ("m/a/a.go", "package a\n"),
        ("m/a/b.go", "// c\npackage b\n"),
        ("m/b/a.go", "package b\n"),
        ("m/b/b.go", "not Go\n"),
        ("m/b/c_windows.go", "package c\n"),
    ];
    let expected = ["m/b [a.go b.go]", "found packages a (a.go) and b (b.go) in /m/a"];
    assert_eq!(list_in(&files, &["./..."]), expected);
}

#[test]
fn named_files() {
    let files = [
        ("m/go.mod", "module m\n"),
        ("m/a.go", "package m\n"),
        ("m/a_windows.go", "package m\n"),
        ("m/b/b.go", "//go:build ignore\npackage b\n"),
    ];
    assert_eq!(list_in(&files, &["a_windows.go", "a.go"]), ["command-line-arguments [a.go a_windows.go]"]);
    assert_eq!(list_in(&files, &["b/b.go"]), ["command-line-arguments [b.go]"]);
    let apart = ["named files must all be in one directory; have . and b"];
    assert_eq!(list_in(&files, &["a.go", "b/b.go"]), apart);
    let mixed = ["command-line-arguments [a.go]", "named files must be .go files: ./b"];
    assert_eq!(list_in(&files, &["a.go", "./b"]), mixed);
}

const TREES: [(&str, &str); 18] = [
    ("m/go.mod", "module m\n"),
    ("m/a.go", "package m\n"),
    ("m/a/x/x.go", "package x\n"),
    ("m/a/xx/x.go", "package xx\n"),
    ("m/vendor/v/v.go", "package v\n"),
    ("m/testdata/t.go", "package t\n"),
    ("m/other/go.mod", "module other\n"),
    ("m/other/o.go", "package o\n"),
    ("go/src/go.mod", "module std\n"),
    ("go/src/net/net.go", "package net\n"),
    ("go/src/net/http/h.go", "package http\n"),
    ("go/src/builtin/b.go", "package builtin\n"),
    ("go/src/vendor/w/w.go", "package w\n"),
    ("go/src/cmd/go.mod", "module cmd\n"),
    ("go/src/cmd/go/x/x.go", "package x\n"),
    ("go/src/cmd/vendor/w/w.go", "package w\n"),
    ("go/src/cmd/vendor/w/main/m.go", "package main\n"),
    ("go/src/runtime/cgo/c.go", "package cgo\n"),
];

#[test]
fn patterns() {
    let list = |pattern| list_in(&TREES, &[pattern]);
    assert_eq!(list("./..."), ["m [a.go]", "m/a/x [x.go]", "m/a/xx [x.go]"]);
    assert_eq!(list("m/..."), list("./..."));
    assert_eq!(list("./a/x"), ["m/a/x [x.go]"]);
    assert_eq!(list("m/a/x"), list("./a/x"));
    assert_eq!(list("./a/x..."), ["m/a/x [x.go]", "m/a/xx [x.go]"]);
    assert_eq!(list(".../x"), ["cmd/go/x [x.go]", "m/a/x [x.go]"]);
    assert_eq!(list("std"), ["net [net.go]", "net/http [h.go]", "vendor/w [w.go]"]);
    assert_eq!(list("cmd"), ["cmd/go/x [x.go]", "cmd/vendor/w [w.go]"]);
    assert_eq!(list("cmd/..."), ["cmd/go/x [x.go]"]);
    assert_eq!(list("net/..."), ["net [net.go]", "net/http [h.go]"]);
    assert_eq!(list("net/http"), ["net/http [h.go]"]);
    assert_eq!(list("runtime/cgo"), ["runtime/cgo [c.go]"]);
    assert_eq!(list("vendor/..."), ["vendor/w [w.go]"]);
    assert_eq!(list("nowhere"), ["package nowhere is not in std (/go/src/nowhere)"]);
    assert_eq!(list("./nowhere"), ["stat /m/nowhere: directory not found"]);
    assert_eq!(list("nowhere/..."), ["\"nowhere/...\" matched no packages"]);
}

/// The modules of the other tests, on disk, as the go command lists them.
#[test]
fn same_files_of_a_module_as_the_go_command() {
    let Some(go) = toolchain::find("same_files_of_a_module_as_the_go_command") else { return };
    let cases = [
        ("constraints", &CONSTRAINTS[..], &["."][..]),
        ("for_cgo", &FOR_CGO, &["."]),
        (
            "trees",
            &TREES,
            &["./...", "m/...", "./a/x", "m/a/x", "./a/x...", "m/.../x", "./.../x", "./a/...x"],
        ),
    ];
    for (name, files, patterns) in cases {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("load").join(name);
        let _ = std::fs::remove_dir_all(&root);
        for (file, text) in files.iter().filter(|(file, _)| file.starts_with("m/")) {
            let path = root.join(file);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
            std::fs::write(path, text).expect("writable");
        }
        let root = root.join("m").canonicalize().expect("it is there");
        let build = build("linux/amd64", "extra", "1.27");
        for pattern in patterns {
            let mut command = go.go();
            command.current_dir(&root).envs([("GOOS", "linux"), ("GOARCH", "amd64")]);
            command.args(["list", "-tags", "extra", "-f", "{{.ImportPath}} {{.GoFiles}}", pattern]);
            let output = command.output().expect("go runs");
            let theirs = String::from_utf8_lossy(&output.stdout);
            let modules = Modules::open(&DiskTree, &root, &ModuleSettings::default()).expect("good modules");
            let context = LoadContext {
                modules: &modules,
                ..LoadContext::new(&DiskTree, &root, Some(&go.root), &build)
            };
            let theirs: Vec<&str> = theirs.lines().collect();
            assert_eq!(list(context, &[*pattern]), theirs, "{command:?}");
        }
    }
}

/// Every package and file of a real Go installation, as the go command lists them.
#[test]
fn same_files_as_the_go_command() {
    let cases = [
        ("1.27.3", "linux/amd64", "", &["std", "cmd"][..]),
        ("1.27.3", "linux/amd64", "purego,netgo,boringcrypto", &["std"]),
        ("1.27.3", "linux/arm64", "", &["std", "cmd/compile/...", "cmd/go/..."]),
        ("1.27.3", "linux/386", "", &["std"]),
        ("1.27.3", "linux/mips64le", "", &["std"]),
        ("1.27.3", "windows/amd64", "", &["std", "cmd"]),
        ("1.27.3", "darwin/arm64", "", &["std"]),
        ("1.27.3", "js/wasm", "", &["std"]),
        ("1.27.3", "android/arm64", "", &["std"]),
        ("1.27.3", "plan9/arm", "", &["net/...", "os"]),
        ("1.21.13", "linux/amd64", "", &["std", "cmd"]),
        ("1.22.10", "linux/loong64", "", &["std"]),
        ("1.23.9", "freebsd/riscv64", "", &["std"]),
        ("1.24.11", "linux/amd64", "", &["std"]),
        ("1.24.11", "aix/ppc64", "", &["std"]),
        ("1.25.5", "darwin/amd64", "", &["std"]),
        ("1.26.6", "linux/s390x", "", &["std"]),
        ("1.26.6", "wasip1/wasm", "", &["std"]),
    ];
    for (version, target, tags, patterns) in cases {
        let Some(go) = toolchain::find_version("same_files_as_the_go_command", version) else { continue };
        let build = build(target, tags, version);
        let args = ["list", "-tags", tags, "-f", "{{.ImportPath}} {{.GoFiles}}"];
        let target = [("GOOS", &build.goos), ("GOARCH", &build.goarch)];
        let mut command = go.go();
        command.current_dir(&go.root).envs(target).args(args).args(patterns);
        let output = command.output().expect("go runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let context = LoadContext::new(&DiskTree, &go.root, Some(&go.root), &build);
        let theirs = String::from_utf8_lossy(&output.stdout);
        let mut theirs: Vec<&str> = theirs.lines().filter(|line| !line.ends_with("[]")).collect();
        theirs.sort_unstable();
        let ours = list(context, patterns);
        let missing: Vec<_> = theirs.iter().filter(|line| !ours.iter().any(|l| l == *line)).collect();
        let extra: Vec<_> = ours.iter().filter(|line| !theirs.contains(&line.as_str())).collect();
        assert!(
            missing.is_empty() && extra.is_empty(),
            "{command:?}\nmissing {missing:#?}\nextra {extra:#?}"
        );
    }
}
