//! From a package's analysis to its [`Picture`].
//!
//! In: IR, batches with their graphs and solutions, trees, verdicts. Out: every location and every edge.

use super::{
    Edge, EdgeId, Function, Inlined, Node, NodeId, NodeKind, NodeSpace, Note, Outcome, Picture, Place,
};
use crate::flow::{self, Event, Graph, LocId, Origin};
use crate::inline::InlineTree;
use crate::ir::literal_name::without_checksum;
use crate::ir::{self, ExprKind, FuncId, FuncRef};
use crate::report::explain::ExplainContext;
use crate::report::explain::describe::Scope;
use crate::report::explain::{Spot, ValueKind};
use crate::report::verdicts::{Verdict, VerdictKind};
use crate::solve::{BatchAnalysis, FindingKind, Hop, PackageAnalysis};
use crate::source::{FileId, Pos, SourceMap};
use crate::syntax::ast;
use rustc_hash::{FxHashMap, FxHashSet};

/// The longest label.
const MAX_LABEL: usize = 60;

/// The flow of one package. Its analysis must have kept the paths of its findings; `verdicts` are all of
/// `report::verdicts`.
pub fn picture(
    cx: ExplainContext<'_>,
    import_path: &str,
    trees: &[ast::File],
    (package, inlined): (&ir::Package, &InlineTree),
    analysis: &PackageAnalysis,
    verdicts: &[Verdict],
) -> Picture {
    let painter = Painter::new(cx, trees, (package, inlined), analysis);
    let mut picture = Picture { import_path: import_path.to_owned(), ..Picture::default() };
    let mut said: FxHashMap<usize, Vec<&Verdict>> = FxHashMap::default();
    for verdict in verdicts {
        said.entry(verdict.batch).or_default().push(verdict);
    }
    for (number, batch) in analysis.batches.iter().enumerate() {
        let said = said.remove(&number).unwrap_or_default();
        painter.batch(number as u32, batch, analysis, &said, &mut picture);
    }
    picture
}

/// Names and finds what is in graphs.
pub(super) struct Painter<'a> {
    scope: Scope<'a>,
    sources: &'a SourceMap,
}

impl<'a> Painter<'a> {
    pub(super) fn new(
        cx: ExplainContext<'a>,
        trees: &'a [ast::File],
        (package, inlined): (&'a ir::Package, &'a InlineTree),
        analysis: &'a PackageAnalysis,
    ) -> Self {
        let scope = Scope::new(cx, trees, (package, inlined), analysis);
        Painter { scope, sources: cx.sources }
    }

    fn batch(
        &self,
        number: u32,
        batch: &BatchAnalysis,
        analysis: &PackageAnalysis,
        said: &[&Verdict],
        picture: &mut Picture,
    ) {
        for &func in &batch.funcs {
            let span = self.scope.places.at(self.scope.ir.funcs[func].pos).map(|spot| self.place(spot));
            picture.functions.push(Function { name: self.func_name(func), batch: number, span });
        }
        let first = picture.nodes.len();
        for (loc, _) in batch.graph.locs.iter() {
            let node = self.node(node_id(number, loc), batch, loc);
            picture.nodes.push(node);
        }
        let mut bodyless = Vec::new();
        for verdict in said {
            match verdict.about.loc {
                Some(loc) => judge(&mut picture.nodes[first + index(loc)], verdict),
                None => {
                    let id =
                        NodeId { batch: number, space: NodeSpace::Bodyless, number: bodyless.len() as u32 };
                    bodyless.extend(self.bodyless(id, verdict));
                }
            }
        }
        picture.nodes.append(&mut bodyless);
        for &func in &batch.funcs {
            let Some(summary) = analysis.summaries.local.get(&func) else { continue };
            for (i, var) in self.scope.ir.funcs[func].params.iter().enumerate() {
                if let Some(&loc) = batch.var_loc.get(var) {
                    picture.nodes[first + index(loc)].leaks = super::leaks_of(&summary.param(i));
                }
            }
        }
        self.edges(number, batch, picture);
    }

    fn node(&self, id: NodeId, batch: &BatchAnalysis, loc: LocId) -> Node {
        let location = &batch.graph.locs[loc];
        let kind = self.kind(&batch.graph, loc);
        let func = location.func.and_then(|node| batch.graph.funcs[node].func);
        let escapes = batch.solution.escapes(loc);
        let is_storage = matches!(location.origin, Origin::Var(_) | Origin::Expr(_));
        let outcome = match is_storage {
            true if escapes => Some(Outcome::Heap),
            true => Some(Outcome::Stack),
            false => None,
        };
        Node {
            id,
            kind,
            label: self.label(&batch.graph, loc),
            span: self.loc_place(&batch.graph, loc),
            function: func.map(|func| self.func_name(func)),
            loop_depth: location.loop_depth,
            outcome,
            leaks: Vec::new(),
            attrs: batch.solution.attrs.get(loc).copied().unwrap_or_default(),
            gc: Vec::new(),
            inlined: self.copied(&batch.graph, loc),
        }
    }

