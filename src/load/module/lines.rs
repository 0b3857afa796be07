//! The syntax that go.mod and go.work share: lines of words, some of them in blocks.
//!
//! In: a text. Out: its [`Line`]s, in order; or the first thing that is no such syntax.
//! Invariants: a line has at least one word; comments and blank lines are gone.
//! Source: `go.dev/ref/mod#go-mod-file-lexical`; the go command 1.27.3 for the wording of errors.

use crate::syntax::quote::unquote;

/// One directive, or a line of a block.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// 1-based.
    pub number: usize,
    /// Of its first word, 1-based, in characters.
    pub column: usize,
    /// The first word, or that of the block around the line.
    pub verb: String,
    /// The other words. Strings still have their quotes.
    pub words: Vec<String>,
    /// Whether it opens a block, or is in one.
    pub place: Place,
}

/// Where a line is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// On its own.
    Single,
    /// In front of a block.
    Opening,
    /// In a block.
    Inside,
}

/// An error of the syntax.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SyntaxError {
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters; 0 for none.
    pub column: usize,
    /// What is wrong.
    pub message: String,
}

/// Splits the text of the file `name` into lines of words.
pub fn read_lines(name: &str, text: &str) -> Result<Vec<Line>, SyntaxError> {
    let mut lines = Vec::new();
    // The word of the block, and where it began.
    let mut block: Option<(String, usize, usize)> = None;
    let mut count = 0;
    for (index, text) in text.split('\n').enumerate() {
        let number = index + 1;
        count = number;
        let Words { mut words, column } = words(text, number)?;
        if words.is_empty() {
            continue;
        }
        match &block {
            None => {
                let opens_block = words.len() > 1 && words.last().is_some_and(|word| word == "(");
                // `verb ( )` is a block without lines.
                let closed = words.len() > 2 && words[words.len() - 2..] == ["(", ")"];
                let verb = words.remove(0);
                if closed {
                    words.truncate(words.len() - 2);
                    lines.push(Line { number, column, verb, words, place: Place::Opening });
                    continue;
                }
                if opens_block {
                    words.pop();
                    block = Some((verb.clone(), number, column));
                }
                let place = if opens_block { Place::Opening } else { Place::Single };
                lines.push(Line { number, column, verb, words, place });
            }
            Some(_) if words == [")"] => block = None,
            Some((verb, ..)) => {
                let verb = verb.clone();
                lines.push(Line { number, column, verb, words, place: Place::Inside });
            }
        }
    }
    match block {
        None => Ok(lines),
        Some((_, line, column)) => Err(SyntaxError {
            line: count,
            column: 0,
            message: format!("syntax error (unterminated block started at {name}:{line}:{column})"),
        }),
    }
}

struct Words {
    words: Vec<String>,
    /// Of the first word, 1-based.
    column: usize,
}

fn words(line: &str, number: usize) -> Result<Words, SyntaxError> {
    let line = line.strip_suffix('\r').unwrap_or(line);
    let error = |at: usize, message: &str| SyntaxError {
        line: number,
        column: line[..at].chars().count() + 1,
        message: message.to_owned(),
    };
    let mut found = Words { words: Vec::new(), column: 1 };
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        if matches!(c, ' ' | '\t' | '\r') {
            at += 1;
            continue;
        }
        if line[at..].starts_with("//") {
            break;
        }
        let start = at;
        match c {
            '(' | ')' | '[' | ']' | '{' | '}' | ',' => at += 1,
            '"' | '`' => {
                at += 1;
                loop {
                    let Some(inner) = line[at..].chars().next() else {
                        return Err(error(line.len(), "unexpected newline in string"));
                    };
                    at += inner.len_utf8();
                    if inner == c {
                        break;
                    }
                    if inner == '\\' && c == '"' {
                        at += line[at..].chars().next().map_or(0, char::len_utf8);
                    }
                }
            }
            c if is_word(c) => {
                while let Some(c) = line[at..].chars().next().filter(|&c| is_word(c)) {
                    if line[at..].starts_with("//") {
                        break;
                    }
                    if line[at..].starts_with("/*") {
                        return Err(error(at, "mod files must use // comments (not /* */ comments)"));
                    }
                    at += c.len_utf8();
                }
            }
            c => return Err(error(at, &format!("unexpected input character {}", quoted(c)))),
        }
        if found.words.is_empty() {
            found.column = line[..start].chars().count() + 1;
        }
        found.words.push(line[start..at].to_owned());
    }
    Ok(found)
}

fn is_word(c: char) -> bool {
    !matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | ',') && !c.is_whitespace() && !c.is_control()
}

fn quoted(c: char) -> String {
    format!("'{}'", c.escape_default())
}

/// The value of a word: a plain one, or a Go string with double quotes.
///
/// # Errors
/// What is wrong with the string.
pub fn string_value(word: &str) -> Result<String, String> {
    let wrong = |text: &str| Err(format!("invalid quoted string: {text}"));
    if word.starts_with('"') {
        return unquote(word).map_or_else(|| wrong("invalid syntax"), Ok);
    }
    match word.contains(['"', '`']) {
        true => wrong("unquoted string cannot contain quote"),
        false => Ok(word.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        match read_lines("/m/go.mod", text) {
            Ok(lines) => {
                let show = |line: Line| {
                    let open = if line.place == Place::Opening { "(" } else { "" };
                    format!("{} {}{open} {:?}", line.number, line.verb, line.words)
                };
                lines.into_iter().map(show).collect::<Vec<_>>().join("; ")
            }
            Err(error) => format!("{}:{}: {}", error.line, error.column, error.message),
        }
    }

    #[test]
    fn words_of_lines() {
        assert_eq!(show("a b // c\r\n\n// d\n\te\"f\" `g h`\n"), "1 a [\"b\"]; 4 e\"f\" [\"`g h`\"]");
        assert_eq!(show("a (\n b c\n\n d // e\n)\nf\n"), "1 a( []; 2 a [\"b\", \"c\"]; 4 a [\"d\"]; 6 f []");
        assert_eq!(show("a ()\nb [c, d]\n"), "1 a( []; 2 b [\"[\", \"c\", \",\", \"d\", \"]\"]");
        assert_eq!(show("a (\nb"), "2:0: syntax error (unterminated block started at /m/go.mod:1:1)");
        assert_eq!(show("m \"x\n"), "1:5: unexpected newline in string");
        assert_eq!(show("m x/* c */\n"), "1:4: mod files must use // comments (not /* */ comments)");
    }

    #[test]
    fn values_of_words() {
        let value = |word| string_value(word).unwrap_or_else(|error| error);
        assert_eq!([value("a"), value("\"a\\tb\\x41\\u00e9\\101\"")], ["a", "a\tbA\u{e9}A"]);
        assert_eq!(value("a\"b"), "invalid quoted string: unquoted string cannot contain quote");
        assert_eq!(value("\"\\q\""), "invalid quoted string: invalid syntax");
    }
}
