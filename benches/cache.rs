//! The first and the second run on a module with dependencies, beside a run without the cache.
//!
//! `cargo bench --bench cache`; see `benches/README.md`.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

const RUNS: usize = 5;
const RELEASE: &str = "1.27.3";

fn main() {
    let root = std::env::temp_dir().join(format!("goesc-bench-cache-{}", std::process::id()));
    let lines = generate(&root);
    let (own, all) = (lines.0, lines.0 + lines.1);
    println!("a module of {own} lines, {all} with its dependencies; median of {RUNS} runs, s");
    println!("{:<28} {:>9} {:>9} {:>9} {:>8}", "", "no cache", "first", "second", "faster");
    for args in [
        &["gc", "-m", "-l"][..],
        &["gc", "-m=2", "-l"],
        &["gc", "-m"],
        &["gc", "-m=2"],
        &["explain"],
        &["explain", "-l"],
    ] {
        measure(&root, &args.join(" "), args);
    }
    // The standard library from its source is a dependency like any other.
    match find_go() {
        Some(goroot) => {
            for args in [&["gc", "-m=2", "-l"][..], &["gc", "-m=2"]] {
                let label = format!("{} --goroot", args.join(" "));
                measure(&root, &label, &[args, &["--goroot", goroot.to_str().expect("text")]].concat());
            }
        }
        None => {
            println!("no Go {RELEASE}: `corpus/record` unpacks it, or GOESC_GO names the folder that has it")
        }
    }
    let _ = std::fs::remove_dir_all(root);
}

fn find_go() -> Option<PathBuf> {
    let cache = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache/goesc/go"));
    let base = std::env::var_os("GOESC_GO").filter(|v| !v.is_empty()).map(PathBuf::from).or_else(cache);
    base.map(|base| base.join(RELEASE).join("go")).filter(|root| root.join("src").is_dir())
}

fn measure(root: &Path, label: &str, args: &[&str]) {
    let mut times = [const { Vec::new() }; 3];
    for _ in 0..RUNS {
        let _ = std::fs::remove_dir_all(root.join("kept"));
        for (run, times) in times.iter_mut().enumerate() {
            let mut command = Command::new(env!("CARGO_BIN_EXE_goesc"));
            command.args(args).arg("./...").current_dir(root.join("m"));
            command.env("GOMODCACHE", root.join("cache")).env("GOESCCACHE", root.join("kept"));
            if run == 0 {
                command.arg("--no-cache");
            }
            let start = Instant::now();
            let status = command.stdout(Stdio::null()).status().expect("goesc runs");
            assert!(status.success(), "{label}");
            times.push(start.elapsed().as_secs_f64());
        }
    }
    let [none, first, second] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[RUNS / 2]
    });
    println!("{label:<28} {none:>9.3} {first:>9.3} {second:>9.3} {:>7.1}×", none / second);
}

/// Makes a module with dependencies; how many lines it has, and they have.
fn generate(root: &Path) -> (usize, usize) {
    const MODULES: usize = 20;
    const PACKAGES: usize = 5;
    let mut lines = (0, 0);
    let mut requires = String::new();
    for module in 0..MODULES {
        let path = format!("example.com/dep{module}");
        let go_mod = format!("module {path}\n\ngo 1.24\n\n{requires}");
        write(root, &format!("cache/cache/download/{path}/@v/v1.0.0.mod"), &go_mod);
        write(root, &format!("cache/{path}@v1.0.0/go.mod"), &go_mod);
        for package in 0..PACKAGES {
            let text = package_text(module, package, 25);
            lines.1 += text.lines().count();
            write(root, &format!("cache/{path}@v1.0.0/p{package}/p{package}.go"), &text);
        }
        let _ = writeln!(requires, "require {path} v1.0.0");
    }
    write(root, "m/go.mod", &format!("module example.com/m\n\ngo 1.24\n\n{requires}"));
    for module in 0..MODULES {
        let text = package_text(MODULES, module, 3);
        let text = text.replace("package p", "package q");
        lines.0 += text.lines().count();
        write(root, &format!("m/q{module}/q{module}.go"), &text);
    }
    lines
}

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
    std::fs::write(path, text).expect("writable");
}

/// A package that imports some of the modules before its own.
fn package_text(module: usize, package: usize, functions: usize) -> String {
    let mut text = format!("package p{package}\n\nimport (\n\t\"fmt\"\n\t\"strings\"\n");
    let before: Vec<String> = [1, 3]
        .into_iter()
        .filter_map(|back| module.checked_sub(back))
        .map(|other| {
            let _ = writeln!(text, "\td{other} \"example.com/dep{other}/p{}\"", package % 5);
            format!("d{other}")
        })
        .collect();
    text.push_str(
        ")\n\ntype Node struct {\n\tnext *Node\n\tname string\n\tparts []string\n}\n\nvar sink any\n\n",
    );
    text.push_str(
        "func (n *Node) Add(part string) *Node {\n\tn.parts = append(n.parts, part)\n\treturn n\n}\n",
    );
    for i in 0..functions {
        let calls: String = before
            .iter()
            .map(|d| format!("\tother := {d}.New{i}(name, n)\n\tother.Add(fmt.Sprint(i))\n\tsink = other\n"))
            .enumerate()
            .map(|(at, call)| call.replace("other", &format!("other{at}")))
            .collect();
        let i3 = i % 3;
        let _ = write!(
            text,
            "
func New{i3}x{i}(name string, n int) *Node {{ return New{i}(name, n) }}

func New{i}(name string, n int) *Node {{
	x := &Node{{name: name}}
	numbers := make([]int, 0, n)
	for i := range n {{
		numbers = append(numbers, i)
		y := Node{{next: x}}
		if i%3 == 0 {{
			x.next = &y
		}}
{calls}	}}
	count := func(k int) int {{
		n += k
		return len(numbers) + k
	}}
	if count(1) > {i} {{
		var b strings.Builder
		fmt.Fprintf(&b, \"%d %s\", n, strings.ToUpper(name))
		x.Add(b.String())
	}}
	return x
}}
"
        );
    }
    text
}
