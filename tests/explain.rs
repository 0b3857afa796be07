//! `goesc explain`: what people read, by rule; and that it says what `goesc gc` says.

use crate::corpus::programs;
use goesc::catalogue::{Catalogue, Language};
use goesc::driver::{self, Analysis, Config};
use goesc::load::{BuildContext, LoadedFile, PackageFiles};
use goesc::release::Release;
use goesc::report::Level;
use goesc::report::explain::{Rule, Style, render};
use std::collections::BTreeSet;

fn analyze(release: Release, files: &[(&str, &str)]) -> Analysis {
    analyze_with(Config { inline: false, ..Config::new(BuildContext::linux_amd64(release)) }, files)
}

fn analyze_with(config: Config, files: &[(&str, &str)]) -> Analysis {
    let loaded = files.iter().map(|(name, text)| LoadedFile {
        display_name: format!("./{name}"),
        path: name.into(),
        bytes: text.as_bytes().to_vec(),
    });
    let package = PackageFiles {
        import_path: "command-line-arguments".into(),
        files: loaded.collect(),
        ..PackageFiles::default()
    };
    driver::analyze(&config, vec![package])
}

fn text(analysis: &Analysis, all: bool) -> String {
    let catalogue = Catalogue::of(Language::En);
    let style = Style { rules: &analysis.config.rules, catalogue, color: false, all, closely: false };
    render(&analysis.explain(), &analysis.sources, style)
}

/// What is printed about a program of the newest release.
fn explain(body: &str) -> String {
    let analysis = analyze(Release::NEWEST, &[("a.go", &format!("package p\n\n{body}"))]);
    assert_eq!(analysis.render_errors(), "");
    text(&analysis, false)
}

macro_rules! explains {
    ($($name:ident: $body:expr;)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(explain($body));
        }
    )*};
}

explains! {
    returned: "func f() *int {\n\tx := 1\n\tp := &x\n\treturn p\n}\n";
    returned_at_once: "func f() *int {\n\tx := 1\n\treturn &x\n}\n";
    named_result: "func f() (p *int) {\n\tx := 1\n\tp = &x\n\treturn\n}\n";
    global: "var g any\n\nfunc f(n int) {\n\tg = n\n\tg = 7\n}\n";
    through_pointer: "type t struct{ p *int }\n\nfunc f(pp **int, v *t) {\n\tx, y := 1, 2\n\t*pp = &x\n\tv.p = &y\n}\n";
    slices_and_maps: "func f() {\n\tx, y, z, k := 1, 2, 3, 4\n\ts := make([]*int, 1)\n\ts[0] = &x\n\tm := map[*int]*int{}\n\tm[&k] = &y\n\ts = append(s, &z)\n}\n";
    channel: "func f(c chan *int) {\n\tx := 1\n\tc <- &x\n}\n";
    interface_method: "type reader interface{ read([]byte) int }\n\nfunc f(r reader) int {\n\tvar buf [8]byte\n\treturn r.read(buf[:])\n}\n";
    receiver: "type i interface{ m() }\ntype t struct{ n int }\n\nfunc (v *t) m() {}\n\nfunc f(b bool) {\n\tvar v i = &t{1}\n\tif b {\n\t\tv = other{}\n\t}\n\tv.m()\n}\n\ntype other struct{}\n\nfunc (other) m() {}\n";
    function_value: "func f(g func(*int)) {\n\tx := 1\n\tg(&x)\n}\n";
    leaking_parameter: "var g *int\n\nfunc keep(p *int) { g = p }\n\nfunc keepContent(pp **int) { g = *pp }\n\nfunc f() {\n\tx, y := 1, 2\n\tkeep(&x)\n\tp := &y\n\tkeepContent(&p)\n}\n";
    calls_in_calls: "func id(p *int) *int { return p }\n\nfunc f() *int {\n\tx := 1\n\treturn id(id(&x))\n}\n";
    captured: "func f() func() int {\n\tn := 0\n\treturn func() int {\n\t\tn++\n\t\treturn n\n\t}\n}\n";
    go_and_defer: "type mu struct{ n int }\n\nfunc (m *mu) unlock() {}\n\nfunc f(k int) {\n\tvar a, b mu\n\tgo a.unlock()\n\tdefer b.unlock()\n\tfor i := 0; i < k; i++ {\n\t\tvar c mu\n\t\tdefer c.unlock()\n\t}\n\tn := 0\n\tgo func() { n++ }()\n}\n";
    loops: "func f(k int) int {\n\tvar last *int\n\tfor i := 0; i < k; i++ {\n\t\tx := i\n\t\tlast = &x\n\t}\n\treturn *last\n}\n";
    outer_variable: "func f() int {\n\tvar p *int\n\tfunc() {\n\t\tx := 1\n\t\tp = &x\n\t}()\n\treturn *p\n}\n";
    sizes: "func f() {\n\tvar a [1 << 20]byte\n\tb := new([1 << 17]byte)\n\tc := make([]int64, 10000)\n\ta[0], b[0], c[0] = 1, 2, 3\n}\n";
    fields_together: "type both struct{ a, b *int }\n\nfunc f() *int {\n\tx, y := 1, 2\n\tv := both{a: &x, b: &y}\n\treturn v.a\n}\n";
    one_line: "func f() *int { x := 1; p := &x; q := p; return q }\n";
    method_value: "type t struct{ n int }\n\nfunc (v *t) m() int { return v.n }\n\nfunc f() func() int {\n\tvar v t\n\treturn v.m\n}\n";
    variadic: "var g []any\n\nfunc log(args ...any) { g = args }\n\nfunc f(n int) {\n\tlog(\"n is\", n)\n}\n";
}

