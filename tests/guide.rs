//! The guide: its files are in order, what it says is recorded, everything that gc says has a page, and
//! the quiz knows what gc knows.

use crate::corpus::{config, facts, package_of, programs};
use crate::verdicts::is_verdict;
use goesc::catalogue::{Catalogue, Language};
use goesc::driver::{self, Config};
use goesc::guide::quiz::{self, Outcome, Question};
use goesc::guide::{BELIEFS, Entry, Found, Guide, Kind, SectionKind, entry_json, menu_json, message, reason};
use goesc::release::Release;
use goesc::report::Level;
use goesc::report::explain::Rule;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What people believe, by number, and nobody may forget.
const MISCONCEPTIONS: [&str; 23] = [
    "new(T) and &T{} mean heap",
    "maps always live on the heap",
    "make([]T, n) with a variable n always escapes",
    "\"does not escape\" means no allocation",
    "\"escapes to heap\" means an allocation",
    "\"leaking param\" is a memory leak",
    "leaking param and leaking param content are the same",
    "returning a pointer always allocates",
    "pointers are faster than values",
    "closures always allocate",
    "converting to an interface always allocates",
    "fmt.Println(x) makes x escape",
    "large objects go to the heap at 64 KB",
    "storing &x in a local slice or map is fine",
    "struct fields are tracked apart",
    "*pp = &x is an ordinary assignment",
    "defer and go always escape",
    "a loop variable's address is fine",
    "passing a[:] of a local array to an io.Reader is free",
    "generics remove the interface's cost",
    "method values are free",
    "sending a pointer on a channel keeps it on the stack",
    "-m output is stable",
];

/// Programs that use what older releases do not have.
const SINCE: [(&str, &str); 1] = [("pages/M29_kept_alive", "1.24")];

fn guide() -> &'static Guide {
    Guide::embedded()
}

