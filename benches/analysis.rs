//! The analysis of the whole standard library, beside the compiler's; by stage; and how it grows.
//!
//! `cargo bench --bench analysis [-- speed|stages|growth]`; see `benches/README.md`.

use cap::Cap;
use goesc::driver::{Config, Observer, Step, analyze_each};
use goesc::load::{BuildContext, DiskTree, LoadContext, load_patterns};
use goesc::release::Release;
use goesc::report::Lines;
use goesc::report::gc::Level;
use std::alloc::System;
use std::cell::RefCell;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Instant;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

const VERSION: &str = "1.27.3";
const RUNS: usize = 3;

fn main() {
    let chosen: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let wanted = |part: &str| chosen.is_empty() || chosen.iter().any(|c| c == part);
    let goroot = find_go();
    if goroot.is_none() {
        println!("no Go {VERSION}: `corpus/record` unpacks it, or GOESC_GO names the folder that has it");
    }
    if let Some(goroot) = &goroot {
        if wanted("speed") {
            speed(goroot);
        }
        if wanted("stages") {
            stages(goroot);
        }
    }
    if wanted("growth") {
        growth(goroot.as_deref());
    }
}

fn find_go() -> Option<PathBuf> {
    let cache = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache/goesc/go"));
    let base = std::env::var_os("GOESC_GO").filter(|v| !v.is_empty()).map(PathBuf::from).or_else(cache);
    base.map(|base| base.join(VERSION).join("go")).filter(|root| root.join("bin/go").is_file())
}

/// What one process took.
struct Run {
    seconds: f64,
    /// Peak memory, where `/usr/bin/time` can tell.
    megabytes: Option<f64>,
}

/// Runs `command` and throws its output away.
fn run(program: &Path, args: &[&str], dir: &Path, env: &[(&str, &Path)]) -> Run {
    let timer = Path::new("/usr/bin/time");
    let measured = timer.is_file();
    let mut command = Command::new(if measured { timer } else { program });
    if measured {
        command.args(["-f", "%M"]).arg(program);
    }
    command.args(args).current_dir(dir).stdout(Stdio::null()).stderr(Stdio::piped());
    command.envs(env.iter().copied());
    let start = Instant::now();
    let output = command.output().expect("it runs");
    let seconds = start.elapsed().as_secs_f64();
    let text = String::from_utf8_lossy(&output.stderr);
    let kilobytes = text.lines().last().and_then(|line| line.trim().parse::<f64>().ok());
    Run { seconds, megabytes: kilobytes.filter(|_| measured).map(|kb| kb / 1024.0) }
}

fn goesc(args: &[&str], dir: &Path) -> Run {
    run(Path::new(env!("CARGO_BIN_EXE_goesc")), args, dir, &[("GOESCCACHE", Path::new("off"))])
}

/// Both sides in turn, without and with inlining: everything from source, and the compiler with an
/// empty build cache.
fn speed(goroot: &Path) {
    println!("std of Go {VERSION}, each side {RUNS} times in turn, median");
    let root = goroot.to_str().expect("a path that is text");
    let src = goroot.join("src");
    for flags in [&["-m=2", "-l"][..], &["-m=2"]] {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        let text = flags.join(" ");
        let args = [&["gc"], flags, &["--go", VERSION, "--goroot", root, "std"]].concat();
        for _ in 0..RUNS {
            ours.push(goesc(&args, &src));
            let cache = std::env::temp_dir().join(format!("goesc-bench-cache-{}", std::process::id()));
            let fixed = [
                ("GOROOT", goroot),
                ("GOCACHE", cache.as_path()),
                ("GOTOOLCHAIN", Path::new("local")),
                ("GOENV", Path::new("off")),
                ("GOPROXY", Path::new("off")),
                ("GOFLAGS", Path::new("-mod=mod")),
                ("CGO_ENABLED", Path::new("0")),
            ];
            let args = ["build", &format!("-gcflags={text}"), "std"];
            theirs.push(run(&goroot.join("bin/go"), &args, &src, &fixed));
            let _ = std::fs::remove_dir_all(&cache);
        }
        for runs in [&mut ours, &mut theirs] {
            runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
        }
        let (ours, theirs) = (&ours[RUNS / 2], &theirs[RUNS / 2]);
        let memory = ours.megabytes.map(|mb| format!(", at most {mb:.0} MB")).unwrap_or_default();
        println!("{:<36}{:>6.2} s{memory}", format!("goesc gc {text} std"), ours.seconds);
        println!(
            "{:<36}{:>6.2} s, empty build cache",
            format!("go build -gcflags='{text}' std"),
            theirs.seconds
        );
        println!("{:<36}{:>6.1}\n", "ratio", theirs.seconds / ours.seconds);
    }
}

/// What a step took, all packages together.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    seconds: f64,
    /// Bytes in use at its end, at most.
    most: usize,
    /// Bytes that it added for one package, or for all, at most.
    added: usize,
}

/// Adds up what steps take on one thread.
#[derive(Debug, Default)]
struct Meter(Mutex<[Cost; Step::ALL.len()]>);

thread_local! {
    static BEGUN: RefCell<Vec<(Instant, usize)>> = const { RefCell::new(Vec::new()) };
}

impl Observer for Meter {
    fn begin(&self, _: Step) {
        BEGUN.with_borrow_mut(|begun| begun.push((Instant::now(), ALLOCATOR.allocated())));
    }

