//! Access to files, so that an editor or a web page can stand in for the disk.

use std::io;
use std::path::{Path, PathBuf};

/// A source of files, for any thread.
pub trait FileTree: Sync {
    /// The bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Names of the entries of a folder with whether each is a folder, in any order.
    fn list(&self, path: &Path) -> io::Result<Vec<(String, bool)>>;
    /// Whether the path is a folder.
    fn is_dir(&self, path: &Path) -> bool;
    /// The path without `.`, `..` and links.
    fn absolute(&self, path: &Path) -> io::Result<PathBuf>;
}

/// The files of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct DiskTree;

impl FileTree for DiskTree {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<(String, bool)>> {
        let mut entries = Vec::new();
        for entry in std::fs::read_dir(path)? {
            let entry = entry?;
            // A name that is not UTF-8 cannot be a Go file that gc accepts.
            let Ok(name) = entry.file_name().into_string() else { continue };
            entries.push((name, entry.file_type()?.is_dir()));
        }
        Ok(entries)
    }

    fn is_dir(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn absolute(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }
}
