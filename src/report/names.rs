//! How the go command shortens names of files.
//!
//! In: the folder of the package that is compiled, the current folder, both absolute. Out: for the
//! absolute name of a file what is printed.
//! Rule: the first of the package's folder and the folders around it whose name the file's begins
//! with, letter by letter, is replaced by its relative name, if that is shorter.
//! Source: the go command 1.21 to 1.27, output of the compiler.

use std::path::{Component, Path, PathBuf};

/// Shortens the names of files that a package mentions.
#[derive(Clone, Debug)]
pub struct ShownNames {
    /// Folders and what replaces them, the longest first.
    folders: Vec<(String, String)>,
}

impl ShownNames {
    /// For the package in `dir`, printed in `cwd`.
    pub fn new(dir: &Path, cwd: &Path) -> Self {
        let folders = dir.ancestors().filter_map(|folder| {
            let (long, short) = (folder.to_str()?, relative(cwd, folder));
            (short.len() < long.len()).then(|| (long.to_owned(), short))
        });
        ShownNames { folders: folders.collect() }
    }

    /// What is printed for the file at `path`.
    pub fn name(&self, path: &Path) -> String {
        let text = path.to_string_lossy();
        let mut shortened =
            self.folders.iter().filter_map(|(long, short)| Some((short, text.strip_prefix(long.as_str())?)));
        shortened.next().map_or_else(|| text.clone().into_owned(), |(short, rest)| format!("{short}{rest}"))
    }
}

/// `folder` from `base`, through `..` where needed.
fn relative(base: &Path, folder: &Path) -> String {
    let common = base.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = base.components().skip(common).map(|_| Component::ParentDir);
    let result: PathBuf = up.chain(folder.components().skip(common)).collect();
    if result.as_os_str().is_empty() { ".".to_owned() } else { result.display().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_folder_around_the_package() {
        let names = ShownNames::new(Path::new("/go/src/os/exec"), Path::new("/go/src"));
        let shown = |path: &str| names.name(Path::new(path));
        assert_eq!(shown("/go/src/os/exec/exec.go"), "os/exec/exec.go");
        // The name of the folder, then the rest: what is in between need not be a slash.
        assert_eq!(shown("/go/src/os/exec_posix.go"), "os/exec_posix.go");
        assert_eq!(shown("/go/src/os/file.go"), "os/file.go");
        assert_eq!(shown("/go/src/sync/pool.go"), "./sync/pool.go");
        // `..` is shorter than `/go`.
        assert_eq!(shown("/go/pkg/x.go"), "../pkg/x.go");
        assert_eq!(shown("/m/x.go"), "/m/x.go");
    }

    #[test]
    fn relative_names_that_are_longer() {
        let names = ShownNames::new(Path::new("/a/m"), Path::new("/a/b/c/d"));
        let shown = |path: &str| names.name(Path::new(path));
        assert_eq!(shown("/a/m/x.go"), "/a/m/x.go");
        assert_eq!(shown("/a/b/c/d/x.go"), "/a/b/c/d/x.go");
    }
}
