//! The kept inputs of the fuzz targets, `fuzz/seeds/TARGET/*`: each goes through all targets and
//! comes back. A process of its own, because its memory is limited.

#[path = "../fuzz/src/targets.rs"]
mod targets;

use cap::Cap;
use std::alloc::System;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;
use targets::Target;

/// What needs more memory ends the test.
#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, 1 << 30);

/// What takes longer does not end.
const FOREVER: Duration = Duration::from_secs(120);

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("fuzz/seeds is readable");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("fuzz/seeds is readable").path()).collect();
    paths.sort();
    paths
}

/// Runs a target; its panic is a panic here.
fn run(target: Target, input: &[u8], what: &str) {
    let (done, end) = channel();
    let input = input.to_vec();
    let worker = std::thread::spawn(move || {
        target(&input);
        let _ = done.send(());
    });
    match end.recv_timeout(FOREVER) {
        Err(RecvTimeoutError::Timeout) => panic!("{what} does not end"),
        _ => worker.join().unwrap_or_else(|_| panic!("{what} panics")),
    }
}

#[test]
fn kept_inputs() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    let names: Vec<String> = entries(&seeds)
        .iter()
        .map(|folder| folder.file_name().expect("a folder").to_string_lossy().into_owned())
        .collect();
    let all: Vec<(&str, Target)> = names
        .iter()
        .map(|name| (name.as_str(), targets::target(name).unwrap_or_else(|| panic!("{name} is no target"))))
        .collect();
    let mut inputs = 0;
    for name in &names {
        for file in entries(&seeds.join(name)) {
            let input = std::fs::read(&file).expect("the input is readable");
            for &(target, function) in &all {
                run(function, &input, &format!("{target} on {}", file.display()));
            }
            inputs += 1;
        }
    }
    println!("{inputs} inputs through {} targets", all.len());
    assert!(all.len() == 4 && inputs >= all.len());
}
