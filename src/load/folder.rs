//! The package in a folder.
//!
//! In: a folder. Out: its [`PackageFiles`]: the files that the build selects, read, in gc's order.
//! Invariants: a file that cannot be read is an error, and does not stop the rest.
//! Source: `go help packages`, `go help buildconstraint`, `go help test`; the go command 1.27.3 for
//! the wording of errors.

use super::assembly::{predefined, read_assembly};
use super::embed::{EmbedPattern, embed_patterns, why_not_embedded};
use super::header::{Header, selects_text};
use super::path::{gc_name, short_name};
use super::tree::Entry;
use super::{BuildContext, LoadContext};
use crate::ir::pass::abi_wrappers::Assembly;
use std::io;
use std::path::{Path, PathBuf};

/// The files of one package, not parsed yet.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PackageFiles {
    /// Import path, as `go list -test` writes it: `command-line-arguments` for files named one by
    /// one, `p [p.test]` for what is compiled for the tests of `p`.
    pub import_path: String,
    /// For each file the name that gc prints, where it is, and its bytes.
    pub files: Vec<LoadedFile>,
    /// Minor version of the language that go.mod sets; `None` for the release's own.
    pub language: Option<u8>,
    /// Whether it belongs to the standard library.
    pub standard: bool,
    /// Whether files that are not Go may define functions: assembly, object files.
    pub foreign_code: bool,
    /// What its assembly defines and uses.
    pub assembly: Assembly,
    /// The tested package, if it is compiled for a test only.
    pub test_of: Option<String>,
    /// Whether it is only shown if another package that is shown needs it.
    pub in_background: bool,
    /// What is wrong with it apart from its Go, as the go command says it.
    pub problems: Vec<String>,
}

impl PackageFiles {
    /// The folder of its first file.
    pub fn dir(&self) -> &Path {
        self.files.first().and_then(|file| file.path.parent()).unwrap_or(Path::new(""))
    }
}

/// One file of a package.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoadedFile {
    /// As gc prints it: `./a.go`, `sub/a.go`.
    pub display_name: String,
    /// Where it was read from.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Folder {
    /// The package; it has no import path yet.
    pub package: PackageFiles,
    /// Test files of the package itself.
    pub tests: Vec<LoadedFile>,
    /// Test files of the package beside it, whose name ends in `_test`.
    pub outer_tests: Vec<LoadedFile>,
}

/// Why there is no package in a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum NoPackage {
    /// There are no Go files.
    Empty,
    /// All Go files are for tests.
    OnlyTests,
    /// All Go files are for other builds.
    Excluded,
    /// The files are not of one package: `found packages a (a.go) and b (b.go)`.
    Several(String),
    /// A file has a name that no tool would take for one.
    BadName(String),
    /// The folder cannot be read.
    Unreadable(String),
}

impl NoPackage {
    /// In the go command's words. `name` is the package's import path.
    pub fn text(&self, name: &str, dir: &Path) -> String {
        let place = dir.display();
        match self {
            NoPackage::Empty => format!("no Go files in {place}"),
            NoPackage::OnlyTests => format!("{name}: no non-test Go files in {place}"),
            NoPackage::Excluded => {
                format!("package {name}: build constraints exclude all Go files in {place}")
            }
            NoPackage::Several(found) => format!("{found} in {place}"),
            NoPackage::BadName(file) => format!("package {name}: invalid input file name {file:?}"),
            NoPackage::Unreadable(reason) => format!("open {place}: {reason}"),
        }
    }
}

/// Reads the package in `dir`, with its tests if they are asked for.
///
/// # Errors
/// Why there is none.
pub(super) fn read_folder(
    context: LoadContext<'_>,
    dir: &Path,
    with_tests: bool,
) -> Result<Folder, NoPackage> {
    let mut entries = context.tree.list(dir).map_err(|e| NoPackage::Unreadable(io_reason(&e)))?;
    entries.sort_unstable();
    let mut folder = Folder::default();
    let mut clauses: Vec<(String, String)> = Vec::new();
    let mut embeds: Vec<(EmbedPattern, usize)> = Vec::new();
    let (mut excluded, mut tests) = (0, 0);
    for entry in &entries {
        let name = entry.text();
        if !is_visible(&name) || !entry.is_go_file(context.tree, dir) {
            continue;
        }
        let is_test = name.ends_with("_test.go");
        if is_test && !with_tests {
            tests += 1;
            continue;
        }
        if !context.build.selects_name(&name) {
            excluded += 1;
            continue;
        }
        let path = dir.join(&entry.name);
        let bytes = match context.tree.read(&path) {
            Ok(bytes) => bytes,
            Err(e) => {
                folder.package.problems.push(format!("open {}: {}", path.display(), io_reason(&e)));
                continue;
            }
        };
        let header = Header::read(&bytes);
        if !selects_text(context.build, &bytes) || header.is_left_out() {
            excluded += 1;
            continue;
        }
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '.' || !c.is_ascii();
        if !name.starts_with(is_name) {
            return Err(NoPackage::BadName(name.into_owned()));
        }
        let mut is_outer = false;
        if let Some(package) = &header.package {
            let tested = package.strip_suffix("_test").filter(|_| is_test);
            is_outer = tested.is_some();
            let package = tested.unwrap_or(package);
            match clauses.first().filter(|(first, _)| first != package) {
                Some((first, first_name)) => {
                    return Err(NoPackage::Several(format!(
                        "found packages {first} ({first_name}) and {package} ({name})"
                    )));
                }
                None => clauses.push((package.to_owned(), name.clone().into_owned())),
            }
        }
        let files = match (is_test, is_outer) {
            (false, _) => &mut folder.package.files,
            (true, false) => &mut folder.tests,
            (true, true) => &mut folder.outer_tests,
        };
        if header.imports("embed") && !is_test {
            let found = embed_patterns(&String::from_utf8_lossy(&bytes));
            embeds.extend(found.into_iter().map(|pattern| (pattern, files.len())));
        }
        files.push(LoadedFile { display_name: gc_name(context.cwd, &path), path, bytes });
    }
    let has_tests = !folder.tests.is_empty() || !folder.outer_tests.is_empty();
    if folder.package.files.is_empty() && !has_tests && folder.package.problems.is_empty() {
        return Err(match (excluded, tests) {
            (0, 0) => NoPackage::Empty,
            (0, _) => NoPackage::OnlyTests,
            _ => NoPackage::Excluded,
        });
    }
    let problem = embed_problem(context, dir, &folder.package.files, embeds);
    folder.package.problems.extend(problem);
    folder.package.foreign_code = has_foreign_code(context, dir, &entries);
    folder.package.assembly = assembly(context, dir, &entries);
    Ok(folder)
}

