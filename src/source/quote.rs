//! Go's spelling of strings and runes.
//!
//! In: bytes. Out: what `strconv.Quote` and `strconv.QuoteRune` print for them.
//! Source: package strconv of Go 1.27.3.

/// `bytes` in double quotes, with Go's escapes; bytes that are not UTF-8 become `\xNN`.
pub fn quote(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 2);
    out.push('"');
    for chunk in bytes.utf8_chunks() {
        chunk.valid().chars().for_each(|c| push_escaped(&mut out, c, '"'));
        for byte in chunk.invalid() {
            out.push_str(&format!("\\x{byte:02x}"));
        }
    }
    out.push('"');
    out
}

/// `rune` in single quotes, with Go's escapes; what is no character becomes U+FFFD.
pub fn quote_rune(rune: u32) -> String {
    let mut out = String::from("'");
    push_escaped(&mut out, char::from_u32(rune).unwrap_or(char::REPLACEMENT_CHARACTER), '\'');
    out.push('\'');
    out
}

fn push_escaped(out: &mut String, c: char, delimiter: char) {
    match c {
        '\\' => out.push_str("\\\\"),
        '\u{07}' => out.push_str("\\a"),
        '\u{08}' => out.push_str("\\b"),
        '\u{0c}' => out.push_str("\\f"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{0b}' => out.push_str("\\v"),
        _ if c == delimiter => {
            out.push('\\');
            out.push(c);
        }
        _ if is_printable(c) => out.push(c),
        _ => {
            let code = c as u32;
            out.push_str(&match code {
                0..=0x7f => format!("\\x{code:02x}"),
                0x80..=0xffff => format!("\\u{code:04x}"),
                _ => format!("\\U{code:08x}"),
            });
        }
    }
}

/// Whether Go prints the character as it is: no control, format, private, unassigned or space
/// character but U+0020. Unassigned ones outside the listed ranges count as printable.
fn is_printable(c: char) -> bool {
    match c {
        ' '..='~' => true,
        '\0'..='\u{a0}' | '\u{ad}' => false,
        '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{8e2}' => false,
        '\u{1680}' | '\u{180e}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' => false,
        '\u{205f}'..='\u{206f}' | '\u{3000}' | '\u{e000}'..='\u{f8ff}' | '\u{feff}' => false,
        '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' => false,
        '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{10ffff}' => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{quote, quote_rune};

    #[test]
    fn escapes_as_go_does() {
        assert_eq!(quote(b"a\"b'\\\n\x01\xff"), r#""a\"b'\\\n\x01\xff""#);
        assert_eq!(quote("é\u{a0}世\u{feff}".as_bytes()), "\"é\\u00a0世\\ufeff\"");
        assert_eq!(quote_rune('\'' as u32), r"'\''");
        assert_eq!(quote_rune(0xd800), "'\u{fffd}'");
        assert_eq!(quote_rune(0), r"'\x00'");
    }
}
