//! Questions that the checker asks about the types of a small program.

use super::check_file;
use goesc::types::typestring::{TypeCx, type_string};
use goesc::types::{ObjId, PackageId, Sizes, Type, TypeId, lookup, predicates};

/// A checked program and its package-level names.
struct Program(super::Checked);

impl Program {
    fn new(text: &str) -> Self {
        let program = Program::with_errors(text);
        assert_eq!(program.0.printed_errors(), "");
        program
    }

    fn with_errors(text: &str) -> Self {
        Program(check_file("./a.go", &format!("package p\n{text}"), "1.27"))
    }

    fn cx(&self) -> TypeCx<'_> {
        TypeCx::new(&self.0.store, &self.0.sources.interner, self.0.package.package)
    }

    fn package(&self) -> PackageId {
        self.0.package.package
    }

    fn object(&self, name: &str) -> ObjId {
        let name = self.0.sources.interner.find(name).expect("the name occurs");
        self.0.store.package(self.package()).members.get().expect("checked")[&name]
    }

    fn ty(&self, name: &str) -> TypeId {
        self.0.store.type_of(self.object(name))
    }

    fn spelled(&self, name: &str) -> String {
        type_string(self.cx(), self.ty(name))
    }

    fn identical(&self, a: &str, b: &str) -> bool {
        predicates::identical(&self.0.store, &self.0.sources.interner, self.ty(a), self.ty(b))
    }

    /// Names of a method set, with the path to each and its kind of receiver.
    fn method_set(&self, ty: TypeId) -> String {
        let entries = lookup::method_set(&self.0.store, &self.0.sources.interner, ty);
        let text = |e: &lookup::MethodSetEntry| {
            let star = if e.ptr_recv { "*" } else { "" };
            format!("{star}{}{:?}", self.0.sources.interner.text(e.name), e.path)
        };
        entries.iter().map(text).collect::<Vec<_>>().join(" ")
    }

    fn pointer_to(&self, name: &str) -> TypeId {
        self.0.store.add(Type::Pointer(self.ty(name)))
    }
}

#[test]
fn types_are_spelled_as_written() {
    let text = "
type T struct{}
type A = []T
var v1 func(x int, ys ...string) (n int, err error)
var v2 struct { T; a, b int; c A `json:\"c\"` }
var v3 interface{ M(byte) rune; error }
var v4 chan (<-chan int)
var v5 chan<- (chan int)
var v6 map[any][3]*T
var v7 func() (int, func() T)
";
    let p = Program::new(text);
    assert_eq!(p.spelled("v1"), "func(x int, ys ...string) (n int, err error)");
    assert_eq!(p.spelled("v2"), "struct{T; a int; b int; c A \"json:\\\"c\\\"\"}");
    assert_eq!(p.spelled("v3"), "interface{M(byte) rune; error}");
    assert_eq!(p.spelled("v4"), "chan (<-chan int)");
    assert_eq!(p.spelled("v5"), "chan<- chan int");
    assert_eq!(p.spelled("v6"), "map[any][3]*T");
    assert_eq!(p.spelled("v7"), "func() (int, func() T)");
}

/// An unnamed interface that contains itself is an error, but comparing two ends.
#[test]
fn identity_of_endless_types() {
    let text = "
type R1 interface{ m() interface{ R1 } }
type R2 interface{ m() interface{ R2 } }
var r1 interface{ m() interface{ R1 } }
var r2 interface{ m() interface{ R2 } }
var c1 interface{ M(); N() }
";
    let p = Program::with_errors(text);
    assert!(p.0.printed_errors().contains("anonymous interface refers to itself"));
    assert!(!p.0.package.spellable);
    assert!(p.identical("r1", "r2"));
    assert!(!p.identical("c1", "r1"));
}

#[test]
fn identity_is_structural() {
    let text = "
var a1 struct { x int `t` }
var a2 struct { x int }
var b1 func(x byte) (y rune)
var b2 func(uint8) int32
var c1 interface{ M(); N() }
var c2 interface{ N(); M() }
var d1 interface{ N(); interface{ M() } }
var e1 [2]int
var e2 [3]int
type D int
var f1 D
var f2 int
var g1 []any
var g2 []interface{}
";
    let p = Program::new(text);
    for (a, b, same) in [
        ("a1", "a2", false),
        ("b1", "b2", true),
        ("c1", "c2", true),
        ("c1", "d1", true),
        ("e1", "e2", false),
        ("f1", "f2", false),
        ("g1", "g2", true),
    ] {
        assert_eq!(p.identical(a, b), same, "{a} {b}");
        assert_eq!(p.identical(b, a), same, "{b} {a}");
        assert!(p.identical(a, a));
    }
    let (store, interner) = (&p.0.store, &p.0.sources.interner);
    assert!(predicates::identical_ignore_tags(store, interner, p.ty("a1"), p.ty("a2")));
}

