//! Patterns with `...`.
//!
//! In: a pattern and an import path, or a path relative to the pattern's folder. Out: whether the
//! one names the other.
//! Source: `go help packages`.

/// A pattern of import paths, or of folders.
#[derive(Clone, Debug)]
pub(super) struct Wildcard<'a> {
    pattern: &'a str,
}

impl<'a> Wildcard<'a> {
    /// The pattern `text`, if there is a `...` in it.
    pub fn new(text: &'a str) -> Option<Self> {
        text.contains("...").then_some(Wildcard { pattern: text })
    }

    /// The folder that everything it matches is in or below.
    pub fn root(&self) -> &'a str {
        let literal = self.pattern.split("...").next().unwrap_or_default();
        match literal.rfind('/') {
            Some(0) => "/",
            Some(end) => &literal[..end],
            None => "",
        }
    }

    /// Whether it matches folders named `vendor`: only where it says so itself.
    pub fn names_vendor(&self) -> bool {
        self.pattern.split('/').any(|part| part == "vendor")
    }

    /// Whether it matches `path`; `x/...` matches `x` as well.
    pub fn matches(&self, path: &str) -> bool {
        let around = self.pattern.strip_suffix("/...");
        matches_parts(self.pattern, path) || around.is_some_and(|around| matches_parts(around, path))
    }
}

/// Whether `text` is `pattern` with any text in place of each `...`.
fn matches_parts(pattern: &str, text: &str) -> bool {
    let Some((first, others)) = pattern.split_once("...") else { return pattern == text };
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let (between, last) = others.rsplit_once("...").unwrap_or(("", others));
    for part in between.split("...") {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matching() {
        let matches = |pattern, path| Wildcard::new(pattern).unwrap().matches(path);
        assert!(matches("net/...", "net") && matches("net/...", "net/http/cgi"));
        assert!(!matches("net/...", "network") && matches("net...", "network"));
        assert!(matches("...", "a") && matches("...", ""));
        assert!(matches("a/.../c", "a/b/c") && !matches("a/.../c", "a/c"));
        assert!(matches("a/.../c/...", "a/b/c/d") && matches("a/.../c/...", "a/b/c"));
        assert!(!matches("a...a", "a"));
    }

    #[test]
    fn roots() {
        let root = |pattern| Wildcard::new(pattern).unwrap().root();
        assert_eq!(
            [root("net/..."), root("net..."), root("..."), root("a/b/c.../d")],
            ["net", "", "", "a/b"]
        );
        assert_eq!([root("./..."), root("/..."), root("../a...")], [".", "/", ".."]);
        assert!(Wildcard::new("a/b").is_none());
    }
}