    fn end(&self, step: Step) {
        let Some((start, before)) = BEGUN.with_borrow_mut(Vec::pop) else { return };
        let cost = &mut self.0.lock().expect("no panic")[step as usize];
        cost.seconds += start.elapsed().as_secs_f64();
        cost.most = cost.most.max(ALLOCATOR.allocated());
        cost.added = cost.added.max(ALLOCATOR.allocated().saturating_sub(before));
    }

    fn packages(&self, _: usize) {}

    fn package_done(&self) {}
}

/// The same run on one thread, by stage.
fn stages(goroot: &Path) {
    let release = Release::parse(VERSION).expect("a known release");
    let build = BuildContext::linux_amd64(release);
    let context = LoadContext::new(&DiskTree, goroot, Some(goroot), &build);
    let meter = Arc::new(Meter::default());
    let start = Instant::now();
    let (packages, _) = load_patterns(context, &["std".to_owned()]);
    let named = start.elapsed().as_secs_f64();
    let config = Config {
        threads: 1,
        inline: false,
        observer: Some(meter.clone() as Arc<dyn Observer>),
        ..Config::new(build.clone())
    };
    let analysis = analyze_each(&config, context, packages, |view| view.render_gc(Level::Explanations));
    let all = start.elapsed().as_secs_f64();
    println!("std of Go {VERSION} at -m=2 -l by stage, one thread, memory of the system's allocator");
    println!("{:<34} {:>7} {:>12} {:>12}", "", "s", "MB at end", "MB added");
    println!("{:<34} {named:>7.2}", "finding and reading named files");
    let megabytes = |bytes: usize| bytes as f64 / f64::from(1 << 20);
    let costs = *meter.0.lock().expect("no panic");
    for step in Step::ALL {
        let Cost { seconds, most, added } = costs[step as usize];
        let label = match step {
            Step::Load => "parsing (and finding imports)",
            Step::Check => "type-checking",
            Step::Lower => "lowering, by package",
            Step::Passes => "passes, by package",
            Step::Solve => "flow and solve, by package",
            Step::Report => "wording, by package",
        };
        println!("{label:<34} {seconds:>7.2} {:>12.0} {:>12.1}", megabytes(most), megabytes(added));
    }
    let text: usize = analysis.packages.iter().map(Lines::len).sum();
    println!("{:<34} {all:>7.2}, {:.0} MB of text\n", "all", megabytes(text));
}

/// Whether time and memory grow as the program does.
fn growth(goroot: Option<&Path>) {
    println!("goesc gc -m=2 -l, median of {RUNS}");
    println!("{:<34} {:>9} {:>8} {:>8} {:>12}", "", "lines", "s", "MB", "s/M lines");
    if let Some(goroot) = goroot {
        let root = goroot.to_str().expect("a path that is text");
        let build = BuildContext::linux_amd64(Release::parse(VERSION).expect("a known release"));
        let context = LoadContext::new(&DiskTree, goroot, Some(goroot), &build);
        for patterns in [&["std"][..], &["std", "cmd"]] {
            let names: Vec<String> = patterns.iter().map(|&p| p.to_owned()).collect();
            let (packages, _) = load_patterns(context, &names);
            let files = packages.iter().flat_map(|package| &package.files);
            let lines = files.map(|file| file.bytes.iter().filter(|&&b| b == b'\n').count()).sum();
            let args = [&["gc", "-m=2", "-l", "--go", VERSION, "--goroot", root], patterns].concat();
            grown(&patterns.join(" + "), lines, &args, &goroot.join("src"));
        }
    }
    let dir = std::env::temp_dir().join(format!("goesc-bench-{}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a folder");
    for lines in [10_000, 100_000, 1_000_000] {
        std::fs::write(dir.join("generated.go"), generated(lines)).expect("a file");
        grown("one generated file", lines, &["gc", "-m=2", "-l", "generated.go"], &dir);
    }
    let _ = std::fs::remove_dir_all(dir);
}

fn grown(label: &str, lines: usize, args: &[&str], dir: &Path) {
    let mut runs: Vec<Run> = (0..RUNS).map(|_| goesc(args, dir)).collect();
    runs.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let Run { seconds, megabytes } = &runs[RUNS / 2];
    let memory = megabytes.map(|mb| format!("{mb:.0}")).unwrap_or_default();
    let per_line = seconds / lines as f64 * 1e6;
    println!("{label:<34} {lines:>9} {seconds:>8.2} {memory:>8} {per_line:>12.2}");
}

/// A program of about so many lines.
fn generated(lines: usize) -> String {
    let mut text =
        String::from("package p\n\ntype node struct {\n\tnext *node\n\tname string\n}\n\nvar sink any\n");
    text.push_str("\nfunc f0(a *node, n int) (*node, []int) { return a, nil }\n");
    for i in 1..=lines / 20 {
        let before = i - 1;
        let _ = write!(
            text,
            "
func f{i}(a *node, n int) (*node, []int) {{
	x := &node{{name: \"x\", next: a}}
	numbers := make([]int, 0, n)
	for i := 0; i < n; i++ {{
		numbers = append(numbers, i)
		y := node{{next: x}}
		if i%3 == 0 {{
			x.next = &y
		}}
	}}
	count := func(k int) int {{
		n += k
		return len(numbers) + k
	}}
	if count(1) > {i} {{
		sink = x.name
	}}
	return f{before}(x, n-1)
}}
"
        );
    }
    text
}
