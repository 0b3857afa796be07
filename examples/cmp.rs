//! Local harness.
use goesc::{flow, ir, release::Release, report, solve, source::SourceMap, syntax, types};
use std::collections::BTreeMap;
use std::sync::Arc;
pub struct Out {
    pub text: [String; 2],
    pub errs: Vec<String>,
}
fn analyze(file: &str, text: &str, release: &str) -> Out {
    analyze2(&format!("./{file}"), "command-line-arguments", text, release)
}
fn analyze2(file: &str, path: &str, text: &str, release: &str) -> Out {
    let rel = Release::parse(release).unwrap();
    let rules = rel.rules();
    let mut sources = SourceMap::default();
    let id = sources.add(file.to_string(), file.into(), Arc::from(text));
    let parsed = syntax::parse_file(id, text, &sources.interner);
    sources.set_line_directives(id, parsed.line_directives.clone());
    let store = types::universe::new_store(&sources.interner);
    let pkg = store.add_package(path);
    let mut errs: Vec<String> = parsed.errors.iter().map(|e| e.message.clone()).collect();
    let name = sources.interner.intern("p");
    let _ = store.package(pkg).name.set(name);
    let cx = types::CheckContext {
        store: &store,
        sources: &sources,
        sizes: types::sizes::Sizes::for_arch("amd64").unwrap(),
        rules,
        importer: &types::NoImports,
    };
    let checked = types::check_package(&cx, pkg, &[&parsed.file]);
    errs.extend(checked.errors.iter().map(|e| e.message.clone()));
    let lcx = ir::lower::LowerContext { types: &store, sources: &sources, rules: &rules };
    let mut p = ir::lower::lower_package(&lcx, &[&parsed.file], &checked);
    errs.extend(p.errors.iter().map(|e| e.message.clone()));
    if !errs.is_empty() {
        return Out { text: Default::default(), errs };
    }
    let imports = flow::Imports::default();
    let fcx = flow::Context {
        types: &store,
        names: &sources.interner,
        rules: &rules,
        target: types::layout::Target::BITS64,
        imports: &imports,
    };
    let cx =
        ir::pass::PassContext { types: &store, names: &sources.interner, rules: &rules, target: fcx.target };
    ir::pass::run_passes(&mut p, &cx, &|p| flow::batch::batches(p, fcx));
    let a = solve::analyze_package(fcx, &mut p, true);
    let rcx = report::RenderContext { types: &store, sources: &sources, rules: &rules };
    let text = [report::Level::Verdicts, report::Level::Explanations].map(|l| {
        let mut s = String::new();
        report::render_package(rcx, &p, &a, l, &mut s);
        if s.is_empty() { s } else { format!("# {path}\n{s}") }
    });
    if std::env::var("DUMP").is_ok() {
        for b in &a.batches {
            println!(
                "{}",
                flow::dump_graph(
                    &b.graph,
                    ir::fmt::Printer {
                        package: &p,
                        types: &store,
                        names: &sources.interner,
                        rules: &rules,
                        replaced: Some(&b.replaced)
                    }
                )
            );
        }
    }
    Out { text, errs }
}
fn recording(path: &std::path::Path) -> BTreeMap<(String, String), (i32, String)> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut out = BTreeMap::new();
    let mut cur: Vec<(String, String)> = vec![];
    let mut exit = 0;
    let mut body = String::new();
    for line in text.split_inclusive('\n').chain(["== end exit 0\n"]) {
        if let Some(h) = line.strip_prefix("== ") {
            for k in cur.drain(..) {
                out.insert(k, (exit, body.clone()));
            }
            body.clear();
            let (keys, e) = h.trim_end().rsplit_once(" exit ").unwrap();
            exit = e.parse().unwrap();
            cur = keys
                .split(' ')
                .filter_map(|k| k.split_once(':'))
                .map(|(a, b)| (a.into(), b.into()))
                .collect();
        } else {
            body += line;
        }
    }
    out
}
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args[0] == "show" {
        let f = std::path::Path::new(&args[2]);
        let o =
            analyze(f.file_name().unwrap().to_str().unwrap(), &std::fs::read_to_string(f).unwrap(), &args[1]);
        print!("{}", o.text[if args.get(3).is_some_and(|a| a == "2") { 1 } else { 0 }]);
        for e in o.errs {
            println!("ERR {e}");
        }
        return;
    }
    if args[0] == "snip" {
        // snip RELEASE MODE FILE
        let want = std::fs::read_to_string(&args[3]).unwrap();
        let i = if args[2] == "ml" { 0 } else { 1 };
        let (mut good, mut bad) = (0, 0);
        for sec in want.split("# snip/").skip(1) {
            let dir = sec.lines().next().unwrap();
            let path = format!("/work/shared/facts/snippets/m21/{dir}/x.go");
            let Ok(text) = std::fs::read_to_string(&path) else {
                println!("skip {dir}");
                continue;
            };
            if text.contains("\nimport") && !text.contains("import \"unsafe\"") {
                println!("imports {dir}");
                continue;
            }
            if std::fs::read_dir(format!("/work/shared/facts/snippets/m21/{dir}"))
                .unwrap()
                .filter(|e| e.as_ref().unwrap().path().extension().is_some_and(|e| e == "go"))
                .count()
                > 1
            {
                println!("multi {dir}");
                continue;
            }
            let (rel, d2) = (args[1].clone(), dir.to_owned());
            let o = std::thread::Builder::new()
                .stack_size(64 << 20)
                .spawn(move || analyze2(&format!("{d2}/x.go"), &format!("snip/{d2}"), &text, &rel))
                .unwrap()
                .join();
            let Ok(o) = o else {
                println!("PANIC {dir}");
                continue;
            };
            if !o.errs.is_empty() {
                println!("ERR {dir} {}", o.errs[0]);
                continue;
            }
            let want = format!("# snip/{sec}");
            if want == o.text[i] {
                good += 1;
                continue;
            }
            bad += 1;
            let (mut a, mut b) = (want.lines(), o.text[i].lines());
            loop {
                let (x, y) = (a.next(), b.next());
                if x != y {
                    println!(
                        "DIFF {dir}\n   go:    {}\n   goesc: {}",
                        x.unwrap_or("(end)"),
                        y.unwrap_or("(end)")
                    );
                    break;
                }
                if x.is_none() {
                    break;
                }
            }
        }
        println!("good {good} bad {bad}");
        return;
    }
    // cmp RELEASES dir...
    let rels: Vec<&str> = args[0].split(',').collect();
    let mut files = vec![];
    for d in &args[1..] {
        let mut todo = vec![std::path::PathBuf::from(d)];
        while let Some(p) = todo.pop() {
            if p.is_dir() {
                for e in std::fs::read_dir(p).unwrap() {
                    todo.push(e.unwrap().path());
                }
            } else if p.extension().is_some_and(|e| e == "go") {
                files.push(p)
            }
        }
    }
    files.sort();
    let (mut good, mut bad, mut errs) =
        (BTreeMap::<String, i32>::new(), BTreeMap::<String, i32>::new(), BTreeMap::<String, i32>::new());
    let mut causes: BTreeMap<String, i32> = BTreeMap::new();
    for f in &files {
        let rec = recording(&f.with_extension("rec"));
        let text = std::fs::read_to_string(f).unwrap();
        for ((rel, mode), (exit, want)) in &rec {
            let short: String = rel.split('.').take(2).collect::<Vec<_>>().join(".");
            if !rels.contains(&short.as_str()) || *exit != 0 {
                continue;
            }
            let i = match mode.as_str() {
                "ml" => 0,
                "m2l" => 1,
                _ => continue,
            };
            let key = format!("{short}:{mode}");
            let name = f.file_name().unwrap().to_str().unwrap().to_owned();
            let (n2, t2, s2) = (name.clone(), text.clone(), short.clone());
            let o = std::thread::Builder::new()
                .stack_size(64 << 20)
                .spawn(move || analyze(&n2, &t2, &s2))
                .unwrap()
                .join();
            let Ok(o) = o else {
                println!("PANIC {}", f.display());
                *errs.entry(key).or_default() += 1;
                continue;
            };
            if !o.errs.is_empty() {
                *errs.entry(key).or_default() += 1;
                if mode == "ml" {
                    println!("ERR {} {short}: {}", f.display(), o.errs[0]);
                    *causes.entry(o.errs[0].chars().take(60).collect()).or_default() += 1;
                }
                continue;
            }
            if &o.text[i] == want {
                *good.entry(key).or_default() += 1;
            } else {
                *bad.entry(key).or_default() += 1;
                let (mut a, mut b) = (want.lines(), o.text[i].lines());
                loop {
                    let (x, y) = (a.next(), b.next());
                    if x != y {
                        println!(
                            "DIFF {} {short} {mode}\n   go:    {}\n   goesc: {}",
                            f.display(),
                            x.unwrap_or("(end)"),
                            y.unwrap_or("(end)")
                        );
                        break;
                    }
                    if x.is_none() {
                        println!("DIFF {} same lines?", f.display());
                        break;
                    }
                }
            }
        }
    }
    println!("good {good:?}\nbad {bad:?}\nerr {errs:?}\n{causes:?}");
}
