//! Scanning of what regular expressions describe badly: comments, numbers, strings, identifiers
//! beyond ASCII, and what is wrong with each.
//!
//! In: the scanner behind the first bytes of a token. Out: the scanner behind its last byte;
//! errors in gc's words go to [`Scan::errors`](super::token::Scan). Spec: "Comments", "Integer
//! literals" to "String literals".
//! Invariants: the scanner stays on character boundaries and always moves forward.

use super::token::{LexError, Number, Scanner};
use logos::Logos;

pub(super) fn line_comment(scanner: &mut Scanner) {
    let rest = scanner.remainder();
    let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
    scanner.bump(end);
}

pub(super) fn block_comment(scanner: &mut Scanner) {
    let rest = scanner.remainder();
    match memchr::memmem::find(rest.as_bytes(), b"*/") {
        Some(at) => scanner.bump(at + 2),
        None => {
            report(scanner, 0, "comment not terminated".to_owned());
            scanner.bump(scanner.remainder().len());
        }
    }
}

pub(super) fn invalid_character(scanner: &mut Scanner) {
    let Some(c) = scanner.slice().chars().next() else { return };
    if c != '\0' {
        // NUL and byte order marks are reported wherever they stand, see `odd_characters`.
        report(scanner, 0, format!("invalid character {}", code_point(c)));
    }
}

/// Reports the characters of an identifier that are neither letters nor digits.
pub(super) fn wide_identifier(scanner: &mut Scanner) {
    let word = scanner.slice();
    for (at, c) in word.char_indices() {
        let message = if c.is_ascii() || c == BOM || is_category(c, Category::Letter) {
            continue;
        } else if is_category(c, Category::Digit) {
            if at > 0 {
                continue;
            }
            format!("identifier cannot begin with digit {}", code_point(c))
        } else {
            format!("invalid character {} in identifier", code_point(c))
        };
        report(scanner, at, message);
    }
}

/// NUL characters and byte order marks, which are errors wherever they stand.
pub(super) fn odd_characters(text: &str) -> Vec<LexError> {
    let bytes = text.as_bytes();
    let error = |at: usize, message: &str| LexError { offset: at as u32, message: message.to_owned() };
    let mut errors: Vec<LexError> =
        memchr::memchr_iter(0, bytes).map(|at| error(at, "invalid NUL character")).collect();
    if memchr::memchr(0xEF, bytes).is_some() {
        let marks = text.match_indices(BOM).filter(|&(at, _)| at > 0);
        errors.extend(marks.map(|(at, _)| error(at, "invalid BOM in the middle of the file")));
    }
    errors
}

pub(super) fn number(scanner: &mut Scanner) -> Number {
    scan_number(scanner, false)
}

pub(super) fn fraction(scanner: &mut Scanner) -> Number {
    scan_number(scanner, true)
}

pub(super) fn rune(scanner: &mut Scanner) {
    let start = scanner.span().start;
    let bytes = scanner.source().as_bytes();
    let mut at = start + 1;
    let mut count = 0;
    let mut good = true;
    loop {
        match bytes.get(at) {
            Some(b'\'') => {
                if good && count == 0 {
                    report(scanner, 1, "empty rune literal or unescaped '".to_owned());
                } else if good && count != 1 {
                    report(scanner, 0, "more than one character in rune literal".to_owned());
                }
                at += 1;
                break;
            }
            Some(b'\\') => good &= escape(scanner, &mut at, b'\''),
            Some(b'\n') => {
                if good {
                    report(scanner, at - start, "newline in rune literal".to_owned());
                }
                break;
            }
            Some(&byte) => at += char_len(byte),
            None => {
                if good {
                    report(scanner, 0, "rune literal not terminated".to_owned());
                }
                break;
            }
        }
        count += 1;
    }
    scanner.bump(at - start - 1);
}

pub(super) fn string(scanner: &mut Scanner) {
    let start = scanner.span().start;
    let bytes = scanner.source().as_bytes();
    let mut at = start + 1;
    loop {
        match memchr::memchr3(b'"', b'\\', b'\n', &bytes[at..]).map(|n| at + n) {
            None => {
                report(scanner, 0, "string not terminated".to_owned());
                at = bytes.len();
                break;
            }
            Some(found) if bytes[found] == b'"' => {
                at = found + 1;
                break;
            }
            Some(found) if bytes[found] == b'\n' => {
                report(scanner, found - start, "newline in string".to_owned());
                at = found;
                break;
            }
            Some(found) => {
                at = found;
                escape(scanner, &mut at, b'"');
            }
        }
    }
    scanner.bump(at - start - 1);
}

