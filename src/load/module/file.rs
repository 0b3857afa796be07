//! What go.mod and go.work say.
//!
//! In: their bytes. Out: a [`ModFile`] or a [`WorkFile`], or everything that is wrong with it.
//! Invariants: versions are canonical; paths of folders are as written.
//! Source: `go.dev/ref/mod#go-mod-file`, `go.dev/ref/mod#workspaces`; the go command 1.27.3 for
//! what is an error and its wording.

use super::lines::{Line, Place, read_lines, string_value};
use super::version::{self, GoVersion, toolchain_version};
use std::fmt;

/// A version of a module.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ModuleVersion {
    /// Its path.
    pub path: String,
    /// Its version; empty for any.
    pub version: String,
}

impl fmt::Display for ModuleVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.version.as_str() {
            "" => write!(f, "{}", self.path),
            version => write!(f, "{}@{version}", self.path),
        }
    }
}

/// `old => new`
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Replacement {
    /// What is replaced.
    pub old: ModuleVersion,
    /// A module; or a folder, without version.
    pub new: ModuleVersion,
}

/// What go.mod says, as far as it matters for a build.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ModFile {
    /// The module's path.
    pub path: String,
    /// Its `go` line.
    pub go: Option<GoVersion>,
    /// The version that its `toolchain` line names.
    pub toolchain: Option<GoVersion>,
    /// `require` lines in order.
    pub requires: Vec<ModuleVersion>,
    /// `replace` lines in order.
    pub replaces: Vec<Replacement>,
    /// `exclude` lines.
    pub excludes: Vec<ModuleVersion>,
    /// Folders that patterns do not match.
    pub ignores: Vec<String>,
    /// Packages of tools.
    pub tools: Vec<String>,
}

/// What go.work says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WorkFile {
    /// Its `go` line.
    pub go: Option<GoVersion>,
    /// The version that its `toolchain` line names.
    pub toolchain: Option<GoVersion>,
    /// Folders of modules, each with the number of its line.
    pub uses: Vec<(String, usize)>,
    /// `replace` lines in order.
    pub replaces: Vec<Replacement>,
}

/// What is wrong with a line: where, and what.
type Wrong = (String, String);

impl ModFile {
    /// Reads the go.mod of a main module. `name` is what the file is called in errors, `path` where
    /// it is.
    ///
    /// # Errors
    /// Everything that is wrong with it, as the go command says it.
    pub fn parse(name: &str, path: &str, bytes: &[u8]) -> Result<ModFile, String> {
        let (file, wrong) = read(name, path, bytes, true)?;
        if !wrong.is_empty() {
            return Err(listed(name, &wrong));
        }
        if file.path.is_empty() {
            return Err(format!(
                "error reading {name}: missing module declaration. To specify the module path:\n\tgo mod edit \
                 -module=example.com/mod"
            ));
        }
        check_path(&file.path)
            .map_err(|reason| format!("malformed module path {:?}: {reason}", file.path))?;
        Ok(file)
    }

    /// Reads the go.mod of a dependency: what it says about its own builds does not matter, and
    /// what is not understood is left out.
    pub fn parse_dependency(bytes: &[u8]) -> ModFile {
        read("go.mod", "go.mod", bytes, false).map_or_else(|_| ModFile::default(), |(file, _)| file)
    }

    /// The language of the module: 22 for `go 1.22.3`.
    pub fn language(&self) -> u8 {
        self.go.as_ref().map_or(version::DEFAULT_LANGUAGE, GoVersion::language)
    }

    /// Whether its requirements list all that its packages need, so that those of its dependencies
    /// do not matter further.
    pub fn is_pruned(&self) -> bool {
        self.go.as_ref().is_some_and(|go| go.is_at_least(17))
    }

    fn add(&mut self, line: &Line, strict: bool) -> Result<(), String> {
        match line.verb.as_str() {
            "go" if self.go.is_some() => return Err("repeated go statement".into()),
            "go" => self.go = Some(go_line(line, strict)?),
            "module" if !self.path.is_empty() => return Err("repeated module statement".into()),
            "module" => {
                let [path] = line.words.as_slice() else { return Err("usage: module module/path".into()) };
                self.path = string_value(path)?;
            }
            "require" => self.requires.push(versioned(line)?),
            "retract" => retraction(&line.words)?,
            "ignore" => self.ignores.push(only_string(line)?),
            _ if !strict => {}
            "toolchain" if self.toolchain.is_some() => return Err("repeated toolchain statement".into()),
            "toolchain" => self.toolchain = toolchain_line(line)?,
            "exclude" => self.excludes.push(versioned(line)?),
            "replace" => {
                let replacement = replacement(&line.words)?;
                self.replaces.push(replacement);
            }
            "tool" => self.tools.push(only_string(line)?),
            "godebug" => godebug(line)?,
            verb => return Err(format!("unknown directive: {verb}")),
        }
        Ok(())
    }
}

