//! Calls of a package replaced by what they call, function by function.
//!
//! In: a package as lowering left it (dead code removed), and what is known about imported ones.
//! Out: its functions with calls replaced and interface calls made direct, in the order in which
//! gc does it, which is that of [`Package::notes`].
//! Invariants: bodies are copied as they were before anything was replaced in them.
//! Source: gc 1.21 to 1.27: devirtualization and inlining, interleaved since 1.22.

use super::body::{Body, Links, Named, extract, link_name};
use super::candidates::Candidates;
use super::expand::{Expanded, Place, expand};
use super::reach::{Known, passed_on};
use super::tree::{InlineTree, Site};
use super::{Candidate, Context, Exported, Inlinable, is_big, is_intrinsic_call};
use crate::ir::batch::{Batch, batches};
use crate::ir::children::body_roots;
use crate::ir::lower::{Reader, mentioned};
use crate::ir::pass::call_sites::{Marked, postorder_of_calls};
use crate::ir::pass::devirtualize::{Devirtualizer, Replaced};
use crate::ir::pass::{CallPass, PassContext};
use crate::ir::visit::Node;
use crate::ir::{CallKind, ExprId, ExprKind, Func, FuncId, FuncKind, FuncRef, Package, PassNote};
use crate::release::InlineOrder;
use crate::source::Pos;
use crate::types::ObjId;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;
use std::sync::Arc;

/// Replaces calls in one package.
#[derive(Debug)]
pub struct Inliner<'a, 'r> {
    cx: Context<'a>,
    /// Who reads what bodies of other packages mention.
    reader: Option<&'a mut Reader<'r>>,
    /// Those of which that was read.
    read: FxHashSet<*const Body>,
    passes: PassContext<'a>,
    candidates: Candidates,
    devirtualizer: Devirtualizer,
    /// Bodies of this package's functions.
    bodies: FxHashMap<FuncId, Arc<Body>>,
    /// The body that each literal was in before anything was replaced, and what it is there.
    literals: FxHashMap<FuncId, (Arc<Body>, FuncId)>,
    /// Bodies of literals of which nothing is known yet.
    undecided: FxHashMap<FuncId, Body>,
    links: Links,
    /// Instances that only inlined code mentions.
    imported: FxHashMap<FuncId, Arc<Inlinable>>,
    tree: InlineTree,
    /// Functions of other packages that were inlined.
    inlined: FxHashSet<ObjId>,
    /// How many calls of each function are known.
    uses: FxHashMap<FuncRef, u32>,
}

/// The calls in a function, as far as they were met.
#[derive(Debug, Default)]
struct Calls {
    list: Vec<ExprId>,
    seen: FxHashSet<ExprId>,
    callees: Vec<Option<FuncRef>>,
    big: bool,
}

impl<'a, 'r> Inliner<'a, 'r> {
    /// What is done to one package.
    pub fn new(cx: Context<'a>, reader: Option<&'a mut Reader<'r>>) -> Self {
        let passes = PassContext { types: cx.types, names: cx.names, rules: cx.rules, sizes: cx.sizes };
        Inliner {
            cx,
            reader,
            read: FxHashSet::default(),
            passes,
            candidates: Candidates::default(),
            devirtualizer: Devirtualizer::default(),
            bodies: FxHashMap::default(),
            literals: FxHashMap::default(),
            undecided: FxHashMap::default(),
            links: Links::default(),
            imported: FxHashMap::default(),
            tree: InlineTree::default(),
            inlined: FxHashSet::default(),
            uses: FxHashMap::default(),
        }
    }

    fn batches(&self, package: &Package) -> Vec<Batch> {
        batches(package, self.cx.rules, self.cx.names)
    }

    /// Which calls were replaced.
    pub fn into_tree(self) -> InlineTree {
        self.tree
    }

    /// Learns by which names others know the functions of `package`.
    pub fn find_links(&mut self, package: &Package) {
        self.links = Links::of(package, self.cx.types, self.cx.names);
    }

