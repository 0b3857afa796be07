//! Folders and files that are not what their names say: each ends with an answer or a clear error,
//! and the right exit status.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

const FUNC: &str = "package m\n\nfunc F() *int { x := 0; return &x }\n";
const VERDICT: &str = "# m\n./a.go:3:17: moved to heap: x\n";

/// A module `m` in a fresh folder, with `a.go` in it.
fn module(test: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("odd").join(test);
    let _ = std::fs::remove_dir_all(&root);
    std::fs::create_dir_all(&root).expect("writable");
    std::fs::write(root.join("go.mod"), "module m\n\ngo 1.24\n").expect("writable");
    std::fs::write(root.join("a.go"), FUNC).expect("writable");
    root.canonicalize().expect("it is there")
}

fn goesc(root: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goesc"));
    ["GOOS", "GOARCH", "GOFLAGS", "GOWORK"].iter().for_each(|name| {
        command.env_remove(name);
    });
    command
        .env("GOESCCACHE", "off")
        .env("GOENV", "off")
        .current_dir(root)
        .args(["gc", "-m", "-l"])
        .args(args)
        .output()
        .expect("goesc runs")
}

/// Checks what is printed; `$ROOT` is the folder.
fn check(root: &Path, args: &[&str], stdout: &str, stderr: &str, status: i32) {
    let out = goesc(root, args);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&*root.to_string_lossy(), "$ROOT");
    let said = (text(&out.stdout), text(&out.stderr), out.status.code());
    assert_eq!(said, (stdout.to_owned(), stderr.to_owned(), Some(status)));
}

#[test]
fn a_folder_with_the_name_of_a_file() {
    let root = module("folder_go");
    std::fs::create_dir(root.join("x.go")).expect("writable");
    check(&root, &["."], VERDICT, "", 0);
    check(&root, &["./x.go"], "", "goesc: no Go files in $ROOT/x.go\n", 1);
    let root = module("folder_go_mod");
    std::fs::remove_file(root.join("go.mod")).expect("writable");
    std::fs::create_dir(root.join("go.mod")).expect("writable");
    std::fs::write(root.join("../go.mod"), "module around\n").expect("writable");
    let verdict = VERDICT.replace("# m", "# around/folder_go_mod");
    check(&root, &["."], &verdict, "", 0);
}

