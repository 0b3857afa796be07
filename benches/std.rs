//! Loading and type-checking the whole standard library: goesc, and go/parser with go/types.
//!
//! `cargo bench --bench std`; see `benches/README.md`. Each run is a process of its own, so that
//! its peak memory can be told; the best of several counts.

use goesc::driver::{Config, check_with_imports};
use goesc::load::{BuildContext, DiskTree, LoadContext, load_patterns};
use goesc::release::Release;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

const VERSION: &str = "1.27.3";
const RUNS: usize = 5;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    if let [_, mode, goroot, threads] = args.as_slice()
        && mode == "--run-once"
    {
        return run_once(Path::new(goroot), threads.parse().expect("a number of threads"));
    }
    let Some(goroot) = find_go() else {
        println!("no Go {VERSION}: `corpus/record` unpacks it, or GOESC_GO names the folder that has it");
        return;
    };
    let build = build();
    let context = LoadContext::new(&DiskTree, &goroot, Some(&goroot), &build);
    let (packages, _) = load_patterns(context, &["std".to_owned()]);
    let files = packages.iter().flat_map(|package| &package.files);
    let (count, bytes) = files.fold((0, 0), |(n, bytes), file| (n + 1, bytes + file.bytes.len()));
    println!("std of Go {VERSION}: {} packages, {count} files, {bytes} bytes", packages.len());
    let mut list = String::new();
    for package in &packages {
        list.push_str(&format!("package {}\n", package.import_path));
        package.files.iter().for_each(|file| list.push_str(&format!("{}\n", file.path.display())));
    }
    let program = build_go_program(&goroot);
    println!("{:<34} {:>8} {:>8} {:>8} {:>8} {:>7}", "", "parse s", "check s", "all s", "cpu s", "MB");
    let this = std::env::current_exe().expect("a program");
    let root = goroot.to_str().expect("a path that is text");
    let goesc = |threads| {
        let mut command = Command::new(&this);
        command.args(["--run-once", root, threads]);
        command
    };
    let go = |threads| {
        let mut command = Command::new(&program);
        command.env("GOMAXPROCS", threads);
        command
    };
    let mut sides = [
        Side::new("goesc, one thread", goesc("1"), ""),
        Side::new("goesc", goesc("0"), ""),
        Side::new("go/parser + go/types, GOMAXPROCS=1", go("1"), &list),
        Side::new("go/parser + go/types", go(""), &list),
    ];
    // One after the other, so that all suffer alike from what else the machine does.
    for _ in 0..RUNS {
        sides.iter_mut().for_each(Side::run);
    }
    sides.iter().for_each(Side::print);
    let _ = std::fs::remove_file(program);
}

fn build() -> BuildContext {
    let release = Release::parse(VERSION).expect("a known release");
    BuildContext::linux_amd64(release)
}

fn find_go() -> Option<PathBuf> {
    let cache = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache/goesc/go"));
    let base = std::env::var_os("GOESC_GO").filter(|v| !v.is_empty()).map(PathBuf::from).or_else(cache);
    base.map(|base| base.join(VERSION).join("go")).filter(|root| root.join("bin/go").is_file())
}

fn build_go_program(goroot: &Path) -> PathBuf {
    let program = std::env::temp_dir().join(format!("goesc-gotypes-{}", std::process::id()));
    let status = Command::new(goroot.join("bin/go"))
        .args(["build", "-o"])
        .arg(&program)
        .arg(".")
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/gotypes"))
        .env("GOROOT", goroot)
        .envs([("GOTOOLCHAIN", "local"), ("GOENV", "off"), ("GOPROXY", "off"), ("GOFLAGS", "")])
        .status();
    assert!(status.is_ok_and(|status| status.success()), "the Go program does not build");
    program
}

/// What is measured: a program, what it reads, and its best run.
struct Side<'a> {
    label: &'a str,
    command: Command,
    input: &'a str,
    best: Option<[f64; 5]>,
}

impl<'a> Side<'a> {
    fn new(label: &'a str, command: Command, input: &'a str) -> Self {
        Side { label, command, input, best: None }
    }

    fn run(&mut self) {
        let command = self.command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("it runs");
        child.stdin.take().expect("a pipe").write_all(self.input.as_bytes()).expect("it reads");
        let output = child.wait_with_output().expect("it ends");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let numbers: Vec<f64> = text.split_whitespace().filter_map(|n| n.parse().ok()).collect();
        let run: [f64; 5] = numbers.try_into().unwrap_or_else(|_| panic!("{}: {text}", self.label));
        if self.best.is_none_or(|best| run[0] + run[1] < best[0] + best[1]) {
            self.best = Some(run);
        }
    }

    fn print(&self) {
        let Some([parse, check, cpu, kilobytes, errors]) = self.best else { return };
        let (all, megabytes, label) = (parse + check, kilobytes / 1024.0, self.label);
        println!("{label:<34} {parse:>8.2} {check:>8.2} {all:>8.2} {cpu:>8.2} {megabytes:>7.0}");
        if errors > 0.0 {
            println!("{label}: {errors} errors");
        }
    }
}

/// Loads and checks once, and prints what the Go program prints. All of goesc's time counts as
/// checking: finding and reading files, parsing and checking are not apart.
fn run_once(goroot: &Path, threads: usize) {
    let start = Instant::now();
    let build = build();
    let context = LoadContext::new(&DiskTree, goroot, Some(goroot), &build);
    let (packages, load_errors) = load_patterns(context, &["std".to_owned()]);
    let config = Config { threads, ..Config::new(build.clone()) };
    let report = check_with_imports(&config, context, packages);
    let seconds = start.elapsed().as_secs_f64();
    let errors = load_errors.len() + report.packages.iter().map(|p| p.errors.len()).sum::<usize>();
    println!("0 {seconds} {} {} {errors}", processor_seconds(), peak_kilobytes());
}

/// User and system time of this process; 0 where `/proc` does not tell.
fn processor_seconds() -> f64 {
    /// Ticks a second, the same on every Linux.
    const TICKS: f64 = 100.0;
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |index: usize| fields.get(index).and_then(|f| f.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / TICKS
}

/// Most memory that this process had at once; 0 where `/proc` does not tell.
fn peak_kilobytes() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
