//! How many of the errors that Go's own test data for its type checkers expects does goesc report?
//!
//! `cargo run --release --example testdata_score -- --goroot DIR [--check | --update] [NAME…]`
//!
//! Checks the packages below `DIR/src/internal/types/testdata` of the newest release goesc knows
//! (every file is a package, every folder one of several files) and compares the errors with the
//! `ERROR` comments in them as Go's own test does: an error belongs on the line of the token before
//! its comment, near its column, and its text contains the comment's. Prints what differs, package
//! by package, and at last the score. `--check` fails when the score is less than what
//! `.ci/testdata-score.txt` says, or when a package takes longer than a second; `--update` writes
//! that file. With names (parts of paths) only these packages are looked at.

mod compare;
mod expected;
mod packages;
mod standard;

use compare::{Outcome, compare};
use goesc::release::Release;
use goesc::types::CheckContext;
use packages::TestPackage;
use standard::Standard;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// No package may take longer, in a release build.
const LIMIT: Duration = Duration::from_secs(1);

const SCORE_FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/.ci/testdata-score.txt");

#[derive(Default)]
struct Args {
    goroot: PathBuf,
    check: bool,
    update: bool,
    names: Vec<String>,
}

fn arguments() -> Result<Args, String> {
    let mut args = Args::default();
    let mut given = std::env::args().skip(1);
    while let Some(arg) = given.next() {
        match arg.as_str() {
            "--goroot" => args.goroot = given.next().ok_or("--goroot needs a folder")?.into(),
            "--check" => args.check = true,
            "--update" => args.update = true,
            _ if arg.starts_with('-') => return Err(format!("unknown option {arg}")),
            _ => args.names.push(arg),
        }
    }
    match args.goroot.as_os_str().is_empty() {
        true => Err("--goroot is needed".to_owned()),
        false => Ok(args),
    }
}

/// What was counted.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
struct Score {
    /// Expected errors that were reported.
    errors: usize,
    /// Packages without an unexpected error.
    packages: usize,
}

impl Score {
    fn read() -> Score {
        let text = std::fs::read_to_string(SCORE_FILE).unwrap_or_default();
        let number = |key: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(key));
            line.and_then(|n| n.trim().parse().ok()).unwrap_or(0)
        };
        Score { errors: number("errors "), packages: number("packages ") }
    }

    fn write(self) -> std::io::Result<()> {
        std::fs::write(SCORE_FILE, format!("errors {}\npackages {}\n", self.errors, self.packages))
    }
}

fn main() -> ExitCode {
    let args = match arguments() {
        Ok(args) => args,
        Err(error) => {
            eprintln!("testdata_score: {error}");
            return ExitCode::from(2);
        }
    };
    // Deep trees need the stack that the driver gives its thread.
    let run = std::thread::Builder::new().stack_size(256 << 20).spawn(move || run(&args));
    match run.map(|thread| thread.join()) {
        Ok(Ok(true)) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn run(args: &Args) -> bool {
    let folder = args.goroot.join("src/internal/types/testdata");
    let wanted = |path: &Path| {
        let name = path.to_string_lossy();
        args.names.is_empty() || args.names.iter().any(|part| name.contains(part.as_str()))
    };
    let mut standard = Standard::new(&args.goroot, Release::NEWEST);
    let packages: Vec<TestPackage> = packages::find(&folder)
        .into_iter()
        .filter(|paths| wanted(&paths[0]))
        .filter_map(|paths| TestPackage::read(&folder, &paths, &mut standard))
        .collect();
    if packages.is_empty() {
        eprintln!("testdata_score: no test data below {}", folder.display());
        return false;
    }
    let checked = standard.check();
    let mut total = Outcome::default();
    let (mut clean, mut slow, mut longest) = (0, 0, (Duration::ZERO, ""));
    for package in &packages {
        let cx = CheckContext { language: package.language, ..checked.context() };
        let start = Instant::now();
        let errors = package.errors(&cx);
        let took = start.elapsed() + package.parsing;
        let outcome = compare(package, &errors, checked.sources());
        if outcome.unexpected == 0 {
            clean += 1;
        }
        if took > LIMIT {
            slow += 1;
        }
        if took > longest.0 {
            longest = (took, &package.name);
        }
        total.expected += outcome.expected;
        total.reported += outcome.reported;
        if !outcome.text.is_empty() {
            println!("=== {}\n{}", package.name, outcome.text);
        }
    }
    let percent = |part: usize, whole: usize| part as f64 * 100.0 / whole.max(1) as f64;
    println!(
        "{} of {} expected errors are reported ({:.2} %), {clean} of {} packages report nothing else ({:.2} %)",
        total.reported,
        total.expected,
        percent(total.reported, total.expected),
        packages.len(),
        percent(clean, packages.len()),
    );
    println!("the longest took {:.3} s ({})", longest.0.as_secs_f64(), longest.1);
    let score = Score { errors: total.reported, packages: clean };
    finish(args, score, slow)
}

/// Compares with the score before; whether all is well.
fn finish(args: &Args, score: Score, slow: usize) -> bool {
    let before = Score::read();
    if args.update {
        if let Err(error) = score.write() {
            eprintln!("testdata_score: {SCORE_FILE}: {error}");
            return false;
        }
        return true;
    }
    let fell = score.errors < before.errors || score.packages < before.packages;
    if !args.check {
        return true;
    }
    if fell {
        println!("the score fell: it was {} errors and {} packages", before.errors, before.packages);
    } else if score != before {
        println!("the score rose: write it down with --update");
    }
    if slow > 0 {
        println!("{slow} packages took longer than {} s", LIMIT.as_secs());
    }
    !fell && slow == 0
}
