//! The playground's engine: its answers say what `goesc gc -m` says, and every input has an answer.

use crate::corpus::{facts, programs};
use crate::verdicts::is_verdict;
use goesc::catalogue::Language;
use goesc::guide::{Guide, Kind, quiz};
use goesc::playground::{MAX_SOURCE, answer, one_line};
use goesc::release::Release;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

fn ask(request: &Value) -> Value {
    ask_text(&request.to_string())
}

fn ask_text(request: &str) -> Value {
    let text = answer(request, &facts);
    serde_json::from_str(&text).expect("answers are JSON")
}

/// Places and messages.
type Said = BTreeSet<(String, String)>;

/// The verdicts among the lines that gc prints; the others are about inlining.
fn gc_verdicts(text: &str) -> Said {
    let is_shown = |message: &str| {
        is_verdict(message)
            || message.starts_with("marking ")
            || message.starts_with("assuming ")
            || message == "zero-copy string->[]byte conversion"
    };
    // Some variables that the compiler makes have no place.
    let lines = text.lines().filter_map(|line| match line.strip_prefix("./main.go:") {
        Some(rest) => rest.split_once(": "),
        None => line.starts_with("moved to heap: ").then_some(("", line)),
    });
    lines
        .filter(|(_, message)| is_shown(message))
        .map(|(at, message)| (at.to_owned(), message.to_owned()))
        .collect()
}

/// The messages that an answer shows.
fn shown(answer: &Value) -> BTreeSet<String> {
    let verdicts = answer["verdicts"].as_array().into_iter().flatten();
    let messages = verdicts.flat_map(|verdict| verdict["gc"].as_array().into_iter().flatten());
    messages.map(|message| message.as_str().expect("a text").to_owned()).collect()
}

#[test]
fn answers_say_what_gc_says() {
    let mut compared = 0;
    // A program a release and mode in turn: all of them are compared in `corpus`, and by `serve`'s load test.
    for (number, program) in programs().iter().enumerate() {
        let source = String::from_utf8_lossy(&std::fs::read(program).expect("readable")).into_owned();
        if source.len() > MAX_SOURCE || source.contains("//line ") || source.contains("/*line ") {
            continue;
        }
        let releases: Vec<Release> = Release::all().collect();
        let release = releases[number % releases.len()].to_string();
        for inline in [false, true] {
            let request = json!({ "source": source, "go": release, "inline": inline, "want": ["gc"] });
            let answer = ask(&request);
            let name = format!("{} with Go {release}, inline: {inline}", program.display());
            assert!(answer.get("error").is_none(), "{name}: {answer}");
            let text = answer["gc"]["m"].as_str().expect("what gc prints");
            let said = gc_verdicts(text);
            let shown = shown(&answer);
            // What has no place in the file is shown with the call that it was copied for, if at all.
            let missing: Vec<_> =
                said.iter().filter(|(at, message)| !at.is_empty() && !shown.contains(message)).collect();
            let odd: Vec<_> =
                shown.iter().filter(|&message| !said.iter().any(|(_, said)| said == message)).collect();
            assert!(missing.is_empty() && odd.is_empty(), "{name}: {missing:?} {odd:?}");
            compared += 1;
        }
    }
    assert!(compared > 500, "{compared} answers");
}

#[test]
fn a_program_has_everything() {
    let source = "package main\n\ntype T struct{}\n\nfunc (t *T) get() *int {\n\tx := 1\n\treturn &x\n}\n\nfunc main() {}\n";
    let answer = ask(&json!({ "source": source, "want": ["gc"] }));
    assert_eq!(answer["release"], Release::NEWEST.to_string());
    assert_eq!((&answer["inline"], &answer["lang"]), (&json!(true), &json!("en")));
    assert_eq!(answer["errors"], json!([]));
    let moved = answer["verdicts"].as_array().and_then(|all| all.iter().find(|v| v["outcome"] == "heap"));
    let moved = moved.expect("x is moved");
    assert_eq!((&moved["line"], &moved["column"]), (&json!(6), &json!(2)));
    assert_eq!((&moved["rule"], &moved["gc"]), (&json!("E01"), &json!(["moved to heap: x"])));
    assert!(answer["gc"]["m2"].as_str().is_some_and(|text| text.contains("flow: ~r0")));
}

#[test]
fn errors_have_places() {
    let answer = ask(
        &json!({ "source": "package main\n\nimport \"nowhere/at/all\"\n\nfunc main() {\n\tx := 1\n}\n" }),
    );
    let errors = answer["errors"].as_array().expect("a list");
    let at = |line: u32| errors.iter().any(|error| error["line"] == line);
    assert!(at(3) && at(6), "{errors:?}");
}

