//! The standard library as far as the test data imports it, checked from source.

use goesc::load::{BuildContext, DiskTree, LoadContext, find_import, load_import};
use goesc::release::Release;
use goesc::source::{FileId, SourceFile, SourceMap};
use goesc::syntax::ast::{self, DeclKind};
use goesc::syntax::{Parsed, lexer, parse_file};
use goesc::types::{
    CheckContext, ImportError, Importer, PackageId, Sizes, TypeStore, check_package, new_store,
};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Parsed packages.
pub struct Standard {
    goroot: PathBuf,
    build: BuildContext,
    sources: SourceMap,
    /// By import path, imported ones first.
    packages: Vec<(String, Vec<ast::File>)>,
    /// What an import means in a folder; `None` while it is loaded.
    known: HashMap<String, Option<String>>,
}

impl Standard {
    pub fn new(goroot: &Path, release: Release) -> Standard {
        let build = BuildContext::linux_amd64(release);
        Standard {
            goroot: goroot.to_owned(),
            build,
            sources: SourceMap::default(),
            packages: Vec::new(),
            known: HashMap::new(),
        }
    }

    /// Whether a build for this target has a tag.
    pub fn has_tag(&self, tag: &str) -> bool {
        let release = tag.strip_prefix("go1.").and_then(|minor| minor.parse::<u8>().ok());
        release.is_some_and(|minor| minor <= self.build.release.minor())
            || tag == self.build.goos
            || tag == self.build.goarch
    }

    /// Parses a text.
    pub fn add(&mut self, path: &Path, text: String) -> Parsed {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let id = FileId(self.sources.len());
        let rules = self.build.release.rules().syntax;
        let mut parsed = parse_file(id, &text, &self.sources.interner, rules);
        let mut source = SourceFile::new(name, path.to_owned(), text.into());
        source.line_directives = std::mem::take(&mut parsed.line_directives);
        self.sources.push(source);
        parsed
    }

    /// Loads what a file of the package `importer` in `dir` imports.
    pub fn need(&mut self, importer: &str, dir: &Path, file: &ast::File) {
        for &decl in &file.top_decls {
            let DeclKind::Import { path, .. } = file.decls[decl].kind else { continue };
            let text = self.sources.slice(file.id, file.exprs[path].span).trim_matches(['"', '`']).to_owned();
            if text != "unsafe" && !text.is_empty() {
                self.load(importer, dir, &text);
            }
        }
    }

    fn load(&mut self, importer: &str, dir: &Path, path: &str) {
        let (goroot, build) = (self.goroot.clone(), self.build.clone());
        let cx = LoadContext::new(&DiskTree, dir, Some(&goroot), &build);
        let Ok(target) = find_import(cx, importer, dir, path) else { return };
        if self.known.contains_key(path) {
            return;
        }
        self.known.insert(path.to_owned(), None);
        let Ok(files) = load_import(cx, &target) else { return };
        let mut trees = Vec::new();
        for file in files.files {
            let (text, _) = lexer::decode(file.bytes);
            let parsed = self.add(&file.path, text);
            self.need(&target.import_path, &target.dir, &parsed.file);
            trees.push(parsed.file);
        }
        self.packages.push((target.import_path.clone(), trees));
        self.known.insert(path.to_owned(), Some(target.import_path));
    }

    /// Checks all packages.
    pub fn check(self) -> Checked {
        let store = new_store(&self.sources.interner);
        let mut checked = Checked {
            packages: HashMap::new(),
            known: self.known,
            store,
            standard: self.sources,
            build: self.build,
        };
        for (path, files) in &self.packages {
            let files: Vec<&ast::File> = files.iter().collect();
            let package = checked.store.add_package(path.clone());
            let result = check_package(&checked.context(), package, &files);
            for error in result.errors.iter().take(3) {
                let (line, column) = checked.standard.line_column(error.pos);
                let name = checked.standard.file(error.pos.file).path.display();
                eprintln!("{name}:{line}:{column}: {}", error.message);
            }
            checked.packages.insert(path.clone(), package);
        }
        checked
    }
}

/// Checked packages.
pub struct Checked {
    packages: HashMap<String, PackageId>,
    known: HashMap<String, Option<String>>,
    store: TypeStore,
    standard: SourceMap,
    build: BuildContext,
}

impl Checked {
    pub fn sources(&self) -> &SourceMap {
        &self.standard
    }

    /// For checking a package that imports these.
    pub fn context(&self) -> CheckContext<'_> {
        CheckContext {
            store: &self.store,
            sources: &self.standard,
            sizes: Sizes::AMD64,
            rules: self.build.release.rules(),
            language: None,
            importer: self,
            for_analysis: false,
        }
    }
}

impl Importer for Checked {
    fn import(&self, path: &str) -> Result<PackageId, ImportError> {
        let known = self.known.get(path).and_then(Option::as_ref);
        let package = known.and_then(|path| self.packages.get(path)).copied();
        package.ok_or_else(|| ImportError::missing(format!("package {path} is not in std")))
    }
}
