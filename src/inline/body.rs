//! The body of a function as it is copied in place of calls.
//!
//! In: a function that no pass has changed yet. Out: a [`Body`]: the function and the literals in
//! it in arenas of their own, so that it outlives what happens to the package.
//! Invariants: nodes of the function itself come before those of literals; functions that it names
//! are known by object or by linker name, so that any package can copy it; literals are in the
//! order in which gc makes them.

use super::relocate::{Mapping, map_expr, map_func, map_stmt, map_var};
use crate::ir::children::{body_roots, preorder};
use crate::ir::visit::Node;
use crate::ir::{
    BuiltinOp, ConvKind, ExprId, ExprKind, Func, FuncId, FuncKind, FuncRef, LitKind, Package, StmtId, VarId,
};
use crate::source::{Interner, Symbol};
use crate::types::{ObjId, TypeId, TypeStore};
use la_arena::{Idx, RawIdx};
use rustc_hash::{FxHashMap, FxHashSet};

/// A function's body, apart from its package.
#[derive(Debug)]
pub struct Body {
    /// The function, the literals in it and their nodes; nothing else of a package is filled in.
    pub ir: Package,
    /// How many of the expressions are the function's own.
    pub exprs: u32,
    /// How many of the statements are.
    pub stmts: u32,
    /// How many of the functions are it and its literals; the others are only named.
    pub funcs: u32,
    /// How others find the function itself.
    pub own: Named,
    /// What the functions behind those are, in order.
    pub named: Vec<Named>,
    /// Whether gc declares the results where the only `return` is.
    pub late_results: bool,
    /// Whether the compiler made the body: it passes on what it is given.
    pub synthetic: bool,
    /// Whether it needs types that its dictionary has, without naming that.
    pub reads_dict: bool,
}

/// How another package finds a function.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Named {
    /// Declared.
    Declared(ObjId),
    /// An instance of a generic function or method, by its linker name.
    Instance(Symbol),
    /// One that only its own package can name.
    Private(FuncId),
}

/// The function that a [`Body`] is about.
pub const ROOT: u32 = 0;

/// The number of an id.
pub(super) fn raw<T>(id: Idx<T>) -> u32 {
    id.into_raw().into_u32()
}

/// The id of a number.
pub(super) fn idx<T>(number: u32) -> Idx<T> {
    Idx::from_raw(RawIdx::from_u32(number))
}

/// How other packages find the instance `func`: the path of the package that declares it, and its
/// name.
pub fn link_name(package: &Package, types: &TypeStore, names: &Interner, func: FuncId) -> Option<Symbol> {
    let f = &package.funcs[func];
    let is_instance = f.kind == FuncKind::Declared && f.dup_ok;
    let declared = f.obj.filter(|_| is_instance)?;
    let path = types.object(declared).package.map_or("", |p| types.package(p).path.as_str());
    Some(names.intern(&format!("{path}.{}", names.text(f.name))))
}

/// Which functions of a package other packages know by which name.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// Objects of declared functions.
    objects: FxHashMap<FuncId, ObjId>,
    /// Instances.
    instances: FxHashMap<Symbol, FuncId>,
}

impl Links {
    /// The names in `package`.
    pub fn of(package: &Package, types: &TypeStore, names: &Interner) -> Self {
        let mut links = Links::default();
        for (&obj, &func) in &package.obj_func {
            if !package.funcs[func].dup_ok {
                links.objects.insert(func, obj);
            }
        }
        for (func, _) in package.funcs.iter() {
            if let Some(name) = link_name(package, types, names, func) {
                links.instances.insert(name, func);
            }
        }
        links
    }

    /// The instance of that name.
    pub fn instance(&self, name: Symbol) -> Option<FuncId> {
        self.instances.get(&name).copied()
    }

    /// Adds an instance that only inlining mentions.
    pub fn add(&mut self, name: Symbol, func: FuncId) {
        self.instances.insert(name, func);
    }

    /// How other packages find `func`.
    pub fn named(&self, package: &Package, types: &TypeStore, names: &Interner, func: FuncId) -> Named {
        if let Some(&obj) = self.objects.get(&func) {
            return Named::Declared(obj);
        }
        match link_name(package, types, names, func) {
            Some(name) => Named::Instance(name),
            None => Named::Private(func),
        }
    }
}

