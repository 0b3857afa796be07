//! Long lines of reports, broken for a terminal.
//!
//! In: a text with sources and labels, as `snippet` makes it, with colours or without; a width in
//! columns. Out: the same text, in which sentences go on in further lines, below where they began.
//! Invariants: lines that fit, and lines of a source, stay as they are; only blanks at breaks get lost.

use std::fmt::Write;
use textwrap::core::display_width;

/// Fewer columns than that are not enough for a sentence: it goes on further left.
const MIN_COLUMNS: usize = 28;

/// Breaks lines that are longer than `width` columns.
pub fn fit(text: &str, width: usize) -> String {
    let lines: Vec<Styled> = text.lines().map(Styled::new).collect();
    let mut out = String::with_capacity(text.len());
    for (i, (raw, line)) in text.lines().zip(&lines).enumerate() {
        match line.sentence().filter(|_| display_width(&line.plain) > width) {
            Some(start) => line.broken(start, width, lines.get(i + 1), &mut out),
            None => {
                out.push_str(raw);
                out.push('\n');
            }
        }
    }
    out
}

/// A line, apart from its colours.
struct Styled {
    plain: String,
    /// The codes that are in force from a byte of `plain` on.
    codes: Vec<(usize, String)>,
}

impl Styled {
    fn new(line: &str) -> Styled {
        let (mut plain, mut codes) = (String::with_capacity(line.len()), Vec::new());
        let mut active = String::new();
        let mut rest = line;
        while let Some(at) = rest.find("\u{1b}[") {
            plain.push_str(&rest[..at]);
            let Some(end) = rest[at..].find('m') else { break };
            let code = &rest[at..=at + end];
            if code == "\u{1b}[0m" {
                active.clear();
            } else {
                active.push_str(code);
            }
            codes.push((plain.len(), active.clone()));
            rest = &rest[at + end + 1..];
        }
        plain.push_str(rest);
        Styled { plain, codes }
    }

    /// The codes in force at a byte.
    fn style(&self, at: usize) -> &str {
        let before = self.codes.iter().take_while(|(start, _)| *start <= at);
        before.last().map_or("", |(_, codes)| codes)
    }

    /// The byte after the bar between line numbers and source, on lines without a number.
    fn gutter(&self) -> Option<usize> {
        let bar = self.plain.find('│')?;
        self.plain[..bar].chars().all(|c| c == ' ').then_some(bar + '│'.len_utf8())
    }

    /// The byte at which a sentence begins that may be broken.
    fn sentence(&self) -> Option<usize> {
        let plain = &self.plain;
        if let Some(gutter) = self.gutter() {
            // Marks and bars come before a label.
            let marks = |c: char| matches!(c, ' ' | '│' | '^' | '-' | '\'');
            let start = plain[gutter..].find(|c: char| !marks(c))?;
            return Some(gutter + start);
        }
        let text = plain.trim_start();
        let indent = plain.len() - text.len();
        if text.starts_with("= ") {
            return Some(indent + 2);
        }
        // A title, or a line that begins with a place.
        let is_source = text.starts_with(|c: char| c.is_ascii_digit()) || text.starts_with('┌');
        (!is_source && (indent == 0 || indent == 2)).then_some(indent)
    }

    /// Writes the line in several, the first `start` bytes as they are.
    fn broken(&self, start: usize, width: usize, next: Option<&Styled>, out: &mut String) {
        let (head, sentence) = self.plain.split_at(start);
        let gutter = self.gutter();
        let column = display_width(head);
        let left = gutter.map_or(column, |gutter| display_width(&head[..gutter]) + 1);
        // Where the other lines begin: below the first, or further left for want of room.
        let hang = match gutter {
            Some(_) => column.min(width.saturating_sub(MIN_COLUMNS)).max(left),
            None if head.ends_with("= ") => column,
            None => column + 2,
        };
        let first = " ".repeat(column.min(width.saturating_sub(1)));
        let others = " ".repeat(hang);
        let options = textwrap::Options::new(width)
            .initial_indent(&first)
            .subsequent_indent(&others)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        let lines = textwrap::wrap(sentence, options);
        let margin = self.margin(gutter, hang, next);
        let style = self.style(start);
        let reset = if style.is_empty() { "" } else { "\u{1b}[0m" };
        for (i, line) in lines.iter().enumerate() {
            let text = line.trim();
            if i == 0 {
                let coloured = self.painted(start);
                let _ = writeln!(out, "{coloured}{style}{text}{reset}");
            } else {
                let _ = writeln!(out, "{margin}{style}{text}{reset}");
            }
        }
    }

