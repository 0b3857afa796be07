//! Markdown for terminals.
//!
//! In: a text of the guide. Out: lines of at most a width, with colours or without.
//! Invariants: blocks of code are never wrapped; HTML in the text is shown as it is written.

use anstyle::{AnsiColor, Style};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use std::fmt::Write;
use textwrap::{Options, WordSplitter};

/// What indents blocks of code.
const CODE_INDENT: &str = "    ";
/// Stands for a blank at which no line may end.
const FIXED_BLANK: char = '\u{a0}';

/// How text looks on a terminal, if at all different.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint {
    /// Whether to colour.
    pub color: bool,
}

impl Paint {
    pub const HEADING: Style = Style::new().bold();
    pub const CODE: Style = AnsiColor::Cyan.on_default();
    pub const FAINT: Style = Style::new().dimmed();
    pub const GOOD: Style = AnsiColor::Green.on_default().bold();
    pub const BAD: Style = AnsiColor::Red.on_default().bold();

    /// `text` in a style.
    pub fn paint(self, style: Style, text: &str) -> String {
        if self.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// The lines of a Markdown text, with an empty one between blocks. `fence` makes the lines of a block
/// of code from what stands behind its fence and what is in it.
pub(super) fn render(
    markdown: &str,
    width: usize,
    paint: Paint,
    fence: &mut dyn FnMut(&str, &str) -> Vec<String>,
) -> String {
    let (out, text) = (String::new(), String::new());
    let mut writer =
        Writer { width, paint, out, text, lists: Vec::new(), marker: None, after_item: false, fence };
    let mut code: Option<(String, String)> = None;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                writer.flush();
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                code = Some((info, String::new()));
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((info, text)) = code.take() {
                    writer.code(&info, &text);
                }
            }
            Event::Text(text) => match &mut code {
                Some((_, code)) => code.push_str(&text),
                None => writer.text.push_str(&text),
            },
            event => writer.event(event),
        }
    }
    writer.flush();
    writer.out
}

struct Writer<'a> {
    width: usize,
    paint: Paint,
    out: String,
    /// The paragraph that is being read.
    text: String,
    /// The lists around it: their next number.
    lists: Vec<Option<u64>>,
    /// What the next paragraph begins with.
    marker: Option<String>,
    /// Whether the last block belongs to a list.
    after_item: bool,
    fence: &'a mut dyn FnMut(&str, &str) -> Vec<String>,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::List(first)) => {
                self.flush();
                self.lists.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                self.flush();
                self.lists.pop();
            }
            Event::Start(Tag::Item) => {
                self.marker = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                });
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::BlockQuote(_)) => self.flush(),
            Event::Start(Tag::Heading { .. }) => self.flush(),
            Event::End(TagEnd::Heading(_)) => {
                self.text = self.paint.paint(Paint::HEADING, &self.text);
                self.flush();
            }
            Event::Start(Tag::Strong | Tag::Emphasis) if self.paint.color => {
                let _ = write!(self.text, "{}", Paint::HEADING);
            }
            Event::End(TagEnd::Strong | TagEnd::Emphasis) if self.paint.color => {
                let _ = write!(self.text, "{:#}", Paint::HEADING);
            }
            Event::Code(code) => {
                let code: String = code.chars().map(|c| if c == ' ' { FIXED_BLANK } else { c }).collect();
                let code = match self.paint.color {
                    true => self.paint.paint(Paint::CODE, &code),
                    false => format!("`{code}`"),
                };
                self.text.push_str(&code);
            }
            Event::Html(text) | Event::InlineHtml(text) => self.text.push_str(&text),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            _ => {}
        }
    }

    /// Starts a block: an empty line before it, but not between the items of a list.
    fn begin(&mut self) {
        let is_next_item = self.after_item && self.marker.is_some();
        if !self.out.is_empty() && !is_next_item {
            self.out.push('\n');
        }
        self.after_item = !self.lists.is_empty();
    }

    /// Writes the paragraph that was read.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return;
        }
        self.begin();
        let depth = self.lists.len();
        let (first, rest) = match self.marker.take() {
            Some(marker) => {
                let outer = "  ".repeat(depth.saturating_sub(1));
                (format!("{outer}{marker}"), " ".repeat(outer.len() + marker.len()))
            }
            None => ("  ".repeat(depth), "  ".repeat(depth)),
        };
        let options = Options::new(self.width)
            .initial_indent(&first)
            .subsequent_indent(&rest)
            .word_splitter(WordSplitter::NoHyphenation);
        for line in textwrap::wrap(text.trim(), options) {
            self.out.push_str(line.replace(FIXED_BLANK, " ").trim_end());
            self.out.push('\n');
        }
    }

    fn code(&mut self, info: &str, text: &str) {
        self.begin();
        for line in (self.fence)(info, text) {
            let indent = if line.is_empty() { "" } else { CODE_INDENT };
            let _ = writeln!(self.out, "{indent}{line}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, width: usize) -> String {
        let mut fence = |info: &str, code: &str| vec![format!("[{info}]"), code.trim_end().to_owned()];
        render(markdown, width, Paint { color: false }, &mut fence)
    }

    #[test]
    fn paragraphs_lists_and_code() {
        let text = "One *two* `a b`\nthree four.\n\n- five six seven\n- eight\n\n1. nine\n\n```gc 1\nx  y\n```\n<b>end";
        let expected = "\
One two `a b`
three four.

- five six
  seven
- eight
1. nine

    [gc 1]
    x  y

<b>end
";
        assert_eq!(check(text, 14), expected);
    }

    #[test]
    fn chinese_is_wrapped_between_characters() {
        assert_eq!(check("变量在栈上，不在堆上。", 12), "变量在栈上，\n不在堆上。\n");
    }

    #[test]
    fn colours() {
        let mut fence = |_: &str, _: &str| Vec::new();
        let text = render("a **b** `c`", 80, Paint { color: true }, &mut fence);
        assert_eq!(text, "a \u{1b}[1mb\u{1b}[0m \u{1b}[36mc\u{1b}[0m\n");
    }
}