/// The file that a user named, as part of a package.
///
/// # Errors
/// Why it cannot be read.
pub(super) fn read_file(context: LoadContext<'_>, path: PathBuf) -> Result<LoadedFile, String> {
    let bytes = context.tree.read(&path).map_err(|e| io_reason(&e))?;
    Ok(LoadedFile { display_name: gc_name(context.cwd, &path), path, bytes })
}

/// The first `//go:embed` pattern, by name, that names nothing; with its position.
fn embed_problem(
    context: LoadContext<'_>,
    dir: &Path,
    files: &[LoadedFile],
    mut patterns: Vec<(EmbedPattern, usize)>,
) -> Option<String> {
    patterns.sort();
    patterns.dedup_by(|a, b| a.0.text == b.0.text);
    patterns.into_iter().find_map(|(pattern, file)| {
        let reason = why_not_embedded(context.tree, dir, &pattern.text)?;
        let file = files.get(file)?;
        let before = &file.bytes[..pattern.offset];
        let line = memchr::memchr_iter(b'\n', before).count() + 1;
        let column = before.len() - memchr::memrchr(b'\n', before).map_or(0, |at| at + 1) + 1;
        let name = short_name(context.cwd, &file.path);
        Some(format!("{name}:{line}:{column}: pattern {}: {reason}", pattern.text))
    })
}

/// Whether the build selects a file of a folder that defines functions without being Go.
fn has_foreign_code(context: LoadContext<'_>, dir: &Path, entries: &[Entry]) -> bool {
    entries.iter().any(|entry| {
        let name = entry.text();
        let other = name.ends_with(".syso") && entry.is_source(context.tree, dir) && is_visible(&name);
        other && context.build.selects_name(&name) || assembly_file(context, dir, entry).is_some()
    })
}

/// What the assembly files of a folder define and use.
fn assembly(context: LoadContext<'_>, dir: &Path, entries: &[Entry]) -> Assembly {
    let mut found = Assembly::default();
    let BuildContext { goos, goarch, .. } = context.build;
    let defined = predefined(goos, goarch);
    let include = |name: &str| {
        let installed = context.goroot.map(|root| [root.join("pkg/include"), root.join("src/runtime")]);
        let folders = std::iter::once(dir.to_owned()).chain(installed.into_iter().flatten());
        let bytes = folders.into_iter().find_map(|folder| context.tree.read(&folder.join(name)).ok())?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    };
    for bytes in entries.iter().filter_map(|entry| assembly_file(context, dir, entry)) {
        read_assembly(&String::from_utf8_lossy(&bytes), &defined, &include, &mut found);
    }
    found
}

/// The bytes of an assembly file that the build selects.
fn assembly_file(context: LoadContext<'_>, dir: &Path, entry: &Entry) -> Option<Vec<u8>> {
    let name = entry.text();
    let wanted = is_visible(&name) && name.ends_with(".s") && entry.is_source(context.tree, dir);
    let bytes = (wanted && context.build.selects_name(&name))
        .then(|| context.tree.read(&dir.join(&entry.name)).ok())
        .flatten()?;
    selects_text(context.build, &bytes).then_some(bytes)
}

/// Whether a name is not one that the go command passes over.
pub(super) fn is_visible(name: &str) -> bool {
    !name.starts_with(['_', '.'])
}

/// What went wrong, as Go says it.
pub(super) fn io_reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or directory".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        _ => {
            // Systems say it in the same words, but start with a capital letter.
            let text = error.to_string();
            let text = text.split(" (os error").next().unwrap_or_default();
            let mut chars = text.chars();
            chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
        }
    }
}