/// What is printed about a program of the newest release when calls are inlined.
fn explain_inlined(body: &str, all: bool) -> String {
    let config = Config { inline: true, ..Config::new(BuildContext::linux_amd64(Release::NEWEST)) };
    let analysis = analyze_with(config, &[("a.go", &format!("package p\n\n{body}"))]);
    assert_eq!(analysis.render_errors(), "");
    text(&analysis, all)
}

#[test]
fn copies_that_stay() {
    let body = "var g *int\n\nfunc addr(n int) *int {\n\tv := n\n\treturn &v\n}\n\nfunc one() int { return *addr(1) }\n\nfunc two() int {\n\ta, b := addr(1), addr(2)\n\tg = addr(3)\n\treturn *a + *b\n}\n";
    insta::assert_snapshot!(explain_inlined(body, false));
}

#[test]
fn copies_that_agree_are_not_mentioned() {
    let body = "var g *int\n\nfunc keep(n int) {\n\tv := n\n\tg = &v\n}\n\nfunc f() { keep(1) }\n";
    let report = explain_inlined(body, false);
    assert!(!report.contains("inlined"), "{report}");
    assert!(report.ends_with("1 on the heap, 0 stay, 0 parameters leak\n"), "{report}");
}

#[test]
fn copies_with_known_function_values() {
    let body = "var g *int\n\nfunc with(f func(*int)) {\n\tfor i := 0; i < 2; i++ {\n\t\tf(new(int))\n\t}\n}\n\nfunc read() { with(func(p *int) { *p = 1 }) }\n\nfunc pick(p *int, b bool) *int {\n\tvar v int\n\tq := &v\n\tif b {\n\t\tq = p\n\t}\n\treturn q\n}\n\nfunc keep() { g = pick(nil, false) }\n";
    insta::assert_snapshot!(explain_inlined(body, true));
}

#[test]
fn make_of_unknown_size_in_1_24_and_1_25() {
    let program = "package p\n\nfunc f(n int) int {\n\ts := make([]int64, n)\n\treturn len(s)\n}\n";
    let old = Release::parse("1.24").expect("a release");
    insta::assert_snapshot!(text(&analyze(old, &[("a.go", program)]), false));
    let new = Release::parse("1.25").expect("a release");
    assert_eq!(
        text(&analyze(new, &[("a.go", program)]), false),
        "0 on the heap, 1 stays, 0 parameters leak\n"
    );
}

#[test]
fn two_files() {
    let a = "package p\n\nvar g *int\n\nfunc even(n int, p *int) {\n\tif n == 0 {\n\t\tg = p\n\t}\n\todd(n-1, p)\n}\n";
    let b = "package p\n\nfunc odd(n int, p *int) {\n\ty := n\n\teven(n-1, &y)\n}\n\nfunc f() {\n\tx := 1\n\tset := func(p *int) { even(4, p) }\n\tset(&x)\n}\n";
    insta::assert_snapshot!(text(&analyze(Release::NEWEST, &[("a.go", a), ("b.go", b)]), false));
}

#[test]
fn everything_that_stays() {
    let program = "package p\n\ntype t struct{ p *int }\n\nfunc read(v *t) int { return *v.p }\n\nfunc (v *t) get() *int { return v.p }\n\nfunc two(a, b []int) (x, y []int) { return a, b }\n\nfunc f() int {\n\tx := 1\n\ty := 2\n\tv := &t{&x}\n\tv.get()\n\tp := &y\n\tdefer func() { y++ }()\n\ts := make([]int, 3)\n\ttwo(s, []int{1})\n\treturn read(v) + *p\n}\n";
    insta::assert_snapshot!(text(&analyze(Release::NEWEST, &[("a.go", program)]), true));
}

