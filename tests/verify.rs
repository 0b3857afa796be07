//! `goesc verify`: logs as they come, and what is said about their differences.

use goesc::driver::{self, Analysis, Config};
use goesc::load::{BuildContext, LoadedFile, PackageFiles};
use goesc::release::Release;
use goesc::report::Level;
use goesc::report::verify::{Choices, Comparison, Kind, decode, json, read_log, text};
use std::path::Path;

const P: &str =
    "package p\n\nfunc f() *int {\n\tx := 1\n\treturn &x\n}\n\nfunc g(p *int) {\n\t_ = new(int)\n}\n";
const Q: &str = "package q\n\nfunc h(s []int) []int {\n\treturn s\n}\n";

/// What Go 1.27 prints about the two packages, from the folder `/m`.
const LOG: &str = "\
# m
./p.go:4:2: moved to heap: x
./p.go:8:8: p does not escape
./p.go:9:9: new(int) does not escape
# m/q
q/q.go:3:8: leaking param: s to result ~r0 level=0
";

fn analysis() -> Analysis {
    let package = |import_path: &str, name: &str, text: &str| PackageFiles {
        import_path: import_path.into(),
        files: vec![LoadedFile {
            display_name: name.into(),
            path: Path::new("/m").join(name.trim_start_matches("./")),
            bytes: text.as_bytes().to_vec(),
        }],
        ..PackageFiles::default()
    };
    let build = BuildContext::linux_amd64(Release::NEWEST);
    driver::analyze(
        &Config { inline: false, ..Config::new(build) },
        vec![package("m", "./p.go", P), package("m/q", "q/q.go", Q)],
    )
}

fn compare_with(log: &str, choices: Choices) -> Comparison {
    analysis().verify(&read_log(log), Level::Verdicts, choices)
}

fn compare(log: &str) -> Comparison {
    compare_with(log, Choices::default())
}

fn shown(log: &str, list: bool) -> String {
    let analysis = analysis();
    let comparison = analysis.verify(&read_log(log), Level::Verdicts, Choices::default());
    text::render(&comparison, &analysis.sources, text::Style { list, color: false })
}

/// A log with a difference of each sort: other verdicts, a line that goesc lacks, one that it should
/// not print, packages that the other side does not have.
fn different() -> String {
    LOG.replace("p does not escape", "leaking param: p")
        .replace("./p.go:9:9: new(int) does not escape\n", "")
        .replace("# m/q", "./p.go:5:9: &x escapes to heap\n# m/other\n./o.go:1:1: moved to heap: o\n# m/none")
}

#[test]
fn the_same() {
    let comparison = compare(LOG);
    assert!(comparison.is_exact());
    assert_eq!(comparison.packages.len(), 2);
    assert_eq!(comparison.kinds[&Kind::MovedToHeap].found, 1);
}

#[test]
fn names_of_another_machine() {
    let unix = LOG.replace("./p.go", "/home/u/src/m/p.go").replace("q/q.go", "./q.go");
    let windows = LOG.replace("./p.go", ".\\p.go").replace("q/q.go", "C:\\Users\\u\\m\\q\\q.go");
    let windows = windows.replace('\n', "\r\n");
    for log in [unix, windows] {
        assert!(compare(&log).is_exact(), "{log}");
        let strict = Choices { strict_names: true, ..Choices::default() };
        assert_eq!(compare_with(&log, strict).exact_count(), 0, "{log}");
    }
    assert!(compare_with(LOG, Choices { strict_names: true, ..Choices::default() }).is_exact());
}

#[test]
fn lines_of_other_tools() {
    let log = format!(
        "go: downloading example.com/x v1.0.0\n{}# m/broken\n./b.go:3:5: undefined: y\n/usr/bin/ld: cannot find -lx\n",
        LOG.replace("./p.go:8", "note: module requires Go 1.99\n./p.go:8")
    );
    let comparison = compare(&log);
    assert!(comparison.is_exact());
    assert_eq!(comparison.other_lines, (4, Some("go: downloading example.com/x v1.0.0".to_owned())));
}

#[test]
fn packages_in_any_order_and_in_parts() {
    let (m, q) = LOG.split_at(LOG.find("# m/q").expect("there"));
    assert!(compare(&format!("{q}{m}")).is_exact());
    let parted = LOG.replace("./p.go:9", "# m/q\n# m\n./p.go:9");
    assert!(compare(&parted).is_exact());
}

#[test]
fn another_order_is_a_difference() {
    let log = LOG
        .replace("./p.go:4:2: moved to heap: x\n", "")
        .replace("# m/q", "./p.go:4:2: moved to heap: x\n# m/q");
    let comparison = compare(&log);
    assert_eq!((comparison.counts().missing, comparison.exact_count()), (0, 1));
    assert!(!comparison.is_exact());
    insta::assert_snapshot!("verify_order", shown(&log, false));
}

