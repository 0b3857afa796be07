//! Strings and runes as Go source spells them.
//!
//! In: bytes that need not be UTF-8. Out: a literal without raw control characters.
//! Source: documentation of Go's package strconv, `Quote` and `QuoteRune`.

use std::fmt::Write;

/// `text` as a Go string literal in double quotes.
pub fn quote(text: &[u8]) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for chunk in text.utf8_chunks() {
        for c in chunk.valid().chars() {
            escape(&mut out, c, '"');
        }
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    out.push('"');
    out
}

/// `rune` as a Go character literal; what is no character becomes U+FFFD.
pub fn quote_rune(rune: i64) -> String {
    let c = u32::try_from(rune).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
    let mut out = String::from("'");
    escape(&mut out, c, '\'');
    out.push('\'');
    out
}

/// Whether Go prints `c` as it is: letters, marks, numbers, punctuation, symbols and the space.
pub fn is_print(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, ' '..='~');
    }
    // Only a string's first character is escaped for being a combining mark.
    let mut text = String::from("a");
    text.push(c);
    text.escape_debug().nth(1).is_none_or(|first| first != '\\')
}

fn escape(out: &mut String, c: char, quote: char) {
    if c == quote || c == '\\' {
        out.push('\\');
        out.push(c);
        return;
    }
    if is_print(c) {
        out.push(c);
        return;
    }
    let short = match c {
        '\x07' => "\\a",
        '\x08' => "\\b",
        '\x0c' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\x0b' => "\\v",
        _ => "",
    };
    let code = u32::from(c);
    let _ = if !short.is_empty() {
        out.write_str(short)
    } else if c < ' ' || c == '\x7f' {
        write!(out, "\\x{code:02x}")
    } else if code < 0x1_0000 {
        write!(out, "\\u{code:04x}")
    } else {
        write!(out, "\\U{code:08x}")
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_like_strconv() {
        assert_eq!(quote(b"a\"b\\c\n\x07\x00\x7f"), r#""a\"b\\c\n\a\x00\x7f""#);
        assert_eq!(quote(b"\xff\xc3"), r#""\xff\xc3""#);
        assert_eq!(
            quote("héllo\u{301} \u{80}\u{a0}\u{feff}\u{e000}\u{10ffff}".as_bytes()),
            "\"héllo\u{301} \\u0080\\u00a0\\ufeff\\ue000\\U0010ffff\""
        );
        assert_eq!(quote("\u{301}".as_bytes()), "\"\u{301}\"");
        assert_eq!(quote_rune(39), r"'\''");
        assert_eq!(quote_rune(0x22), "'\"'");
        assert_eq!(quote_rune(-1), "'\u{fffd}'");
        assert_eq!(quote_rune(0xd800), "'\u{fffd}'");
    }
}
