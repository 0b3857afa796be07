//! Words and positions of syntax errors, against what gc 1.27.3 prints.

use super::parse;

/// Every case of `errors.txt`: a text, and the compiler's lines as `tests/tools/gosyntax` records
/// them.
#[test]
fn as_the_compiler_words_them() {
    let cases = include_str!("errors.txt");
    let mut different = Vec::new();
    for case in cases.split("===\n").skip(1) {
        let (text, expected) = case.split_once("---\n").expect("a case has two parts");
        let expected: Vec<&str> = expected.lines().collect();
        let got = parse(text).errors;
        if got != expected {
            different.push(format!("{text}\nexpected {expected:#?}\ngot {got:#?}\n"));
        }
    }
    assert!(different.is_empty(), "{} cases differ:\n{}", different.len(), different.join("\n"));
}

/// One mistake costs one statement or declaration.
#[test]
fn the_rest_of_the_file_stays() {
    insta::assert_snapshot!(super::check(
        "package p

func f() {
	before()
	x := := 1
	if a {
		b c
		inner()
	}
	after()
}

var v = )

type (
	T int
	U struct { a int b int }
	V string
)

func g() { return 1 }
"
    ));
}

#[test]
fn bytes_that_are_no_text() {
    let (text, errors) = goesc::syntax::lexer::decode(b"package p\nvar s = \"\xff\"\n".to_vec());
    assert_eq!(errors[0].message, "invalid UTF-8 encoding");
    assert_eq!(errors[0].offset, 19);
    assert_eq!(text.len(), 22);
}