impl WorkFile {
    /// Reads a go.work. `name` is what the file is called in errors, `path` where it is.
    ///
    /// # Errors
    /// Everything that is wrong with it, as the go command says it.
    pub fn parse(name: &str, path: &str, bytes: &[u8]) -> Result<WorkFile, String> {
        let text = String::from_utf8_lossy(bytes);
        let lines = read_lines(path, &text).map_err(|e| syntax_error(name, &e))?;
        let mut file = WorkFile::default();
        let mut wrong = Vec::new();
        each_line(&lines, &["use", "godebug", "replace"], &mut wrong, |line| file.add(line));
        if wrong.is_empty() { Ok(file) } else { Err(listed(name, &wrong)) }
    }

    fn add(&mut self, line: &Line) -> Result<(), String> {
        match line.verb.as_str() {
            "go" if self.go.is_some() => return Err("repeated go statement".into()),
            "go" => self.go = Some(go_line(line, true)?),
            "toolchain" if self.toolchain.is_some() => return Err("repeated toolchain statement".into()),
            "toolchain" => self.toolchain = toolchain_line(line)?,
            "use" => {
                let [dir] = line.words.as_slice() else { return Err("usage: use local/dir".into()) };
                self.uses.push((string_value(dir)?, line.number));
            }
            "replace" => self.replaces.push(replacement(&line.words)?),
            "godebug" => godebug(line)?,
            verb => return Err(format!("unknown directive: {verb}")),
        }
        Ok(())
    }
}

/// The file and what is wrong with its lines; or the error of its syntax.
fn read(name: &str, path: &str, bytes: &[u8], strict: bool) -> Result<(ModFile, Vec<Wrong>), String> {
    let text = String::from_utf8_lossy(bytes);
    let lines = read_lines(path, &text).map_err(|e| syntax_error(name, &e))?;
    let mut file = ModFile::default();
    let mut wrong = Vec::new();
    let blocks = ["module", "godebug", "require", "exclude", "replace", "retract", "tool", "ignore"];
    each_line(&lines, &blocks, &mut wrong, |line| file.add(line, strict));
    Ok((file, wrong))
}

/// Calls `add` with each line that says something; `blocks` are the words in front of blocks.
fn each_line(
    lines: &[Line],
    blocks: &[&str],
    wrong: &mut Vec<Wrong>,
    mut add: impl FnMut(&Line) -> Result<(), String>,
) {
    let mut known_block = true;
    for line in lines {
        let result = match line.place {
            Place::Opening => {
                known_block = line.words.is_empty() && blocks.contains(&line.verb.as_str());
                let words = [std::slice::from_ref(&line.verb), &line.words].concat();
                if known_block { Ok(()) } else { Err(format!("unknown block type: {}", words.join(" "))) }
            }
            Place::Inside if !known_block => Ok(()),
            Place::Inside | Place::Single => add(line),
        };
        if let Err(reason) = result {
            wrong.push((place(line.number, line.column), reason));
        }
    }
}

fn listed(name: &str, wrong: &[Wrong]) -> String {
    let lines: Vec<String> =
        wrong.iter().map(|(place, reason)| format!("\n{name}{place}: {reason}")).collect();
    format!("errors parsing {name}:{}", lines.concat())
}

fn syntax_error(name: &str, error: &super::lines::SyntaxError) -> String {
    format!("errors parsing {name}:\n{name}{}: {}", place(error.line, error.column), error.message)
}

/// What follows the name of a file: the first column goes without saying.
fn place(line: usize, column: usize) -> String {
    if column > 1 { format!(":{line}:{column}") } else { format!(":{line}") }
}

fn go_line(line: &Line, strict: bool) -> Result<GoVersion, String> {
    let [text] = line.words.as_slice() else {
        return Err("go directive expects exactly one argument".into());
    };
    // What newer releases may write is read as far as it is understood.
    let known = || {
        let text = text.trim_start_matches('v');
        let end = text.match_indices(|c: char| !c.is_ascii_digit()).nth(1).map_or(text.len(), |(at, _)| at);
        GoVersion::parse(&text[..end])
    };
    let version = GoVersion::parse(text).or_else(|| known().filter(|_| !strict));
    version.ok_or_else(|| format!("invalid go version '{text}': must match format 1.23.0"))
}