    /// A parameter of a function without a body: gc's words are all there is.
    fn bodyless(&self, id: NodeId, verdict: &Verdict) -> Option<Node> {
        let var = verdict.about.param?;
        let mut node = Node {
            id,
            kind: NodeKind::Value(ValueKind::Parameter),
            label: self.scope.printer().var_text(var).into_owned(),
            span: self.scope.places.var(var).map(|spot| self.place(spot)),
            function: verdict.about.func.map(|func| self.func_name(func)),
            loop_depth: 1,
            outcome: None,
            leaks: Vec::new(),
            attrs: flow::Attrs::NONE,
            gc: Vec::new(),
            inlined: None,
        };
        judge(&mut node, verdict);
        Some(node)
    }

    fn kind(&self, graph: &Graph, loc: LocId) -> NodeKind {
        let location = &graph.locs[loc];
        match location.origin {
            Origin::Heap => NodeKind::Heap,
            Origin::Mutator => NodeKind::Mutator,
            Origin::Callee => NodeKind::Callee,
            Origin::Blank => NodeKind::Blank,
            Origin::Temp => NodeKind::Temporary,
            Origin::Var(_) if location.result.is_some() => NodeKind::Result,
            Origin::Var(_) if location.is_param => NodeKind::Value(ValueKind::Parameter),
            Origin::Var(var) if self.scope.is_hidden(var) => NodeKind::Value(ValueKind::Hidden),
            Origin::Var(_) => NodeKind::Value(ValueKind::Variable),
            Origin::Expr(expr) => NodeKind::Value(self.scope.value_kind(expr)),
        }
    }

    /// What the source calls a location, or else what gc does.
    pub(super) fn label(&self, graph: &Graph, loc: LocId) -> String {
        let printer = self.scope.printer();
        let text = match graph.locs[loc].origin {
            Origin::Heap | Origin::Mutator | Origin::Callee | Origin::Blank | Origin::Temp => String::new(),
            Origin::Var(var) => printer.var_text(var).into_owned(),
            Origin::Expr(expr) => match self.scope.ir.exprs[expr].kind {
                ExprKind::Closure(func) => self.func_name(func),
                _ => match self.scope.value_kind(expr) {
                    ValueKind::VariadicArguments => printer.expr_text(expr),
                    _ => self
                        .scope
                        .places
                        .short_text(expr)
                        .map_or_else(|| printer.expr_text(expr), str::to_owned),
                },
            },
        };
        shortened(&text, MAX_LABEL)
    }

    fn loc_place(&self, graph: &Graph, loc: LocId) -> Option<Place> {
        let spot = match graph.locs[loc].origin {
            Origin::Var(var) => self.scope.places.var(var),
            Origin::Expr(expr) => self.scope.places.expr(expr),
            _ => None,
        };
        spot.map(|spot| self.place(spot))
    }

    fn copied(&self, graph: &Graph, loc: LocId) -> Option<Inlined> {
        let inlined = self.scope.inlined;
        let from = match graph.locs[loc].origin {
            Origin::Var(var) => inlined.source_of_var(var),
            Origin::Expr(expr) => inlined.source_of_expr(expr),
            _ => None,
        }?;
        let callee = self.scope.printer().func_text(inlined.calls[from.call].callee);
        let outermost = inlined.outermost(from.call);
        let at = self.scope.places.at(outermost.site.pos).map(|spot| self.place(spot));
        Some(Inlined { callee: without_checksum(&callee), at })
    }

    /// A function as gc names it.
    pub(super) fn func_name(&self, func: FuncId) -> String {
        without_checksum(&self.scope.printer().func_text(FuncRef::Local(func)))
    }

