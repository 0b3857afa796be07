//! Type arguments that a call or assignment does not write out.
//!
//! In: type parameters, those arguments that are known, types of parameters and the arguments
//! for them. Out: all type arguments, or gc's words for why they cannot be inferred.
//! Invariants: takes a bounded number of steps. Source: Spec: "Type inference"; gc 1.27.3.

use super::check::Checker;
use super::lookup::missing_method_by;
use super::object::{ObjId, ObjectKind};
use super::operand::Operand;
use super::predicates::MAX_DEPTH;
use super::store::{Type, TypeId};
use super::subst::substitute;
use super::typeset::{Term, common_underlying, constraint_interface, type_set};
use super::unify::{Strictness, Unifier};
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// What is to be inferred, and from what.
pub(super) struct Inference<'x> {
    /// Where to report what cannot be inferred.
    pub pos: u32,
    /// The type parameters.
    pub params: &'x [TypeId],
    /// The type arguments that are known.
    pub known: &'x [Option<TypeId>],
    /// The types of the parameters.
    pub formal: &'x [TypeId],
    /// The arguments.
    pub args: &'x [Operand],
    /// Whether a function is assigned, so that the types of parameter and argument swap roles.
    pub reverse: bool,
}

/// Why inference failed: where, and in which words. Without words an error was reported before.
pub(super) type InferError = Option<(u32, String)>;

/// Substituting inferred types into each other takes at most so many rounds.
const MAX_ROUNDS: usize = 100;