    /// What importers can copy.
    pub fn exports(&self, package: &Package) -> Exported {
        let cx = &self.cx;
        let (links, bodies, inlined) = (&self.links, &self.bodies, &self.inlined);
        let passed_on = passed_on(&Known { cx, package, links, bodies, inlined });
        let mentions = package.mentions.clone();
        let mut exported = Exported { passed_on, mentions, ..Exported::default() };
        for (func, candidate) in self.candidates.all() {
            let body = self.bodies.get(&func).filter(|body| body.is_portable()).cloned();
            let inlinable = Arc::new(Inlinable { candidate: Candidate::clone(candidate), body });
            match self.links.named(package, cx.types, cx.names, func) {
                Named::Declared(obj) => {
                    exported.by_obj.insert(obj, inlinable);
                }
                Named::Instance(name) => {
                    exported.by_instance.insert(name, inlinable);
                }
                Named::Private(_) => {}
            }
        }
        // Methods of instances are also found through their receivers' types.
        for (&obj, &func) in &package.obj_func {
            if let Named::Instance(name) = self.links.named(package, cx.types, cx.names, func)
                && let Some(inlinable) = exported.by_instance.get(&name)
            {
                exported.by_obj.insert(obj, Arc::clone(inlinable));
            }
        }
        exported
    }

    /// Candidates and replacements batch by batch.
    fn each_batch(&mut self, package: &mut Package) {
        for batch in self.batches(package) {
            self.candidates.batch(package, &self.cx, &batch.funcs, batch.recursive);
            self.keep_bodies(package, &batch.funcs);
            self.keep_undecided(package, &batch.funcs);
            for func in batch.funcs {
                self.in_rounds(package, func);
            }
        }
    }

    /// First all candidates, then replacements function by function.
    fn by_list(&mut self, package: &mut Package) {
        self.find_candidates(package);
        for func in package.func_list.clone() {
            self.until_stable(package, func);
        }
    }

    /// First all candidates, then all calls are looked at, then replaced batch by batch.
    fn by_batches(&mut self, package: &mut Package) {
        self.find_candidates(package);
        let mut all: FxHashMap<FuncId, Calls> = FxHashMap::default();
        for func in package.func_list.clone() {
            let mut calls = self.open(package, func);
            for i in 0..calls.list.len() {
                self.resolve(package, func, &mut calls, i);
            }
            all.insert(func, calls);
        }
        for batch in self.batches(package) {
            let mut done = false;
            while !done {
                done = true;
                for &func in &batch.funcs {
                    let Some(mut calls) = all.remove(&func) else { continue };
                    done &= !self.wave(package, func, &mut calls);
                    all.insert(func, calls);
                }
            }
        }
    }

    fn find_candidates(&mut self, package: &mut Package) {
        self.candidates = Candidates::find(package, &self.cx);
        let all: Vec<FuncId> = package.funcs.iter().map(|(id, _)| id).collect();
        self.keep_bodies(package, &all);
        self.keep_undecided(package, &all);
    }

    /// Keeps the bodies of the candidates among `funcs`, and with them those of literals in them.
    fn keep_bodies(&mut self, package: &Package, funcs: &[FuncId]) {
        let mut sorted = funcs.to_vec();
        sorted.sort_unstable_by_key(|&func| super::body::raw(func));
        for func in sorted {
            let Some(candidate) = self.candidates.local(func) else { continue };
            if self.literals.contains_key(&func) {
                continue;
            }
            let (links, cx) = (&self.links, &self.cx);
            let named = |func| links.named(package, cx.types, cx.names, func);
            let Some((body, sources)) =
                extract(package, &named, func, candidate.late_results, Some(cx.types))
            else {
                continue;
            };
            let body = Arc::new(body);
            for (i, source) in sources.into_iter().enumerate() {
                self.literals.insert(source, (Arc::clone(&body), super::body::idx(i as u32 + 1)));
            }
            self.bodies.insert(func, body);
        }
    }

    /// Keeps the bodies of literals that are looked at only when they are called.
    fn keep_undecided(&mut self, package: &Package, funcs: &[FuncId]) {
        for &func in funcs {
            let is_known = self.candidates.is_decided(func) || self.literals.contains_key(&func);
            if is_known || !package.funcs[func].kind.is_literal() {
                continue;
            }
            let (links, cx) = (&self.links, &self.cx);
            let named = |func| links.named(package, cx.types, cx.names, func);
            if let Some((body, _)) = extract(package, &named, func, false, Some(cx.types)) {
                self.undecided.insert(func, body);
            }
        }
    }

