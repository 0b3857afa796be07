//! The patterns of a `//go:embed` directive.
//!
//! In: what follows the directive. Out: the patterns.
//! Source: the documentation of package `embed`; gc 1.21 to 1.27 for what is wrong.

use crate::syntax::quote::unquote;

/// The patterns, without quotes, each with its place in `args`.
///
/// # Errors
/// The rest of the directive from the first word on that is no pattern.
pub fn embed_patterns(args: &str) -> Result<Vec<(String, usize)>, &str> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        at = args.len() - args[at..].trim_start().len();
        let rest = args[at..].trim_end();
        let len = match rest.chars().next() {
            None => return Ok(found),
            Some(quote @ ('"' | '`')) => end_of_string(rest, quote).ok_or(rest)?,
            Some(_) => rest.find(char::is_whitespace).unwrap_or(rest.len()),
        };
        let word = &rest[..len];
        let is_string = word.starts_with(['"', '`']);
        let value = if is_string { unquote(word).ok_or(word)? } else { word.to_owned() };
        found.push((value, at));
        at += len;
        if args[at..].chars().next().is_some_and(|c| !c.is_whitespace()) {
            return Err(args[at..].trim_end());
        }
    }
}

/// The length of the string at the start of `text`.
fn end_of_string(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            c if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_directives() {
        let words =
            |args| embed_patterns(args).map(|found| found.into_iter().map(|(w, _)| w).collect::<Vec<_>>());
        assert_eq!(words(" a \"b \\\"c\"\t`d`  "), Ok(vec!["a".into(), "b \"c".into(), "d".into()]));
        assert_eq!(words(""), Ok(Vec::new()));
        assert_eq!(embed_patterns(" a `b`").map(|found| found[1].1), Ok(3));
        // What gc quotes in its error.
        assert_eq!(words(" \"a.txt b "), Err("\"a.txt b"));
        assert_eq!(words(" a \"b\\q\" c"), Err("\"b\\q\""));
        assert_eq!(words(" \"a\"b"), Err("b"));
        assert_eq!(words(" a `b  "), Err("`b"));
    }
}