#[test]
fn wrong_requests_are_refused_with_reasons() {
    let cases = [
        ("", "bad-request", "not JSON"),
        ("[]", "bad-request", "an object"),
        ("{}", "bad-request", "\"source\" is missing"),
        (r#"{"source": 1}"#, "bad-request", "\"source\" is a string, not a number"),
        (r#"{"source": "", "go": "1.3"}"#, "bad-request", "not \"1.3\""),
        (r#"{"source": "", "inline": "yes"}"#, "bad-request", "\"inline\" is true or false"),
        (r#"{"source": "", "lang": "de"}"#, "bad-request", "\"lang\" is"),
        (r#"{"source": "", "want": "gc"}"#, "bad-request", "\"want\" is a list"),
        (r#"{"source": "", "file": "../x.go"}"#, "bad-request", "without folders"),
    ];
    for (request, code, message) in cases {
        let answer = ask_text(request);
        let said = answer["error"]["message"].as_str().unwrap_or_default();
        assert!(answer["error"]["code"] == code && said.contains(message), "{request}: {answer}");
        assert!(one_line(request.as_bytes()).is_err(), "{request}");
    }
    let large = json!({ "source": "x".repeat(MAX_SOURCE + 1) });
    assert_eq!(ask(&large)["error"]["code"], "too-large");
    assert_eq!(ask(&json!({ "source": "x".repeat(4 * MAX_SOURCE) }))["error"]["code"], "too-large");
    // Fields of newer pages, and fields that are null.
    let answer = ask(&json!({ "source": "package p\n", "new": [1], "func": null, "want": ["new"] }));
    assert!(answer.get("error").is_none(), "{answer}");
}

#[test]
fn anything_has_an_answer() {
    let nested = format!("package p\nvar x = {}1{}\n", "(".repeat(50_000), ")".repeat(50_000));
    for source in [
        "",
        "\0",
        "package",
        "package p\nfunc",
        "\u{feff}package p\n",
        "package p\n//line x.go:1\nvar y = z\n",
        &nested,
    ] {
        let answer = ask(&json!({ "source": source }));
        assert!(answer.get("error").is_none() && answer["errors"].is_array(), "{answer}");
    }
}

#[test]
fn no_file_of_this_machine_is_read() {
    let source = "package main\n\nimport (\n\t_ \"embed\"\n\t_ \"./corpus\"\n)\n\n//go:embed Cargo.toml\nvar text string\n\nfunc main() {}\n";
    assert!(Path::new("Cargo.toml").exists());
    let answer = ask(&json!({ "source": source }));
    assert!(answer["errors"].as_array().is_some_and(|errors| !errors.is_empty()), "{answer}");
}

/// The page asks what `goesc quiz` asks, and knows which of its verdicts give the answer away.
#[test]
fn questions_are_those_of_the_quiz() {
    for lesson in Guide::embedded().of_kind(Kind::Lesson) {
        let (release, inline) = (Release::NEWEST, lesson.inlines());
        let expected = quiz::lesson_questions(lesson, release, inline, Language::Zh, facts(release));
        let request = json!({ "source": lesson.program, "inline": inline, "lang": "zh", "want": ["quiz"] });
        let answer = ask(&request);
        let questions = answer["questions"].as_array().expect("a list");
        assert_eq!(questions.len(), expected.len(), "{}", lesson.name);
        for (question, expected) in questions.iter().zip(&expected) {
            assert_eq!(question["answer"], expected.outcome.name(), "{question}");
            assert_eq!((&question["what"], &question["gc"]), (&json!(expected.what), &json!(expected.gc)));
            let ids = question["verdicts"].as_array().expect("a list");
            let verdicts = answer["verdicts"].as_array().into_iter().flatten();
            let answering: Vec<&Value> = verdicts.filter(|verdict| ids.contains(&verdict["id"])).collect();
            let is_said = |message: &String| {
                let mut messages = answering.iter().flat_map(|verdict| verdict["gc"].as_array()).flatten();
                messages.any(|said| said == message)
            };
            assert!(expected.gc.iter().all(is_said), "{}: {question}", lesson.name);
            assert!(
                answering.iter().any(|verdict| verdict["outcome"] == question["answer"])
                    || expected.gc.is_empty()
            );
        }
    }
}

/// What differs between releases, and why, is what `goesc explain --vs` says.
#[test]
fn changes_are_those_of_the_command() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("playground");
    std::fs::create_dir_all(&folder).expect("the temporary folder is writable");
    for (program, old, new) in [
        ("misconceptions/m03_variable_make_escapes.go", "1.24", "1.25"),
        ("misconceptions/m13_large_objects.go", "1.23", "1.24"),
        ("seed/dynamic_make.go", "1.27", "1.21"),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(program);
        let source = std::fs::read_to_string(path).expect("the program is readable");
        std::fs::write(folder.join("main.go"), &source).expect("writable");
        let answer = ask(&json!({ "source": source, "go": new, "from": old, "inline": false }));
        let said = Command::new(env!("CARGO_BIN_EXE_goesc"))
            .args(["explain", "-l", "--go", old, "--vs", new, "--format", "json", "main.go"])
            .current_dir(&folder)
            .env("GOESCCACHE", "off")
            .output()
            .expect("goesc runs");
        let said: Value = serde_json::from_slice(&said.stdout).expect("JSON");
        assert_eq!(answer["changes"], said["changes"], "{program}");
        assert!(said["changes"].as_array().is_some_and(|changes| !changes.is_empty()), "{program}");
    }
    let same = ask(&json!({ "source": "package p\n", "from": "1.21" }));
    assert_eq!(same["changes"], json!([]));
    assert_eq!(ask(&json!({ "source": "", "from": "1.3" }))["error"]["code"], "bad-request");
}
