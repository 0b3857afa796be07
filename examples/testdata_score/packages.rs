//! The packages of the test data.
//!
//! Flags on a first line `// -name=value` are read as Go's test reads them: `-lang` sets the
//! language version. Files that a `//go:build` line leaves out are left out.
//! What the test predeclares, `assert`, becomes a conversion to `bool` of the same width.

use crate::standard::Standard;
use goesc::source::{Diagnostic, FileId};
use goesc::syntax::ast::{self, ExprKind};
use goesc::syntax::constraint::Constraint;
use goesc::types::{CheckContext, Constant, check_package};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// A package to check.
pub struct TestPackage {
    /// Its path below the test data.
    pub name: String,
    pub files: Vec<ast::File>,
    /// Minor version of the language.
    pub language: Option<u8>,
    /// How far an error may be from its comment's token, in columns.
    pub tolerance: u32,
    /// How long parsing took.
    pub parsing: Duration,
    /// What parsing found.
    syntax_errors: Vec<Diagnostic>,
    /// Where calls of `assert` are.
    asserts: Vec<(FileId, u32)>,
}

/// The folders of the test data, each with the tolerance that Go's test has for columns in it.
const FOLDERS: [(&str, u32); 4] = [("check", 50), ("examples", 125), ("fixedbugs", 100), ("spec", 20)];

/// The files of each package, sorted.
pub fn find(folder: &Path) -> Vec<Vec<PathBuf>> {
    let list = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.sort();
        paths
    };
    let mut found = Vec::new();
    for (name, _) in FOLDERS {
        for path in list(&folder.join(name)) {
            match path.is_dir() {
                true => found.push(list(&path)),
                false => found.push(vec![path]),
            }
        }
    }
    found.retain(|paths| !paths.is_empty());
    found
}

impl TestPackage {
    /// Parses a package; `None` if the build leaves out all its files.
    pub fn read(folder: &Path, paths: &[PathBuf], standard: &mut Standard) -> Option<TestPackage> {
        let first = paths.first()?.strip_prefix(folder).ok()?;
        let kind = first.iter().next()?.to_str()?;
        let tolerance = FOLDERS.iter().find(|&&(name, _)| name == kind)?.1;
        let name = match paths.len() {
            1 => first.display().to_string(),
            _ => first.parent()?.display().to_string(),
        };
        let mut package = TestPackage {
            name,
            files: Vec::new(),
            language: None,
            tolerance,
            parsing: Duration::ZERO,
            syntax_errors: Vec::new(),
            asserts: Vec::new(),
        };
        for path in paths {
            let text = String::from_utf8_lossy(&std::fs::read(path).ok()?).into_owned();
            if !selected(&text, standard) {
                continue;
            }
            if package.files.is_empty() {
                package.language = language(&text);
            }
            let (text, asserts) = without_asserts(text);
            let start = Instant::now();
            let parsed = standard.add(path, text);
            package.parsing += start.elapsed();
            package.asserts.extend(asserts.into_iter().map(|offset| (parsed.file.id, offset)));
            package.syntax_errors.extend(parsed.errors);
            standard.need(&package.name, paths[0].parent()?, &parsed.file);
            package.files.push(parsed.file);
        }
        (!package.files.is_empty()).then_some(package)
    }

    /// All errors of the package.
    pub fn errors(&self, cx: &CheckContext<'_>) -> Vec<Diagnostic> {
        let files: Vec<&ast::File> = self.files.iter().collect();
        let path = self.files[0].package.map_or("p", |name| cx.sources.interner.text(name.name));
        let checked = check_package(cx, cx.store.add_package(path), &files);
        let mut errors = self.syntax_errors.clone();
        // gc looks for these after checking types; Go's test does not.
        let by_go = |error: &Diagnostic| !error.message.contains("anonymous interface refers to itself");
        errors.extend(checked.errors.into_iter().filter(by_go).map(worded_as_by_checker));
        for (file, info) in self.files.iter().zip(&checked.files) {
            for (expr, entry) in info.expr_type.iter() {
                let ExprKind::Call { fun, .. } = file.exprs[expr].kind else { continue };
                let is_assert = self.asserts.contains(&(file.id, file.exprs[fun].pos));
                let is_false = entry.value.as_ref().is_some_and(|v| matches!(v, Constant::Bool(false)));
                if is_assert && is_false {
                    let pos = goesc::source::Pos::new(file.id, file.exprs[fun].pos);
                    let stage = goesc::source::Stage::Types;
                    errors.push(Diagnostic {
                        pos,
                        message: "assertion failed".to_owned(),
                        stage,
                        soft: true,
                    });
                }
            }
        }
        errors
    }
}

/// gc finds misplaced branches while it parses, Go's test while it checks types, in other words.
fn worded_as_by_checker(mut error: Diagnostic) -> Diagnostic {
    if error.stage != goesc::source::Stage::Syntax {
        return error;
    }
    let text = &error.message;
    let label = |prefix: &str, suffix: &str| {
        let name = text.strip_prefix(prefix)?.split(' ').next()?;
        text.strip_prefix(prefix)?.strip_prefix(name)?.starts_with(suffix).then(|| name.to_owned())
    };
    let other = if let Some(name) = label("label ", " defined and not used") {
        format!("label {name} declared and not used")
    } else if let Some(name) = label("label ", " already defined at") {
        format!("label {name} already declared")
    } else if let Some(name) = label("label ", " not defined") {
        format!("label {name} not declared")
    } else if let Some(name) = label("break label not defined: ", "") {
        format!("invalid break label {name}")
    } else if let Some(name) = label("continue label not defined: ", "") {
        format!("invalid continue label {name}")
    } else if let Some((goto, place)) = text.split_once(" jumps over declaration of ") {
        let line = place.rsplit(':').nth(1).unwrap_or_default();
        format!("{goto} jumps over variable declaration at line {line}")
    } else {
        return error;
    };
    error.message = other;
    error
}

/// Whether the build has a file.
fn selected(text: &str, standard: &Standard) -> bool {
    let before = text.lines().take_while(|line| !line.starts_with("package "));
    let constraint = before.filter_map(|line| line.strip_prefix("//go:build ")).next();
    let constraint = constraint.and_then(|text| Constraint::parse(text).ok());
    constraint.is_none_or(|constraint| constraint.holds(&|tag| standard.has_tag(tag)))
}

/// What `-lang` asks for.
fn language(text: &str) -> Option<u8> {
    let flags = text.lines().next()?.strip_prefix("//")?.trim_start();
    if !flags.starts_with('-') {
        return None;
    }
    let version = flags.split_whitespace().find_map(|flag| flag.strip_prefix("-lang=go1."))?;
    version.parse().ok()
}

/// The text without calls of `assert`, and where they were.
fn without_asserts(text: String) -> (String, Vec<u32>) {
    let mut out = text.clone();
    let mut places = Vec::new();
    for (at, call) in text.match_indices("assert(") {
        let line = text[..at].rsplit('\n').next().unwrap_or_default();
        if line.contains("//") || line.ends_with(|c: char| c.is_alphanumeric()) {
            continue;
        }
        let (by, offset) = match line.trim().is_empty() {
            true => ("_=bool(", 2),
            false => ("bool  (", 0),
        };
        out.replace_range(at..at + call.len(), by);
        places.push((at + offset) as u32);
    }
    (out, places)
}