#[test]
fn all_files_are_in_order() {
    let problems: Vec<String> = guide().problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// A lesson asks and answers; a page shows what gc prints.
#[test]
fn texts_have_the_sections_of_their_kind() {
    let mut wrong = Vec::new();
    for entry in &guide().entries {
        let needed: &[SectionKind] = match entry.kind {
            Kind::Lesson => &[SectionKind::Question, SectionKind::Answer],
            Kind::Rule => &[SectionKind::Prints, SectionKind::Releases],
            Kind::Message => &[SectionKind::Prints],
        };
        for language in Language::ALL {
            let text = entry.text(language);
            let missing: Vec<&SectionKind> =
                needed.iter().filter(|&&kind| text.section(kind).is_none()).collect();
            if !missing.is_empty() {
                wrong.push(format!("{}.{language}.md lacks {missing:?}", entry.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lines_of_gc_are_recorded() {
    let mut wrong = Vec::new();
    for entry in &guide().entries {
        for language in Language::ALL {
            for block in entry.text(language).blocks() {
                let recorded: Vec<&str> = entry.recording.lines(block.release, block.mode).collect();
                for line in block.lines.iter().filter(|line| !recorded.contains(line)) {
                    let (release, flags) = (block.release, block.mode.flags());
                    wrong.push(format!("{}.{language}.md: gc {release} {flags}: {line}", entry.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "not in the recordings:\n{}", wrong.join("\n"));
}

#[test]
fn every_program_is_recorded_with_all_releases() {
    for entry in &guide().entries {
        let recorded: Vec<Release> = entry.recording.releases().collect();
        let since = SINCE.iter().find(|(path, _)| *path == entry.path);
        let since = since.map_or(Some(Release::OLDEST), |(_, release)| Release::parse(release));
        let expected: Vec<Release> = Release::all().filter(|release| Some(*release) >= since).collect();
        assert_eq!(recorded, expected, "{}", entry.path);
    }
}

#[test]
fn every_misconception_is_told_about() {
    assert_eq!(BELIEFS.len(), MISCONCEPTIONS.len());
    let told: BTreeSet<u32> =
        guide().entries.iter().flat_map(|entry| entry.misconceptions.iter().copied()).collect();
    let missing = (1..).zip(MISCONCEPTIONS).filter(|(number, _)| !told.contains(number));
    let missing: Vec<String> = missing.map(|(number, title)| format!("{number}. {title}")).collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    let unknown: Vec<&u32> = told.iter().filter(|&&number| number == 0 || number > 23).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    assert!(guide().of_kind(Kind::Lesson).count() >= 25);
}

#[test]
fn every_rule_has_a_page() {
    let pages: Vec<Option<Rule>> = guide().of_kind(Kind::Rule).map(|page| page.rule).collect();
    let rules: Vec<Option<Rule>> = Rule::ALL.into_iter().map(Some).collect();
    assert_eq!(pages, rules);
}

/// The lines that real Go prints, without their places, each once with an example.
fn vocabulary() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for program in programs() {
        let Ok(text) = std::fs::read_to_string(program.with_extension("rec")) else { continue };
        let mut has_failed = false;
        for line in text.lines() {
            if line.starts_with("== ") {
                has_failed = !line.ends_with(" exit 0");
            } else if !has_failed && !line.starts_with("# ") {
                found.entry(message(line).to_owned()).or_insert_with(|| line.to_owned());
            }
        }
    }
    found
}

/// Some page says what each line means; of a step, what its reason means; of a function that is not
/// inlined, what the obstacle means.
#[test]
fn every_message_has_a_page() {
    let vocabulary = vocabulary();
    assert!(vocabulary.len() > 10_000, "{}", vocabulary.len());
    let patterns: Vec<_> = guide().entries.iter().flat_map(|entry| &entry.says).collect();
    let (mut wrong, mut reasons) = (Vec::new(), BTreeSet::new());
    for (message, line) in &vocabulary {
        let mut matching = patterns.iter().filter(|pattern| pattern.matches(message));
        let is_told = match (reason(message), message.strip_prefix("cannot inline ")) {
            (Some(reason), _) => {
                let is_told = matching.any(|pattern| pattern.shown().contains(&format!("({reason})")));
                // One of each kind is enough to see.
                if !reasons.insert(reason) {
                    continue;
                }
                is_told
            }
            (None, Some(_)) => matching.any(|pattern| {
                pattern.shown().split("…: ").count() > 1 && !pattern.shown().ends_with("…: …")
            }),
            (None, None) => matching.next().is_some(),
        };
        if !is_told {
            wrong.push(line.as_str());
        }
    }
    let shown: Vec<&str> = wrong.iter().take(60).copied().collect();
    assert!(wrong.is_empty(), "{} lines without a page:\n{}", wrong.len(), shown.join("\n"));
    assert!(reasons.len() > 30, "{reasons:?}");
}

/// The code of the one page that a question leads to; of several, all.
fn found(query: &str) -> String {
    match guide().find(query) {
        Found::One(entry) => entry.code(),
        Found::Several(entries) => entries.iter().map(|entry| entry.code()).collect::<Vec<_>>().join(" "),
        Found::Nothing(near) => {
            let codes: Vec<String> = near.iter().map(|entry| entry.code()).collect();
            format!("nothing, but {}", codes.join(" "))
        }
    }
}

#[test]
fn questions_lead_to_pages() {
    for (query, code) in [
        ("E03", "E03"),
        ("e3", "E03"),
        ("leaking param content", "M05"),
        ("leaking param", "M04"),
        ("Leaking param content: b", "M05"),
        ("moved to heap: x", "M01"),
        ("moved to heap", "M01"),
        ("./a.go:3:6: leaking param: p to result ~r0 level=1", "M06"),
        ("a.go:3:6:   flow: {heap} ← &x:", "M10"),
        ("./a.go:3:6:     from &T{...} (spill) at ./a.go:3:6", "M13"),
        ("new(int) escapes to heap", "M02"),
        ("append escapes to heap", "M07"),
        ("~r0", "M17"),
        ("spill", "M13"),
        ("derefs", "M09"),
        ("{heap}", "M11"),
        ("level=", "M06"),
    ] {
        assert_eq!(found(query), code, "{query}");
    }
    assert!(found("leeking parm").contains(" M04"), "{}", found("leeking parm"));
    assert_eq!(found("E99"), "nothing, but E09 E19 E29");
    assert_eq!(found("~~~"), "nothing, but ");
}

fn lesson_questions(entry: &Entry, release: Release, inline: bool) -> Vec<Question> {
    quiz::lesson_questions(entry, release, inline, Language::En, facts(release))
}

/// On each line that a lesson asks about something has a verdict, in all releases.
#[test]
fn lessons_ask_about_verdicts() {
    let mut wrong = Vec::new();
    for lesson in guide().of_kind(Kind::Lesson) {
        let marked: BTreeSet<u32> = (1..)
            .zip(lesson.program.lines())
            .filter(|(_, line)| line.ends_with(quiz::QUESTION_MARK))
            .map(|(number, _)| number)
            .collect();
        if marked.is_empty() {
            wrong.push(format!("{}: no line ends in `// ?`", lesson.path));
        }
        for release in Release::all() {
            let questions = lesson_questions(lesson, release, lesson.inlines());
            let asked: BTreeSet<u32> = questions.iter().map(|question| question.line).collect();
            if asked != marked {
                wrong.push(format!("{} {release}: marked {marked:?}, asked {asked:?}", lesson.path));
            }
            for question in questions.iter().filter(|question| question.report.is_empty()) {
                wrong.push(format!("{} {release}: no report: {question:?}", lesson.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A line of the source and what gc says of it.
type Said = BTreeSet<(u32, String)>;

/// What `goesc gc -m` prints about values and parameters.
fn said_by_gc(text: &str) -> Said {
    // Nobody can be asked about what is nowhere in the source.
    let is_somewhere = |line: &&str| message(line) != *line && !line.starts_with("<");
    let lines = text.lines().filter(is_somewhere);
    let verdicts = lines.filter(|line| is_verdict(message(line)));
    let line = |line: &str| line.split(':').nth(1).and_then(|number| number.parse().ok()).unwrap_or_default();
    verdicts.map(|text| (line(text), message(text).to_owned())).collect()
}

#[test]
fn quiz_answers_are_those_of_gc() {
    let catalogue = Catalogue::of(Language::En);
    let mut wrong = Vec::new();
    for program in programs() {
        for inline in [false, true] {
            let analysis =
                driver::analyze(&Config { inline, ..config(Release::NEWEST) }, vec![package_of(&program)]);
            let questions: Vec<Question> =
                analysis.views().flat_map(|view| quiz::questions(view, catalogue)).collect();
            let mut expected = said_by_gc(&analysis.render_gc(Level::Verdicts));
            let said = |question: &Question| {
                let line = question.line;
                question.gc.iter().map(move |message| (line, message.clone())).collect::<Vec<_>>()
            };
            let mut shown: Said = questions.iter().flat_map(said).collect();
            // Lines are numbered otherwise where directives say so.
            let source = std::fs::read_to_string(&program).expect("the program is readable");
            if source.contains("//line") || source.contains("/*line") {
                let unnumbered = |said: Said| said.into_iter().map(|(_, message)| (0, message)).collect();
                (expected, shown) = (unnumbered(expected), unnumbered(shown));
            }
            if expected != shown {
                let missing: Vec<_> = expected.difference(&shown).take(3).collect();
                let invented: Vec<_> = shown.difference(&expected).take(3).collect();
                wrong.push(format!("{} {inline}: -{missing:?} +{invented:?}", program.display()));
            }
            for question in &questions {
                let is_heap = |message: &String| {
                    message.ends_with(" escapes to heap")
                        || message.starts_with("moved to heap: ")
                        || message.starts_with("leaking param")
                };
                let answers_heap = matches!(question.outcome, Outcome::Heap | Outcome::Leaks);
                if question.gc.iter().any(is_heap) != answers_heap
                    || !question.choices().contains(&question.outcome)
                {
                    wrong.push(format!("{} {inline}: {question:?}", program.display()));
                }
            }
        }
    }
    let shown: Vec<&str> = wrong.iter().take(30).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), shown.join("\n"));
}

#[test]
fn pages_as_json() {
    for language in Language::ALL {
        let menu = menu_json(guide(), language);
        assert_eq!(menu["rules"].as_array().map(Vec::len), Some(29));
        for entry in &guide().entries {
            let page = entry_json(entry, language);
            assert!(page["html"].as_str().is_some_and(|html| html.starts_with('<')), "{}", entry.path);
            assert_eq!(page["title"], entry.text(language).title.as_str());
            let recorded = &page["prints"]["1.27"][entry.modes()[0].flags()];
            assert_eq!(recorded.as_str(), entry.recording.answer(Release::NEWEST, entry.modes()[0]));
        }
    }
}

/// Runs goesc in a fresh folder that holds `a.go`, with `input` on standard input.
fn goesc(name: &str, args: &[&str], input: &str) -> Output {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("guide").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the temporary folder is writable");
    let source = "package p\n\nvar g *int\n\nfunc keep(p *int) { g = p }\n\nfunc f() int {\n\tx, y := 1, 2\n\tkeep(&x)\n\tq := &y\n\treturn *q\n}\n";
    std::fs::write(folder.join("a.go"), source).expect("writable");
    let mut command = Command::new(env!("CARGO_BIN_EXE_goesc"));
    command.args(args).current_dir(&folder).env("GOESCCACHE", "off").env("GOENV", "off").env("LC_ALL", "C");
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("goesc runs");
    // A program that does not read closes the pipe.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    child.wait_with_output().expect("goesc ends")
}

/// What is printed when all goes well.
fn printed(name: &str, args: &[&str], input: &str) -> String {
    let out = goesc(name, args, input);
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    assert_eq!((String::from_utf8_lossy(&out.stderr).as_ref(), out.status.code()), ("", Some(0)), "{text}");
    text
}

#[test]
fn explain_shows_pages() {
    let page = printed("page", &["explain", "e03"], "");
    assert!(page.starts_with("E03  ") && page.contains("What gc prints"), "{page}");
    assert!(
        page.lines().all(|line| line.chars().count() <= 80 || line.starts_with("    ") || line.contains('|')),
        "{page}"
    );
    assert_eq!(
        printed("page", &["explain", "leaking", "param", "content"], ""),
        printed("page", &["explain", "M05"], "")
    );
    let old = printed("page", &["explain", "M08", "--go", "1.22"], "");
    assert!(old.contains("$ go1.22 build -gcflags='-m=2 -l'"), "{old}");
    assert!(printed("page", &["explain", "E03", "--lang", "zh"], "").contains("gc 的输出"));
    // A file is never a page, and an import path is not one, either.
    assert!(printed("page", &["explain", "a.go"], "").contains("keep"));
    let unknown = goesc("page", &["explain", "leeking parm"], "");
    let said = String::from_utf8_lossy(&unknown.stderr).into_owned();
    assert!(said.contains("no page about") && said.contains("leaking param"), "{said}");
    assert_eq!(unknown.status.code(), Some(1));
    // A word may be a file or package; if it is none, that is all there is to say.
    let unknown = goesc("page", &["explain", "leek"], "");
    let said = String::from_utf8_lossy(&unknown.stderr).into_owned();
    assert!(said.starts_with("goesc: “leek” is no page, file or package\nDid you mean:\n"), "{said}");
    assert!(said.contains("\n  M04  ") && unknown.stdout.is_empty(), "{said}");
    assert_eq!(unknown.status.code(), Some(1));
    for package in ["fmt", "example.com/x", "x/y", "./x"] {
        let said = String::from_utf8_lossy(&goesc("page", &["explain", package], "").stderr).into_owned();
        assert!(!said.contains("no page"), "{package}: {said}");
    }
}

#[test]
fn lessons_are_listed_and_shown() {
    let list = printed("lessons", &["lessons"], "");
    let first = guide().lesson("1").expect("a lesson").text(Language::En);
    assert!(list.contains(&format!("  1  {}\n", first.title)), "{list}");
    let lesson = printed("lessons", &["lessons", "1"], "");
    assert!(lesson.contains("\nQuestion\n") && !lesson.contains("\nAnswer\n"), "{lesson}");
    let answered = printed("lessons", &["lessons", "address_of", "--answer"], "");
    assert!(answered.contains("\nAnswer\n"), "{answered}");
    assert_eq!(goesc("lessons", &["lessons", "99"], "").status.code(), Some(2));
}

#[test]
fn the_quiz_of_a_file() {
    // Right, a hint and right, wrong, and then no more.
    let game = printed("quiz", &["quiz", "-l", "a.go"], "l\n?\nh\nh\n");
    assert!(game.contains("Question 1 of 3\n") && game.contains("Does the parameter p leak?"), "{game}");
    assert!(game.contains("gc says: leaking param: p\n"), "{game}");
    assert!(game.contains("gc says: moved to heap: x\n"), "{game}");
    assert!(game.contains("gc says nothing about a variable that stays"), "{game}");
    assert!(game.ends_with("2 of 3 right\n"), "{game}");
    let quit = printed("quiz", &["quiz", "-l", "a.go"], "nonsense\nl\nq\n");
    assert!(quit.ends_with("1 of 1 right\n"), "{quit}");
    let json = printed("quiz", &["quiz", "-l", "--max", "2", "--format", "json", "a.go"], "");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["questions"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["questions"][0]["answer"], "leaks");
    assert_eq!(json["questions"][1]["gc"][0], "moved to heap: x");
}

#[test]
fn the_quiz_of_a_lesson() {
    let lesson = guide().lesson("1").expect("a lesson");
    let questions = lesson_questions(lesson, Release::NEWEST, lesson.inlines());
    let answers: String = questions.iter().map(|question| format!("{}\n", question.outcome.name())).collect();
    let game = printed("quiz_lesson", &["quiz", "1"], &answers);
    let all = questions.len();
    assert!(game.ends_with(&format!("{all} of {all} right\n")), "{game}");
    let chinese = printed("quiz_lesson", &["quiz", "1", "--lang", "zh"], &answers);
    assert!(chinese.ends_with(&format!("答对 {all} 题，共答 {all} 题\n")), "{chinese}");
}