    /// Calls in rounds: first those in the function's own code, then those in what was copied.
    fn in_rounds(&mut self, package: &mut Package, func: FuncId) {
        let mut calls = Calls { big: self.note_if_big(package, func), ..Calls::default() };
        let mut rounds = VecDeque::from([body_roots(package, func)]);
        let devirtualize =
            matches!(self.cx.rules.inline.order, InlineOrder::EachBatch { devirtualizes: true });
        while let Some(roots) = rounds.pop_front() {
            for call in postorder_of_calls(package, &self.passes, &roots, &mut Marked::Everything) {
                if devirtualize {
                    self.devirtualizer.call(package, &self.passes, func, call);
                }
                if let Some(new) = self.replace(package, func, call, calls.big, false) {
                    rounds.push_back(new);
                }
            }
        }
        calls.list.clear();
    }

    /// Passes over all calls of a function until nothing changes.
    pub fn until_stable(&mut self, package: &mut Package, func: FuncId) {
        let mut calls = self.open(package, func);
        self.uses.clear();
        let mut changed = true;
        while changed {
            changed = false;
            let mut i = 0;
            while i < calls.list.len() {
                changed |= self.edit(package, func, &mut calls, i);
                i += 1;
            }
        }
    }

    /// One pass over all calls of a function, then over those in what was copied, and so on.
    fn wave(&mut self, package: &mut Package, func: FuncId, calls: &mut Calls) -> bool {
        let (mut start, mut end) = (0, calls.list.len());
        let mut changed = false;
        loop {
            for i in start..end {
                changed |= self.edit(package, func, calls, i);
            }
            (start, end) = (end, calls.list.len());
            if start == end {
                return changed;
            }
            for i in start..end {
                self.resolve(package, func, calls, i);
            }
        }
    }

    fn open(&mut self, package: &mut Package, func: FuncId) -> Calls {
        let mut calls = Calls { big: self.note_if_big(package, func), ..Calls::default() };
        let roots = body_roots(package, func);
        self.mark(package, &mut calls, &roots);
        calls
    }

    fn note_if_big(&mut self, package: &mut Package, func: FuncId) -> bool {
        let big = is_big(package, func);
        if big {
            package.notes.push(PassNote::Big { func, pos: self.reported_at(package, func) });
        }
        big
    }

    /// Where gc reports something about a function.
    fn reported_at(&self, package: &Package, func: FuncId) -> Pos {
        let f = &package.funcs[func];
        let first = f.body.as_ref().and_then(|body| body.first());
        match first {
            Some(&first) if f.kind == FuncKind::PackageInit && self.cx.rules.init_is_at_first_statement => {
                package.stmts[first].pos
            }
            _ => f.pos,
        }
    }

    fn mark(&mut self, package: &mut Package, calls: &mut Calls, roots: &[Node]) {
        let found = postorder_of_calls(package, &self.passes, roots, &mut Marked::New(&mut calls.seen));
        calls.list.extend(found);
    }

    /// The function that a call calls, if it is known. Each call counts once.
    fn resolve(
        &mut self,
        package: &mut Package,
        func: FuncId,
        calls: &mut Calls,
        i: usize,
    ) -> Option<(FuncRef, u32)> {
        if let Some(&Some(callee)) = calls.callees.get(i) {
            return Some((callee, self.uses.get(&callee).copied().unwrap_or(0)));
        }
        let call = calls.list[i];
        if !matches!(package.exprs[call].kind, ExprKind::Call { .. }) {
            return None;
        }
        self.devirtualizer.call(package, &self.passes, func, call);
        let callee = self.callee(package, func, call)?;
        if calls.callees.len() <= i {
            calls.callees.resize(i + 1, None);
        }
        calls.callees[i] = Some(callee);
        let uses = self.uses.entry(callee).or_default();
        *uses += 1;
        Some((callee, *uses))
    }

    /// Tries to replace the call number `i`.
    fn edit(&mut self, package: &mut Package, func: FuncId, calls: &mut Calls, i: usize) -> bool {
        let call = calls.list[i];
        if !matches!(package.exprs[call].kind, ExprKind::Call { .. }) {
            return false;
        }
        let once = match self.cx.rules.inline.order {
            InlineOrder::Batches => match self.resolve(package, func, calls, i) {
                Some((_, uses)) => uses == 1,
                None => return false,
            },
            _ => {
                self.devirtualizer.call(package, &self.passes, func, call);
                false
            }
        };
        match self.replace(package, func, call, calls.big, once) {
            Some(roots) => {
                self.mark(package, calls, &roots);
                true
            }
            None => false,
        }
    }