/// Takes the body of `func` out of its package; `named_as` tells how others find a function that
/// it names. Also returns the literals that became the
/// functions 1, 2, … of the body.
pub fn extract(
    package: &Package,
    named_as: &dyn Fn(FuncId) -> Named,
    func: FuncId,
    late_results: bool,
    types: Option<&TypeStore>,
) -> Option<(Body, Vec<FuncId>)> {
    package.funcs[func].body.as_ref()?;
    let mut found = Found::default();
    found.read(package, func);
    let (exprs, stmts) = (found.exprs.len() as u32, found.stmts.len() as u32);
    let mut todo = std::mem::take(&mut found.literals);
    let mut literals = Vec::new();
    while let Some(literal) = todo.pop() {
        literals.push(literal);
        found.read(package, literal);
        todo.append(&mut found.literals);
    }
    // A literal is made before those in it, and after those before it.
    literals.sort_by_key(|&literal| raw(literal));
    let mut ir = Package::new(package.package);
    let mut funcs: FxHashMap<FuncId, FuncId> = FxHashMap::default();
    for (i, &f) in std::iter::once(&func).chain(&literals).enumerate() {
        funcs.insert(f, idx(i as u32));
    }
    let mut named = Vec::new();
    for &f in &found.named {
        funcs.entry(f).or_insert_with(|| {
            named.push(named_as(f));
            idx((literals.len() + named.len()) as u32)
        });
    }
    let map = Dense {
        exprs: Numbers::of(&found.exprs),
        stmts: Numbers::of(&found.stmts),
        vars: Numbers::of(&found.vars),
        funcs,
    };
    for &id in &found.exprs {
        let mut expr = package.exprs[id].clone();
        map_expr(&mut expr, &map);
        let new = ir.exprs.alloc(expr);
        if let Some(init) = package.expr_init.get(id) {
            ir.expr_init.insert(new, init.iter().map(|&s| map.stmt(s)).collect());
        }
        if let Some(source) = package.expr_source.get(id) {
            ir.expr_source.insert(new, source.clone());
        }
        if package.dynamic.contains(&id) {
            ir.dynamic.insert(new);
        }
    }
    for &id in &found.stmts {
        let mut stmt = package.stmts[id].clone();
        map_stmt(&mut stmt, &map);
        ir.stmts.alloc(stmt);
    }
    for &id in &found.vars {
        let mut var = package.vars[id].clone();
        map_var(&mut var, &map);
        var.func = map.funcs.get(&var.func).copied().unwrap_or(idx(ROOT));
        ir.vars.alloc(var);
    }
    let copied = 1 + literals.len();
    for &id in std::iter::once(&func).chain(&literals) {
        ir.funcs.alloc(copy_func(package, &map, id));
    }
    for &id in &found.named {
        if raw(map.funcs[&id]) as usize == ir.funcs.len() {
            ir.funcs.alloc(head(&package.funcs[id]));
        }
    }
    // What a literal captures from outside is not here.
    let root = &ir.funcs[idx(ROOT)];
    for &var in &root.closure_vars {
        ir.vars[var].outer = None;
    }
    let has_dict = |&param: &VarId| package.vars[param].obj.is_none();
    let dict = types.filter(|_| package.funcs[func].params.iter().any(has_dict));
    let body = Body {
        exprs,
        stmts,
        funcs: copied as u32,
        own: named_as(func),
        named,
        late_results,
        synthetic: is_synthetic(package, func),
        reads_dict: dict.is_some_and(|types| reads_dict(&ir, types)),
        ir,
    };
    Some((body, literals))
}

impl Body {
    /// The body of a literal in it.
    pub fn literal(&self, func: FuncId, late_results: bool) -> Option<Body> {
        extract(&self.ir, &|f| self.named_func(f), func, late_results, None).map(|(body, _)| body)
    }

    /// How other packages find the function that it names as `func`.
    pub fn named_func(&self, func: FuncId) -> Named {
        if raw(func) == ROOT {
            return self.own;
        }
        let index = raw(func).checked_sub(self.funcs).unwrap_or(u32::MAX);
        self.named.get(index as usize).copied().unwrap_or(Named::Private(func))
    }

    /// The function that it is the body of.
    pub fn root(&self) -> &Func {
        &self.ir.funcs[idx(ROOT)]
    }

    /// Whether another package can copy it.
    pub fn is_portable(&self) -> bool {
        !self.named.iter().any(|named| matches!(named, Named::Private(_)))
    }
}

/// Whether the body of `func` only calls the same function compiled for shapes.
fn is_synthetic(package: &Package, func: FuncId) -> bool {
    let f = &package.funcs[func];
    let has_dict = |&param: &VarId| package.vars[param].obj.is_none();
    f.kind == FuncKind::Declared && f.dup_ok && !f.params.iter().any(has_dict)
}