#[test]
fn colours_are_only_colours() {
    let program = "package p\n\nfunc f() *int {\n\tx := 1\n\treturn &x\n}\n";
    let analysis = analyze(Release::NEWEST, &[("a.go", program)]);
    let catalogue = Catalogue::of(Language::En);
    let style = Style { rules: &analysis.config.rules, catalogue, color: true, all: false, closely: false };
    let colored = render(&analysis.explain(), &analysis.sources, style);
    assert!(colored.contains('\u{1b}'));
    let mut plain = String::new();
    let mut chars = colored.chars();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => {
                chars.by_ref().take_while(|&c| c != 'm').for_each(drop);
            }
            c => plain.push(c),
        }
    }
    let trimmed: String = plain.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    assert_eq!(trimmed, text(&analysis, false));
}

/// With inlining, too, every report has a reason and underlines text that is there, and a copy is
/// only mentioned where gc has replaced a call.
#[test]
fn reports_of_inlined_programs() {
    let mut copies = 0;
    for program in programs() {
        let source = std::fs::read_to_string(&program).expect("the program is readable");
        let config = Config { inline: true, ..Config::new(BuildContext::linux_amd64(Release::NEWEST)) };
        let analysis = analyze_with(config, &[("a.go", &source)]);
        let (gc, name) = (analysis.render_gc(Level::Verdicts), program.display());
        let escapes =
            gc.lines().filter(|line| line.contains("moved to heap: ") || line.ends_with(" to heap"));
        // Reports name instances of generic functions without type arguments.
        let mut depth = 0;
        let outside_brackets = |c: &char| {
            depth += i32::from(*c == '[');
            let is_outside = depth == 0;
            depth -= i32::from(*c == ']');
            is_outside
        };
        let plain: String = gc.chars().filter(outside_brackets).collect();
        let reports = analysis.explain();
        assert!(reports[0].escapes.len() <= escapes.count(), "{name}");
        for report in &reports[0].escapes {
            assert_ne!(report.rule, Rule::Other, "{name}: {report:?}");
            for spot in report.hops.iter().filter_map(|hop| hop.spot).chain([report.spot]) {
                let line = analysis.sources.file(spot.file).text.get(spot.range()).expect("characters");
                assert!(!line.is_empty() && !line.contains('\n'), "{name}: {report:?}");
            }
            for at in report.stays_at.iter().chain(&report.copy) {
                let (line, column) = analysis.sources.line_column(at.pos);
                let replaced = format!(":{line}:{column}: inlining call to {}\n", at.callee);
                assert!(plain.contains(&replaced), "{name}: {at:?}");
                copies += 1;
            }
        }
        let invented = !source.contains('~') && text(&analysis, true).contains('~');
        assert!(!invented, "{name}: a compiler's name");
    }
    assert!(copies > 20, "{copies}");
}

/// Explain never has a second opinion: as many values escape, and as many parameters leak, as gc
/// prints lines for. (gc prints equal lines for two values at one position, and lines that differ in
/// types for each copy of a generic function.)
#[test]
fn same_facts_as_gc() {
    let mut unexplained = Vec::new();
    for program in programs() {
        for release in [Release::OLDEST, Release::NEWEST] {
            let source = std::fs::read_to_string(&program).expect("the program is readable");
            let analysis = analyze(release, &[("a.go", &source)]);
            let gc = analysis.render_gc(Level::Verdicts);
            let is_escape =
                |line: &&str| line.contains(": moved to heap: ") || line.ends_with(" escapes to heap");
            let escapes: Vec<&str> =
                gc.lines().filter(is_escape).filter(|line| !line.starts_with("<autogenerated>")).collect();
            let position = |line: &&str| line.split(": ").next().unwrap_or_default().to_owned();
            let distinct: BTreeSet<String> = escapes.iter().map(position).collect();
            let leaking: BTreeSet<&str> = gc
                .lines()
                // A loop over a function makes literals with parameters that nobody wrote.
                .filter(|line| !line.contains(": #p"))
                .filter_map(|line| line.split_once(": leaking param"))
                .map(|(pos, _)| pos)
                .collect();
            let reports = analysis.explain();
            let told = &reports[0].escapes;
            let leaks = reports[0].contracts.iter().filter(|c| !c.leaks.is_empty()).count();
            let name = program.display();
            assert!(
                distinct.len() <= told.len() && told.len() <= escapes.len(),
                "{name} {release}: {}",
                told.len()
            );
            assert_eq!(leaking.len(), leaks, "{name} {release}");
            for report in told {
                if report.rule == Rule::Other {
                    unexplained.push(format!("{name} {release}: {report:?}"));
                }
                let file = analysis.sources.file(report.spot.file);
                for spot in report.hops.iter().filter_map(|hop| hop.spot).chain([report.spot]) {
                    let line = file.text.get(spot.range()).expect("a spot is on character boundaries");
                    assert!(!line.is_empty() && !line.contains('\n'), "{name} {release}: {report:?}");
                }
            }
            // A program may write the character itself; the reports quote it.
            let invented = !source.contains('~') && text(&analysis, true).contains('~');
            assert!(!invented, "{name} {release}: a compiler's name");
        }
    }
    assert!(unexplained.is_empty(), "{}", unexplained.join("\n"));
}