pub(super) fn raw_string(scanner: &mut Scanner) {
    let rest = scanner.remainder();
    match memchr::memchr(b'`', rest.as_bytes()) {
        Some(at) => scanner.bump(at + 1),
        None => {
            report(scanner, 0, "string not terminated".to_owned());
            scanner.bump(scanner.remainder().len());
        }
    }
}

const BOM: char = '\u{feff}';

fn report(scanner: &mut Scanner, at: usize, message: String) {
    let offset = (scanner.span().start + at) as u32;
    scanner.extras.errors.push(LexError { offset, message });
}

/// Bytes of the character that starts with `first`.
fn char_len(first: u8) -> usize {
    match first {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// `U+0040 '@'`; control characters without the character itself.
fn code_point(c: char) -> String {
    if is_printable(c) { format!("U+{:04X} '{c}'", c as u32) } else { format!("U+{:04X}", c as u32) }
}

/// Unicode's general categories, as far as Go asks for them.
#[derive(Logos, Clone, Copy, PartialEq, Eq)]
enum Category {
    #[regex(r"\p{L}|_")]
    Letter,
    #[regex(r"\p{Nd}")]
    Digit,
}

fn is_category(c: char, category: Category) -> bool {
    Category::lexer(c.encode_utf8(&mut [0; 4])).next() == Some(Ok(category))
}

fn is_printable(c: char) -> bool {
    !(c.is_control() || c.is_whitespace() && c != ' ')
}

/// Reads an escape sequence at `*at`, a backslash, and moves `*at` behind it; false if malformed.
fn escape(scanner: &mut Scanner, at: &mut usize, quote: u8) -> bool {
    let start = scanner.span().start;
    let text = scanner.source();
    let bytes = text.as_bytes();
    *at += 1;
    let Some(&kind) = bytes.get(*at) else { return true };
    let (digits, base) = match kind {
        b'a' | b'b' | b'f' | b'n' | b'r' | b't' | b'v' | b'\\' => (0, 0),
        _ if kind == quote => (0, 0),
        b'0'..=b'7' => (3, 8),
        b'x' => (2, 16),
        b'u' => (4, 16),
        b'U' => (8, 16),
        _ => {
            report(scanner, *at - start, "unknown escape".to_owned());
            return false;
        }
    };
    if base != 8 {
        *at += 1;
    }
    let mut value = 0;
    for _ in 0..digits {
        let Some(c) = text[*at..].chars().next() else { return true };
        let Some(digit) = c.to_digit(base) else {
            let message = format!("invalid character {} in {} escape", quoted(c), base_name(base));
            report(scanner, *at - start, message);
            return false;
        };
        value = value * base + digit;
        *at += 1;
    }
    if base == 8 && value > 255 {
        report(scanner, *at - start, format!("octal escape value {value} > 255"));
        return false;
    }
    if matches!(kind, b'u' | b'U') && char::from_u32(value).is_none() {
        let message = format!("escape is invalid Unicode code point U+{value:04X}");
        report(scanner, *at - start, message);
        return false;
    }
    true
}

/// A character as Go's `%q` prints it.
fn quoted(c: char) -> String {
    match c {
        '\'' => r"'\''".to_owned(),
        '\\' => r"'\\'".to_owned(),
        '\n' => r"'\n'".to_owned(),
        '\r' => r"'\r'".to_owned(),
        '\t' => r"'\t'".to_owned(),
        _ if is_printable(c) => format!("'{c}'"),
        _ if (c as u32) < 0x80 => format!("'\\x{:02x}'", c as u32),
        _ if (c as u32) < 0x10000 => format!("'\\u{:04x}'", c as u32),
        _ => format!("'\\U{:08x}'", c as u32),
    }
}

fn base_name(base: u32) -> &'static str {
    match base {
        2 => "binary",
        8 => "octal",
        10 => "decimal",
        _ => "hexadecimal",
    }
}

/// Reads a number of which one digit (or, with `point`, a point and one digit) is consumed.
fn scan_number(scanner: &mut Scanner, point: bool) -> Number {
    let start = scanner.span().start;
    let mut digits =
        Digits { bytes: &scanner.source().as_bytes()[start..], at: 0, seen: false, separated: false };
    if !point {
        // Most numbers are one or two decimal digits.
        let rest = &digits.bytes[1..];
        if digits.bytes[0] != b'0' || rest.first().is_none_or(|b| !is_number_byte(*b)) {
            let len = rest.iter().take_while(|b| b.is_ascii_digit()).count();
            if rest.get(len).is_none_or(|b| !is_number_byte(*b)) {
                scanner.bump(len);
                return Number::Int;
            }
        }
    }
    let mut kind = Number::Int;
    let mut error: Option<(usize, String)> = None;
    let fail = |error: &mut Option<(usize, String)>, at: usize, message: String| {
        error.get_or_insert((at, message));
    };
    let (mut base, mut prefix) = (10, b' ');
    let mut bad_digit = None;
    let mut point = point;
    if !point {
        if digits.peek() == b'0' {
            digits.at += 1;
            prefix = digits.peek() | 0x20;
            base = match prefix {
                b'x' => 16,
                b'o' => 8,
                b'b' => 2,
                _ => {
                    prefix = b'0';
                    digits.seen = true;
                    8
                }
            };
            if prefix != b'0' {
                digits.at += 1;
            }
        }
        digits.skip(base, &mut bad_digit);
        point = digits.peek() == b'.';
        if point && matches!(prefix, b'o' | b'b') {
            fail(&mut error, digits.at, format!("invalid radix point in {} literal", base_name(base)));
        }
    }
    if point {
        kind = Number::Float;
        digits.at += 1;
        digits.skip(base, &mut bad_digit);
    }
    if !digits.seen {
        fail(&mut error, digits.at, format!("{} literal has no digits", base_name(base)));
    }
    let exponent = digits.peek();
    if matches!(exponent | 0x20, b'e' | b'p') {
        let c = exponent as char;
        if exponent | 0x20 == b'e' && !matches!(prefix, b' ' | b'0') {
            fail(&mut error, digits.at, format!("'{c}' exponent requires decimal mantissa"));
        } else if exponent | 0x20 == b'p' && prefix != b'x' {
            fail(&mut error, digits.at, format!("'{c}' exponent requires hexadecimal mantissa"));
        }
        kind = Number::Float;
        digits.at += 1;
        if matches!(digits.peek(), b'+' | b'-') {
            digits.at += 1;
        }
        digits.seen = false;
        digits.skip(10, &mut None);
        if !digits.seen {
            fail(&mut error, digits.at, "exponent has no digits".to_owned());
        }
    } else if prefix == b'x' && kind == Number::Float {
        fail(&mut error, digits.at, "hexadecimal mantissa requires a 'p' exponent".to_owned());
    }
    if digits.peek() == b'i' {
        kind = Number::Imag;
        digits.at += 1;
    }
    let text = &digits.bytes[..digits.at];
    if let (Number::Int, Some(at)) = (kind, bad_digit) {
        let message = format!("invalid digit '{}' in {} literal", text[at] as char, base_name(base));
        fail(&mut error, at, message);
    }
    if digits.separated
        && let Some(at) = misplaced_separator(text, prefix)
    {
        fail(&mut error, at, "'_' must separate successive digits".to_owned());
    }
    let consumed = scanner.slice().len();
    scanner.bump(text.len() - consumed);
    if let Some((at, message)) = error {
        report(scanner, at, message);
    }
    kind
}

/// Whether `b` may continue a number that starts with decimal digits.
fn is_number_byte(b: u8) -> bool {
    b.is_ascii_digit()
        || matches!(
            b,
            b'_' | b'.' | b'e' | b'E' | b'p' | b'P' | b'x' | b'X' | b'o' | b'O' | b'b' | b'B' | b'i'
        )
}

/// A run through the digits of a number.
struct Digits<'t> {
    bytes: &'t [u8],
    at: usize,
    /// Whether there was a digit.
    seen: bool,
    /// Whether there was a `_`.
    separated: bool,
}

