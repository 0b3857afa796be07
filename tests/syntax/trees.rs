//! Snapshots of trees, one topic each.

use super::{check, parse};

macro_rules! snapshot {
    ($($name:ident: $text:literal,)*) => {$(
        #[test]
        fn $name() {
            insta::assert_snapshot!(check(concat!("package p\n\n", $text)));
        }
    )*};
}

snapshot! {
    declarations: "import (\n\t\"fmt\"\n\t. \"os\"\n\t_ \"io\"\n)\n\nconst (\n\ta, b = iota, 1\n\tc, d\n)\n\nvar x, y int = 1, 2\nvar z = f()\n\ntype T struct {\n\ta, b int `tag`\n\t*p.Q\n\tR[int]\n\ts [2]int\n}\n\ntype A = []T\n",
    functions: "func f(a, b int, c ...string) (n int, err error) { return }\nfunc g(int, p.T, []byte) func() (int)\nfunc (t *T) m[P any](p P) P { return p }\nfunc h(a [2]int, b G[int], c []T)\n",
    type_parameters_or_array: "type A [N]int\ntype B [N * 2]int\ntype C[P *T,] int\ntype D[P *T | int] int\ntype E[P interface{}] int\ntype F[P ~int | string, Q any] struct{}\ntype G[P []int] int\ntype H[P *struct{}] int\ntype I[P any] = map[P]int\ntype J [2 * N]int\ntype K[P (T),] int\ntype L [f(x)]int\n",
    interfaces: "type I interface {\n\tM(int) string\n\tE\n\tp.Q\n\t~int | string | []byte\n\tG[int]\n}\n",
    channel_types: "var a chan<- chan int\nvar b <-chan <-chan int\nvar c chan (<-chan int)\nvar d = <-chan int(x)\nvar e = (<-chan int)(x)\nvar f = <-c\nvar g = []<-chan int{}\nvar h = <-chan<- chan int(nil)\n",
    precedence: "var x = a + b*c == d && !e || f<<1 &^ g - -h\nvar y = *p.q[1].r(2)(3)\n",
    suffixes: "var x = a[1:2:3][:][i](f, g...).(T).m\nvar y = G[int, string]{}\nvar z = f[T](x)\n",
    literals: "var x = map[string][]T{\"a\": {{1, 2}, {x: 3}}, \"b\": nil}\nvar y = [...]int{5: 1, 2}\nvar z = &struct{ a int }{1}\nvar f = func(x int) int { return x }\nvar n = []any{1, 0x1p-2, 3i, 'c', `r`, 0b1_0, .5e+1}\n",
    headers: "func f() {\n\tif x := g(); x == (T{}) {\n\t} else if y {\n\t} else {\n\t}\n\tfor i := 0; i < 10; i++ {\n\t}\n\tfor {\n\t}\n\tfor a, b := range m {\n\t}\n\tfor x.y = range 10 {\n\t}\n\tfor range f {\n\t}\n\tfor x {\n\t}\n}\n",
    switches: "func f() {\n\tswitch x := g(); x {\n\tcase 1, 2:\n\t\tfallthrough\n\tdefault:\n\t}\n\tswitch v := x.(type) {\n\tcase int, []string:\n\t}\n\tswitch x.(type) {\n\t}\n\tselect {\n\tcase v, ok := <-c:\n\tcase c <- 1:\n\tdefault:\n\t}\n}\n",
    simple_statements: "func f() {\n\ta, b = b, a\n\tx += 1\n\tx &^= 2\n\ti++\n\tj--\n\tc <- v\n\tgo f(x)\n\tdefer func() {}()\nL:\n\tfor {\n\t\tbreak L\n\t}\n\tvar x int\n\ttype T int\n\tgoto M\nM:\n}\n",
    directives: "//go:noinline\nfunc f() {}\n\n//go:linkname g runtime.g\nfunc g()\n// go:not a directive\n",
    semicolons: "func f() { x := 1 /* a\n b */; y(); return } // end\nvar z int /* no newline */ ; var w int",
}

#[test]
fn line_directives() {
    let parsed =
        parse("package p\n\n//line a.go:10\nvar x int\n/*line b.go:3:7*/var y int\n//line c.go:x\n").parsed;
    insta::assert_debug_snapshot!((parsed.line_directives, parsed.errors));
}

#[test]
fn build_constraint() {
    let parsed = parse("// Copyright\n\n//go:build linux && !cgo\n\npackage p\n//go:build late\n").parsed;
    insta::assert_debug_snapshot!((parsed.file.build_constraint, parsed.file.directives));
}
