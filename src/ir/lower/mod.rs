//! From checked syntax trees to the IR: the trees that gc's passes start from.
//!
//! In: the files of one package and the checker's side tables. Out: an [`ir::Package`](Package)
//! with every declared function and every literal, before any pass ran over it: no call is
//! devirtualized or inlined, there are no method wrappers, loop variables are shared.
//! Invariants: a function whose declaration is broken is left out; a tree that lowering does not
//! understand leaves out its function and adds an error, it never panics.
//! Source: gc 1.27.3, what its front end hands to its middle end; checked against the bodies and
//! flow notes that the compiler prints. Where releases differ: [`crate::release::Rules`].

mod assign;
mod builtin;
mod call;
mod closure;
mod conv;
mod dead;
mod defer_go;
mod expr;
mod func;
pub mod generic;
mod literal;
mod map_init;
mod mentions;
mod names;
mod order;
mod package_init;
mod range;
mod range_func;
mod range_plan;
mod read;
mod select;
mod stmt;
mod switch;

use super::node::*;
use super::typefmt::MAX_LEN;
use crate::release::Rules;
use crate::source::{Diagnostic, Pos, SourceMap, Stage, Symbol};
use crate::syntax::ast;
use crate::types::typeset::common_underlying;
use crate::types::{
    CheckedPackage, CheckedProgram, FileInfo, Mode, ObjId, Sizes, Type, TypeAndValue, TypeId, TypeStore,
};
use func::Frame;
pub use read::{Mentioned, Reader, mentioned};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What lowering reads besides the package itself.
#[derive(Clone, Copy, Debug)]
pub struct LowerContext<'a> {
    /// All types and objects.
    pub types: &'a TypeStore,
    /// Texts and names.
    pub sources: &'a SourceMap,
    /// The release whose trees to build.
    pub rules: &'a Rules,
    /// Sizes and alignments of the target.
    pub sizes: Sizes,
    /// The trees and side tables of every package of the program.
    pub program: &'a CheckedProgram,
    /// Who knows about generic code of packages that are not in `program`.
    pub generics: Option<&'a dyn generic::SuppliedGenerics>,
}

/// A checked package with its trees.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit<'a> {
    /// Its files in the order in which gc reads them (sorted by name).
    pub files: &'a [ast::File],
    /// What the checker found out, with side tables in the order of the files.
    pub checked: &'a CheckedPackage,
}

/// Why a function could not be lowered.
#[derive(Clone, Debug)]
pub(super) struct Surprise {
    /// Where.
    pub pos: Pos,
    /// What lowering did not expect.
    pub what: String,
    /// Whether it should never happen; else it is a limit.
    pub internal: bool,
}

/// The result of lowering a part of a function.
pub(super) type Lowered<T> = Result<T, Surprise>;

/// Deepest nesting of statements and expressions that is lowered; chains of binary operators and
/// of `else if` do not count.
const MAX_DEPTH: u32 = 1_000;

/// Lowers all functions of a checked package.
///
/// `files` are in the order in which gc reads them (sorted by name), as [`CheckedPackage::files`].
pub fn lower_package<'a>(
    cx: &LowerContext<'a>,
    files: &'a [ast::File],
    checked: &'a CheckedPackage,
) -> (Package, Reader<'a>) {
    let mut lowering = Lowering::new(*cx, Unit { files, checked });
    lowering.package();
    let package = std::mem::replace(&mut lowering.pkg, Package::new(checked.package));
    (package, Reader(lowering))
}

