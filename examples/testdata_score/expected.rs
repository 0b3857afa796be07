//! The `ERROR` comments of a text.
//!
//! `/* ERROR "part" */` expects an error whose text contains the part, `/* ERRORx "regexp" */` one
//! that the expression matches; both as well as a `//` comment. The error belongs where the token
//! before the comment starts.
//! Source: Go 1.27.3, `cmd/compile/internal/types2/check_test.go`.

use goesc::syntax::lexer::Tokens;
use regex::Regex;

/// One comment.
pub struct Expected {
    /// First byte of the token before it.
    pub offset: u32,
    /// The comment's words.
    pub text: String,
    matcher: Matcher,
}

enum Matcher {
    Part(String),
    Regex(Regex),
    /// The comment makes no sense.
    Nothing,
}

impl Expected {
    /// Whether an error is the expected one.
    pub fn matches(&self, message: &str) -> bool {
        match &self.matcher {
            Matcher::Part(part) => message.contains(part.as_str()),
            Matcher::Regex(regex) => regex.is_match(message),
            Matcher::Nothing => false,
        }
    }
}

/// The comments of `text`, in order.
pub fn expected(text: &str) -> Vec<Expected> {
    let mut found = Vec::new();
    let (mut end, mut previous) = (0, 0);
    for (start, _, token_end) in Tokens::new(text) {
        // An inserted semicolon is no token.
        if start == token_end {
            continue;
        }
        comments(&text[end..start as usize], |comment| found.extend(read(comment, previous)));
        (end, previous) = (token_end as usize, start);
    }
    comments(&text[end..], |comment| found.extend(read(comment, previous)));
    found
}

/// Calls `each` with what is in the comments of a text between tokens.
fn comments<'a>(mut gap: &'a str, mut each: impl FnMut(&'a str)) {
    while let Some(at) = gap.find('/') {
        let rest = &gap[at + 1..];
        let (comment, after) = if let Some(rest) = rest.strip_prefix('/') {
            rest.split_once('\n').unwrap_or((rest, ""))
        } else if let Some(rest) = rest.strip_prefix('*') {
            rest.split_once("*/").unwrap_or((rest, ""))
        } else {
            ("", rest)
        };
        each(comment);
        gap = after;
    }
}

fn read(comment: &str, offset: u32) -> Option<Expected> {
    let matcher = if let Some(part) = comment.strip_prefix(" ERROR ") {
        unquote(part.trim()).map(Matcher::Part)
    } else if let Some(regex) = comment.strip_prefix(" ERRORx ") {
        unquote(regex.trim()).and_then(|regex| Regex::new(&plain_braces(&regex)).ok()).map(Matcher::Regex)
    } else {
        return None;
    };
    Some(Expected { offset, text: comment.trim().to_owned(), matcher: matcher.unwrap_or(Matcher::Nothing) })
}

/// Braces that count nothing stand for themselves in Go's expressions.
fn plain_braces(regex: &str) -> String {
    regex.replace("{}", r"\{\}")
}

/// The value of a Go string literal.
fn unquote(literal: &str) -> Option<String> {
    if let Some(raw) = literal.strip_prefix('`') {
        return raw.strip_suffix('`').map(str::to_owned);
    }
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    let mut value = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            value.push(c);
            continue;
        }
        value.push(match chars.next()? {
            'n' => '\n',
            't' => '\t',
            'u' => {
                let digits: String = chars.by_ref().take(4).collect();
                char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?
            }
            c @ ('\\' | '"') => c,
            _ => return None,
        });
    }
    Some(value)
}
