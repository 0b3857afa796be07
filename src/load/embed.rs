//! Whether there is something for each `//go:embed` pattern.
//!
//! In: a Go file that imports `embed`, and its folder. Out: the first pattern that names nothing
//! that can be embedded, and why.
//! Invariants: directives that are not well formed are left to the checks of directives.
//! Source: the documentation of package `embed`; the go command 1.27.3 for the wording.

use super::tree::{EntryKind, FileTree};
use crate::syntax::lexer::Tokens;
use std::path::Path;

/// How deep folders are looked into.
const MAX_DEPTH: u32 = 100;

/// A pattern and where it is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct EmbedPattern {
    /// Without quotes.
    pub text: String,
    /// In bytes from the start of the file.
    pub offset: usize,
}

/// The patterns of the directives in a file.
pub(super) fn embed_patterns(text: &str) -> Vec<EmbedPattern> {
    let mut found = Vec::new();
    if !text.contains("//go:embed") {
        return found;
    }
    // Comments are what lies between tokens.
    let mut end = 0;
    for (start, token, next) in Tokens::new(text) {
        if token == crate::syntax::token::Token::Semi && start == next {
            continue;
        }
        comments(text, end, start as usize, &mut found);
        end = (next as usize).max(end);
    }
    comments(text, end, text.len(), &mut found);
    found
}

/// The patterns of directives between two tokens.
fn comments(text: &str, mut at: usize, end: usize, found: &mut Vec<EmbedPattern>) {
    while at < end {
        let rest = &text[at..end];
        if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |close| close + 2);
        } else if rest.starts_with("//") {
            let line_end = rest.find('\n').unwrap_or(rest.len());
            let starts_line = text[..at].trim_end_matches([' ', '\t']).ends_with('\n') || at == 0;
            if let Some(args) = rest[..line_end].strip_prefix("//go:embed").filter(|_| starts_line)
                && args.starts_with([' ', '\t'])
            {
                let offset = at + "//go:embed".len();
                let patterns = crate::syntax::check::embed_patterns(args).unwrap_or_default();
                found.extend(
                    patterns.into_iter().map(|(text, at)| EmbedPattern { text, offset: offset + at }),
                );
            }
            at += line_end;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
}

/// Why a pattern of a file in `dir` cannot be embedded.
pub(super) fn why_not_embedded(tree: &dyn FileTree, dir: &Path, pattern: &str) -> Option<String> {
    let (all, glob) = match pattern.strip_prefix("all:") {
        Some(rest) => (true, rest),
        None => (false, pattern),
    };
    let is_path = !glob.is_empty() && glob.split('/').all(|part| !matches!(part, "" | "." | ".."));
    let parts: Vec<&str> = glob.split('/').collect();
    if !is_path || !parts.iter().all(|part| is_glob(part)) {
        return Some("invalid pattern syntax".into());
    }
    let mut matches = Vec::new();
    matching(tree, dir, &parts, "", &mut matches);
    matches.sort_unstable();
    for (name, kind) in &matches {
        if let Some(reason) = refusal(tree, dir, name, *kind, all) {
            return Some(reason);
        }
    }
    matches.is_empty().then(|| "no matching files found".into())
}

/// What a pattern matches, from the package's folder.
fn matching(
    tree: &dyn FileTree,
    dir: &Path,
    parts: &[&str],
    around: &str,
    found: &mut Vec<(String, EntryKind)>,
) {
    let Some((part, rest)) = parts.split_first() else { return };
    for entry in tree.list(&dir.join(around)).unwrap_or_default() {
        let name = entry.text();
        if !glob_matches(part, &name) {
            continue;
        }
        let path = if around.is_empty() { name.into_owned() } else { format!("{around}/{name}") };
        match rest {
            [] => found.push((path, entry.kind)),
            _ if tree.is_dir(&dir.join(&path)) => matching(tree, dir, rest, &path, found),
            _ => {}
        }
    }
}

/// Why a file or folder that a pattern matches cannot be embedded.
fn refusal(tree: &dyn FileTree, dir: &Path, name: &str, kind: EntryKind, all: bool) -> Option<String> {
    let what = if kind == EntryKind::Folder { "directory" } else { "file" };
    let path = Path::new(name);
    let folder = if kind == EntryKind::Folder { Some(path) } else { path.parent() };
    let around = folder.into_iter().flat_map(Path::ancestors).filter(|around| around.file_name().is_some());
    for around in around {
        if tree.is_file(&dir.join(around).join("go.mod")) {
            return Some(format!("cannot embed {what} {name}: in different module"));
        }
    }
    let bad = |part: &&str| {
        matches!(*part, ".git" | ".hg" | ".svn" | ".bzr")
            || part.contains(['"', '*', '<', '>', '?', '`', '\'', '|', '\\', ':'])
    };
    if let Some(part) = name.split('/').find(bad) {
        let is_last = name.rsplit('/').next() == Some(part);
        let place = if is_last { "invalid name" } else { "in invalid directory" };
        return Some(format!("cannot embed {what} {name}: {place} {part}"));
    }
    match kind {
        EntryKind::File => None,
        EntryKind::Link | EntryKind::Other => Some(format!("cannot embed irregular file {name}")),
        EntryKind::Folder if holds_files(tree, &dir.join(name), all, 0) => None,
        EntryKind::Folder => Some(format!("cannot embed directory {name}: contains no embeddable files")),
    }
}

