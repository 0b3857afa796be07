//! Names of files and folders.
//!
//! In: absolute paths. Out: without `.` and `..`; or as a user reads them.
//! Source: output of the go command 1.21 to 1.27.

use std::path::{Component, Path, PathBuf};

/// `path` without `.` and `..`.
pub fn normalize(path: &Path) -> PathBuf {
    let mut result = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                result.pop();
            }
            part => result.push(part),
        }
    }
    result
}

/// As the go command names a file: from the current folder, when that is shorter.
pub fn short_name(cwd: &Path, path: &Path) -> String {
    if path == cwd {
        return ".".into();
    }
    relative(cwd, path).unwrap_or_else(|| path.to_owned()).display().to_string()
}

/// As gc names a file: what is in the current folder starts with `./`.
pub fn gc_name(cwd: &Path, path: &Path) -> String {
    let is_here = path.parent() == Some(cwd);
    format!("{}{}", if is_here { "./" } else { "" }, short_name(cwd, path))
}

/// `path` from `base`, through `..` when that is shorter than the absolute path.
fn relative(base: &Path, path: &Path) -> Option<PathBuf> {
    if let Ok(below) = path.strip_prefix(base) {
        return Some(below.to_owned());
    }
    let common = base.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    let mut result = PathBuf::new();
    for _ in base.components().skip(common) {
        result.push("..");
    }
    result.extend(path.components().skip(common));
    (result.as_os_str().len() < path.as_os_str().len()).then_some(result)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let cwd = Path::new("/home/m");
        let both = |path: &str| (gc_name(cwd, Path::new(path)), short_name(cwd, Path::new(path)));
        assert_eq!(both("/home/m/a.go"), ("./a.go".into(), "a.go".into()));
        assert_eq!(both("/home/m/b/a.go"), ("b/a.go".into(), "b/a.go".into()));
        assert_eq!(both("/home/a.go"), ("../a.go".into(), "../a.go".into()));
        assert_eq!(both("/x/a.go"), ("/x/a.go".into(), "/x/a.go".into()));
        assert_eq!(short_name(cwd, cwd), ".");
        assert_eq!(normalize(Path::new("/a/./b/../c")), Path::new("/a/c"));
    }
}
