//! The standard library of a real Go.

use super::facts::{self, Checked};
use super::{Comparison, rules, typedump};
use crate::toolchain;
use goesc::load::{
    BuildContext, DiskTree, LoadContext, PackageFiles, find_import, load_import, load_patterns,
};
use goesc::release::Release;
use goesc::source::SourceMap;
use goesc::syntax::ast::{self, DeclKind, ExprKind};
use goesc::syntax::{lexer, parse_file};
use goesc::types::{
    CheckContext, CheckedPackage, ImportError, Importer, ObjId, PackageId, Sizes, Trust, check_package,
    new_store,
};
use std::collections::HashMap;
use std::path::Path;

/// Packages that were checked, by import path.
struct Known<'a> {
    by_path: &'a HashMap<String, PackageId>,
    imports: &'a HashMap<String, String>,
}

impl Importer for Known<'_> {
    fn import(&self, path: &str) -> Result<PackageId, ImportError> {
        let target = self.imports.get(path).ok_or_else(|| ImportError::missing("not found"))?;
        self.by_path.get(target).copied().ok_or_else(|| ImportError::missing("not checked"))
    }

    fn trust(&self, _: ObjId) -> Trust {
        Trust::Full
    }
}

/// How many expressions of the library were compared at least; it may only rise.
const LIBRARY_EXPRESSIONS: usize = 1_370_573;

struct Parsed {
    path: String,
    trees: Vec<ast::File>,
    imports: HashMap<String, String>,
}

#[test]
fn types_of_the_standard_library() {
    let Some(go) = toolchain::find("types_of_the_standard_library") else { return };
    let build = BuildContext {
        goos: "linux".into(),
        goarch: "amd64".into(),
        tags: Vec::new(),
        release: Release::NEWEST,
    };
    let cx = LoadContext { tree: &DiskTree, cwd: Path::new("/"), goroot: Some(&go.root), build: &build };
    let (named, _) = load_patterns(cx, &["std".to_owned()]);
    let mut sources = SourceMap::default();
    let mut order: Vec<Parsed> = Vec::new();
    let mut entered: Vec<String> = Vec::new();
    for files in named {
        visit(cx, &mut sources, files, &mut entered, &mut order);
    }
    let store = new_store(&sources.interner);
    let mut by_path = HashMap::new();
    let mut results: HashMap<String, (Parsed, CheckedPackage)> = HashMap::new();
    for parsed in order {
        let id = store.add_package(parsed.path.clone());
        let trees: Vec<&ast::File> = parsed.trees.iter().collect();
        let importer = Known { by_path: &by_path, imports: &parsed.imports };
        let cx = CheckContext {
            store: &store,
            sources: &sources,
            sizes: Sizes::AMD64,
            rules: rules(),
            language: None,
            importer: &importer,
        };
        let checked = check_package(&cx, id, &trees);
        by_path.insert(parsed.path.clone(), id);
        results.insert(parsed.path.clone(), (parsed, checked));
    }
    let foreign = by_path.values().filter_map(|&id| store.package(id).name.get().copied()).collect();
    let mut comparison = Comparison::default();
    for (path, body) in typedump(&go, &["-packages", "std"]) {
        let (parsed, package) = results.get(&path).unwrap_or_else(|| panic!("{path} was not loaded"));
        let trees: Vec<&ast::File> = parsed.trees.iter().collect();
        let checked = Checked { sources: &sources, store: &store, trees: &trees, package, foreign: &foreign };
        comparison.compare(&path, &facts::read(&body), &facts::facts(&checked));
    }
    comparison.finish(LIBRARY_EXPRESSIONS);
}

fn visit(
    cx: LoadContext<'_>,
    sources: &mut SourceMap,
    files: PackageFiles,
    entered: &mut Vec<String>,
    order: &mut Vec<Parsed>,
) {
    if entered.contains(&files.import_path) {
        return;
    }
    entered.push(files.import_path.clone());
    let (path, dir) = (files.import_path.clone(), files.dir().to_owned());
    let mut trees = Vec::new();
    let mut imports = HashMap::new();
    for file in files.files {
        let (text, _) = lexer::decode(file.bytes);
        let id = sources.add(file.display_name, file.path, text.as_str().into());
        let parsed = parse_file(id, &text, &sources.interner, rules().syntax);
        sources.set_line_directives(id, parsed.line_directives);
        for &decl in &parsed.file.top_decls {
            let DeclKind::Import { path: import, .. } = parsed.file.decls[decl].kind else { continue };
            let expr = &parsed.file.exprs[import];
            if !matches!(expr.kind, ExprKind::BasicLit(_)) {
                continue;
            }
            let text = sources.slice(id, expr.span).trim_matches(['"', '`']).to_owned();
            if text == "unsafe" || imports.contains_key(&text) {
                continue;
            }
            let target = find_import(cx, &path, &dir, &text).expect("found");
            imports.insert(text, target.import_path.clone());
            let files = load_import(cx, &target).expect("loads");
            visit(cx, sources, files, entered, order);
        }
        trees.push(parsed.file);
    }
    order.push(Parsed { path, trees, imports });
}
