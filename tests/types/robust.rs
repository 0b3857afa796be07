//! Deeply nested and very long programs: an error or an answer, never a crash.

use super::check_file;

fn repeat(open: &str, middle: &str, close: &str, n: usize) -> String {
    format!("{}{middle}{}", open.repeat(n), close.repeat(n))
}

#[test]
fn nesting() {
    const N: usize = 20_000;
    let programs = [
        format!("package p\nvar x = {}\n", repeat("(", "1", ")", N)),
        format!("package p\nvar x = {}1\n", "-".repeat(N).replace("--", "- -")),
        format!("package p\nvar x {}int\n", "[]".repeat(N)),
        format!("package p\nvar x {}int\n", "*".repeat(N)),
        format!("package p\nvar x {}\n", repeat("struct { a ", "int", " }", N)),
        format!("package p\nvar x = {}\n", repeat("func() int { return ", "1", " }()", N)),
        format!("package p\nfunc f() {}\n", repeat("{", "", "}", N)),
        format!("package p\nfunc f() {}\n", repeat("{ if true {", "", "}}", N / 2)),
        format!("package p\nvar x = a{}\n", ".b".repeat(N)),
        format!("package p\nfunc f() func()\nvar x = f{}\n", "()".repeat(N)),
        format!("package p\nvar a []int\nvar x = a{}\n", "[0]".repeat(N)),
        format!("package p\nvar a []int\nvar x = a{}\n", "[:]".repeat(N)),
        format!("package p\nvar x = 1{}\n", " + 1".repeat(N)),
        format!("package p\nvar y = 1\nvar x = y{}\n", " + 1".repeat(N)),
        format!("package p\nvar y uint\nvar x int64 = 1 << y{}\n", " + 1".repeat(N)),
        format!("package p\nvar x = \"a\"{}\n", " + \"b\"".repeat(N / 4)),
        format!("package p\nvar x = nil{}\n", " + undefined".repeat(N)),
    ];
    for program in programs {
        check_file("a.go", &program, "1.27").printed_errors();
    }
}

#[test]
fn chains_of_declarations() {
    const N: usize = 20_000;
    let mut types = String::from("package p\n");
    let mut values = String::from("package p\n");
    let mut consts = String::from("package p\n");
    let mut embedded = String::from("package p\n");
    for i in 0..N {
        types.push_str(&format!("type T{i} T{}\n", i + 1));
        values.push_str(&format!("var v{i} = v{}\n", i + 1));
        consts.push_str(&format!("const c{i} = c{} + 1\n", i + 1));
        embedded.push_str(&format!("type S{i} struct {{ S{} }}\n", i + 1));
    }
    types.push_str(&format!("type T{N} int\n"));
    values.push_str(&format!("var v{N} = 1\n"));
    consts.push_str(&format!("const c{N} = 1\n"));
    embedded.push_str(&format!("type S{N} struct {{ f int }}\nvar s S0\nvar x = s.f\n"));
    for program in [types, values, consts, embedded] {
        check_file("a.go", &program, "1.27").printed_errors();
    }
}

/// `f` called on its own result again and again.
fn nested_calls(f: &str, x: &str) -> String {
    repeat(&format!("{f}("), x, ")", 60)
}

#[test]
fn types_that_double_with_each_call() {
    let generic = "package p
func g[T any](x T) (r struct { a, b T }) { return }
func h[T any](x T) (r func(a, b T) interface { m(T) (T, T) }) { return }
func k[T any](x T) (r pair[T, T]) { return }
type pair[A, B any] struct { a *A; b []B }
func same[T any](x, y T) T { return x }
type alias[T any] = struct { a, b T }
";
    for f in ["g", "h", "k"] {
        let (a, b) = (nested_calls(f, "1"), nested_calls(f, "'1'"));
        let fits =
            format!("var x, y = {a}, {a}\nvar z = same(x, y)\nfunc _() {{ x = z; _ = any(x) == any(z) }}\n");
        let program = format!("{generic}{fits}");
        assert_eq!(check_file("a.go", &program, "1.27").printed_errors(), "", "{f}");
        let program = format!("{generic}var x, y = {a}, {b}\nfunc _() {{ x = y }}\nvar z = same(x, y)\n");
        let errors = check_file("a.go", &program, "1.27").printed_errors();
        assert_eq!(errors.matches("a.go:").count(), 2, "{f}: {}", &errors[..errors.len().min(1000)]);
        assert!(errors.len() < 1 << 20, "{f}");
    }
    let types = repeat("alias[", "int", "]", 60);
    let program =
        format!("{generic}type t {types}\nvar x t\nvar y = x == x\nvar z interface {{ m() {types} }}\n");
    assert_eq!(check_file("a.go", &program, "1.27").printed_errors(), "");
}
