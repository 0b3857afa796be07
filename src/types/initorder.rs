//! The order in which package-level variables are initialised.
//!
//! In: package-level constants, variables, functions and methods in source order, and what each
//! uses. Out: the variables in order of initialisation, and cycles.
//! Invariants: correct programs take time linear in the uses; each cycle found starts at the
//! object that gc reports.
//! Source: Spec: "Package initialization"; gc 1.27.3 for which cycle is found.

use super::object::{ObjId, ObjectKind};
use super::store::TypeStore;
use super::typestring::TypeCx;
use crate::source::Pos;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Steps spent on finding the cycles of a broken program in gc's order.
const MAX_STEPS: usize = 50_000_000;

/// A package-level object and what its initialiser or body uses.
#[derive(Clone, Debug)]
pub struct InitNode {
    /// A constant, variable, function or method.
    pub obj: ObjId,
    /// Package-level objects of the same package; others than in the list are ignored.
    pub uses: Vec<ObjId>,
}

/// The result of [`init_order`].
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct InitOrder {
    /// All variables, in order of initialisation, those without initialiser included.
    pub variables: Vec<ObjId>,
    /// Objects that need themselves: each uses the next one, the last one the first.
    pub cycles: Vec<Vec<ObjId>>,
}

/// Puts the variables among `nodes`, which are in source order, into order of initialisation.
pub fn init_order(store: &TypeStore, nodes: &[InitNode]) -> InitOrder {
    let mut sorter = Sorter::new(store, nodes);
    let mut result = InitOrder::default();
    // Constants go first: their cycles are reported here, too.
    for kind in [Kind::Const, Kind::Var] {
        sorter.emit_all(kind);
    }
    let is_var = |&&n: &&u32| sorter.kinds[n as usize] == Kind::Var;
    result.variables = sorter.emitted.iter().filter(is_var).map(|&n| nodes[n as usize].obj).collect();
    let objs = |cycle: Vec<u32>| cycle.into_iter().map(|n| nodes[n as usize].obj).collect();
    result.cycles = std::mem::take(&mut sorter.cycles).into_iter().map(objs).collect();
    result
}

/// gc's words for a cycle, to be reported at its first object; `position` spells a position.
pub fn cycle_text(cx: TypeCx<'_>, cycle: &[ObjId], position: &dyn Fn(Pos) -> String) -> String {
    let object = |obj: &ObjId| cx.store.object(*obj);
    let name = |obj: &ObjId| cx.interner.text(object(obj).name);
    let Some(first) = cycle.first() else { return String::new() };
    if cycle.len() == 1 {
        return format!("initialization cycle: {} refers to itself", name(first));
    }
    let mut text = format!("initialization cycle for {}", name(first));
    for (obj, next) in cycle.iter().zip(cycle.iter().skip(1).chain([first])) {
        text.push_str(&format!("\n\t{}: {} refers to {}", position(object(obj).pos), name(obj), name(next)));
    }
    text
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Const,
    Var,
    Func,
}

/// Functions that use each other form one *group*; every other object is a group of its own. A
/// group is done when all groups it uses are, and it is emitted or functions.
struct Sorter {
    kinds: Vec<Kind>,
    uses: Vec<Vec<u32>>,
    group: Vec<u32>,
    /// Groups that use a group.
    users: Vec<Vec<u32>>,
    /// How many groups a group still waits for.
    waits: Vec<u32>,
    /// The object of a group that is no functions.
    object: Vec<Option<u32>>,
    is_emitted: Vec<bool>,
    emitted: Vec<u32>,
    ready: BinaryHeap<Reverse<u32>>,
    cycles: Vec<Vec<u32>>,
    steps: usize,
}

impl Sorter {
    fn new(store: &TypeStore, nodes: &[InitNode]) -> Self {
        let index: FxHashMap<ObjId, u32> = nodes.iter().enumerate().map(|(i, n)| (n.obj, i as u32)).collect();
        let kinds: Vec<Kind> = nodes
            .iter()
            .map(|n| match store.object(n.obj).kind {
                ObjectKind::Const(_) => Kind::Const,
                ObjectKind::Var(_) => Kind::Var,
                _ => Kind::Func,
            })
            .collect();
        let uses: Vec<Vec<u32>> = nodes
            .iter()
            .map(|n| {
                let mut uses: Vec<u32> = n.uses.iter().filter_map(|u| index.get(u).copied()).collect();
                uses.sort_unstable();
                uses.dedup();
                uses
            })
            .collect();
        let group = function_groups(&kinds, &uses);
        let count = group.iter().max().map_or(0, |&g| g as usize + 1);
        let mut object = vec![None; count];
        let mut edges: FxHashSet<(u32, u32)> = FxHashSet::default();
        for (node, used) in uses.iter().enumerate() {
            let from = group[node];
            if kinds[node] != Kind::Func {
                object[from as usize] = Some(node as u32);
            }
            for &to in used {
                let to = group[to as usize];
                // A group of functions may use itself; an object that does never gets ready.
                if from != to || kinds[node] != Kind::Func {
                    edges.insert((from, to));
                }
            }
        }
        let mut users = vec![Vec::new(); count];
        let mut waits = vec![0; count];
        for (from, to) in edges {
            users[to as usize].push(from);
            waits[from as usize] += 1;
        }
        let mut sorter = Sorter {
            is_emitted: vec![false; kinds.len()],
            kinds,
            uses,
            group,
            users,
            waits,
            object,
            emitted: Vec::new(),
            ready: BinaryHeap::new(),
            cycles: Vec::new(),
            steps: 0,
        };
        let free: Vec<u32> = (0..count as u32).filter(|&g| sorter.waits[g as usize] == 0).collect();
        for group in free {
            sorter.became_free(group);
        }
        sorter
    }

