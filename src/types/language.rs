//! The language version of a file.
//!
//! In: the release and a file's `//go:build` line. Out: a minor version.
//! Source: gc 1.27.3: a `go1.N` tag that the constraint implies downgrades or upgrades the file,
//! not below Go 1.21.

use crate::release::Rules;
use crate::syntax::ast::File;

/// The oldest version that a `//go:build` line can select.
const OLDEST_DOWNGRADE: u8 = 21;

/// The minor language version of `file`: 22 for Go 1.22.
pub(super) fn of_file(file: &File, rules: Rules) -> u8 {
    match file.build_constraint.as_ref().and_then(|c| implied_version(&c.text)) {
        Some(minor) => minor.max(OLDEST_DOWNGRADE),
        None => rules.release.minor(),
    }
}

/// The least Go version under which the constraint can hold, if it implies one.
fn implied_version(text: &str) -> Option<u8> {
    let mut parser = Parser { rest: text, depth: 0 };
    let version = parser.or();
    version.filter(|_| parser.rest.trim().is_empty())
}

struct Parser<'a> {
    rest: &'a str,
    depth: u32,
}

impl Parser<'_> {
    fn eat(&mut self, token: &str) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// One side of `||` may hold without the other: the smaller version is implied.
    fn or(&mut self) -> Option<u8> {
        let mut version = self.and();
        while self.eat("||") {
            let other = self.and();
            version = version.zip(other).map(|(a, b)| a.min(b));
        }
        version
    }

    fn and(&mut self) -> Option<u8> {
        let mut version = self.not();
        while self.eat("&&") {
            version = version.max(self.not());
        }
        version
    }

    fn not(&mut self) -> Option<u8> {
        const MAX_DEPTH: u32 = 100;
        if self.depth > MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let version = if self.eat("!") {
            self.not();
            None
        } else if self.eat("(") {
            let inner = self.or();
            self.eat(")");
            inner
        } else {
            self.tag()
        };
        self.depth -= 1;
        version
    }

    fn tag(&mut self) -> Option<u8> {
        self.rest = self.rest.trim_start();
        let end = self
            .rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
            .unwrap_or(self.rest.len());
        let (tag, rest) = self.rest.split_at(end);
        self.rest = rest;
        match tag {
            "go1" => Some(0),
            _ => tag.strip_prefix("go1.")?.parse().ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::implied_version;

    #[test]
    fn implied_versions() {
        assert_eq!(implied_version("go1.22"), Some(22));
        assert_eq!(implied_version("linux && go1.22"), Some(22));
        assert_eq!(implied_version("linux || go1.22"), None);
        assert_eq!(implied_version("(go1.21 || go1.23) && go1.22"), Some(22));
        assert_eq!(implied_version("!go1.22"), None);
        assert_eq!(implied_version("!"), None);
    }
}
