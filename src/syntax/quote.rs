//! Strings in comments and in go.mod, which the lexer does not see.
//!
//! In: a text with its quotes. Out: its value.
//! Source: Spec: "String literals".

/// The value of a Go string; nothing if it is none, or no UTF-8.
pub fn unquote(text: &str) -> Option<String> {
    if let Some(raw) = text.strip_prefix('`') {
        return raw.strip_suffix('`').filter(|raw| !raw.contains('`')).map(|raw| raw.replace('\r', ""));
    }
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut value = Vec::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => escape(&mut chars, &mut value)?,
            '"' | '\n' => return None,
            c => value.extend(c.encode_utf8(&mut [0; 4]).bytes()),
        }
    }
    String::from_utf8(value).ok()
}

/// What an escape sequence stands for, behind its backslash.
fn escape(chars: &mut std::str::Chars<'_>, value: &mut Vec<u8>) -> Option<()> {
    let c = chars.next()?;
    let plain = match c {
        'a' => 7,
        'b' => 8,
        'f' => 12,
        'n' => b'\n',
        'r' => b'\r',
        't' => b'\t',
        'v' => 11,
        '\\' => b'\\',
        '"' => b'"',
        'x' => u8::try_from(number(chars, String::new(), 2, 16)?).ok()?,
        '0'..='7' => u8::try_from(number(chars, c.to_string(), 3, 8)?).ok()?,
        'u' | 'U' => {
            let digits = if c == 'u' { 4 } else { 8 };
            let c = char::from_u32(number(chars, String::new(), digits, 16)?)?;
            value.extend(c.encode_utf8(&mut [0; 4]).bytes());
            return Some(());
        }
        _ => return None,
    };
    value.push(plain);
    Some(())
}

/// A number of so many digits, the `first` of them read before.
fn number(chars: &mut std::str::Chars<'_>, first: String, digits: usize, radix: u32) -> Option<u32> {
    let mut text = first;
    text.extend(chars.take(digits - text.len()));
    let all = text.len() == digits && text.chars().all(|c| c.is_digit(radix));
    u32::from_str_radix(&text, radix).ok().filter(|_| all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        let value = |text| unquote(text);
        assert_eq!(value("`a\\`").as_deref(), Some("a\\"));
        assert_eq!(value("\"a\\tb\\x41\\u00e9\\101\\\"\"").as_deref(), Some("a\tbA\u{e9}A\""));
        let bad = [
            "",
            "\"",
            "`",
            "a",
            "\"\\q\"",
            "\"\\x4\"",
            "\"\\x+1\"",
            "\"\\ud800\"",
            "\"\\xff\"",
            "\"a\"b\"",
            "\"a\\\"",
        ];
        assert!(bad.into_iter().all(|text| value(text).is_none()));
    }
}