/// Whether there is a file to embed in a folder.
fn holds_files(tree: &dyn FileTree, dir: &Path, all: bool, depth: u32) -> bool {
    if depth > MAX_DEPTH {
        return false;
    }
    let entries = tree.list(dir).unwrap_or_default();
    entries.iter().any(|entry| {
        let name = entry.text();
        let hidden =
            name.starts_with(['.', '_']) && !all || matches!(&*name, ".git" | ".hg" | ".svn" | ".bzr");
        let path = dir.join(&entry.name);
        !hidden
            && match entry.kind {
                EntryKind::File => true,
                EntryKind::Folder => {
                    !tree.is_file(&path.join("go.mod")) && holds_files(tree, &path, all, depth + 1)
                }
                EntryKind::Link | EntryKind::Other => false,
            }
    })
}

/// Whether the brackets of a glob are closed and nothing is escaped at its end.
fn is_glob(glob: &str) -> bool {
    let mut chars = glob.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.next().is_none() => return false,
            '[' => {
                let mut rest = chars.as_str();
                rest = rest.strip_prefix('^').unwrap_or(rest);
                match class(rest, '\0') {
                    Some((_, after)) => chars = after.chars(),
                    None => return false,
                }
            }
            _ => {}
        }
    }
    true
}

/// Whether `c` is in the class that `text` starts with, behind its bracket; and what follows it.
fn class(text: &str, c: char) -> Option<(bool, &str)> {
    fn one<'a>(chars: &mut std::str::Chars<'a>) -> Option<char> {
        match chars.next()? {
            '\\' => chars.next(),
            '-' | ']' => None,
            c => Some(c),
        }
    }
    let mut chars = text.chars();
    let (mut found, mut count) = (false, 0);
    loop {
        if count > 0 && chars.as_str().starts_with(']') {
            return Some((found, &chars.as_str()[1..]));
        }
        let low = one(&mut chars)?;
        let high = match chars.as_str().strip_prefix('-') {
            Some(rest) => {
                chars = rest.chars();
                one(&mut chars)?
            }
            None => low,
        };
        found |= (low..=high).contains(&c);
        count += 1;
    }
}

/// Whether a name is what a glob with `*`, `?`, `[a-z]` and `\` says.
fn glob_matches(glob: &str, name: &str) -> bool {
    let mut glob = glob;
    let mut name = name;
    // Behind the last star, and where its match ends so far.
    let mut star: Option<(&str, &str)> = None;
    loop {
        let next = name.chars().next();
        let mut chars = glob.chars();
        let rest = match (chars.next(), next) {
            (None, None) => return true,
            (Some('*'), _) => {
                glob = chars.as_str();
                star = Some((glob, name));
                continue;
            }
            (Some('?'), Some(_)) => Some(chars.as_str()),
            (Some('['), Some(c)) => {
                let text = chars.as_str();
                let (negated, text) = text.strip_prefix('^').map_or((false, text), |text| (true, text));
                class(text, c).filter(|&(found, _)| found != negated).map(|(_, rest)| rest)
            }
            (Some('\\'), Some(c)) => (chars.next() == Some(c)).then_some(chars.as_str()),
            (Some(g), Some(c)) => (g == c).then_some(chars.as_str()),
            _ => None,
        };
        match (rest, star) {
            (Some(rest), _) => {
                glob = rest;
                name = &name[next.map_or(0, char::len_utf8)..];
            }
            (None, Some((after, from))) => {
                let Some(c) = from.chars().next() else { return false };
                let from = &from[c.len_utf8()..];
                (glob, name, star) = (after, from, Some((after, from)));
            }
            (None, None) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs() {
        for (glob, name) in
            [("*", ""), ("a*c", "abbc"), ("a*b*c", "aXbYbc"), ("?[a-c]\\*", "xb*"), ("[^a]", "b")]
        {
            assert!(is_glob(glob) && glob_matches(glob, name), "{glob} {name}");
        }
        for (glob, name) in [("a", "ab"), ("a*b", "abc"), ("[^a]", "a"), ("?", ""), ("[a-c]x", "dx")] {
            assert!(is_glob(glob) && !glob_matches(glob, name), "{glob} {name}");
        }
        for bad in ["[a", "[]", "a\\", "[a-]", "[-a]"] {
            assert!(!is_glob(bad), "{bad}");
        }
    }

    #[test]
    fn directives() {
        let text = "package p\n\nimport _ \"embed\"\n\n//go:embed a \"b c\" `d`\n\t//go:embed e\nvar s string // x\n\
                    var t = `\n//go:embed no\n`\n/*\n//go:embed no\n*/\nx //go:embed no\n//go:embed \"no\n//go:embedno\n";
        let found = embed_patterns(text);
        let texts: Vec<&str> = found.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts, ["a", "b c", "d", "e"]);
        assert_eq!(&text[found[1].offset..][..5], "\"b c\"");
    }
}
