//! Spaces between Chinese characters and others.
//!
//! A message cannot know whether an argument is Chinese (`它的地址`) or not (`s.items`). Where it depends
//! on that whether there is a space, the message has the sign [`MAYBE`].

/// A space, unless both its neighbours are Chinese, or one is Chinese punctuation or the end.
const MAYBE: char = '‿';

/// Replaces every [`MAYBE`].
pub(super) fn resolve(text: String) -> String {
    if !text.contains(MAYBE) {
        return text;
    }
    let mut resolved = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c != MAYBE {
            resolved.push(c);
        } else if let (Some(before), Some(&after)) = (resolved.chars().next_back(), chars.peek())
            && is_apart(before, after)
        {
            resolved.push(' ');
        }
    }
    resolved
}

fn is_apart(before: char, after: char) -> bool {
    let is_open = |c: char| c.is_whitespace() || is_punctuation(c);
    let is_joined = is_open(before) || is_open(after) || is_chinese(before) && is_chinese(after);
    !is_joined
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Wide punctuation, which has its space within it.
fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_stand_where_the_script_changes() {
        for (text, expected) in [
            ("它‿被", "它被"),
            ("p‿被‿q", "p 被 q"),
            ("p‿q", "p q"),
            ("（p）‿被", "（p）被"),
            ("p ‿q", "p q"),
            ("‿p‿", "p"),
            ("你 好", "你 好"),
        ] {
            assert_eq!(resolve(text.to_owned()), expected);
        }
    }
}