fn toolchain_line(line: &Line) -> Result<Option<GoVersion>, String> {
    let [name] = line.words.as_slice() else {
        return Err("toolchain directive expects exactly one argument".into());
    };
    if name != "default" && name != "go1" && !name.starts_with("go1.") {
        return Err(format!("invalid toolchain version '{name}': must match format go1.23.0 or default"));
    }
    Ok(toolchain_version(name))
}

fn only_string(line: &Line) -> Result<String, String> {
    match line.words.as_slice() {
        [word] => string_value(word),
        _ => Err(format!("{} directive expects exactly one argument", line.verb)),
    }
}

fn versioned(line: &Line) -> Result<ModuleVersion, String> {
    let verb = &line.verb;
    let [path, version] = line.words.as_slice() else {
        return Err(format!("usage: {verb} module/path v1.2.3"));
    };
    let (path, version) = (string_value(path)?, string_value(version)?);
    match version::mismatch(&path, &version) {
        Some(reason) => Err(format!("{verb} {path}: {reason}")),
        None => Ok(ModuleVersion { path, version }),
    }
}

fn godebug(line: &Line) -> Result<(), String> {
    match line.words.as_slice() {
        [word] if word.contains('=') && !word.contains(['"', '`', '\'', ',']) => Ok(()),
        _ => Err("usage: godebug key=value".into()),
    }
}

/// `v1.0.0` or `[v1.0.0, v1.2.0]`: which versions are withdrawn does not matter for a build.
fn retraction(words: &[String]) -> Result<(), String> {
    let words: Vec<String> = words.iter().map(|word| string_value(word)).collect::<Result<_, _>>()?;
    let (versions, rest) = match words.as_slice() {
        [] => return Err("expected '[' or version".into()),
        [open, low, comma, high, close, rest @ ..] if open == "[" && comma == "," && close == "]" => {
            (vec![low, high], rest)
        }
        [open, _, comma, ..] if open == "[" && comma == "," => {
            return Err("expected ']' after version".into());
        }
        [open, ..] if open == "[" => return Err("expected ',' after version".into()),
        [version, rest @ ..] => (vec![version], rest),
    };
    if let Some(word) = versions.into_iter().find(|word| version::parse(word).is_none()) {
        return Err(format!("version {word:?} invalid: must be of the form v1.2.3"));
    }
    rest.first().map_or(Ok(()), |word| Err(format!("unexpected token after version: {word:?}")))
}

fn replacement(words: &[String]) -> Result<Replacement, String> {
    let usage = "usage: replace module/path [v1.2.3] => other/module v1.4\n\t \
                 or replace module/path [v1.2.3] => ../local/directory";
    let words: Vec<String> = words.iter().map(|word| string_value(word)).collect::<Result<_, _>>()?;
    let (old, old_version, new, new_version) = match words.as_slice() {
        [old, arrow, new] if arrow == "=>" => (old, "", new, ""),
        [old, arrow, new, version] if arrow == "=>" => (old, "", new, version.as_str()),
        [old, version, arrow, new] if arrow == "=>" => (old, version.as_str(), new, ""),
        [old, old_version, arrow, new, version] if arrow == "=>" => {
            (old, old_version.as_str(), new, version.as_str())
        }
        _ => return Err(usage.into()),
    };
    if !old_version.is_empty()
        && let Some(reason) = version::mismatch(old, old_version)
    {
        return Err(format!("replace {old}: {reason}"));
    }
    match (is_folder(new), new_version) {
        (true, "") | (false, _) if new.contains('@') && new_version.is_empty() && !is_folder(new) => {
            return Err("replacement module must match format 'path version', not 'path@version'".into());
        }
        (true, "") => {}
        (true, _) => return Err(format!("replacement module directory path {new:?} cannot have version")),
        (false, "") => {
            let text =
                "replacement module without version must be directory path (rooted or starting with . or ..)";
            return Err(text.into());
        }
        (false, version) if version::parse(version).is_none() => {
            return Err(format!("replace {new}: version {version:?} invalid: must be of the form v1.2.3"));
        }
        (false, _) => {}
    }
    let module = |path: &str, version: &str| ModuleVersion { path: path.into(), version: version.into() };
    Ok(Replacement { old: module(old, old_version), new: module(new, new_version) })
}

/// Whether a replacement names a folder.
pub fn is_folder(path: &str) -> bool {
    matches!(path, "." | "..") || ["./", "../", "/"].iter().any(|start| path.starts_with(start))
}

