//! From the files of packages to trees.
//!
//! In: the files of some packages, read but not parsed. Out: a [`ParsedPackage`] for each.
//! Invariants: files are parsed by any number of threads, but numbered in the order of the
//! packages and their files.

use super::Config;
use crate::ir::pass::abi_wrappers::Assembly;
use crate::load::{LoadedFile, PackageFiles};
use crate::parallel;
use crate::source::{Diagnostic, FileId, Interner, MAX_FILE_LEN, Pos, SourceFile, SourceMap, Stage};
use crate::syntax;
use crate::syntax::ast;
use crate::syntax::check::{DirectiveRules, Violation, check_directives};
use crate::syntax::token::LexError;
use std::path::PathBuf;
use std::sync::Arc;

/// A package after the front end.
pub(super) struct ParsedPackage {
    pub import_path: String,
    pub dir: PathBuf,
    pub language: Option<u8>,
    /// Its files, also those that are not parsed.
    pub files: Vec<FileId>,
    pub trees: Vec<ast::File>,
    pub errors: Vec<Diagnostic>,
    /// Whether gc stops here, because of a syntax error.
    pub stops_before_types: bool,
    pub directives: DirectiveRules,
    /// What its assembly files define and use.
    pub assembly: Assembly,
    /// The tested package, if it is compiled for a test only.
    pub test_of: Option<String>,
    /// Whether it is only shown if another package that is shown needs it.
    pub in_background: bool,
    /// What is wrong with it apart from its Go.
    pub problems: Vec<String>,
}

impl ParsedPackage {
    /// How many bytes of source it has.
    pub fn size(&self, sources: &SourceMap) -> usize {
        self.trees.iter().map(|tree| sources.file(tree.id).text.len()).sum()
    }

    /// Whether its clause says `main`.
    pub fn is_program(&self, sources: &SourceMap) -> bool {
        let clause = self.trees.iter().find_map(|tree| tree.package);
        clause.is_some_and(|name| sources.interner.text(name.name) == "main")
    }
}

/// A file after the front end.
struct ParsedFile {
    source: SourceFile,
    tree: Option<ast::File>,
    errors: Vec<Diagnostic>,
    stops_before_types: bool,
}

/// Parses some packages, apart from those whose facts are known.
pub(super) fn parse_packages(
    config: &Config,
    sources: &mut SourceMap,
    packages: Vec<PackageFiles>,
    is_supplied: impl Fn(&PackageFiles) -> bool,
) -> Vec<ParsedPackage> {
    let mut result = Vec::new();
    let mut files = Vec::new();
    for (index, package) in packages.into_iter().enumerate() {
        let dir = package.dir().to_owned();
        let is_supplied = is_supplied(&package);
        let directives = DirectiveRules {
            standard: package.standard,
            foreign_code: package.foreign_code,
            embed_import: config.rules.words.embed_import,
        };
        let mut ids = Vec::new();
        for file in package.files {
            let id = FileId(sources.len() + files.len() as u32);
            ids.push(id);
            files.push((index, id, file, (!is_supplied).then_some(directives)));
        }
        result.push(ParsedPackage {
            files: ids,
            import_path: package.import_path,
            dir,
            language: package.language,
            trees: Vec::new(),
            errors: Vec::new(),
            stops_before_types: false,
            directives,
            assembly: package.assembly,
            test_of: package.test_of,
            in_background: package.in_background,
            problems: package.problems,
        });
    }
    let names = &sources.interner;
    let parsed = parallel::map(files, |(index, id, file, directives)| {
        let parsed = match directives {
            Some(directives) => parse_file(config, names, id, file, directives),
            None => unparsed_file(file),
        };
        (index, parsed)
    });
    for (index, file) in parsed {
        sources.push(file.source);
        let package = &mut result[index];
        package.trees.extend(file.tree);
        package.errors.extend(file.errors);
        package.stops_before_types |= file.stops_before_types;
    }
    result
}

/// A file without a tree: nothing but positions in it is asked for.
fn unparsed_file(file: LoadedFile) -> ParsedFile {
    let (text, _) = syntax::lexer::decode(file.bytes);
    ParsedFile {
        source: SourceFile::new(file.display_name, file.path, text.into()),
        tree: None,
        errors: Vec::new(),
        stops_before_types: false,
    }
}

fn parse_file(
    config: &Config,
    names: &Interner,
    id: FileId,
    file: LoadedFile,
    directives: DirectiveRules,
) -> ParsedFile {
    let load_error = |offset, message: String| Diagnostic {
        pos: Pos::new(id, offset),
        message,
        stage: Stage::Load,
        soft: false,
    };
    if file.bytes.len() > MAX_FILE_LEN {
        return ParsedFile {
            source: SourceFile::new(file.display_name, file.path, "".into()),
            tree: None,
            errors: vec![load_error(0, format!("file is larger than {} MiB", MAX_FILE_LEN >> 20))],
            stops_before_types: false,
        };
    }
    let (text, invalid) = syntax::lexer::decode(file.bytes);
    let text: Arc<str> = text.into();
    let mut source = SourceFile::new(file.display_name, file.path, text.clone());
    let result = syntax::parse_file(id, &text, names, config.rules.syntax);
    let stops_before_types = result.stops_before_types();
    source.line_directives = result.line_directives;
    let read = |e: &LexError| result.stopped_at.is_none_or(|end| e.offset <= end);
    let mut errors: Vec<Diagnostic> =
        invalid.into_iter().filter(read).map(|e| load_error(e.offset, e.message)).collect();
    errors.extend(result.errors);
    errors.sort_by_key(|error| error.pos);
    errors.extend(violations(id, check_directives(&result.file, &text, directives)));
    ParsedFile { source, tree: Some(result.file), errors, stops_before_types }
}

/// What checks of the trees found, as diagnostics.
pub(super) fn violations(file: FileId, found: Vec<Violation>) -> impl Iterator<Item = Diagnostic> {
    found.into_iter().map(move |(offset, message)| Diagnostic {
        pos: Pos::new(file, offset),
        message,
        stage: Stage::Syntax,
        soft: false,
    })
}