/// The state of lowering one package.
pub(super) struct Lowering<'a> {
    pub cx: LowerContext<'a>,
    /// The package that is compiled.
    pub own: Unit<'a>,
    /// The package whose text is being lowered: another one's for its generic functions.
    pub unit: Unit<'a>,
    pub pkg: Package,
    /// Functions being lowered, the innermost literal last.
    pub frames: Vec<Frame>,
    /// Index of the file being lowered.
    pub file: usize,
    /// Nesting at this point, see [`MAX_DEPTH`].
    pub depth: u32,
    /// Conditions that gc simplifies: what stands in for an expression. Cleared with the file.
    pub simplified: FxHashMap<ast::ExprId, ast::ExprId>,
    /// The order in which gc meets package-level objects.
    pub met: order::Met,
    /// The loops over functions of the function being lowered.
    pub range: range_plan::RangeState,
    /// The loop over a function whose body is being lowered.
    pub current_loop: Option<ast::StmtId>,
    /// Types made here, by what they were made from.
    pub made: conv::MadeTypes,
    /// What type parameters stand for in the function being lowered.
    pub env: Option<Arc<generic::Env>>,
    /// Makes the types of instances.
    pub shaper: generic::Shaper<'a>,
    /// Instances of generic functions and types.
    pub instances: generic::Instances,
    /// Set while a function is only looked through.
    pub recorder: Option<generic::Recorder>,
}

impl<'a> Lowering<'a> {
    fn new(cx: LowerContext<'a>, unit: Unit<'a>) -> Self {
        let package = unit.checked.package;
        Lowering {
            cx,
            own: unit,
            unit,
            pkg: Package::new(package),
            frames: Vec::new(),
            file: 0,
            depth: 0,
            simplified: FxHashMap::default(),
            met: order::Met::default(),
            range: range_plan::RangeState::default(),
            current_loop: None,
            made: conv::MadeTypes::default(),
            env: None,
            shaper: generic::Shaper::new(cx, package),
            instances: generic::Instances::default(),
            recorder: None,
        }
    }