    /// The bars that go on beside further lines: those of the next line.
    fn margin(&self, gutter: Option<usize>, hang: usize, next: Option<&Styled>) -> String {
        let Some(gutter) = gutter else { return " ".repeat(hang) };
        let mut margin = self.painted(gutter);
        let mut column = display_width(&self.plain[..gutter]);
        let next = next.and_then(|next| Some((next, next.gutter()?)));
        if let Some((next, at)) = next {
            for (i, c) in next.plain[at..].char_indices() {
                if column >= hang || !matches!(c, ' ' | '│') {
                    break;
                }
                match c {
                    '│' => {
                        let style = next.style(at + i);
                        let reset = if style.is_empty() { "" } else { "\u{1b}[0m" };
                        let _ = write!(margin, "{style}│{reset}");
                    }
                    _ => margin.push(' '),
                }
                column += 1;
            }
        }
        margin.extend(std::iter::repeat_n(' ', hang.saturating_sub(column)));
        margin
    }

    /// The first `end` bytes with their colours.
    fn painted(&self, end: usize) -> String {
        let mut out = String::new();
        let mut at = 0;
        let mut coloured = false;
        for (start, codes) in self.codes.iter().filter(|(start, _)| *start < end) {
            out.push_str(&self.plain[at..*start]);
            if coloured {
                out.push_str("\u{1b}[0m");
            }
            out.push_str(codes);
            coloured = !codes.is_empty();
            at = *start;
        }
        out.push_str(&self.plain[at..end]);
        if coloured {
            out.push_str("\u{1b}[0m");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::fit;

    const REPORT: &str = "\
note: x is moved to the heap
   ┌─ ./a.go:9:7
   │
 9 │     s = append(s, &value{number: 1, name: \"a long line of source\"})
   │         ------ ^^^^^ 1. this literal creates a value, which escapes
   │         │
   │         2. the pointer is appended to s
   │
   = rule E07: what is appended may outlive the function, so it lives on the heap
";

    #[test]
    fn sentences_go_on_below() {
        let expected = "\
note: x is moved to the heap
   ┌─ ./a.go:9:7
   │
 9 │     s = append(s, &value{number: 1, name: \"a long line of source\"})
   │         ------ ^^^^^ 1. this literal creates a
   │         │            value, which escapes
   │         │
   │         2. the pointer is appended to s
   │
   = rule E07: what is appended may outlive the
     function, so it lives on the heap
";
        assert_eq!(fit(REPORT, 54), expected);
    }

    #[test]
    fn what_fits_stays() {
        assert_eq!(fit(REPORT, 100), REPORT);
        assert_eq!(fit("", 10), "");
    }

    #[test]
    fn colours_go_on() {
        let line = "   \u{1b}[34m=\u{1b}[0m a rule of several words that do not fit\n";
        let text = fit(line, 20);
        assert!(text.lines().count() > 2 && text.starts_with("   \u{1b}[34m=\u{1b}[0m a rule"), "{text:?}");
        let label = "   \u{1b}[36m│\u{1b}[0m   \u{1b}[33m^^ a label of several words\u{1b}[0m\n";
        let text = fit(label, 24);
        let second = text.lines().nth(1).expect("two lines");
        assert!(second.starts_with("   \u{1b}[36m│\u{1b}[0m"), "{text:?}");
        assert!(second.contains("\u{1b}[33m") && second.ends_with("\u{1b}[0m"), "{text:?}");
    }

    #[test]
    fn any_width_will_do() {
        for width in 0..60 {
            let wanted: String = REPORT.chars().filter(|c| c.is_alphanumeric()).collect();
            let text = fit(REPORT, width);
            assert_eq!(text.chars().filter(|c| c.is_alphanumeric()).collect::<String>(), wanted, "{width}");
        }
        let chinese = fit("   = 规则 E07：追加的值可能比函数活得更久，因此在堆上\n", 24);
        assert!(chinese.lines().all(|line| textwrap::core::display_width(line) <= 24), "{chinese}");
    }
}