impl Digits<'_> {
    /// The next byte; NUL at the end.
    fn peek(&self) -> u8 {
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    /// Skips digits and separators; notes the first decimal digit that `base` does not have.
    fn skip(&mut self, base: u32, bad: &mut Option<usize>) {
        loop {
            let b = self.peek();
            if b == b'_' {
                self.separated = true;
            } else if b.is_ascii_digit() || base == 16 && b.is_ascii_hexdigit() {
                self.seen = true;
                if base < 10 && u32::from(b - b'0') >= base {
                    bad.get_or_insert(self.at);
                }
            } else {
                return;
            }
            self.at += 1;
        }
    }
}

/// The first `_` in `text` that does not stand between digits (a base prefix counts as one).
fn misplaced_separator(text: &[u8], prefix: u8) -> Option<usize> {
    let has_prefix = matches!(prefix, b'x' | b'o' | b'b');
    let is_digit = |at: usize| {
        text.get(at).is_some_and(|b| b.is_ascii_digit() || prefix == b'x' && b.is_ascii_hexdigit())
    };
    let after_digit = |at: usize| (has_prefix && at == 2) || (at > 0 && is_digit(at - 1));
    // Of two in a row, the second is to blame.
    let followed = |at: usize| is_digit(at + 1) || text.get(at + 1) == Some(&b'_');
    (0..text.len()).find(|&at| text[at] == b'_' && !(after_digit(at) && followed(at)))
}
