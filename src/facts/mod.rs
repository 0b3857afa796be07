//! What a package tells its importers, without its source.
//!
//! In: checked and analysed packages. Out: a file from which the type checker, lowering and flow
//! read what they would ask of the sources: exported declarations and what these mention, for each
//! function where its parameters leak to and what importers copy of it, and generic functions.
//! Invariants: facts are what analysis found out, as checked and typed nodes, never a text; reading is
//! lazy, by package and by declaration; a file that is not exactly what goesc wrote is an error.

mod archive;
mod body;
mod bytes;
mod code;
mod constant;
#[cfg(feature = "embedded-facts")]
mod embedded;
mod format;
mod library;
mod read;
mod reference;
mod tree;
mod write;

pub use archive::{Archive, FactsError, NewPackage, Target, write_archive};
#[cfg(feature = "embedded-facts")]
pub use embedded::embedded;
pub use format::FORMAT;
pub use library::{Library, SinglePackage, is_importable};
pub use write::{LocalNames, WriteContext};

use crate::types::PackageId;

/// The facts of a package; `locals` is shared by all that are written, imported ones first.
///
/// # Errors
/// What of the package is not fully known.
pub fn write_package(
    cx: &WriteContext<'_>,
    package: PackageId,
    locals: &mut LocalNames,
) -> Result<Vec<u8>, String> {
    write::PackageWriter::new(cx, package, locals)?.finish()
}
