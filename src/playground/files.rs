//! A disk without files.

use crate::load::{Entry, FileTree};
use std::io;
use std::path::{Path, PathBuf};

/// Has no file: a program of the playground is all in its request.
#[derive(Clone, Copy, Debug)]
pub(super) struct NoFiles;

fn nothing<T>() -> io::Result<T> {
    Err(io::Error::from(io::ErrorKind::NotFound))
}

impl FileTree for NoFiles {
    fn read(&self, _: &Path) -> io::Result<Vec<u8>> {
        nothing()
    }

    fn list(&self, _: &Path) -> io::Result<Vec<Entry>> {
        nothing()
    }

    fn is_dir(&self, _: &Path) -> bool {
        false
    }

    fn is_file(&self, _: &Path) -> bool {
        false
    }

    fn absolute(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.to_owned())
    }
}
