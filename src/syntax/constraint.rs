//! `//go:build` expressions.
//!
//! In: what follows `//go:build`. Out: a [`Constraint`].
//! Invariants: parsing never recurses deeper than a fixed limit.
//! Source: `go help buildconstraint`.

/// A parsed `//go:build` expression.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Constraint {
    /// A tag.
    Tag(String),
    /// `!x`
    Not(Box<Constraint>),
    /// `x && y`
    And(Box<Constraint>, Box<Constraint>),
    /// `x || y`
    Or(Box<Constraint>, Box<Constraint>),
}

/// Deepest accepted nesting of a constraint.
const MAX_DEPTH: usize = 100;

impl Constraint {
    /// Parses what follows `//go:build`.
    pub fn parse(text: &str) -> Result<Constraint, String> {
        let mut parser = Parser { rest: text.trim(), depth: 0 };
        let constraint = parser.or()?;
        if parser.rest.is_empty() { Ok(constraint) } else { Err(format!("unexpected {:?}", parser.rest)) }
    }

    /// Whether it holds when `has_tag` says which tags are set.
    pub fn holds(&self, has_tag: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Constraint::Tag(tag) => has_tag(tag),
            Constraint::Not(x) => !x.holds(has_tag),
            Constraint::And(x, y) => x.holds(has_tag) && y.holds(has_tag),
            Constraint::Or(x, y) => x.holds(has_tag) || y.holds(has_tag),
        }
    }

    /// The lowest Go release that the constraint implies, as a minor version: what sets a file's
    /// language version.
    pub fn min_release(&self) -> Option<u8> {
        match self {
            Constraint::Tag(tag) => match tag.strip_prefix("go1.") {
                Some(minor) => minor.parse().ok(),
                None if tag == "go1" => Some(0),
                None => None,
            },
            Constraint::Not(_) => None,
            Constraint::And(x, y) => x.min_release().max(y.min_release()),
            Constraint::Or(x, y) => Some(x.min_release()?.min(y.min_release()?)),
        }
    }
}

struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

impl Parser<'_> {
    fn eat(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }

    fn or(&mut self) -> Result<Constraint, String> {
        let mut x = self.and()?;
        while self.eat("||") {
            x = Constraint::Or(Box::new(x), Box::new(self.and()?));
        }
        Ok(x)
    }

    fn and(&mut self) -> Result<Constraint, String> {
        let mut x = self.not()?;
        while self.eat("&&") {
            x = Constraint::And(Box::new(x), Box::new(self.not()?));
        }
        Ok(x)
    }

    fn not(&mut self) -> Result<Constraint, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err("build expression too large".into());
        }
        let result = if self.eat("!") {
            Ok(Constraint::Not(Box::new(self.not()?)))
        } else if self.eat("(") {
            let inner = self.or()?;
            if self.eat(")") { Ok(inner) } else { Err("missing close paren".into()) }
        } else {
            let end = self
                .rest
                .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
                .unwrap_or(self.rest.len());
            let (tag, rest) = self.rest.split_at(end);
            if tag.is_empty() {
                return Err(match rest.is_empty() {
                    true => "unexpected end of expression".into(),
                    false => format!("unexpected {rest:?}"),
                });
            }
            let tag = tag.to_owned();
            self.rest = rest.trim_start();
            Ok(Constraint::Tag(tag))
        };
        self.depth -= 1;
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions() {
        let set = ["linux", "unix", "go1.24", "extra"];
        let holds = |text| Constraint::parse(text).unwrap().holds(&|tag| set.contains(&tag));
        assert!(holds("linux && !windows"));
        assert!(holds("windows || (unix && go1.24)"));
        assert!(holds("extra"));
        assert!(!holds("go1.25"));
        assert!(!holds("cgo || ignore"));
        assert!(Constraint::parse("linux &&").is_err());
        assert!(Constraint::parse("(linux").is_err());
        assert!(Constraint::parse(&"!".repeat(100_000)).is_err());
    }

    #[test]
    fn language_version() {
        let version = |text| Constraint::parse(text).unwrap().min_release();
        assert_eq!(version("go1.21"), Some(21));
        assert_eq!(version("go1.21 && linux"), Some(21));
        assert_eq!(version("go1.21 || linux"), None);
        assert_eq!(version("!go1.21"), None);
    }
}
