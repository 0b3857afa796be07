//! Functions and variables of the IR.

use super::features::Features;
use super::node::{FuncId, StmtId, VarId};
use crate::source::{Pos, Symbol};
use crate::types::{ObjId, PackageId, TypeId};

/// A function, function literal or compiler-made wrapper.
#[derive(Clone, Debug)]
pub struct Func {
    /// gc's name without package: `f`, `(*T).M`, `f.func1`, `init.0`, `f.gowrap1`, `f-range1`.
    pub name: Symbol,
    /// Where gc reports it: the name; the receiver's `(`; the word `func` of a literal.
    pub pos: Pos,
    /// Where it comes from.
    pub kind: FuncKind,
    /// The declared function or method.
    pub obj: Option<ObjId>,
    /// Its [`crate::types::Type::Signature`] (of a method: with the receiver apart).
    pub signature: TypeId,
    /// The function whose body holds this literal; kept when the literal is copied or hoisted.
    pub outer: Option<FuncId>,
    /// Receiver first, then parameters; each is also in [`Func::vars`].
    pub params: Vec<VarId>,
    /// Whether the first of [`Func::params`] is a receiver.
    pub has_receiver: bool,
    /// Results, named `~r0`, … when unnamed.
    pub results: Vec<VarId>,
    /// All variables in gc's order of declaration: parameters, results, then locals and
    /// temporaries in order of creation. Closure variables are apart.
    pub vars: Vec<VarId>,
    /// Captured variables ([`Var::outer`] set), in order of first use.
    pub closure_vars: Vec<VarId>,
    /// The hidden parameter `.this`/closure pointer where gc makes it a location.
    pub closure_param: Option<VarId>,
    /// `None` for a function without a body.
    pub body: Option<Vec<StmtId>>,
    /// `//go:` directives.
    pub pragma: Pragma,
    /// Whether several packages may hold a copy (generic instances and literals in them): gc
    /// prints no parameter lines.
    pub dup_ok: bool,
    /// The package that its name belongs to, if that is not the package of the function around it:
    /// a literal that was copied with the body of a function.
    pub home: Option<PackageId>,
    /// Whether it is a literal that was copied with the body around it.
    pub copied: bool,
    /// Whether only callers are compiled here: an instance that inlined code mentions.
    pub imported: bool,
    /// The type arguments of an instance compiled for shapes.
    pub shape_args: Option<Vec<TypeId>>,
    /// What may be found in its body.
    pub features: Features,
    /// Number of labels, literals, wrappers made so far: the counters behind their names.
    pub counters: Counters,
}

impl Func {
    /// The generic function or method and the type arguments of an instance whose source is not at
    /// hand.
    pub fn instance_without_source(&self) -> Option<(ObjId, &[TypeId])> {
        let args = self.shape_args.as_deref().filter(|_| self.body.is_none())?;
        Some((self.obj?, args))
    }

    /// A function without parameters, results and body.
    pub fn new(name: Symbol, pos: Pos, kind: FuncKind, signature: TypeId) -> Func {
        Func {
            name,
            pos,
            kind,
            obj: None,
            signature,
            outer: None,
            params: Vec::new(),
            has_receiver: false,
            results: Vec::new(),
            vars: Vec::new(),
            closure_vars: Vec::new(),
            closure_param: None,
            body: None,
            pragma: Pragma::default(),
            dup_ok: false,
            home: None,
            copied: false,
            imported: false,
            shape_args: None,
            features: Features::ALL,
            counters: Counters::default(),
        }
    }
}

/// Numbers that compiler-made names in one function are taken from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counters {
    /// Function literals (`f.func1`).
    pub literals: u32,
    /// `go` and `defer` wrappers (`f.gowrap1`), one counter for both.
    pub wrappers: u32,
    /// Bodies of range-over-func loops (`f-range1`).
    pub range_bodies: u32,
    /// Labels at the ends of inlined bodies (`.i0`).
    pub ends: u32,
}

