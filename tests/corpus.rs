//! Every program under `corpus/`, for every recorded release and mode, against what the real
//! compiler printed. Programs are found by themselves; the recordings' format is described in
//! `corpus/README.md`.

use goesc::driver::{self, Config};
use goesc::facts::{Archive, embedded};
use goesc::load::{BuildContext, LoadedFile, PackageFiles};
use goesc::release::Release;
use goesc::report::Level;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// One recorded answer of the real compiler.
struct Answer {
    text: String,
    exit: i32,
}

/// The recorded answers of a program by (release, mode).
type Recording = BTreeMap<(String, String), std::rc::Rc<Answer>>;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// Every program of the corpus, sorted.
pub fn programs() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![corpus()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("corpus is readable") {
            let path = entry.expect("corpus is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "go") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn recording(program: &Path) -> Recording {
    let path = program.with_extension("rec");
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|e| panic!("{}: {e}; record it with corpus/record", path.display()));
    let mut answers = Recording::new();
    for section in text.split("\n== ").map(|s| s.strip_prefix("== ").unwrap_or(s)) {
        let (head, body) = section.split_once('\n').unwrap_or((section, ""));
        let (keys, exit) = head.split_once(" exit ").expect("a section's head ends with its exit status");
        // Splitting took the line break before the next head.
        let mut text = body.to_owned();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        let answer = std::rc::Rc::new(Answer { text, exit: exit.trim().parse().expect("a number") });
        for key in keys.split(' ') {
            let (release, mode) = key.split_once(':').expect("RELEASE:MODE");
            answers.insert((release.to_owned(), mode.to_owned()), answer.clone());
        }
    }
    answers
}

/// A program of the corpus as a package of its own.
pub fn package_of(program: &Path) -> PackageFiles {
    let name = program.file_name().expect("a file").to_string_lossy();
    PackageFiles {
        import_path: "command-line-arguments".into(),
        files: vec![LoadedFile {
            display_name: format!("./{name}"),
            path: program.to_owned(),
            bytes: std::fs::read(program).expect("the program is readable"),
        }],
        ..PackageFiles::default()
    }
}

/// The facts about a release's library, opened once for all tests.
pub fn facts(release: Release) -> Option<Arc<Archive>> {
    static OPENED: Mutex<BTreeMap<Release, Option<Arc<Archive>>>> = Mutex::new(BTreeMap::new());
    let mut opened = OPENED.lock().expect("opening does not panic");
    opened.entry(release).or_insert_with(|| embedded(release, "linux", "amd64")).clone()
}

/// The configuration that the recordings were made with, in the modes without inlining.
pub fn config(release: Release) -> Config {
    let build = BuildContext::linux_amd64(release);
    Config { inline: false, facts: facts(release), ..Config::new(build) }
}

/// Whether calls are replaced in a mode, the detail level, and gc's flags.
fn mode(name: &str) -> (bool, Level, &'static str) {
    match name {
        "ml" => (false, Level::Verdicts, "-m -l"),
        "m2l" => (false, Level::Explanations, "-m=2 -l"),
        "m" => (true, Level::Verdicts, "-m"),
        "m2" => (true, Level::Explanations, "-m=2"),
        _ => panic!("unknown mode {name}"),
    }
}

fn first_difference(expected: &str, actual: &str) -> String {
    let (mut e, mut a) = (expected.lines(), actual.lines());
    for number in 1.. {
        let (want, got) = (e.next(), a.next());
        if want != got {
            let show = |line: Option<&str>| line.unwrap_or("(nothing)").to_owned();
            return format!("line {number}\n    go:    {}\n    goesc: {}", show(want), show(got));
        }
        if want.is_none() {
            break;
        }
    }
    "(same lines)".into()
}

#[test]
fn corpus_is_exact_without_inlining() {
    compare(false);
}

#[test]
fn corpus_is_exact_with_inlining() {
    compare(true);
}

/// What gc printed at a level, and the flags for it.
type Recorded = (Level, &'static str, std::rc::Rc<Answer>);

fn compare(inline: bool) {
    let (mut exact, mut differences) = (0, Vec::new());
    for program in programs() {
        let mut releases: BTreeMap<String, Vec<Recorded>> = BTreeMap::new();
        for ((release, name), answer) in recording(&program) {
            let (inlines, level, flags) = mode(&name);
            if inlines == inline {
                releases.entry(release).or_default().push((level, flags, answer));
            }
        }
        for (release_name, answers) in releases {
            let release = Release::parse(&release_name).expect("a known release");
            let analysis = driver::analyze(&Config { inline, ..config(release) }, vec![package_of(&program)]);
            for (level, flags, answer) in answers {
                // With errors gc prints nothing else; goesc prints them on the other stream.
                let printed = match answer.exit {
                    0 => analysis.render_gc(level),
                    _ => analysis.render_errors(),
                };
                if printed == answer.text {
                    exact += 1;
                } else {
                    let name = program.strip_prefix(corpus()).unwrap_or(&program).display();
                    differences.push(format!(
                        "{name}, Go {release_name}, {flags}: {}",
                        first_difference(&answer.text, &printed)
                    ));
                }
            }
        }
    }
    println!("{exact} recordings exact");
    let shown = std::env::var("GOESC_SHOW").ok().and_then(|v| v.parse().ok()).unwrap_or(40);
    let list: Vec<&str> = differences.iter().take(shown).map(String::as_str).collect();
    assert!(
        differences.is_empty(),
        "{} of {} recordings differ:\n{}",
        differences.len(),
        differences.len() + exact,
        list.join("\n")
    );
}
