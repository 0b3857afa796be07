//! The snapshot text of a graph.

use super::graph::{Graph, Place};
use super::location::{LocId, Origin};
use crate::ir::fmt::Printer;
use std::fmt::Write;

/// Each location with what flows in, in order of creation.
pub fn dump_graph(graph: &Graph, printer: Printer<'_>) -> String {
    let mut out = String::new();
    for (id, loc) in graph.locs.iter() {
        let func = loc.func.and_then(|node| graph.funcs[node].func);
        let func = func.map_or("-", |func| printer.names.text(printer.package.funcs[func].name));
        let _ =
            write!(out, "{} in {func} depth {} {:?}", name(graph, printer, id), loc.loop_depth, loc.attrs);
        for (flag, text) in [
            (loc.is_param, " param"),
            (loc.result.is_some(), " result"),
            (loc.captured, " captured"),
            (loc.reassigned, " reassigned"),
            (loc.addr_taken, " addr-taken"),
        ] {
            out.push_str(if flag { text } else { "" });
        }
        out.push('\n');
        for edge in &loc.edges {
            let ops = if edge.derefs < 0 { "&".to_owned() } else { "*".repeat(edge.derefs as usize) };
            let why: Vec<String> = graph
                .notes_from(edge.why)
                .map(|note| format!("{} ({:?})", place(printer, note.place), note.reason))
                .collect();
            let _ = writeln!(out, "  <- {ops}{}  {}", name(graph, printer, edge.src), why.join(" < "));
        }
    }
    out
}

fn name(graph: &Graph, printer: Printer<'_>, loc: LocId) -> String {
    let text = match graph.locs[loc].origin {
        Origin::Var(var) => printer.var_text(var).into_owned(),
        Origin::Expr(expr) => format!("[{}]", printer.expr_text(expr)),
        other => format!("{other:?}").to_lowercase(),
    };
    format!("{}:{text}", loc.into_raw().into_u32())
}

fn place(printer: Printer<'_>, place: Place) -> String {
    match place {
        Place::Expr(expr) => printer.expr_text(expr),
        Place::Stmt(stmt) => printer.stmt_text(stmt),
        Place::Var(var) => printer.var_text(var).into_owned(),
        Place::Case(_, i) => format!("case {i}"),
    }
}