    fn edges(&self, number: u32, batch: &BatchAnalysis, picture: &mut Picture) {
        let graph = &batch.graph;
        let marked = escaping_hops(batch);
        let mut count = 0;
        for (to, location) in graph.locs.iter() {
            for edge in &location.edges {
                picture.edges.push(Edge {
                    id: EdgeId { batch: number, at_once: false, number: count },
                    from: node_id(number, edge.src),
                    to: node_id(number, to),
                    derefs: edge.derefs,
                    notes: self.notes(graph, edge.why),
                    escapes: marked.contains(&(to, edge.src, edge.derefs, edge.why)),
                    through: Vec::new(),
                });
                count += 1;
            }
        }
        let at_once = graph.events.iter().filter_map(|event| match *event {
            Event::EscapesAtOnce { loc, dst, why } => Some((loc, dst, why)),
            _ => None,
        });
        for (count, (loc, dst, why)) in at_once.enumerate() {
            picture.edges.push(Edge {
                id: EdgeId { batch: number, at_once: true, number: count as u32 },
                from: node_id(number, loc),
                to: node_id(number, dst),
                derefs: -1,
                notes: self.notes(graph, why),
                escapes: true,
                through: Vec::new(),
            });
        }
    }

    /// What made an edge, innermost first.
    pub(super) fn notes(&self, graph: &Graph, first: Option<flow::NoteId>) -> Vec<Note> {
        let limit = graph.notes.len();
        graph.notes_from(first).take(limit).map(|note| self.note(note)).collect()
    }

    fn note(&self, note: &flow::Note) -> Note {
        let spot = self.scope.spot(note.place);
        let own = spot.map(|spot| self.text(spot)).filter(|text| !text.is_empty());
        let text = own.map_or_else(|| self.gc_text(note.place), str::to_owned);
        Note {
            text: shortened(&text, MAX_LABEL),
            reason: note.reason,
            span: spot.map(|spot| self.place(spot)),
        }
    }

    fn gc_text(&self, place: flow::Place) -> String {
        let printer = self.scope.printer();
        match place {
            flow::Place::Expr(expr) => printer.expr_text(expr),
            flow::Place::Stmt(stmt) => printer.stmt_text(stmt),
            flow::Place::Var(var) => printer.var_text(var).into_owned(),
            flow::Place::Case(..) => "case".to_owned(),
        }
    }

    fn text(&self, spot: Spot) -> &'a str {
        self.sources.file(spot.file).text.get(spot.range()).unwrap_or_default()
    }

    /// Where a spot is for people.
    fn place(&self, spot: Spot) -> Place {
        place(self.sources, spot.file, (spot.start, spot.end))
    }
}

/// A range of bytes as lines and columns.
fn place(sources: &SourceMap, file: FileId, (start, end): (u32, u32)) -> Place {
    let (line, column) = sources.line_column(Pos::new(file, start));
    let (end_line, end_column) = sources.line_column(Pos::new(file, end));
    Place { file, name: sources.file(file).display_name.clone(), line, column, end_line, end_column }
}

/// The name of a location.
pub fn node_id(batch: u32, loc: LocId) -> NodeId {
    NodeId { batch, space: NodeSpace::Location, number: loc.into_raw().into_u32() }
}

fn index(loc: LocId) -> usize {
    loc.into_raw().into_u32() as usize
}

/// Writes down what gc says.
fn judge(node: &mut Node, verdict: &Verdict) {
    node.gc.push(verdict.message.clone());
    let outcome = match verdict.about.kind {
        VerdictKind::Heap => Outcome::Heap,
        VerdictKind::Stack => Outcome::Stack,
        VerdictKind::Leaks => Outcome::Leaks,
        VerdictKind::Keeps => Outcome::Keeps,
        VerdictKind::Remark => return,
    };
    node.outcome = Some(outcome);
}

/// An edge as paths name it.
type HopKey = (LocId, LocId, i32, Option<flow::NoteId>);

/// The edges of the first path on which each location escapes.
fn escaping_hops(batch: &BatchAnalysis) -> FxHashSet<HopKey> {
    let mut seen: FxHashSet<LocId> = FxHashSet::default();
    for event in &batch.graph.events {
        if let Event::EscapesAtOnce { loc, .. } = event {
            seen.insert(*loc);
        }
    }
    let mut hops = FxHashSet::default();
    for finding in &batch.solution.findings {
        if finding.kind == FindingKind::Escapes && seen.insert(finding.loc) {
            hops.extend(finding.path.iter().map(|&Hop { dst, src, derefs, why }| (dst, src, derefs, why)));
        }
    }
    hops
}

/// A text on one line, cut off at `max` characters.
pub(super) fn shortened(text: &str, max: usize) -> String {
    let mut words = String::new();
    for word in text.split_whitespace() {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
        if words.len() > max * 4 {
            break;
        }
    }
    if words.chars().count() <= max {
        return words;
    }
    let mut cut: String = words.chars().take(max.saturating_sub(1)).collect();
    cut.push('…');
    cut
}