/// Whether a text can be the path of a module or package.
///
/// # Errors
/// Why not.
pub fn check_path(path: &str) -> Result<(), String> {
    let reason = if path.is_empty() {
        "empty string"
    } else if path.starts_with('-') {
        "leading dash"
    } else if path.contains("//") {
        "double slash"
    } else if path.ends_with('/') {
        "trailing slash"
    } else if path.starts_with('/') {
        return Err("empty path element".into());
    } else {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | '+');
        for part in path.split('/') {
            if part.bytes().all(|b| b == b'.') {
                return Err(format!("invalid path element {part:?}"));
            }
            if part.ends_with('.') {
                return Err("trailing dot in path element".into());
            }
            match part.chars().find(|&c| !allowed(c)) {
                Some(char::REPLACEMENT_CHARACTER) => return Err("invalid UTF-8".into()),
                Some(c) => return Err(format!("invalid char '{}'", c.escape_debug())),
                None => {}
            }
        }
        return Ok(());
    };
    Err(reason.into())
}

#[cfg(test)]
mod tests {
    use super::super::vendor::VendorList;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_counts_for_a_build() {
        let text = "// c\nmodule \"example.com/m\" // x\n\ngo 1.22.3\ntoolchain go1.24.1\nrequire example.com/a v1.2.0\n\
                    require (\n\texample.com/b/v2 v2.0.0-pre // indirect\n)\nexclude example.com/a v1.3.0\n\
                    replace example.com/a v1.2.0 => ../a\nreplace example.com/c => example.com/d v0.1.0\n\
                    retract [v1.0.0, v1.1.0]\ntool example.com/m/t\nignore ./x\ngodebug panicnil=1\n";
        let file = ModFile::parse("go.mod", "/m/go.mod", text.as_bytes()).unwrap();
        assert_eq!((file.path.as_str(), file.language(), file.is_pruned()), ("example.com/m", 22, true));
        assert_eq!(file.toolchain, GoVersion::parse("1.24.1"));
        let shown = |modules: &[ModuleVersion]| modules.iter().map(|m| m.to_string()).collect::<Vec<_>>();
        assert_eq!(shown(&file.requires), ["example.com/a@v1.2.0", "example.com/b/v2@v2.0.0-pre"]);
        assert_eq!(shown(&file.excludes), ["example.com/a@v1.3.0"]);
        let replaced: Vec<String> = file.replaces.iter().map(|r| format!("{} => {}", r.old, r.new)).collect();
        assert_eq!(replaced, ["example.com/a@v1.2.0 => ../a", "example.com/c => example.com/d@v0.1.0"]);
        assert_eq!((file.tools, file.ignores), (vec!["example.com/m/t".to_owned()], vec!["./x".to_owned()]));
    }

    #[test]
    fn dependencies_may_say_what_nobody_knows() {
        let text = "module a\nfuture x\nblock (\n\ty\n)\ngo 1.99.1-weird\nrequire example.com/b v1.0.0\n";
        let file = ModFile::parse_dependency(text.as_bytes());
        assert_eq!((file.requires.len(), file.language()), (1, 99));
        assert_eq!(ModFile::parse_dependency(b"module \"\n"), ModFile::default());
    }

    #[test]
    fn paths() {
        for good in ["a", "example.com/a-b_c~d+e", "x/...y"] {
            assert_eq!(check_path(good), Ok(()), "{good}");
        }
        for bad in ["", "/a", "a/", "a//b", "a/../b", "a b", "-a", "a/b.", "a\u{e9}", "a\u{fffd}"] {
            assert!(check_path(bad).is_err(), "{bad}");
        }
    }

    proptest! {
        /// Whatever a file says, reading it ends, and an error names the file.
        #[test]
        fn anything_can_be_read(
            words in proptest::collection::vec(
                prop_oneof![
                    proptest::sample::select(vec![
                        "module", "go", "require", "replace", "exclude", "retract", "use", "ignore", "tool", "=>", "(",
                        ")", "[", "]", ",", "\n", " ", "\"", "`", "\\", "//", "/*", "v1.2.3", "a.b/c", "1.21", "../x",
                        "# ", "## ", "explicit;", "\r", "\u{e9}",
                    ]).prop_map(str::to_owned),
                    "\\PC{0,4}",
                ],
                0..40,
            ),
        ) {
            let text = words.concat();
            for result in [
                ModFile::parse("go.mod", "/m/go.mod", text.as_bytes()).map(|_| ()),
                WorkFile::parse("go.mod", "/m/go.mod", text.as_bytes()).map(|_| ()),
            ] {
                if let Err(error) = result {
                    prop_assert!(error.contains("go.mod") || error.contains("module path"), "{}", error);
                }
            }
            ModFile::parse_dependency(text.as_bytes());
            VendorList::parse(&text);
        }
    }
}
