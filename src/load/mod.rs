//! From what the user names to the packages to analyse.
//!
//! In: patterns as the go command takes them, and a [`FileTree`]. Out: [`PackageFiles`]: for each
//! package its import path and the files that the build selects, in gc's order (sorted by name).
//! Invariants: nothing here reads a file but through the [`FileTree`]; what cannot be loaded is a
//! [`LoadError`] and does not stop the rest.
//! Source: `go help packages`, `go help buildconstraint`.

mod assembly;
mod build;
mod header;
mod import;
mod module;
mod pattern;
mod tree;
mod wildcard;

pub use build::BuildContext;
pub use import::{ImportTarget, NEEDS_SOURCE, find_import, load_import};
pub use module::Module;
pub use pattern::{LoadContext, LoadError, LoadedFile, PackageFiles, load_patterns};
pub use tree::{DiskTree, FileTree};
