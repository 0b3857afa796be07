//! What keeps a value on the stack, what it costs, two releases side by side, and every format of
//! `goesc explain`.

use crate::corpus::programs;
use goesc::driver::{self, Analysis, Config};
use goesc::load::{BuildContext, LoadedFile, PackageFiles};
use goesc::release::{Release, Rules};
use goesc::report::Level;
use goesc::report::explain::compare::{Cause, Change, Facts, compare, find_causes};
use goesc::report::explain::words::change::sentence;
use goesc::report::explain::{Cut, PackageReport};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = "package p

var g, h *int

func returned() *int {
	x := 1
	p := &x
	return p
}

func allocated() *int {
	p := new(int)
	return p
}

func two() {
	y := 2
	g = &y
	h = &y
}

func twoAfterAll() {
	p := new(int)
	g = p
	h = p
}

type list struct{ next *list }

var all *list

func held() {
	var inner list
	outer := list{}
	outer.next = &inner
	all = &outer
}

func large(n int) {
	var a [1 << 20]byte
	b := new([1 << 17]byte)
	h = (*int)(nil)
	a[n], b[n] = 1, 2
}

func costs(n int, s string, b []byte) any {
	made := make([]int, n)
	m := map[string]int{}
	m[\"<\"+s+\">\"] = n
	t := s + string(b)
	grown := append([]int{1}, n)
	use := func() int { return len(made) + m[t] + grown[0] }
	return use()
}
";

/// Runs goesc in a fresh folder that holds `source` as `a.go`.
fn goesc(name: &str, source: &str, args: &[&str]) -> Output {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("why_{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the temporary folder is writable");
    std::fs::write(folder.join("a.go"), source).expect("writable");
    let mut command = Command::new(env!("CARGO_BIN_EXE_goesc"));
    for variable in ["GOOS", "GOARCH", "GOFLAGS", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(variable);
    }
    command.args(args).current_dir(&folder).env("GOESCCACHE", "off").env("GOENV", "off");
    command.output().expect("goesc runs")
}

fn stdout(name: &str, source: &str, args: &[&str]) -> String {
    let out = goesc(name, source, args);
    assert_eq!(String::from_utf8_lossy(&out.stderr), "");
    assert_eq!(out.status.code(), Some(0));
    String::from_utf8(out.stdout).expect("UTF-8")
}

#[test]
fn cuts_and_costs() {
    insta::assert_snapshot!(stdout("all", PROGRAM, &["explain", "-l", "--all", "a.go"]));
}

#[test]
fn cuts_and_costs_in_chinese() {
    insta::assert_snapshot!(stdout("zh", PROGRAM, &["explain", "-l", "--all", "--lang", "zh", "a.go"]));
}

#[test]
fn one_line() {
    let at = 1 + PROGRAM.lines().position(|line| line.starts_with("func costs(")).expect("a function");
    let (declaration, first) = (format!("a.go:{at}"), (at + 1).to_string());
    let named = stdout("line", PROGRAM, &["explain", "-l", "--line", &first, "a.go"]);
    insta::assert_snapshot!(named);
    let file_and_line = format!("a.go:{first}");
    assert_eq!(stdout("line", PROGRAM, &["explain", "-l", &file_and_line]), named);
    assert_eq!(stdout("line", PROGRAM, &["explain", "-l", "--line", &file_and_line, "a.go"]), named);
    // The parameters of the function that is declared there.
    let declared = stdout("line", PROGRAM, &["explain", "-l", &declaration]);
    assert!(declared.contains("costs does not keep b"), "{declared}");
    let nothing = stdout("line", PROGRAM, &["explain", "-l", "a.go:1"]);
    assert!(nothing.starts_with("No value or parameter on line 1 has a verdict"), "{nothing}");
    let wrong = goesc("line", PROGRAM, &["explain", "--line", "x", "a.go"]);
    assert_eq!(wrong.status.code(), Some(2));
}

/// What only detailed reports have costs nothing in others.
#[test]
fn plain_reports_have_no_cuts() {
    let text = stdout("plain", PROGRAM, &["explain", "-l", "a.go"]);
    assert!(!text.contains("nearest cut") && !text.contains("cost:"), "{text}");
}

#[test]
fn json_of_a_package() {
    let text = stdout("json", PROGRAM, &["explain", "-l", "--format", "json", "--go", "1.27", "a.go"]);
    assert_eq!(text.lines().count(), 1);
    let package: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(package["version"], 1);
    assert_eq!(package["package"], "command-line-arguments");
    assert_eq!((&package["release"], &package["inline"]), (&Value::from("1.27"), &Value::from(false)));
    let verdicts = package["verdicts"].as_array().expect("verdicts");
    let x = verdicts.iter().find(|verdict| verdict["title"] == "x is moved to the heap").expect("x");
    assert_eq!(x["gc"], serde_json::json!(["moved to heap: x"]));
    assert_eq!((&x["line"], &x["column"], &x["end_column"]), (&6.into(), &2.into(), &3.into()));
    assert_eq!((&x["outcome"], &x["cost"], &x["rule"]), (&"heap".into(), &"allocates".into(), &"E01".into()));
    assert_eq!(x["steps"][1]["text"], "its address is stored in p");
    let outcomes: BTreeSet<&str> =
        verdicts.iter().filter_map(|verdict| verdict["outcome"].as_str()).collect();
    assert_eq!(outcomes, BTreeSet::from(["heap", "keeps", "stack"]));
    let order: Vec<_> = verdicts.iter().map(|v| (v["line"].as_u64(), v["column"].as_u64())).collect();
    assert!(order.is_sorted());
    assert_eq!(
        package["functions"][0],
        serde_json::json!({
            "name": "returned", "file": "./a.go", "line": 5, "end_line": 9
        })
    );
}

#[test]
fn json_of_errors() {
    let source = "package p\n\nfunc f() *int {\n\tx := 1\n\tvar y string = 1\n\treturn &x\n}\n";
    let out = goesc("json_errors", source, &["explain", "--format", "json", "a.go"]);
    assert_eq!(out.status.code(), Some(1));
    let package: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let errors = package["errors"].as_array().expect("errors");
    let place = |error: &Value| (error["file"].clone(), error["line"].clone(), error["column"].clone());
    assert_eq!(place(&errors[0]), ("./a.go".into(), 5.into(), 6.into()));
    assert_eq!(errors[0]["message"], "declared and not used: y");
}

#[test]
fn markdown() {
    insta::assert_snapshot!(stdout("md", PROGRAM, &["explain", "-l", "--format", "markdown", "a.go:6"]));
    let chinese =
        stdout("md_zh", PROGRAM, &["explain", "-l", "--format", "markdown", "--lang", "zh", "a.go:6"]);
    assert!(chinese.contains("### x 被移到堆上"), "{chinese}");
    // Nothing in the source ends the fence.
    let source = "package p\n\nfunc f() *string {\n\ts := \"```\"\n\treturn &s // ````\n}\n";
    let text = stdout("md_fence", source, &["explain", "--format", "markdown", "a.go"]);
    assert!(text.contains("`````go\n") && text.contains("`````\n"), "{text}");
}

#[test]
fn pictures() {
    insta::assert_snapshot!(stdout("svg", PROGRAM, &["explain", "-l", "--format", "svg", "a.go:6"]));
    let source = "package p\n\nfunc f() *string {\n\ts := \"<&>'\\\"\u{7}中文\"\n\treturn &s\n}\n";
    let text = stdout("svg_escaped", source, &["explain", "--format", "svg", "--lang", "zh", "a.go"]);
    assert!(text.contains("&lt;&amp;&gt;") && text.contains("中文") && !text.contains('\u{7}'), "{text}");
    assert_eq!(text.matches("<text").count(), text.matches("</text>").count());
}

#[test]
fn two_releases() {
    let source = "package p

func f(n int) int {
	s := make([]int64, n)
	fs := []func() *int{}
	for i := 0; i < n; i++ {
		fs = append(fs, func() *int { return &i })
	}
	var big [1 << 18]byte
	big[n] = 1
	return len(s) + len(fs)
}
";
    let vs = |args: &[&str]| {
        let all: Vec<&str> = [&["explain", "-l"], args, &["a.go"]].concat();
        stdout("vs", source, &all)
    };
    insta::assert_snapshot!(vs(&["--go", "1.24", "--vs", "1.27"]));
    insta::assert_snapshot!(vs(&["--go", "1.23", "--vs", "1.25", "--lang", "zh"]));
    insta::assert_snapshot!(vs(&["--go", "1.27", "--vs", "1.24", "--format", "markdown"]));
    assert_eq!(
        vs(&["--go", "1.26", "--vs", "1.27"]),
        "Nothing changed: Go 1.26 and Go 1.27 give the same verdicts.\n"
    );
    let json: Value =
        serde_json::from_str(&vs(&["--go", "1.23", "--vs", "1.24", "--format", "json"])).expect("JSON");
    let [change] = &json["changes"].as_array().expect("changes")[..] else { panic!("{json}") };
    assert_eq!((&change["from"]["outcome"], &change["to"]["outcome"]), (&"stack".into(), &"heap".into()));
    assert_eq!(change["cause"]["rules"], serde_json::json!(["max_explicit_var"]));
    assert_eq!(change["cause"]["since"], "1.24");
}

fn analyze(release: Release, rules: Rules, source: &str) -> Analysis {
    let build = BuildContext::linux_amd64(release);
    let config = Config { inline: false, rules, ..Config::new(build) };
    let file = LoadedFile { display_name: "./a.go".into(), path: "a.go".into(), bytes: source.into() };
    let package = PackageFiles {
        import_path: "command-line-arguments".into(),
        files: vec![file],
        ..PackageFiles::default()
    };
    driver::analyze(&config, vec![package])
}

fn changes(source: &str, old: Release, new: Release) -> Vec<Change> {
    let facts = |rules: &Rules| {
        let analysis = analyze(new, *rules, source);
        Facts::new(&analysis.explain(), &analysis.sources)
    };
    let before = analyze(old, old.rules(), source);
    let before = Facts::new(&before.explain(), &before.sources);
    let mut changes = compare(&before, &facts(&new.rules()));
    let rules = (&old.rules(), &new.rules());
    let is_tried = |field: &_| sentence(field).is_some();
    find_causes(&mut changes, &before, rules, is_tried, |rules, _| facts(rules));
    changes
}

/// What gc says of escapes and leaks, without what only one release has words for.
fn verdict_lines(source: &str, release: Release) -> BTreeSet<String> {
    let text = analyze(release, release.rules(), source).render_gc(Level::Verdicts);
    let is_verdict = |line: &&str| {
        line.contains(": moved to heap: ") || line.ends_with(" to heap") || line.contains(": leaking param")
    };
    text.lines().filter(is_verdict).map(str::to_owned).collect()
}

/// Wherever two releases differ in the corpus, some value changed, and the rule is found.
#[test]
fn changes_in_the_corpus() {
    let releases: Vec<Release> = Release::all().collect();
    let (mut found, mut open) = (0, Vec::new());
    for program in programs() {
        let source = std::fs::read_to_string(&program).expect("the program is readable");
        let (old, new) = (releases[0], releases[releases.len() - 1]);
        let has_errors = |release: Release| analyze(release, release.rules(), &source).has_errors();
        if has_errors(old) || has_errors(new) {
            continue;
        }
        let changes = changes(&source, old, new);
        if verdict_lines(&source, old) == verdict_lines(&source, new) {
            let heap = changes.iter().any(|change| {
                use goesc::report::explain::compare::Outcome::{Heap, Stack};
                matches!(
                    (&change.old, &change.new),
                    (Some(Heap { .. }), Some(Stack { .. })) | (Some(Stack { .. }), Some(Heap { .. }))
                )
            });
            assert!(!heap, "{}: {changes:?}", program.display());
        }
        for change in changes {
            match change.cause {
                Cause::Rule(_) => found += 1,
                Cause::Rules(ref fields) if !fields.is_empty() => found += 1,
                _ => open.push(format!("{}: {change:?}", program.display())),
            }
        }
    }
    assert!(found > 100, "{found}");
    assert!(open.len() * 20 <= found, "{found} found, open:\n{}", open.join("\n"));
}

/// A cut is one of the steps that are told, and all that escapes has an answer.
#[test]
fn cuts_in_the_corpus() {
    let (mut with, mut without) = (0, 0);
    for program in programs() {
        let source = std::fs::read_to_string(&program).expect("the program is readable");
        let analysis = analyze(Release::NEWEST, Release::NEWEST.rules(), &source);
        let reports: Vec<PackageReport> = analysis.views().map(|view| view.explain_in_detail()).collect();
        for report in reports.iter().flat_map(|report| &report.escapes) {
            let name = program.display();
            match report.cut.as_ref().expect("detailed reports have cuts") {
                Cut::Steps(steps) => {
                    assert!(
                        !steps.is_empty() && steps.iter().all(|&step| step < report.hops.len()),
                        "{name}"
                    );
                    with += 1;
                }
                Cut::TooMany => panic!("{name}: a large batch"),
                _ => without += 1,
            }
        }
    }
    assert!(with > 10 * without, "{with} with a cut, {without} without");
}

/// What the lines of a program cost is what each release of Go was seen to allocate.
#[test]
fn costs_are_what_go_allocates() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/costs");
    let source = std::fs::read_to_string(folder.join("main.go")).expect("readable");
    let recorded = std::fs::read_to_string(folder.join("allocations.txt")).expect("readable");
    let mut lines = recorded.lines().filter(|line| !line.starts_with("# What"));
    let releases: Vec<&str> = lines.next().expect("releases").trim_start_matches("# ").split(' ').collect();
    let mut checked = 0;
    let mut wrong = Vec::new();
    for (column, release) in releases.iter().enumerate() {
        let text = stdout("costs", &source, &["explain", "--format", "json", "--go", release, "a.go"]);
        let package: Value = serde_json::from_str(&text).expect("JSON");
        for line in lines.clone() {
            let words: Vec<&str> = line.splitn(releases.len() + 1, ' ').collect();
            let allocations: u32 = words[column].parse().expect("a number");
            let name = words[releases.len()];
            let mut cases =
                source.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with("a(\""));
            let case = |(_, line): &(usize, &str)| line.contains(&format!("a(\"{name}\", "));
            let (at, _) = cases.find(case).expect("a case");
            let end = cases.next().map_or(usize::MAX, |(end, _)| end);
            let costs: Vec<&str> = package["verdicts"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|verdict| {
                    let line = verdict["line"].as_u64().map_or(0, |line| line as usize);
                    (at + 1..=end).contains(&line)
                        && (verdict["outcome"] == "heap" || verdict["outcome"] == "stack")
                })
                .map(|verdict| verdict["cost"].as_str().unwrap_or("unknown"))
                .collect();
            let always = costs.contains(&"allocates");
            // Until 1.24 gc has no verdict on what append makes.
            let all_said = !name.starts_with("append ") || Release::parse(release) >= Release::parse("1.25");
            let never = all_said && costs.iter().all(|&cost| cost == "free");
            if always && allocations == 0 || never && allocations > 0 {
                wrong.push(format!("Go {release}: {name}: {costs:?}, {allocations} allocations"));
            }
            checked += usize::from(always || never);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(checked > 300, "{checked}");
}