    /// The tree being lowered.
    pub fn ast(&self) -> &'a ast::File {
        &self.unit.files[self.file]
    }

    /// The side tables of the tree being lowered.
    pub fn info(&self) -> &'a FileInfo {
        &self.unit.checked.files[self.file]
    }

    /// The position of a byte of the file being lowered.
    pub fn at(&self, offset: u32) -> Pos {
        Pos::new(self.ast().id, offset)
    }

    /// The symbol of `text`.
    pub fn intern(&self, text: &str) -> Symbol {
        self.cx.sources.interner.intern(text)
    }

    /// The text of `symbol`.
    pub fn text(&self, symbol: Symbol) -> &'a str {
        self.cx.sources.interner.text(symbol)
    }

    /// An error for something that lowering did not expect.
    pub fn surprise<T>(&self, pos: Pos, what: impl Into<String>) -> Lowered<T> {
        Err(Surprise { pos, what: what.into(), internal: true })
    }

    /// An error if a name was needed that would be too long, see [`MAX_LEN`].
    pub fn check_names(&self, pos: Pos) -> Lowered<()> {
        if !self.shaper.has_cut.take() {
            return Ok(());
        }
        let what = format!("type too large: goesc spells types in at most {} KiB", MAX_LEN >> 10);
        Err(Surprise { pos, what, internal: false })
    }

    /// Goes one level deeper into the tree, within limits; pair with [`Lowering::leave`].
    pub fn enter(&mut self, pos: Pos) -> Lowered<()> {
        if self.depth >= MAX_DEPTH {
            return self.surprise(pos, "nested too deeply");
        }
        self.depth += 1;
        Ok(())
    }

    /// Undoes [`Lowering::enter`].
    pub fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Records why a function is left out.
    pub fn report(&mut self, surprise: Surprise) {
        self.shaper.has_cut.set(false);
        let kind = if surprise.internal { "internal: " } else { "" };
        self.pkg.errors.push(Diagnostic {
            pos: surprise.pos,
            message: format!("{kind}{}", surprise.what),
            stage: Stage::Lower,
            soft: false,
        });
    }

    /// `expr` without parentheses, and after simplification of constant conditions.
    pub fn resolve(&self, expr: ast::ExprId) -> ast::ExprId {
        let mut expr = expr;
        loop {
            if let Some(&other) = self.simplified.get(&expr) {
                expr = other;
            } else if let ast::ExprKind::Paren(inner) = self.ast().exprs[expr].kind {
                expr = inner;
            } else {
                return expr;
            }
        }
    }

    /// What the checker found out about `expr`.
    pub fn type_and_value(&self, expr: ast::ExprId) -> Option<&'a TypeAndValue> {
        let info = self.info();
        info.expr_type.get(expr).or_else(|| info.expr_type.get(self.ast().unparen(expr)))
    }

    /// The object that a name (or qualified name) stands for.
    pub fn use_of(&self, expr: ast::ExprId) -> Option<ObjId> {
        let expr = self.resolve(expr);
        let info = self.info();
        if let Some(&obj) = info.expr_use.get(expr) {
            return Some(obj);
        }
        match self.ast().exprs[expr].kind {
            ast::ExprKind::Name(_) => info.offset_def.get(&self.ast().exprs[expr].span.start).copied(),
            _ => None,
        }
    }

    /// A type with type parameters replaced.
    pub fn translate(&self, ty: TypeId) -> TypeId {
        match &self.env {
            Some(env) => self.shaper.translate(env, ty),
            None => ty,
        }
    }

    /// The type of an object, with type parameters replaced.
    pub fn obj_type(&self, obj: ObjId) -> TypeId {
        self.translate(self.cx.types.type_of(obj))
    }

    /// The type of an expression, as the checker sees it in its context. A tuple when it has
    /// several values.
    pub fn type_of(&self, expr: ast::ExprId) -> Lowered<TypeId> {
        let expr = self.resolve(expr);
        if let Some(tv) = self.type_and_value(expr) {
            return match tv.mode {
                Mode::NoValue => Ok(TypeId::EMPTY_TUPLE),
                Mode::Constant => Ok(self.concrete_type(self.translate(tv.ty), tv.value.as_ref())),
                _ => Ok(self.concrete_type(self.translate(tv.ty), None)),
            };
        }
        if let Some(obj) = self.use_of(expr) {
            return Ok(self.obj_type(obj));
        }
        self.surprise(self.at(self.ast().exprs[expr].pos), "expression without type")
    }

    /// The underlying type of an expression. Where the source has a type parameter it is what all
    /// types that it stands for have in common, which mentions the other parameters.
    pub fn structure_of(&self, expr: ast::ExprId) -> Lowered<&'a Type> {
        let types = self.cx.types;
        let raw = self.type_and_value(self.resolve(expr)).map(|tv| types.unalias(tv.ty));
        let raw = raw.or_else(|| self.use_of(expr).map(|obj| types.unalias(types.type_of(obj))));
        if let Some(param) = raw.filter(|&ty| matches!(types.get(ty), Type::TypeParam { .. }))
            && let Ok(common) = common_underlying(types, param)
        {
            return Ok(types.under(self.translate(common)));
        }
        Ok(types.under(self.type_of(expr)?))
    }

    /// Adds an expression.
    pub fn expr_node(&mut self, kind: ExprKind, ty: TypeId, pos: Pos) -> ExprId {
        self.pkg.expr(kind, ty, pos)
    }

    /// Adds an expression that the source did not write.
    pub fn implicit_node(&mut self, kind: ExprKind, ty: TypeId, pos: Pos) -> ExprId {
        self.pkg.implicit(kind, ty, pos)
    }

    /// The type of a lowered expression.
    pub fn node_type(&self, expr: ExprId) -> TypeId {
        self.pkg.exprs[expr].ty
    }

    /// Adds a statement with statements before it.
    pub fn stmt_node(&mut self, kind: StmtKind, pos: Pos, init: Vec<StmtId>) -> StmtId {
        self.pkg.stmt_after(kind, pos, init)
    }
}
