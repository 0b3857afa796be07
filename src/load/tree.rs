//! Access to files, so that an editor or a web page can stand in for the disk.

use crate::source::MAX_FILE_LEN;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

/// A source of files, for any thread.
pub trait FileTree: Sync {
    /// The bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// The entries of a folder, in any order.
    fn list(&self, path: &Path) -> io::Result<Vec<Entry>>;
    /// Whether the path is a folder, or a link to one.
    fn is_dir(&self, path: &Path) -> bool;
    /// Whether the path is a file, or a link to one.
    fn is_file(&self, path: &Path) -> bool;
    /// The path without `.`, `..` and links.
    fn absolute(&self, path: &Path) -> io::Result<PathBuf>;
}

/// What is in a folder.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Entry {
    /// Its name.
    pub name: OsString,
    /// What it is.
    pub kind: EntryKind,
}

/// What an [`Entry`] is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum EntryKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link to anything.
    Link,
    /// What cannot be read as a file: a device, a pipe.
    Other,
}

impl Entry {
    /// Its name, as far as it is UTF-8; anything else becomes U+FFFD.
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        self.name.to_string_lossy()
    }

    /// Whether it is a folder, and no link to one.
    pub fn is_folder(&self) -> bool {
        self.kind == EntryKind::Folder
    }

    /// Whether it is a Go file, in the folder `dir`; links count, broken ones, too.
    pub(super) fn is_go_file(&self, tree: &dyn FileTree, dir: &Path) -> bool {
        Path::new(&self.name).extension() == Some(OsStr::new("go")) && self.is_source(tree, dir)
    }

    /// Whether it can be a source, in the folder `dir`.
    pub(super) fn is_source(&self, tree: &dyn FileTree, dir: &Path) -> bool {
        match self.kind {
            EntryKind::File => true,
            EntryKind::Link => !tree.is_dir(&dir.join(&self.name)),
            EntryKind::Folder | EntryKind::Other => false,
        }
    }
}

/// The files of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct DiskTree;

impl FileTree for DiskTree {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let meta = std::fs::metadata(path)?;
        // Reading a pipe might never end.
        if !meta.is_file() {
            return Err(io::Error::other(if meta.is_dir() {
                "is a directory"
            } else {
                "not a regular file"
            }));
        }
        if meta.len() > MAX_FILE_LEN as u64 {
            return Err(io::Error::other(format!("file is larger than {} MiB", MAX_FILE_LEN >> 20)));
        }
        std::fs::read(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<Entry>> {
        let entry = |entry: std::fs::DirEntry| {
            let kind = entry.file_type()?;
            let kind = if kind.is_symlink() {
                EntryKind::Link
            } else if kind.is_dir() {
                EntryKind::Folder
            } else if kind.is_file() {
                EntryKind::File
            } else {
                EntryKind::Other
            };
            Ok(Entry { name: entry.file_name(), kind })
        };
        std::fs::read_dir(path)?.map(|found| entry(found?)).collect()
    }

    fn is_dir(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn absolute(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }
}
