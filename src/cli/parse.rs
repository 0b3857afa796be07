//! `goesc parse`: reads Go files or a whole GOROOT and tells what the front end makes of them.
//!
//! In: directories and files. Out: files, bytes, errors and speed on stdout, one error a line
//! before them; exit status 1 if a file outside `testdata` has errors, or differs from a recorded
//! verdict.

use crate::syntax::survey::{Survey, survey};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Parse Go files and report syntax errors and speed.
#[derive(clap::Args, Debug)]
pub struct ParseArgs {
    /// Parse everything in DIR/src.
    #[arg(long, value_name = "DIR")]
    pub goroot: Option<PathBuf>,
    /// Compare with verdicts of go/parser: one file per line, `ok` or `bad`, a blank, its path
    /// below the directory that is parsed.
    #[arg(long, value_name = "FILE")]
    pub expect: Option<PathBuf>,
    /// Files, or directories to parse with everything below them.
    pub paths: Vec<PathBuf>,
}

/// Runs `goesc parse`.
pub fn run(args: &ParseArgs, out: &mut dyn Write) -> io::Result<ExitCode> {
    let mut files = Vec::new();
    for root in args.goroot.iter().map(|dir| dir.join("src")).chain(args.paths.iter().cloned()) {
        collect(&root, &root, &mut files)?;
    }
    files.sort();
    let read = files.into_iter().map(|(name, path)| Ok((name, std::fs::read(path)?)));
    let read: io::Result<Vec<_>> = read.collect();
    let survey = survey(read?);
    let mut failed = print_errors(&survey, out)?;
    if let Some(path) = &args.expect {
        failed |= print_disagreements(&survey, &std::fs::read_to_string(path)?, out)? > 0;
    }
    writeln!(
        out,
        "{} files, {} bytes, {} errors, {:.1} MB/s",
        survey.files.len(),
        survey.bytes,
        survey.error_count(),
        survey.megabytes_per_second(),
    )?;
    Ok(ExitCode::from(u8::from(failed)))
}

/// Appends the `.go` files of `path` and below, each with its name below `root`.
fn collect(root: &Path, path: &Path, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    if path.is_dir() {
        for entry in std::fs::read_dir(path)? {
            let path = entry?.path();
            if path.is_dir() || path.extension().is_some_and(|ext| ext == "go") {
                collect(root, &path, files)?;
            }
        }
        return Ok(());
    }
    let name = path.strip_prefix(root).ok().filter(|name| !name.as_os_str().is_empty());
    files.push((name.unwrap_or(path).display().to_string(), path.to_owned()));
    Ok(())
}

/// Prints every error, and how many files are accepted; whether one outside `testdata` is not.
fn print_errors(survey: &Survey, out: &mut dyn Write) -> io::Result<bool> {
    let is_test_data = |name: &str| Path::new(name).components().any(|c| c.as_os_str() == "testdata");
    let mut counts = [[0; 2]; 2];
    for file in &survey.files {
        for error in &file.errors {
            writeln!(out, "{}:{error}", file.name)?;
        }
        counts[usize::from(is_test_data(&file.name))][usize::from(!file.errors.is_empty())] += 1;
    }
    let [[good, bad], [test_good, test_bad]] = counts;
    writeln!(out, "outside testdata: {good} accepted, {bad} rejected")?;
    writeln!(out, "inside testdata: {test_good} accepted, {test_bad} rejected")?;
    Ok(bad > 0)
}

/// Prints the files on which go/parser decided otherwise; how many.
fn print_disagreements(survey: &Survey, expected: &str, out: &mut dyn Write) -> io::Result<usize> {
    let expected: BTreeMap<&str, bool> = expected
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(verdict, name)| (name, verdict == "ok"))
        .collect();
    let (mut compared, mut different) = (0, 0);
    for file in &survey.files {
        let Some(&accepted) = expected.get(file.name.as_str()) else { continue };
        compared += 1;
        if accepted != file.accepted_by_go_parser {
            different += 1;
            let verdict = if accepted { "accepts" } else { "rejects" };
            writeln!(out, "{}: go/parser {verdict} it", file.name)?;
        }
    }
    writeln!(out, "go/parser: {} of {compared} files alike", compared - different)?;
    Ok(different)
}