/// Whether code compiled for shapes needs a type at run time that its dictionary has.
fn reads_dict(ir: &Package, types: &TypeStore) -> bool {
    let shaped = |ty: TypeId| types.mentions_shape(ty);
    let of = |x: ExprId| shaped(ir.exprs[x].ty);
    ir.exprs.iter().any(|(_, expr)| match &expr.kind {
        ExprKind::Conv { kind: ConvKind::Interface, x } => of(*x) || shaped(expr.ty),
        ExprKind::TypeAssert { ty, .. } | ExprKind::Type(ty) => shaped(*ty),
        ExprKind::New(_)
        | ExprKind::MakeSlice { .. }
        | ExprKind::MakeMap { .. }
        | ExprKind::MakeChan { .. }
        | ExprKind::CompositeLit { kind: LitKind::Map, .. } => shaped(expr.ty),
        ExprKind::IndexMap { x, .. } => of(*x),
        ExprKind::Builtin { op, args, .. } => {
            let needs_type =
                matches!(op, BuiltinOp::Append | BuiltinOp::Copy | BuiltinOp::Delete | BuiltinOp::Clear);
            needs_type && args.first().is_some_and(|&x| of(x))
        }
        _ => false,
    })
}

/// What callers see of a function.
fn head(func: &Func) -> Func {
    Func {
        params: Vec::new(),
        results: Vec::new(),
        vars: Vec::new(),
        closure_vars: Vec::new(),
        closure_param: None,
        outer: None,
        body: None,
        ..func.clone()
    }
}

fn copy_func(package: &Package, map: &Dense, id: FuncId) -> Func {
    let mut func = package.funcs[id].clone();
    map_func(&mut func, map);
    func.outer = func.outer.and_then(|outer| map.funcs.get(&outer).copied());
    func
}

/// Everything in some functions, each once.
#[derive(Default)]
struct Found {
    exprs: Vec<ExprId>,
    stmts: Vec<StmtId>,
    vars: Vec<VarId>,
    seen_vars: FxHashSet<VarId>,
    literals: Vec<FuncId>,
    named: Vec<FuncId>,
}

impl Found {
    fn read(&mut self, package: &Package, func: FuncId) {
        let f = &package.funcs[func];
        let lists = [&f.params, &f.results, &f.vars, &f.closure_vars];
        for &var in lists.into_iter().flatten().chain(&f.closure_param) {
            self.var(var);
        }
        preorder(package, &body_roots(package, func), &mut |node| {
            match node {
                Node::Stmt(stmt) => self.stmts.push(stmt),
                Node::Var(var) => self.var(var),
                Node::Expr(expr) => {
                    self.exprs.push(expr);
                    match package.exprs[expr].kind {
                        ExprKind::Var(var) => self.var(var),
                        ExprKind::Closure(literal) => self.literals.push(literal),
                        ExprKind::Func(FuncRef::Local(func))
                        | ExprKind::MethodExpr { target: FuncRef::Local(func), .. }
                        | ExprKind::MethodValue { target: Some(FuncRef::Local(func)), .. } => {
                            self.named.push(func);
                        }
                        _ => {}
                    }
                }
            }
            true
        });
    }

    fn var(&mut self, var: VarId) {
        if self.seen_vars.insert(var) {
            self.vars.push(var);
        }
    }
}

/// New numbers of ids, which are close together.
struct Numbers {
    first: u32,
    new: Vec<u32>,
}

impl Numbers {
    fn of<T>(list: &[Idx<T>]) -> Self {
        let first = list.iter().map(|&id| raw(id)).min().unwrap_or(0);
        let len = list.iter().map(|&id| raw(id) - first + 1).max().unwrap_or(0);
        let mut new = vec![u32::MAX; len as usize];
        for (i, &id) in list.iter().enumerate() {
            new[(raw(id) - first) as usize] = i as u32;
        }
        Numbers { first, new }
    }

    fn get<T>(&self, id: Idx<T>) -> Idx<T> {
        let index = raw(id).checked_sub(self.first).and_then(|i| self.new.get(i as usize));
        index.filter(|&&new| new != u32::MAX).map_or(id, |&new| idx(new))
    }
}

struct Dense {
    exprs: Numbers,
    stmts: Numbers,
    vars: Numbers,
    funcs: FxHashMap<FuncId, FuncId>,
}

impl Mapping for Dense {
    fn expr(&self, id: ExprId) -> ExprId {
        self.exprs.get(id)
    }
    fn stmt(&self, id: StmtId) -> StmtId {
        self.stmts.get(id)
    }
    fn var(&self, id: VarId) -> VarId {
        self.vars.get(id)
    }
    fn literal(&self, id: FuncId) -> FuncId {
        self.funcs.get(&id).copied().unwrap_or(id)
    }
    fn named(&self, func: FuncRef) -> FuncRef {
        match func {
            FuncRef::Local(id) => FuncRef::Local(self.literal(id)),
            other => other,
        }
    }
    fn label(&self, label: Symbol) -> Symbol {
        label
    }
}
