//! From what the user names to the packages to analyse.
//!
//! In: patterns as the go command takes them, and a [`FileTree`]. Out: [`PackageFiles`]: for each
//! package its import path and the files that the build selects, in gc's order (sorted by name).
//! Invariants: nothing here reads a file but through the [`FileTree`]; what cannot be loaded is a
//! [`LoadError`] and does not stop the rest.
//! Source: `go help packages`, `go help buildconstraint`, `go.dev/ref/mod`.

mod assembly;
mod build;
mod embed;
mod folder;
mod header;
mod import;
mod library;
mod module;
mod path;
mod pattern;
mod test_files;
mod tree;
mod wildcard;

pub use build::BuildContext;
pub use folder::{LoadedFile, PackageFiles};
pub use header::{PackageHeader, package_header};
pub use import::{ImportProblem, ImportTarget, find_import, load_import};
pub use library::changes_library;
pub use module::{GoVersion, MainModule, ModFile, ModMode, ModuleSettings, Modules, WorkSetting};
pub use path::{normalize, short_name};
pub use pattern::{LoadContext, LoadError, load_patterns};
pub use test_files::variant_path;
pub use tree::{DiskTree, Entry, EntryKind, FileTree};
