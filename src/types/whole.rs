//! Checks of a package as a whole: branches, infinite types, the order of initialisation.
//!
//! In: what the rules for declarations and expressions found out. Out: errors, and
//! [`Initializer`]s in execution order.

use super::check::{Checker, DeclWhat, Env};
use super::cycle::{CycleStep, first_in_source};
use super::info::{Initializer, Mode};
use super::initorder::{self, InitNode};
use super::object::{Builtin, ObjId, ObjectKind};
use super::returns;
use super::store::TypeId;
use crate::source::{Pos, Stage};
use crate::syntax::ast::{BlockId, DeclId, ExprId, ExprKind};
use crate::syntax::check::check_branches;
use rustc_hash::FxHashSet;

impl Checker<'_> {
    /// Checks labels and branches of all functions. gc does that while it parses, so these
    /// errors come first.
    pub(super) fn check_branches(&mut self) {
        for index in 0..self.files.len() {
            self.env = Env::of_file(index, self.package_scope, self.env.language);
            let file = self.ast();
            let position = |offset| self.position(self.pos(offset));
            let text = &self.cx.sources.file(file.id).text;
            for (offset, message) in check_branches(file, text, self.interner(), &position) {
                self.env.unit = self.declaration_at(offset);
                self.error(offset, message);
                if let Some(error) = self.errors.last_mut() {
                    error.stage = Stage::Syntax;
                }
            }
        }
    }

    /// The top-level declaration of the current file that contains a byte.
    fn declaration_at(&self, offset: u32) -> Option<DeclId> {
        let file = self.ast();
        file.top_decls.iter().copied().rev().find(|&decl| file.decls[decl].span.start <= offset)
    }

    /// Whether a function body ends in a terminating statement.
    pub(super) fn is_terminating(&self, body: BlockId) -> bool {
        let file = self.ast();
        let info = &self.infos[self.env.file];
        let is_panic = |call: ExprId| {
            let ExprKind::Call { fun, .. } = file.exprs[call].kind else { return false };
            let fun = info.expr_type.get(file.unparen(fun));
            fun.is_some_and(|fun| fun.mode == Mode::Builtin(Builtin::Panic))
        };
        returns::is_terminating(file, body, &is_panic)
    }

    /// Reports a defined type that contains itself.
    pub(super) fn check_valid_type(&mut self, obj: ObjId) {
        let ty = self.type_of(obj);
        let mut known = std::mem::take(&mut self.valid_types);
        let cycle = known.find_cycle(self.store, ty, &|ty: TypeId| self.right_sides.get(&ty).copied());
        self.valid_types = known;
        if let Some(cycle) = cycle {
            let steps: Vec<CycleStep> = cycle.into_iter().filter_map(|ty| self.type_step(ty)).collect();
            let start = match self.words().recursion_starts_where_found {
                true => 0,
                false => first_in_source(&steps),
            };
            self.report_cycle(&steps, start);
        }
    }

    /// A cycle as older releases word it: each object on a line of its own.
    fn old_cycle_text(&self, text: &str, first: ObjId) -> String {
        let mut old: String = text
            .lines()
            .map(|line| match line.split_once(" refers to ") {
                Some((start, _)) => format!("{start} refers to\n"),
                None => format!("{line}\n"),
            })
            .collect();
        let object = self.object(first);
        old.push_str(&format!("\t{}: {}", self.position(object.pos), self.name(object.name)));
        old
    }

    /// The initialisers of package-level variables in execution order; reports cycles.
    pub(super) fn order_initializers(&mut self) -> Vec<Initializer> {
        let mut nodes = Vec::with_capacity(self.objects.len());
        for &obj in &self.objects {
            if matches!(self.object(obj).kind, ObjectKind::TypeName) {
                continue;
            }
            let info = &self.decls[self.obj_decl[&obj] as usize];
            // A package's objects are made in the same order every time.
            let mut uses: Vec<ObjId> = info.uses.iter().copied().collect();
            uses.sort_unstable();
            nodes.push(InitNode { obj, uses });
        }
        let order = initorder::init_order(self.store, &nodes);
        for cycle in &order.cycles {
            let Some(&first) = cycle.first() else { continue };
            for &obj in cycle {
                self.break_declaration(obj);
            }
            let mut text = initorder::cycle_text(self.type_cx(), cycle, &|pos: Pos| self.position(pos));
            if !self.words().cycles_in_pairs && cycle.len() > 1 {
                text = self.old_cycle_text(&text, first);
            }
            self.report(self.object(first).pos, text, false);
        }
        let mut done = FxHashSet::default();
        let mut initializers = Vec::new();
        for var in order.variables {
            let index = self.obj_decl[&var];
            let info = &self.decls[index as usize];
            if let DeclWhat::Var { lhs, init: Some(rhs), .. } = &info.what
                && done.insert(index)
            {
                let lhs = if lhs.is_empty() { vec![var] } else { lhs.clone() };
                initializers.push(Initializer { lhs, file: info.file, rhs: *rhs });
            }
        }
        initializers
    }
}