    /// Nothing holds up `group` any more.
    fn became_free(&mut self, group: u32) {
        match self.object[group as usize] {
            Some(node) => self.ready.push(Reverse(node)),
            None => self.done(group),
        }
    }

    fn done(&mut self, group: u32) {
        let mut work = vec![group];
        while let Some(group) = work.pop() {
            for user in std::mem::take(&mut self.users[group as usize]) {
                self.waits[user as usize] -= 1;
                if self.waits[user as usize] > 0 {
                    continue;
                }
                match self.object[user as usize] {
                    Some(node) => self.ready.push(Reverse(node)),
                    None => work.push(user),
                }
            }
        }
    }

    fn emit(&mut self, node: u32) {
        if !std::mem::replace(&mut self.is_emitted[node as usize], true) {
            self.emitted.push(node);
            self.done(self.group[node as usize]);
        }
    }

    /// Emits all objects of one kind: in source order as far as nothing holds them up.
    fn emit_all(&mut self, kind: Kind) {
        let mut later = Vec::new();
        loop {
            while let Some(Reverse(node)) = self.ready.pop() {
                if self.kinds[node as usize] == kind {
                    self.emit(node);
                } else if !self.is_emitted[node as usize] {
                    later.push(Reverse(node));
                }
            }
            let Some(node) = self.least_held_up(kind) else { break };
            let cycle = self.path_back(node);
            self.cycles.extend(cycle);
            self.emit(node);
        }
        self.ready.extend(later);
    }

    /// The object that waits for the fewest others, when all that are left wait.
    fn least_held_up(&mut self, kind: Kind) -> Option<u32> {
        let all = 0..self.kinds.len() as u32;
        let left: Vec<u32> =
            all.filter(|&n| self.kinds[n as usize] == kind && !self.is_emitted[n as usize]).collect();
        left.into_iter().min_by_key(|&n| (self.count_waits(n), n))
    }

    /// How many objects, not yet emitted, `node` uses directly or through functions.
    fn count_waits(&mut self, node: u32) -> usize {
        let mut seen: FxHashSet<u32> = FxHashSet::default();
        let mut work = vec![node];
        let mut count = 0;
        while let Some(node) = work.pop() {
            for &used in &self.uses[node as usize] {
                self.steps += 1;
                if self.steps > MAX_STEPS {
                    return count;
                }
                if !seen.insert(used) {
                    continue;
                }
                if self.kinds[used as usize] == Kind::Func {
                    work.push(used);
                } else {
                    count += usize::from(!self.is_emitted[used as usize]);
                }
            }
        }
        count
    }

    /// The first way, in source order, on which `node` needs itself.
    fn path_back(&mut self, node: u32) -> Option<Vec<u32>> {
        let mut seen: FxHashSet<u32> = [node].into_iter().collect();
        let mut path = vec![(node, 0)];
        while let Some(&mut (at, ref mut next)) = path.last_mut() {
            let Some(&used) = self.uses[at as usize].get(*next) else {
                path.pop();
                continue;
            };
            *next += 1;
            if used == node {
                return Some(path.into_iter().map(|(n, _)| n).collect());
            }
            if seen.insert(used) {
                path.push((used, 0));
            }
        }
        None
    }
}

/// Numbers groups such that functions that use each other share one.
fn function_groups(kinds: &[Kind], uses: &[Vec<u32>]) -> Vec<u32> {
    const NONE: u32 = u32::MAX;
    let mut group = vec![NONE; kinds.len()];
    let mut count = 0;
    let mut order = vec![NONE; kinds.len()];
    let mut low = vec![NONE; kinds.len()];
    let mut open: Vec<u32> = Vec::new();
    let mut clock = 0;
    for root in 0..kinds.len() as u32 {
        if kinds[root as usize] != Kind::Func {
            group[root as usize] = count;
            count += 1;
            continue;
        }
        if order[root as usize] != NONE {
            continue;
        }
        let mut work = vec![(root, 0usize)];
        while let Some(&mut (at, ref mut next)) = work.last_mut() {
            let node = at as usize;
            if *next == 0 {
                order[node] = clock;
                low[node] = clock;
                clock += 1;
                open.push(at);
            }
            let used = uses[node].get(*next).copied();
            *next += 1;
            match used {
                Some(used) if kinds[used as usize] != Kind::Func => {}
                Some(used) if order[used as usize] == NONE => work.push((used, 0)),
                Some(used) if group[used as usize] == NONE => {
                    low[node] = low[node].min(order[used as usize]);
                }
                Some(_) => {}
                None => {
                    work.pop();
                    if let Some(&(user, _)) = work.last() {
                        low[user as usize] = low[user as usize].min(low[node]);
                    }
                    if low[node] == order[node] {
                        while let Some(member) = open.pop() {
                            group[member as usize] = count;
                            if member == at {
                                break;
                            }
                        }
                        count += 1;
                    }
                }
            }
        }
    }
    group
}