    /// The function that a call that may be replaced calls.
    fn callee(&mut self, package: &Package, caller: FuncId, call: ExprId) -> Option<FuncRef> {
        let ExprKind::Call { kind: CallKind::Func, fun, go_defer: false, .. } = package.exprs[call].kind
        else {
            return None;
        };
        if is_intrinsic_call(package, &self.cx, fun) || self.is_escape_helper(package, fun) {
            return None;
        }
        self.candidates.callees.resolve(package, &self.cx, caller, fun)
    }

    /// Whether `fun` is the library's helper whose argument must not be on the stack.
    fn is_escape_helper(&self, package: &Package, fun: ExprId) -> bool {
        let Some((path, prefix)) = self.cx.rules.escape_helper else { return false };
        let ExprKind::Func(FuncRef::Local(func)) = package.exprs[fun].kind else { return false };
        let func = &package.funcs[func];
        let home = func.obj.and_then(|obj| self.cx.types.object(obj).package);
        let is_there = home.is_some_and(|home| self.cx.types.package(home).path == path);
        is_there && self.cx.names.text(func.name).starts_with(prefix)
    }

    /// Replaces `call`, if its callee can be inlined there. Returns what takes its place.
    fn replace(
        &mut self,
        package: &mut Package,
        caller: FuncId,
        call: ExprId,
        in_big: bool,
        once: bool,
    ) -> Option<Vec<Node>> {
        let callee = self.callee(package, caller, call)?;
        let candidate = self.candidate(package, callee)?;
        let mut limit = candidate.limit(&self.cx, in_big);
        if candidate.literal && once {
            limit = limit.max(self.cx.rules.inline.literal_budget);
        }
        if candidate.cost > limit {
            return None;
        }
        let site = self.tree.site(package, call);
        if self.recurs(package, caller, callee, site) {
            return None;
        }
        let pos = package.exprs[call].pos;
        if self.tree.around(site).any(|around| around.callee == callee) {
            package.notes.push(PassNote::NotInlinedAgain { pos, callee, caller });
            return None;
        }
        let body = self.body(package, callee, candidate.late_results)?;
        package.notes.push(PassNote::Inlined { pos, callee });
        self.read(package, &body);
        if let FuncRef::Extern(obj) = callee {
            self.inlined.insert(obj);
        }
        self.tree.add(package, self.cx.types, (caller, site), callee, &body);
        let place = Place { caller, call, callee, tree: &self.tree };
        let (cx, links, imported, home) = (&self.cx, &mut self.links, &mut self.imported, body.ir.package);
        let mut find = |package: &mut Package, named: Named, head: &Func| {
            let func = find(package, links, named, head);
            if let (FuncRef::Local(new), Named::Instance(name)) = (func, named)
                && package.funcs[new].imported
                && let Some(known) = cx.imports.instance(home, name)
            {
                imported.entry(new).or_insert_with(|| Arc::clone(known));
            }
            func
        };
        let Expanded { literals, init, body: stmts, results, first_var } =
            expand(package, &self.passes, place, &body, &mut find);
        for (new, old) in literals {
            self.literals.insert(new, (Arc::clone(&body), old));
        }
        let roots: Vec<Node> = init.iter().chain(&stmts).map(|&s| Node::Stmt(s)).collect();
        self.candidates.callees.grown(package, &self.cx, caller, &roots, first_var);
        let replaced = Replaced { call, roots: &roots, results: &results, first: first_var };
        self.devirtualizer.inlined(package, &self.passes, caller, replaced);
        Some(roots.into_iter().chain(results.into_iter().map(Node::Expr)).collect())
    }

