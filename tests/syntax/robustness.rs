//! No text makes the front end panic, hang or overflow the stack.

use super::parse;
use proptest::prelude::*;

fn nested(open: &str, inner: &str, close: &str, times: usize) -> String {
    let (open, close) = (open.repeat(times), close.repeat(times));
    format!("package p\n\nfunc f() {{\n\t{open}{inner}{close}\n}}\n\nfunc g() {{}}\n")
}

#[test]
fn deep_nesting_is_an_error() {
    let cases = [
        ("x = ".to_owned() + &"(".repeat(10_000) + "1", ")".repeat(10_000)),
        ("x = ".to_owned() + &"[]int{".repeat(10_000), "}".repeat(10_000)),
        ("x = ".to_owned() + &"- ".repeat(10_000) + "1", String::new()),
        ("var x ".to_owned() + &"[]".repeat(10_000) + "int", String::new()),
        ("var x ".to_owned() + &"map[int]".repeat(10_000) + "int", String::new()),
        ("var x ".to_owned() + &"func() ".repeat(10_000), String::new()),
        ("{".repeat(10_000), "}".repeat(10_000)),
        ("if a {} else ".repeat(10_000) + "{}", String::new()),
        ((0..10_000).map(|n| format!("l{n}: ")).collect::<String>(), String::new()),
    ];
    for (open, close) in cases {
        let outcome = parse(&nested(&open, "", &close, 1));
        let message = outcome.errors.first().map_or("", |e| e);
        assert!(message.ends_with("syntax error: nesting depth limit exceeded"), "{message}: {:.40}", open);
        assert!(outcome.tree().contains("func g"), "the next function is lost: {:.40}", open);
    }
}

#[test]
fn deep_nesting_without_end() {
    for open in ["(", "{", "[", "f(", "func() {", "if a {", "T{", "-", "[]", "map[", "chan "] {
        let outcome = parse(&format!("package p\n\nfunc f() {{\n\tx = {}\n", open.repeat(10_000)));
        assert!(!outcome.errors.is_empty(), "{open}");
    }
}

#[test]
fn long_chains_are_fine() {
    for (first, more) in [("a", " + a"), ("a", ".b"), ("f", "()"), ("a", "[0]"), ("a", "[1:]"), ("a", ".(T)")]
    {
        let text = nested("", &format!("x = {first}{}", more.repeat(10_000)), "", 1);
        assert_eq!(parse(&text).errors, Vec::<String>::new(), "{more}");
    }
}

#[test]
fn nothing_at_all() {
    assert_eq!(parse("").errors, ["1:1: syntax error: package statement must be first"]);
}

/// Tokens that make interesting texts.
const PIECES: &[&str] = &[
    "package",
    "import",
    "func",
    "type",
    "var",
    "const",
    "struct",
    "interface",
    "map",
    "chan",
    "if",
    "else",
    "for",
    "range",
    "switch",
    "select",
    "case",
    "default",
    "return",
    "go",
    "defer",
    "goto",
    "break",
    "x",
    "y",
    "T",
    "1",
    "\"s\"",
    "'c'",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    "\n",
    ":",
    ":=",
    "=",
    ".",
    "...",
    "*",
    "&",
    "<-",
    "+",
    "|",
    "~",
    "!",
    "++",
    "+=",
    "//go:noinline\n",
    "/*",
    "*/",
    "`",
    "é",
    "\u{feff}",
    "\0",
    "@",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..Default::default() })]

    #[test]
    fn random_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let (text, _) = goesc::syntax::lexer::decode(bytes);
        parse(&text);
    }

    /// What the grammar rejects is always explained.
    #[test]
    fn random_tokens(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        let body = pieces.join(" ");
        for text in [format!("package p\n{body}"), format!("package p\nfunc f() {{\n{body}\n}}\nvar v int\n")] {
            let outcome = parse(&text);
            let unexplained = outcome.errors.iter().find(|e| {
                e.contains("unexpected") && !e.contains(',') && !e.contains(" in ") && !e.contains(" at ")
                    && !e.contains(" after ") && !e.contains("before {") && !e.contains("comma;")
            });
            prop_assert!(unexplained.is_none(), "{unexplained:?} in {text}");
        }
    }
}