#[test]
fn twice_is_not_once() {
    let line = "./p.go:4:2: moved to heap: x\n";
    let counts = compare(&LOG.replace(line, &line.repeat(2))).counts();
    assert_eq!((counts.expected, counts.found, counts.missing, counts.extra), (5, 4, 1, 0));
}

#[test]
fn packages_that_were_not_analysed() {
    let log = format!("{LOG}# other\n./o.go:1:1: moved to heap: o\n");
    assert_eq!(compare(&log).counts().missing, 1);
    let part = compare_with(&log, Choices { only_analyzed: true, ..Choices::default() });
    assert!(part.is_exact());
    assert_eq!(part.left_out, 1);
}

#[test]
fn first_of_each_kind() {
    insta::assert_snapshot!("verify_first", shown(&different(), false));
}

#[test]
fn all_of_them() {
    insta::assert_snapshot!("verify_list", shown(&different(), true));
}

#[test]
fn for_scripts() {
    insta::assert_snapshot!("verify_json", json::render(&compare(&different())));
}

#[test]
fn a_raw_string_goes_over_lines() {
    let log =
        read_log("# m\n./a.go:1:2: `a\n# not a header` escapes to heap\n./a.go:2:2: '`' escapes to heap\n");
    let texts: Vec<&str> = log.packages[0].messages.iter().map(|message| message.text.as_str()).collect();
    // A line that starts like a header is one: no message may swallow the next package.
    assert_eq!(texts, ["'`' escapes to heap"]);
    let log = read_log(
        "# m\n./a.go:1:2: `a\n\n b` escapes to heap\n./a.go:1:2:     from `c\nd` (spill) at ./a.go:1:2\n",
    );
    let texts: Vec<&str> = log.packages[0].messages.iter().map(|message| message.text.as_str()).collect();
    assert_eq!(texts, ["`a\n\n b` escapes to heap", "    from `c\nd` (spill) at ./a.go:1:2"]);
}

#[test]
fn positions_without_parts() {
    let log = "# m\n./a.go:300: moved to heap: x\n<autogenerated>:1: inlining call to T.M\n\
               <unknown line number>:   flow: a \u{2190} &b:\nmoved to heap: #next\n";
    let log = read_log(log);
    let places: Vec<_> = log.packages[0]
        .messages
        .iter()
        .map(|message| message.place.map(|place| (place.file, place.line, place.column)))
        .collect();
    let expected = [
        Some(("./a.go", 300, 0)),
        Some(("<autogenerated>", 1, 0)),
        Some(("<unknown line number>", 0, 0)),
        None,
    ];
    assert_eq!(places, expected);
}

#[test]
fn encodings() {
    let utf16: Vec<u8> = "\u{feff}# m\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(decode(&utf16), "# m\r\n");
    let swapped: Vec<u8> = "\u{feff}# m".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(decode(&swapped), "# m");
    assert_eq!(decode("\u{feff}# m".as_bytes()), "# m");
    assert_eq!(decode(b"# \xff"), "# \u{fffd}");
}

/// One message of each kind, as the compiler words it.
#[test]
fn kinds() {
    let messages = "\
can inline f
can inline f with cost 4 as: func() { return 1 }
cannot inline f: recursive
cannot inline f into g: repeated recursive cycle
function f considered 'big'; reducing max cost of inlinees
inlining call to f
devirtualizing r.M to *T
partially devirtualizing r.M to T
cannot devirtualize r.M(): shaped receiver go.shape.int
imprecise interface call
x will be kept alive
skip inlining within testing.B.loop for for loop
leaking param: p
leaking param content: p
leaking param: p to result ~r0 level=1
moved to heap: x
\"a does not escape\" escapes to heap
f(x) does not escape
append escapes to heap
append does not escape
zero-copy string->[]byte conversion
(*T).f ignoring self-assignment in t.a = t.b
assuming p is unsafe uintptr
marking p as escaping ...uintptr
index bounds check elided
x escapes to heap, not allowed in runtime
f capturing by ref: x (addr=true assign=false width=8)
new(int) escapes to heap in f:
new(int) escapes to heap:
parameter p leaks to {heap} for f with derefs=0:
  flow: {heap} = &x:
    from \"x escapes to heap\" (spill) at ./a.go:1:2
  warning: truncated explanation due to assignment cycle; see golang.org/issue/35518
undefined: x
too many errors
";
    let kinds = messages.lines().map(|message| {
        let kind = Kind::of(message).map_or("-", Kind::label);
        format!("{kind:36}{message}\n")
    });
    insta::assert_snapshot!("verify_kinds", kinds.collect::<String>());
}