/// Where a function comes from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FuncKind {
    /// Declared, methods and `func init()` included.
    Declared,
    /// A function literal.
    Literal,
    /// The body of a range-over-func loop.
    RangeBody,
    /// The package's `init` of variables.
    PackageInit,
    /// An outlined map initialiser `map.init.0`.
    MapInit,
    /// A literal that gc makes for `go f(x)`.
    GoWrapper,
    /// A literal that gc makes for `defer f(x)`.
    DeferWrapper,
    /// A literal that gc makes for a generic function as a value: it passes the dictionary.
    Curry,
    /// A method wrapper (promoted method, value method through a pointer, interface method).
    MethodWrapper,
    /// The function behind a method value, `T.M-fm`.
    MethodValueWrapper,
    /// What calls a function of the same name by another calling convention.
    AbiWrapper,
    /// Equality or hash of a type, `.eq.T`, `.hash.T`.
    TypeRoutine,
}

impl FuncKind {
    /// Whether gc treats it as a wrapper: it prints no tag lines for it.
    pub fn is_wrapper(self) -> bool {
        matches!(
            self,
            FuncKind::GoWrapper
                | FuncKind::DeferWrapper
                | FuncKind::Curry
                | FuncKind::MethodWrapper
                | FuncKind::MethodValueWrapper
        )
    }
    /// Whether it is an expression of type function in another function.
    pub fn is_literal(self) -> bool {
        matches!(
            self,
            FuncKind::Literal
                | FuncKind::RangeBody
                | FuncKind::GoWrapper
                | FuncKind::DeferWrapper
                | FuncKind::Curry
        )
    }
}

/// `//go:` directives of a function.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Pragma {
    /// `//go:noinline`
    pub noinline: bool,
    /// `//go:noescape`
    pub noescape: bool,
    /// `//go:uintptrescapes`
    pub uintptr_escapes: bool,
    /// `//go:uintptrkeepalive`
    pub uintptr_keep_alive: bool,
    /// `//go:nosplit`
    pub nosplit: bool,
    /// `//go:norace`
    pub norace: bool,
    /// `//go:nocheckptr`
    pub nocheckptr: bool,
    /// `//go:yeswritebarrierrec`
    pub yes_write_barrier_rec: bool,
    /// `//go:cgo_unsafe_args`
    pub cgo_unsafe_args: bool,
}

/// A variable of a function.
#[derive(Clone, Debug)]
pub struct Var {
    /// Its name as gc prints it: `x`, `~r0`, `~p1`, `_`, `.autotmp_3`, `#state1`.
    pub name: Symbol,
    /// Where it is declared.
    pub pos: Pos,
    /// Its type.
    pub ty: TypeId,
    /// The function that it belongs to.
    pub func: FuncId,
    /// Parameter, result or local.
    pub class: VarClass,
    /// For a captured variable of a literal: the variable of the enclosing function that it
    /// stands for (which may itself be a captured one).
    pub outer: Option<VarId>,
    /// The statement that defines it (`x := e`, `var x = e`, a range or type-switch guard);
    /// `None` for parameters, and for `var x T` without value.
    pub defn: Option<StmtId>,
    /// Whether the compiler made it (`.autotmp_N`).
    pub auto_temp: bool,
    /// The source object, if any.
    pub obj: Option<ObjId>,
    /// Whether its address is taken anywhere (also through a capture by reference, once known).
    pub addr_taken: bool,
    /// Whether it is a variadic parameter.
    pub variadic: bool,
    /// Whether it is read where no expression shows it: a dictionary that has a type.
    pub read_unseen: bool,
}

impl Var {
    /// A variable that nothing more is known of.
    pub fn new(name: Symbol, pos: Pos, ty: TypeId, func: FuncId, class: VarClass) -> Var {
        Var {
            name,
            pos,
            ty,
            func,
            class,
            outer: None,
            defn: None,
            auto_temp: false,
            obj: None,
            addr_taken: false,
            variadic: false,
            read_unseen: false,
        }
    }
}

/// The kinds of variables.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum VarClass {
    /// A parameter or receiver.
    Param,
    /// A result.
    Result,
    /// Anything else.
    Local,
}