impl Checker<'_> {
    /// Infers all type arguments.
    pub(super) fn infer(&mut self, what: &Inference<'_>) -> Result<Vec<TypeId>, InferError> {
        let Inference { pos, params, known, args, reverse, .. } = *what;
        if known.len() == params.len() && known.iter().all(Option::is_some) {
            return Ok(known.iter().flatten().copied().collect());
        }
        if args.iter().any(|arg| !arg.is_valid()) {
            return Err(None);
        }
        let formal: Vec<TypeId> = what.formal.iter().map(|&ty| self.fill_in(ty, params, known)).collect();
        let mut unifier = Unifier::new(self.store, self.interner(), params, known, self.allows(21));
        let mut untyped = Vec::new();
        for (&par, arg) in formal.iter().zip(args) {
            if !self.mentions_params(par, params) && !self.mentions_params(arg.ty, params) {
                continue;
            }
            if !self.is_untyped(arg.ty) {
                if !unifier.unify(par, arg.ty, Strictness::ASSIGN) {
                    return Err(Some(self.no_match(params, &unifier.inferred(), par, arg, reverse)));
                }
            } else if let Some(index) = params.iter().position(|&p| p == par)
                && !arg.is_nil()
            {
                untyped.push((index, arg));
            }
        }
        self.use_constraints(pos, params, &mut unifier)?;
        let mut defaults: Vec<(usize, TypeId)> = Vec::new();
        for (index, arg) in untyped {
            if unifier.at(index).is_some() {
                continue;
            }
            match defaults.iter_mut().find(|(i, _)| *i == index) {
                None => defaults.push((index, arg.ty)),
                Some((_, max)) => match self.max_type(*max, arg.ty) {
                    Some(ty) => *max = ty,
                    None => {
                        let message = format!(
                            "mismatched types {} and {} (cannot infer {})",
                            self.type_string(*max),
                            self.type_string(arg.ty),
                            self.type_string(params[index])
                        );
                        return Err(Some((self.operand_pos(arg), message)));
                    }
                },
            }
        }
        for (index, ty) in defaults {
            unifier.set(index, self.default_type(ty));
        }
        let mut inferred = unifier.inferred();
        self.drop_cycles(params, &mut inferred);
        self.simplify(params, &mut inferred);
        let mut result = Vec::with_capacity(params.len());
        for (&param, ty) in params.iter().zip(inferred) {
            match ty {
                Some(ty) if !self.mentions_params(ty, params) => result.push(ty),
                _ => {
                    let Type::TypeParam { obj, .. } = *self.store.get(param) else { return Err(None) };
                    let object = self.object(obj);
                    let message = format!(
                        "cannot infer {} (declared at {})",
                        self.name(object.name),
                        self.position(object.pos)
                    );
                    return Err(Some((pos, message)));
                }
            }
        }
        Ok(result)
    }

    /// Learns from constraints, until nothing new comes up.
    fn use_constraints(
        &mut self,
        pos: u32,
        params: &[TypeId],
        unifier: &mut Unifier<'_>,
    ) -> Result<(), InferError> {
        loop {
            let unknown = unifier.unknown();
            for (index, &param) in params.iter().enumerate() {
                let known = unifier.at(index);
                let does_not_satisfy = |checker: &Self, ty: TypeId, cause: &str| {
                    let message = format!(
                        "{} (type {}) does not satisfy {}{cause}",
                        checker.type_string(param),
                        checker.type_string(ty),
                        checker.type_string(checker.constraint_of(param))
                    );
                    Err(Some((pos, message)))
                };
                if let Some((term, single)) = self.core_term(param) {
                    match known {
                        Some(ty) if !unifier.unify(ty, term.ty, Strictness::LOOSE) => {
                            return does_not_satisfy(self, ty, "");
                        }
                        None if single && !term.tilde => unifier.set(index, term.ty),
                        _ => {}
                    }
                }
                let Some(ty) = known.filter(|&ty| !self.mentions_params(ty, params)) else { continue };
                self.declare_methods(ty);
                let constraint = constraint_interface(self.store, param).unwrap_or(TypeId::EMPTY_INTERFACE);
                let missing = missing_method_by(
                    self.store,
                    self.interner(),
                    ty,
                    constraint,
                    true,
                    &mut |have, want| unifier.unify(have, want, Strictness::EXACT),
                );
                if let Some(missing) = missing {
                    let cause = format!(" {}", missing.text(self.type_cx(), ty, constraint));
                    return does_not_satisfy(self, ty, &cause);
                }
            }
            if unifier.unknown() == unknown {
                return Ok(());
            }
        }
    }

    /// The only term of a type parameter's constraint, or what all its terms have in common; and
    /// whether it is the only one.
    fn core_term(&self, param: TypeId) -> Option<(Term, bool)> {
        let set = type_set(self.store, constraint_interface(self.store, param)?);
        let terms = set.specific()?;
        if let [only] = terms {
            return Some((*only, true));
        }
        let ty = common_underlying(self.store, param).ok()?;
        Some((Term { tilde: terms.iter().any(|t| t.tilde), ty }, false))
    }

    fn no_match(
        &self,
        params: &[TypeId],
        inferred: &[Option<TypeId>],
        par: TypeId,
        arg: &Operand,
        reverse: bool,
    ) -> (u32, String) {
        let pos = self.operand_pos(arg);
        let (ty, expr) = (self.type_string(arg.ty), self.operand_expr_string(arg));
        let target = self.type_string(par);
        if inferred.iter().all(Option::is_none) {
            let names = self.param_names(params);
            return (pos, format!("type {ty} of {expr} does not match {target} (cannot infer {names})"));
        }
        let filled = self.fill_in(par, params, inferred);
        let text = self.type_string(filled);
        let message = if filled == par {
            format!("type {ty} of {expr} does not match {target}")
        } else if reverse {
            format!("inferred type {text} for {target} does not match type {ty} of {expr}")
        } else {
            format!("type {ty} of {expr} does not match inferred type {text} for {target}")
        };
        (pos, message)
    }

    fn param_names(&self, params: &[TypeId]) -> String {
        let names: Vec<String> = params.iter().map(|&p| self.type_string(p)).collect();
        match &names[..] {
            [] => String::new(),
            [only] => only.clone(),
            [a, b] => format!("{a} and {b}"),
            [first @ .., last] => format!("{}, and {last}", first.join(", ")),
        }
    }

    /// `ty` with those parameters replaced that are known.
    fn fill_in(&self, ty: TypeId, params: &[TypeId], known: &[Option<TypeId>]) -> TypeId {
        let args: Vec<TypeId> =
            params.iter().enumerate().map(|(i, &p)| known.get(i).copied().flatten().unwrap_or(p)).collect();
        substitute(self.store, ty, params, &args)
    }

    /// Replaces parameters in inferred types by what is inferred for them.
    fn simplify(&self, params: &[TypeId], inferred: &mut [Option<TypeId>]) {
        for _ in 0..MAX_ROUNDS {
            let known = inferred.to_vec();
            for slot in inferred.iter_mut() {
                *slot = slot.map(|ty| self.fill_in(ty, params, &known));
            }
            if inferred[..] == known[..] {
                return;
            }
        }
    }

    /// Forgets types that contain themselves by way of type parameters.
    fn drop_cycles(&self, params: &[TypeId], inferred: &mut [Option<TypeId>]) {
        let uses: Vec<Vec<usize>> = inferred
            .iter()
            .map(|ty| match ty {
                Some(ty) => {
                    (0..params.len()).filter(|&i| self.mentions_params(*ty, &params[i..=i])).collect()
                }
                None => Vec::new(),
            })
            .collect();
        for start in 0..params.len() {
            let mut seen: FxHashSet<usize> = FxHashSet::default();
            let mut todo = uses[start].clone();
            while let Some(next) = todo.pop() {
                if seen.insert(next) {
                    todo.extend(&uses[next]);
                }
            }
            if seen.contains(&start) {
                inferred[start] = None;
            }
        }
    }

    /// Whether one of `params` occurs in `ty`.
    pub(super) fn mentions_params(&self, ty: TypeId, params: &[TypeId]) -> bool {
        self.mentions(ty, params, &mut FxHashSet::default(), 0)
    }

    fn mentions(&self, ty: TypeId, params: &[TypeId], seen: &mut FxHashSet<TypeId>, depth: u32) -> bool {
        let ty = self.store.unalias(ty);
        if depth >= MAX_DEPTH || !seen.insert(ty) {
            return false;
        }
        let var = |&var: &ObjId| self.type_of(var);
        let parts: Vec<TypeId> = match self.store.get(ty) {
            Type::Basic(_) | Type::Alias { .. } => Vec::new(),
            Type::TypeParam { .. } => return params.contains(&ty),
            Type::Pointer(elem) | Type::Slice(elem) => vec![*elem],
            Type::Array { elem, .. } | Type::Chan { elem, .. } => vec![*elem],
            Type::Map { key, value } => vec![*key, *value],
            Type::Struct(s) => s.fields.iter().map(|f| f.ty).collect(),
            Type::Tuple(types) => types.clone(),
            Type::Signature(s) => s.params.iter().chain(&s.results).map(var).collect(),
            Type::Interface(i) => {
                i.methods.iter().map(|m| m.signature).chain(i.embedded.iter().copied()).collect()
            }
            Type::Union(terms) => terms.iter().map(|&(_, term)| term).collect(),
            Type::Named(_) => self.store.type_args(ty).to_vec(),
        };
        parts.into_iter().any(|part| self.mentions(part, params, seen, depth + 1))
    }

    /// Type parameters of their own for one use of a generic function.
    pub(super) fn rename_params(&self, params: &[TypeId]) -> Vec<TypeId> {
        let renamed: Vec<TypeId> = params
            .iter()
            .map(|&param| match *self.store.get(param) {
                Type::TypeParam { obj, index, .. } => {
                    let old = self.object(obj);
                    let obj = self.store.add_object(super::Object {
                        kind: ObjectKind::TypeName,
                        name: old.name,
                        pos: old.pos,
                        package: old.package,
                        ty: OnceLock::new(),
                    });
                    let (constraint, interface) = (OnceLock::new(), OnceLock::new());
                    let ty =
                        self.store.add(Type::TypeParam { obj, index, constraint, interface, supply: None });
                    self.set_type(obj, ty);
                    ty
                }
                _ => param,
            })
            .collect();
        for (&old, &new) in params.iter().zip(&renamed) {
            let bound = substitute(self.store, self.constraint_of(old), params, &renamed);
            if let Type::TypeParam { constraint, .. } = self.store.get(new) {
                let _ = constraint.set(bound);
            }
        }
        renamed
    }
}