#[test]
fn a_file_that_is_too_large() {
    let root = module("large");
    let file = std::fs::File::create(root.join("b.go")).expect("writable");
    file.set_len(100 << 20).expect("writable");
    let start = Instant::now();
    check(&root, &["."], VERDICT, "open $ROOT/b.go: file is larger than 32 MiB\n", 1);
    check(&root, &["b.go"], "", "goesc: b.go: file is larger than 32 MiB\n", 1);
    assert!(start.elapsed() < Duration::from_secs(20));
    std::fs::rename(root.join("b.go"), root.join("go.work")).expect("writable");
    check(&root, &["."], "", "goesc: reading go.work: open $ROOT/go.work: file is larger than 32 MiB\n", 1);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::os::unix::process::CommandExt;

    #[test]
    fn links_that_lead_nowhere() {
        let root = module("links");
        symlink("b.go", root.join("b.go")).expect("writable");
        check(&root, &["."], VERDICT, "open $ROOT/b.go: too many levels of symbolic links\n", 1);
        check(&root, &["b.go"], "", "goesc: b.go: too many levels of symbolic links\n", 1);
        std::fs::remove_file(root.join("b.go")).expect("writable");
        symlink("nowhere", root.join("b.go")).expect("writable");
        check(&root, &["."], VERDICT, "open $ROOT/b.go: no such file or directory\n", 1);
    }

    #[test]
    fn links_in_a_circle() {
        let root = module("circle");
        std::fs::create_dir(root.join("d")).expect("writable");
        std::fs::write(root.join("d/d.go"), FUNC).expect("writable");
        symlink("../d", root.join("d/again")).expect("writable");
        symlink("d", root.join("e")).expect("writable");
        symlink(".", root.join("here")).expect("writable");
        let both = VERDICT.to_owned() + "# m/d\nd/d.go:3:17: moved to heap: x\n";
        check(&root, &["./..."], &both, "", 0);
        check(&root, &["./e"], "# m/e\ne/d.go:3:17: moved to heap: x\n", "", 0);
    }

    #[test]
    fn links_to_files() {
        let root = module("linked");
        std::fs::rename(root.join("a.go"), root.join("_real.go")).expect("writable");
        symlink("_real.go", root.join("a.go")).expect("writable");
        check(&root, &["."], VERDICT, "", 0);
    }

    #[test]
    fn names_that_are_no_text() {
        let root = module("names");
        std::fs::write(
            root.join(OsStr::from_bytes(b"b\xff.go")),
            "package m\n\nfunc g() *int { y := 0; return &y }\n",
        )
        .expect("writable");
        let more = VERDICT.to_owned() + "./b\u{fffd}.go:3:17: moved to heap: y\n";
        check(&root, &["."], &more, "", 0);
        let folder = root.join(OsStr::from_bytes(b"d\xff"));
        std::fs::create_dir(&folder).expect("writable");
        std::fs::write(folder.join("a.go"), FUNC).expect("writable");
        check(&root, &["./..."], &more, "goesc: malformed import path \"m/d\u{fffd}\": invalid UTF-8\n", 1);
    }

    #[test]
    fn names_that_are_no_import_paths() {
        let root = module("odd_names");
        for name in ["x y", "\u{e9}"] {
            std::fs::create_dir(root.join(name)).expect("writable");
            std::fs::write(root.join(name).join("a.go"), FUNC).expect("writable");
        }
        let errors = "goesc: malformed import path \"m/x y\": invalid char ' '\n\
                      goesc: malformed import path \"m/\u{e9}\": invalid char '\u{e9}'\n";
        check(&root, &["./..."], VERDICT, errors, 1);
        std::fs::write(root.join("-b.go"), "package m\n").expect("writable");
        check(&root, &["."], "", "goesc: package m: invalid input file name \"-b.go\"\n", 1);
    }

    fn set_mode(path: &Path, mode: u32) {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("ours");
    }

    /// What nobody may read is an error at its import or its name, whoever runs the test: root, who
    /// may read everything, lets a user without a name do it.
    #[test]
    fn what_may_not_be_read() {
        const NOBODY: u32 = 65534;
        let root = std::env::temp_dir().join(format!("goesc-odd-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&root);
        let folder = root.join("m");
        for name in ["d", "e", "f"] {
            std::fs::create_dir_all(folder.join(name)).expect("writable");
            std::fs::write(folder.join(name).join("a.go"), FUNC).expect("writable");
        }
        std::fs::write(folder.join("f/a.go"), "package f\n\nimport _ \"m/e\"\n").expect("writable");
        std::fs::write(folder.join("go.mod"), "module m\n\ngo 1.24\n").expect("writable");
        std::fs::write(folder.join("a.go"), FUNC).expect("writable");
        std::fs::write(folder.join("b.go"), FUNC).expect("writable");
        let folder = folder.canonicalize().expect("it is there");
        set_mode(&folder.join("b.go"), 0);
        set_mode(&folder.join("e"), 0);
        let everything = std::fs::read(folder.join("b.go")).is_ok();
        let program = root.join("goesc");
        std::fs::copy(env!("CARGO_BIN_EXE_goesc"), &program).expect("writable");
        let ask = |pattern: &str| {
            let mut command = Command::new(&program);
            for name in ["GOOS", "GOARCH", "GOFLAGS", "GOWORK"] {
                command.env_remove(name);
            }
            command.env("GOESCCACHE", "off").env("GOENV", "off").current_dir(&folder);
            command.args(["gc", "-m", "-l", pattern]);
            if everything {
                command.uid(NOBODY).gid(NOBODY);
            }
            let out = command.output().expect("goesc runs");
            let text =
                |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&*folder.to_string_lossy(), "$ROOT");
            (text(&out.stdout), text(&out.stderr), out.status.code())
        };
        let says = |pattern: &str, stdout: &str, stderr: &str| {
            assert_eq!(ask(pattern), (stdout.to_owned(), stderr.to_owned(), Some(1)), "{pattern}");
        };
        let file = "open $ROOT/b.go: permission denied\n";
        let imported = "f/a.go:3:8: open $ROOT/e: permission denied\n";
        says(".", VERDICT, file);
        says("b.go", "", "goesc: b.go: permission denied\n");
        says("./e", "", "goesc: open $ROOT/e: permission denied\n");
        says("./f", "", imported);
        let both = VERDICT.to_owned() + "# m/d\nd/a.go:3:17: moved to heap: x\n";
        says("./...", &both, &format!("goesc: open $ROOT/e: permission denied\n{file}{imported}"));
        set_mode(&folder.join("go.mod"), 0);
        says(".", "", "goesc: reading go.mod: open $ROOT/go.mod: permission denied\n");
        set_mode(&folder.join("e"), 0o755);
        std::fs::remove_dir_all(&root).expect("ours");
    }

    /// Reading it would wait for somebody to write.
    #[test]
    fn a_pipe() {
        let root = module("pipe");
        let made = Command::new("mkfifo").arg(root.join("b.go")).status();
        if !made.is_ok_and(|status| status.success()) {
            println!("a_pipe: skipped, no mkfifo");
            return;
        }
        check(&root, &["."], VERDICT, "", 0);
        check(&root, &["b.go"], "", "goesc: b.go: not a regular file\n", 1);
    }
}