#[test]
fn method_sets_follow_embedding() {
    let text = "
type A struct{}
func (A) Val() {}
func (*A) Ptr() {}
func (A) hidden() {}
type I interface{ Foo() }
type B struct { A; I }
type C struct { *A }
type D struct { A; E }
type E struct { A; x int }
type F struct { A; Val int }
";
    let p = Program::new(text);
    assert_eq!(p.method_set(p.ty("A")), "Val[] hidden[]");
    assert_eq!(p.method_set(p.pointer_to("A")), "*Ptr[] Val[] hidden[]");
    assert_eq!(p.method_set(p.ty("B")), "Foo[1] Val[0] hidden[0]");
    assert_eq!(p.method_set(p.pointer_to("B")), "Foo[1] *Ptr[0] Val[0] hidden[0]");
    assert_eq!(p.method_set(p.ty("C")), "*Ptr[0] Val[0] hidden[0]");
    assert_eq!(p.method_set(p.ty("D")), "Val[0] hidden[0]");
    assert_eq!(p.method_set(p.ty("F")), "hidden[0]");
    assert_eq!(p.method_set(p.ty("I")), "Foo[]");
    assert_eq!(p.method_set(p.pointer_to("I")), "");
}

#[test]
fn looking_up_agrees_with_the_method_set() {
    let text = "
type A struct{}
func (A) Val() {}
func (*A) Ptr() {}
type I interface{ Foo() }
type B struct { A; I }
type C struct { *A; *B }
type D struct { B; E }
type E struct { A; C }
";
    let p = Program::new(text);
    let (store, interner) = (&p.0.store, &p.0.sources.interner);
    for ty in ["A", "I", "B", "C", "D", "E"].into_iter().flat_map(|n| [p.ty(n), p.pointer_to(n)]) {
        let set = lookup::method_set(store, interner, ty);
        for name in ["Val", "Ptr", "Foo"] {
            let name = interner.find(name).expect("declared");
            let found = lookup::lookup_field_or_method(store, interner, ty, false, p.package(), name, false);
            assert_eq!(found.obj(), set.iter().find(|e| e.name == name).map(|e| e.obj));
        }
    }
}

#[test]
fn layout_is_gcs() {
    let text = "
type S1 struct { a byte; b int64; c byte }
type S2 struct { a int32; z struct{} }
type S3 struct { z struct{}; a int32 }
type S4 struct { a byte; c complex128; s string; e []int; i any }
type S5 struct { a byte; f float64 }
type S6 struct{}
type S7 [3]S5
type S8 [1 << 62]int64
type S9 struct { a byte; c complex64 }
type Deep0 struct { a, b [1 << 10]byte }
type Deep1 struct { a, b Deep0 }
type Deep2 struct { a, b Deep1 }
";
    let p = Program::new(text);
    let (store, interner) = (&p.0.store, &p.0.sources.interner);
    let layout = |sizes: Sizes, name: &str| {
        let layout = sizes.layout(store, interner, p.ty(name));
        (layout.size, layout.align)
    };
    for (name, amd64, i386) in [
        ("S1", (Some(24), 8), (Some(16), 4)),
        ("S2", (Some(8), 4), (Some(8), 4)),
        ("S3", (Some(4), 4), (Some(4), 4)),
        ("S4", (Some(80), 8), (Some(48), 4)),
        ("S5", (Some(16), 8), (Some(12), 4)),
        ("S6", (Some(0), 1), (Some(0), 1)),
        ("S7", (Some(48), 8), (Some(36), 4)),
        ("S8", (None, 8), (None, 4)),
        ("S9", (Some(12), 4), (Some(12), 4)),
        ("Deep2", (Some(8 << 10), 1), (Some(8 << 10), 1)),
    ] {
        assert_eq!(layout(Sizes::AMD64, name), amd64, "{name}");
        assert_eq!(layout(Sizes::I386, name), i386, "{name}");
    }
}

#[test]
fn wide_types_take_no_time() {
    // Each type has two fields of the one before: 2^60 leaves.
    let mut text = String::from("type T0 struct{}\n");
    for i in 1..60 {
        text.push_str(&format!("type T{i} struct {{ a, b T{} }}\n", i - 1));
    }
    let p = Program::new(&text);
    let (store, interner) = (&p.0.store, &p.0.sources.interner);
    assert_eq!(Sizes::AMD64.size_of(store, interner, p.ty("T59")), Some(0));
    assert!(predicates::comparable(store, p.ty("T59")));
}
