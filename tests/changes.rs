//! Each sentence about a rule that changed between releases (`goesc explain --vs`) is true of a program
//! of the corpus: the rule is found as the cause, and what the two real releases printed about the
//! line differs.

use goesc::guide::{Mode, Recording};
use goesc::release::Release;
use goesc::release::changes::FIELDS;
use goesc::report::explain::words::change::sentence;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// A program in which a rule makes the difference.
struct Shown {
    /// The field of the rules.
    rule: &'static str,
    program: &'static str,
    /// The releases before and of the change.
    releases: (&'static str, &'static str),
    /// `-m` or `-m -l`.
    flags: &'static str,
    /// The value or parameter whose verdict changes.
    line: u64,
    /// The line about which gc prints something else; 0 if only what it costs changed
    /// (`tests/costs` has measured that).
    gc: u32,
}

const fn shown(
    rule: &'static str,
    program: &'static str,
    releases: (&'static str, &'static str),
    flags: &'static str,
    (line, gc): (u64, u32),
) -> Shown {
    Shown { rule, program, releases, flags, line, gc }
}

const SHOWN: &[Shown] = &[
    shown("loop_vars_per_iteration", "channels/pipelines.go", ("1.21", "1.22"), "-m -l", (94, 94)),
    shown("tracks_mutation", "closures/called_directly.go", ("1.21", "1.22"), "-m -l", (24, 24)),
    shown("captured_static_values", "defergogo/defer_interfaces.go", ("1.21", "1.22"), "-m -l", (25, 25)),
    shown("go_defer_wrapped", "inlining/defer_go.go", ("1.21", "1.22"), "-m -l", (19, 19)),
    shown("dead_code_left_out", "dead/closures.go", ("1.21", "1.22"), "-m -l", (72, 72)),
    shown("max_tagged_results", "calls/many_results.go", ("1.21", "1.22"), "-m -l", (6, 6)),
    shown("blank_params_renamed", "switches/case_notes.go", ("1.21", "1.22"), "-m -l", (28, 28)),
    shown("zero_copy_lines", "expressions/complexes.go", ("1.21", "1.22"), "-m -l", (73, 73)),
    shown("inline.order", "devirt/basic.go", ("1.21", "1.22"), "-m", (14, 90)),
    shown(
        "constraints_set_language_without_module",
        "range/oldversion.go",
        ("1.22", "1.23"),
        "-m -l",
        (12, 12),
    ),
    shown("literals_dup_ok", "generics/channels.go", ("1.22", "1.23"), "-m -l", (35, 35)),
    shown("max_explicit_var", "lessons/12_large.go", ("1.23", "1.24"), "-m -l", (14, 14)),
    shown("dead_locals", "closures/assigned_inside.go", ("1.23", "1.24"), "-m", (8, 8)),
    shown("literal_batches", "closures/called_directly.go", ("1.23", "1.24"), "-m -l", (8, 8)),
    shown("inline.literal_budget", "heldout/sequences.go", ("1.23", "1.24"), "-m", (9, 0)),
    shown("inline.function_value_call", "heldout/strs.go", ("1.23", "1.24"), "-m", (65, 0)),
    shown("inline.recursion_is_inlined", "inlining/recursion.go", ("1.23", "1.24"), "-m", (43, 64)),
    shown("append_locations", "calls/method_values.go", ("1.24", "1.25"), "-m -l", (87, 87)),
    shown("unknown_size_escapes", "dead/unused.go", ("1.24", "1.25"), "-m -l", (88, 88)),
    shown("literal_operands", "calls/variadic.go", ("1.24", "1.25"), "-m", (65, 0)),
    shown("zero_size_slice_escapes", "heldout/limits.go", ("1.24", "1.25"), "-m -l", (84, 84)),
    shown("range_counts_arrays", "range/array_lengths.go", ("1.24", "1.25"), "-m -l", (7, 7)),
    shown("costs.boxes_static_literals", "inlining/deferred.go", ("1.24", "1.25"), "-m -l", (42, 0)),
    shown("devirtualize_all_assignments", "devirt/assertions.go", ("1.25", "1.26"), "-m -l", (28, 28)),
    shown("literal_len_operands", "sizes/makes.go", ("1.25", "1.26"), "-m -l", (66, 66)),
    shown("one_word_direct", "interfaces/one_word.go", ("1.25", "1.26"), "-m -l", (24, 24)),
    shown("inline.slicing_all_is_free", "inlining/whole_slices.go", ("1.25", "1.26"), "-m", (5, 28)),
    shown("inline.benchmark_loops_are_left_alone", "std/benchloop.go", ("1.25", "1.26"), "-m", (72, 72)),
    shown("several_callees", "calls/function_values.go", ("1.26", "1.27"), "-m -l", (26, 26)),
];

fn corpus() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// The causes that `--vs` finds for what changed on a line.
fn causes(shown: &Shown) -> Vec<Vec<String>> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goesc"));
    for variable in ["GOOS", "GOARCH", "GOFLAGS", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(variable);
    }
    let (old, new) = shown.releases;
    command.args(["explain", "--go", old, "--vs", new, "--format", "json"]);
    command.args(shown.flags.split(' ').skip(1)).arg(shown.program).current_dir(corpus());
    let out = command.env("GOESCCACHE", "off").env("GOENV", "off").output().expect("goesc runs");
    let json: Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let changes = json["changes"].as_array().expect("changes");
    let there = changes.iter().filter(|change| change["line"] == shown.line);
    let rules = |change: &Value| {
        let rules = change["cause"]["rules"].as_array();
        rules.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    there.map(rules).collect()
}

/// What a release printed about a line.
fn printed(shown: &Shown, release: &str) -> Vec<String> {
    let path = corpus().join(shown.program).with_extension("rec");
    let text = std::fs::read_to_string(path).expect("a recording");
    let release = Release::parse(release).expect("a release");
    let mode = Mode::from_flags(shown.flags).expect("a mode");
    let recording = Recording::parse(&text);
    let answer = recording.answer(release, mode).expect("the release is recorded");
    let there = format!(":{}:", shown.gc);
    answer.lines().filter(|line| line.contains(&there)).map(str::to_owned).collect()
}

#[test]
fn rules_make_the_difference() {
    let mut wrong = Vec::new();
    for shown in SHOWN {
        let causes = causes(shown);
        let is_cause = causes.iter().any(|rules| *rules == [shown.rule]);
        let (old, new) = shown.releases;
        let differs = shown.gc == 0 || printed(shown, old) != printed(shown, new);
        if !is_cause || !differs {
            wrong.push(format!("{} {}: {causes:?}, gc differs: {differs}", shown.rule, shown.program));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A release in which a rule changed is the one that its sentence names.
#[test]
fn releases_are_those_of_the_change() {
    let release = |name: &str| Release::parse(name).expect("a release");
    for Shown { rule, releases, .. } in SHOWN {
        let field = FIELDS.iter().find(|field| field.name == *rule).expect("a rule");
        let (old, new) = (release(releases.0), release(releases.1));
        assert!(field.differs(&old.rules(), &new.rules()), "{rule}");
        assert_eq!(field.since(old, new), new, "{rule}");
    }
}

#[test]
fn every_sentence_is_shown() {
    let field = |name: &str| FIELDS.iter().find(|field| field.name == name).expect("a rule");
    let shown: Vec<_> = SHOWN.iter().filter_map(|shown| sentence(field(shown.rule))).collect();
    for field in FIELDS {
        if let Some(id) = sentence(field) {
            assert!(shown.contains(&id), "{} is not shown", field.name);
        }
    }
}
