//! The facts of a standard library, from its source.
//!
//! In: where a Go installation is. Out: a facts file, see [`crate::facts`].
//! Invariants: the file depends on the sources, the release and the target alone.

use super::{Config, PackageView, analyze_each};
use crate::facts::{LocalNames, NewPackage, Target, WriteContext, write_archive, write_package};
use crate::flow::FuncSummary;
use crate::inline::Exported;
use crate::load::{LoadContext, load_patterns};
use crate::types::{ObjId, PackageId, TypeStore};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// What is kept of an analysed package.
struct Kept {
    path: String,
    id: PackageId,
    problem: Option<String>,
    summaries: Vec<(ObjId, Arc<FuncSummary>)>,
    exported: Arc<Exported>,
}

impl Kept {
    fn new(view: PackageView<'_>) -> Kept {
        let (ir, solved) = (&view.package.ir, &view.package.analysis);
        let summary = |(&obj, func)| Some((obj, solved.summaries.local.get(func)?.clone()));
        Kept {
            path: view.package.import_path.clone(),
            id: view.package.id,
            problem: view.has_errors().then(|| view.render_errors()),
            summaries: ir.obj_func.iter().filter_map(summary).collect(),
            exported: Arc::clone(&view.package.exported),
        }
    }
}

/// Analyses the standard library that `context` knows, of release `version`, and writes what
/// programs need of it. The library is compiled with inlining, whatever is asked of programs.
///
/// # Errors
/// What of the library could not be analysed.
pub fn build_facts(config: &Config, context: LoadContext<'_>, version: &str) -> Result<Vec<u8>, String> {
    let (packages, errors) = load_patterns(context, &["std".to_owned()]);
    if let Some(error) = errors.first() {
        return Err(error.to_string());
    }
    let config = &Config { inline: true, ..config.clone() };
    let analysis = analyze_each(config, context, packages, Kept::new);
    if let Some(problem) = analysis.packages.iter().find_map(|kept| kept.problem.clone()) {
        return Err(problem);
    }
    let mut summaries: FxHashMap<ObjId, Arc<FuncSummary>> = FxHashMap::default();
    for kept in &analysis.packages {
        summaries.extend(kept.summaries.iter().cloned());
    }
    let (types, names) = (&analysis.store, &analysis.sources.interner);
    let exported: FxHashMap<PackageId, Arc<Exported>> =
        analysis.packages.iter().map(|kept| (kept.id, Arc::clone(&kept.exported))).collect();
    let cx = WriteContext {
        types,
        names,
        summary: &|obj| summaries.get(&obj).cloned(),
        exported: &|package| exported.get(&package).cloned(),
        file_name: &|file| {
            let inside = file.path.strip_prefix(context.goroot.unwrap_or(context.cwd));
            format!("$GOROOT/{}", inside.unwrap_or(&file.path).to_string_lossy().replace('\\', "/"))
        },
        sources: &analysis.sources,
        program: &analysis.program,
        place: None,
    };
    let mut locals = LocalNames::default();
    let mut written = Vec::new();
    for kept in imported_first(types, &analysis.packages) {
        // The first is predeclared.
        if kept.path == "unsafe" {
            continue;
        }
        let package = types.package(kept.id);
        let facts = write_package(&cx, kept.id, &mut locals).map_err(|e| format!("{}: {e}", kept.path))?;
        let imports = package.imports.get().into_iter().flatten();
        written.push(NewPackage {
            path: kept.path.clone(),
            name: package.name.get().map_or("", |&name| names.text(name)).to_owned(),
            imports: imports.map(|&import| types.package(import).path.clone()).collect(),
            facts,
        });
    }
    let target = Target {
        release: version.to_owned(),
        goos: config.build.goos.clone(),
        goarch: config.build.goarch.clone(),
    };
    Ok(write_archive(&target, &written))
}

/// The packages in the order of their names, but each after those that it imports.
fn imported_first<'a>(types: &TypeStore, packages: &'a [Kept]) -> Vec<&'a Kept> {
    let mut left: Vec<&Kept> = packages.iter().collect();
    left.sort_by(|a, b| a.path.cmp(&b.path));
    let by_id: FxHashMap<PackageId, usize> = left.iter().enumerate().map(|(i, kept)| (kept.id, i)).collect();
    let mut done = vec![false; left.len()];
    let mut order = Vec::new();
    for start in 0..left.len() {
        let mut way = vec![start];
        while let Some(&at) = way.last() {
            let imports = types.package(left[at].id).imports.get().into_iter().flatten();
            let mut waiting: Vec<usize> =
                imports.filter_map(|import| by_id.get(import).copied()).filter(|&i| !done[i]).collect();
            waiting.sort_unstable();
            match waiting.first() {
                Some(&next) if !way.contains(&next) => way.push(next),
                _ => {
                    way.pop();
                    if !std::mem::replace(&mut done[at], true) {
                        order.push(left[at]);
                    }
                }
            }
        }
    }
    order
}
