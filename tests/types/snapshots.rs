//! What the checker makes of small programs: types, then errors.

use super::check_file;
use goesc::types::dump::dump_types;

fn check(program: &str) -> String {
    let checked = check_file("a.go", program, "1.27");
    let info = &checked.package.files[0];
    let package = checked.package.package;
    let types = dump_types(&checked.sources, &checked.store, package, &checked.file, info);
    format!("{types}{}", checked.printed_errors())
}

#[test]
fn untyped_operands_get_their_type_from_the_context() {
    insta::assert_snapshot!(check(
        "package p\nvar f float32 = 1 << 3\nvar s uint\nvar i int64 = 1 << s\nvar b = 2 < 3.5\n"
    ));
}

#[test]
fn comma_ok_forms_are_pairs() {
    insta::assert_snapshot!(check(
        "package p\nfunc f(m map[string]int, x any, c chan int) {\n\t_, _ = m[\"a\"]\n\t_, _ = x.(int)\n\t_, _ = <-c\n}\n"
    ));
}

#[test]
fn promoted_members_and_method_expressions() {
    insta::assert_snapshot!(check(
        "package p\ntype A struct{ n int }\nfunc (a *A) m(x int) int { return a.n + x }\ntype B struct{ *A }\nvar b B\nvar x = b.n\nvar f = b.m\nvar g = (*A).m\n"
    ));
}

#[test]
fn generic_code_is_reported_and_skipped() {
    insta::assert_snapshot!(check(
        "package p\ntype L[T any] struct{ next *L[T] }\nfunc F[T any](x T) T { return x }\nvar l L[int]\nvar ok = len(\"abc\")\n"
    ));
}

#[test]
fn one_error_does_not_hide_the_next_declaration() {
    let checked = check_file("a.go", "package p\nfunc f() { x }\nfunc g() int { return 1 }\n", "1.27");
    assert_eq!(checked.package.broken.len(), 1);
    insta::assert_snapshot!(checked.printed_errors(), @"a.go:2:12: undefined: x");
}

#[test]
fn variables_are_initialised_in_order_of_need() {
    let checked = check_file(
        "a.go",
        "package p\nvar a = b + f()\nvar b = 1\nfunc f() int { return c }\nvar c = 2\n",
        "1.27",
    );
    let names: Vec<&str> = checked
        .package
        .init_order
        .iter()
        .flat_map(|i| &i.lhs)
        .map(|&v| checked.sources.interner.text(checked.store.object(v).name))
        .collect();
    assert_eq!(names, ["b", "c", "a"]);
}