    /// Has everything read that a body of another package mentions.
    fn read(&mut self, package: &mut Package, body: &Arc<Body>) {
        let Some(reader) = self.reader.as_mut().filter(|_| body.ir.package != package.package) else {
            return;
        };
        if !self.read.insert(Arc::as_ptr(body)) {
            return;
        }
        let declared = |func| match body.named_func(func) {
            Named::Declared(obj) => Some(obj),
            _ => None,
        };
        let all = mentioned(&body.ir, &declared);
        for func in reader.read(package, &all, body.root().dup_ok) {
            let Some(name) = link_name(package, self.cx.types, self.cx.names, func) else { continue };
            self.links.add(name, func);
            if let Some(known) = self.cx.imports.instance(body.ir.package, name) {
                self.imported.insert(func, Arc::clone(known));
            }
        }
    }

    /// Whether the call is one of a function by itself that must stay.
    fn recurs(&self, package: &Package, caller: FuncId, callee: FuncRef, site: Site) -> bool {
        let _ = package;
        if self.cx.rules.inline.recursion_is_inlined {
            self.tree.around(site).any(|around| around.site.pos == site.pos)
        } else {
            callee == FuncRef::Local(caller)
        }
    }

    fn candidate(&mut self, package: &mut Package, callee: FuncRef) -> Option<Candidate> {
        match callee {
            FuncRef::Local(func) if package.funcs[func].imported => Some(self.imported.get(&func)?.candidate),
            FuncRef::Local(func) => {
                if package.funcs[func].kind.is_literal() {
                    self.candidates.decide(package, &self.cx, func);
                }
                self.candidates.local(func).map(|c| Candidate::clone(c))
            }
            FuncRef::Extern(obj) => self.cx.imported(obj),
            FuncRef::Runtime(_) => None,
        }
    }

    fn body(&mut self, package: &Package, callee: FuncRef, late_results: bool) -> Option<Arc<Body>> {
        match callee {
            FuncRef::Local(func) if package.funcs[func].imported => self.imported.get(&func)?.body.clone(),
            FuncRef::Local(func) => {
                if let Some(body) = self.bodies.get(&func) {
                    return Some(Arc::clone(body));
                }
                let body = match self.undecided.remove(&func) {
                    Some(body) => Arc::new(Body { late_results, ..body }),
                    None => {
                        let (around, literal) = self.literals.get(&func)?;
                        Arc::new(around.literal(*literal, late_results)?)
                    }
                };
                self.bodies.insert(func, Arc::clone(&body));
                Some(body)
            }
            FuncRef::Extern(obj) => self.cx.imported_body(obj),
            FuncRef::Runtime(_) => None,
        }
    }
}

impl CallPass for Inliner<'_, '_> {
    fn package(&mut self, package: &mut Package) {
        self.find_links(package);
        match self.cx.rules.inline.order {
            InlineOrder::EachBatch { .. } => self.each_batch(package),
            InlineOrder::List => self.by_list(package),
            InlineOrder::Batches => self.by_batches(package),
        }
    }

    fn after_wrappers(&mut self, package: &mut Package) {
        if let InlineOrder::EachBatch { devirtualizes: false } = self.cx.rules.inline.order {
            self.devirtualizer = Devirtualizer::default();
            for func in package.func_list.clone() {
                self.devirtualizer.function(package, &self.passes, func);
            }
        }
    }

    fn wrapper(&mut self, package: &mut Package, func: FuncId) {
        match self.cx.rules.inline.order {
            InlineOrder::EachBatch { .. } => self.in_rounds(package, func),
            InlineOrder::List | InlineOrder::Batches => self.until_stable(package, func),
        }
    }

    fn is_inlinable(&self, package: &Package, obj: ObjId) -> bool {
        match package.obj_func.get(&obj) {
            Some(func) if package.funcs[*func].imported => self.imported.contains_key(func),
            Some(&func) => self.candidates.local(func).is_some(),
            None => self.cx.imported(obj).is_some(),
        }
    }
}

/// What this package calls a function that a body names.
fn find(package: &mut Package, links: &mut Links, named: Named, head: &Func) -> FuncRef {
    match named {
        Named::Declared(obj) => {
            package.obj_func.get(&obj).map_or(FuncRef::Extern(obj), |&func| FuncRef::Local(func))
        }
        Named::Private(func) => FuncRef::Local(func),
        Named::Instance(name) => {
            let known = links.instance(name);
            FuncRef::Local(known.unwrap_or_else(|| {
                let func = package.funcs.alloc(Func { imported: true, ..head.clone() });
                links.add(name, func);
                func
            }))
        }
    }
}
