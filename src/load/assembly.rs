//! Which functions assembly files define and refer to.
//!
//! In: Go assembly, and the files that it includes. Out: an [`Assembly`].
//! Invariants: instructions are not looked at, only symbols; what is not assembly is skipped, never
//! an error; macros expand a bounded number of times.
//! Source: the Go assembler's documentation (`go.dev/doc/asm`), cmd/asm 1.27.3 `-gensymabis`.

use crate::ir::pass::abi_wrappers::{Assembly, Convention};
use rustc_hash::FxHashMap;

/// How deep files and macros nest.
const MAX_DEPTH: u32 = 50;
/// How many tokens macros may make out of one file.
const MAX_EXPANSION: usize = 1_000_000;

/// Adds what the file `text` says to `assembly`. `defined` are macros without a value; `include`
/// finds the text of a header.
pub(super) fn read_assembly(
    text: &str,
    defined: &[String],
    include: &dyn Fn(&str) -> Option<String>,
    assembly: &mut Assembly,
) {
    let mut reader = Reader {
        include,
        macros: defined.iter().map(|name| (name.clone(), Macro::default())).collect(),
        statement: Vec::new(),
        budget: MAX_EXPANSION,
        assembly,
    };
    reader.file(text, 0);
    reader.end_statement();
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Token {
    /// A name; middle dots and division slashes are those that the linker sees.
    Ident(String),
    /// A number, or another literal.
    Literal,
    Punct(char),
}

#[derive(Clone, Default, Debug)]
struct Macro {
    /// Names of the parameters; `None` if it takes none, not even parentheses.
    params: Option<Vec<String>>,
    body: Vec<Token>,
}

struct Reader<'a> {
    include: &'a dyn Fn(&str) -> Option<String>,
    macros: FxHashMap<String, Macro>,
    /// The tokens of the current statement.
    statement: Vec<Token>,
    budget: usize,
    assembly: &'a mut Assembly,
}

impl Reader<'_> {
    fn file(&mut self, text: &str, depth: u32) {
        if depth > MAX_DEPTH {
            return;
        }
        let text = without_comments(text);
        // For each `#ifdef` around the line, whether its branch is the one that counts.
        let mut branches: Vec<bool> = Vec::new();
        let mut lines = text.lines();
        // A call of a macro may go over several lines.
        let (mut pending, mut open): (Vec<Token>, i64) = (Vec::new(), 0);
        while let Some(line) = lines.next() {
            let active = branches.iter().all(|&taken| taken);
            let Some(directive) = line.trim_start().strip_prefix('#') else {
                if active {
                    let line = tokens(line);
                    open += open_parentheses(&line);
                    pending.extend(line);
                    if open <= 0 {
                        open = 0;
                        let line = std::mem::take(&mut pending);
                        self.expand(line, &FxHashMap::default(), 0);
                        self.end_statement();
                    }
                }
                continue;
            };
            let mut directive = directive.trim().to_owned();
            while directive.ends_with('\\') {
                directive.pop();
                directive.push_str(" ; ");
                directive.push_str(lines.next().unwrap_or_default().trim_end());
            }
            let (word, rest) = directive.split_once(char::is_whitespace).unwrap_or((&directive, ""));
            let rest = rest.trim();
            match word {
                "ifdef" => branches.push(self.macros.contains_key(rest)),
                "ifndef" => branches.push(!self.macros.contains_key(rest)),
                "else" => {
                    if let Some(last) = branches.last_mut() {
                        *last = !*last;
                    }
                }
                "endif" => {
                    branches.pop();
                }
                _ if !active => {}
                "define" => self.define(rest),
                "undef" => {
                    self.macros.remove(rest);
                }
                "include" => {
                    if let Some(text) = (self.include)(rest.trim_matches(['"', '<', '>'])) {
                        self.file(&text, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }

    /// `NAME body` or `NAME(a, b) body`
    fn define(&mut self, text: &str) {
        let end = text.find(|c: char| !is_name(c)).unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        let (params, body) = match rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            Some((params, body)) => {
                let params = params.split(',').map(|p| p.trim().to_owned()).filter(|p| !p.is_empty());
                (Some(params.collect()), body)
            }
            None => (None, rest),
        };
        self.macros.insert(linker_name(name), Macro { params, body: tokens(body) });
    }

    /// Adds tokens to the current statement, macros expanded and parameters replaced.
    fn expand(&mut self, tokens: Vec<Token>, params: &FxHashMap<String, Vec<Token>>, depth: u32) {
        let mut next = 0;
        while let Some(token) = tokens.get(next) {
            next += 1;
            self.budget = self.budget.saturating_sub(1);
            if self.budget == 0 {
                return;
            }
            match token {
                Token::Punct(';') => self.end_statement(),
                Token::Ident(name) if params.contains_key(name) => {
                    // What a call passes was expanded before.
                    let value = &params[name];
                    self.budget = self.budget.saturating_sub(value.len());
                    if self.budget > 0 {
                        self.statement.extend(value.iter().cloned());
                    }
                }
                Token::Ident(name) if depth < MAX_DEPTH && self.macros.contains_key(name) => {
                    let Macro { params: names, body } = self.macros[name].clone();
                    let mut values = FxHashMap::default();
                    if let Some(names) = names {
                        let Some((args, end)) = arguments(&tokens, next) else {
                            self.statement.push(token.clone());
                            continue;
                        };
                        next = end;
                        for (name, arg) in names.into_iter().zip(args) {
                            let arg = self.expanded(arg, params, depth + 1);
                            values.insert(name, arg);
                        }
                    }
                    self.expand(body, &values, depth + 1);
                }
                _ => self.statement.push(token.clone()),
            }
        }
    }

    /// The tokens that an argument becomes.
    fn expanded(
        &mut self,
        tokens: Vec<Token>,
        params: &FxHashMap<String, Vec<Token>>,
        depth: u32,
    ) -> Vec<Token> {
        let outer = std::mem::take(&mut self.statement);
        self.expand(tokens, params, depth);
        std::mem::replace(&mut self.statement, outer)
    }

    fn end_statement(&mut self) {
        let statement = std::mem::take(&mut self.statement);
        let mut rest = statement.as_slice();
        while let [Token::Ident(_), Token::Punct(':'), after @ ..] = rest {
            rest = after;
        }
        let [Token::Ident(word), operands @ ..] = rest else { return };
        let operands = split_at_commas(operands);
        let references = match word.as_str() {
            "TEXT" => {
                if let Some((name, convention)) = operands.first().and_then(|&op| function(op)) {
                    self.assembly.defined.insert(name, convention);
                }
                return;
            }
            "DATA" | "FUNCDATA" => operands.get(1..).unwrap_or_default(),
            _ => &operands,
        };
        self.assembly.referenced.extend(references.iter().filter_map(|&op| function(op)));
    }
}

/// `$name<ABIInternal>+8(SB)`; symbols of one file, `name<>(SB)`, are none.
fn function(operand: &[Token]) -> Option<(String, Convention)> {
    let (name, mut rest) = match operand {
        [Token::Punct('$' | '*'), Token::Ident(name), rest @ ..] | [Token::Ident(name), rest @ ..] => {
            (name, rest)
        }
        _ => return None,
    };
    let mut convention = Convention::Stack;
    if let [Token::Punct('<'), Token::Ident(abi), Token::Punct('>'), after @ ..] = rest {
        if abi == "ABIInternal" {
            convention = Convention::Registers;
        }
        rest = after;
    }
    if let [Token::Punct('+'), Token::Literal, after @ ..] = rest {
        rest = after;
    }
    let [Token::Punct('('), Token::Ident(register), Token::Punct(')')] = rest else { return None };
    (register == "SB").then(|| (name.clone(), convention))
}

/// The arguments of a macro's call that starts at `start`, and the end of the call.
fn arguments(tokens: &[Token], start: usize) -> Option<(Vec<Vec<Token>>, usize)> {
    if tokens.get(start) != Some(&Token::Punct('(')) {
        return None;
    }
    let mut nesting = 0;
    for (i, token) in tokens.iter().enumerate().skip(start) {
        match token {
            Token::Punct('(') => nesting += 1,
            Token::Punct(')') if nesting == 1 => {
                let args = split_at_commas(&tokens[start + 1..i]);
                return Some((args.into_iter().map(<[Token]>::to_vec).collect(), i + 1));
            }
            Token::Punct(')') => nesting -= 1,
            _ => {}
        }
    }
    None
}

fn split_at_commas(tokens: &[Token]) -> Vec<&[Token]> {
    let mut nesting = 0;
    let is_comma = |token: &Token| {
        match token {
            Token::Punct('(' | '[') => nesting += 1,
            Token::Punct(')' | ']') => nesting -= 1,
            _ => {}
        }
        nesting == 0 && *token == Token::Punct(',')
    };
    tokens.split(is_comma).collect()
}

fn open_parentheses(tokens: &[Token]) -> i64 {
    let count = |c| tokens.iter().filter(|&t| *t == Token::Punct(c)).count() as i64;
    count('(') - count(')')
}

/// Comments become blanks; line breaks stay.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('/', Some('/')) => {
                while chars.peek().is_some_and(|&c| c != '\n') {
                    chars.next();
                }
            }
            ('/', Some('*')) => {
                chars.next();
                let mut last = ' ';
                for c in chars.by_ref() {
                    if c == '\n' {
                        out.push(c);
                    }
                    if last == '*' && c == '/' {
                        break;
                    }
                    last = c;
                }
                out.push(' ');
            }
            ('"', _) => {
                out.push(c);
                while let Some(c) = chars.next_if(|&c| c != '\n') {
                    out.push(c);
                    match c {
                        '"' => break,
                        '\\' => out.extend(chars.next_if(|&c| c != '\n')),
                        _ => {}
                    }
                }
            }
            _ => out.push(c),
        }
    }
    out
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '\u{b7}' | '\u{2215}')
}

fn linker_name(name: &str) -> String {
    name.replace('\u{b7}', ".").replace('\u{2215}', "/")
}

fn tokens(line: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let end = if c == '"' {
            let close = rest[1..].find('"').map_or(rest.len(), |at| at + 2);
            found.push(Token::Literal);
            close
        } else if is_name(c) {
            let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
            let is_number = c.is_ascii_digit();
            found.push(if is_number { Token::Literal } else { Token::Ident(linker_name(&rest[..end])) });
            end
        } else {
            if !c.is_whitespace() {
                found.push(Token::Punct(c));
            }
            c.len_utf8()
        };
        rest = &rest[end..];
    }
    found
}

/// What the go command defines for a target.
pub(super) fn predefined(goos: &str, goarch: &str) -> Vec<String> {
    let level = match goarch {
        "amd64" => Some("GOAMD64_v1"),
        "386" => Some("GO386_sse2"),
        "arm" => Some("GOARM_5"),
        "mips" | "mipsle" => Some("GOMIPS_hardfloat"),
        "mips64" | "mips64le" => Some("GOMIPS64_hardfloat"),
        "ppc64" | "ppc64le" => Some("GOPPC64_power8"),
        "riscv64" => Some("GORISCV64_rva20u64"),
        _ => None,
    };
    let target = [format!("GOOS_{goos}"), format!("GOARCH_{goarch}")];
    target.into_iter().chain(level.map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let header = "#define FRAME(n) $n-8\n#define JUMP(to) JMP to(SB)\n#include \"h.h\"\n";
        let include = |name: &str| (name == "h.h").then(|| header.to_owned());
        let mut assembly = Assembly::default();
        read_assembly(text, &predefined("linux", "amd64"), &include, &mut assembly);
        let show =
            |name: &str, c: Convention| format!("{name} {}", if c == Convention::Stack { 0 } else { 1 });
        let mut defined: Vec<String> = assembly.defined.iter().map(|(n, &c)| show(n, c)).collect();
        let mut referenced: Vec<String> = assembly.referenced.iter().map(|(n, c)| show(n, *c)).collect();
        defined.sort();
        referenced.sort();
        format!("def {}; ref {}", defined.join(", "), referenced.join(", "))
    }

    #[test]
    fn definitions_and_references() {
        let text = "#include \"textflag.h\"\n// TEXT \u{b7}no(SB)\nTEXT \u{b7}F(SB), NOSPLIT, $0-16 /* CALL \u{b7}x(SB)\n */\n\
                    loop: CALL runtime\u{b7}g<ABIInternal>(SB); JMP loop\n\tMOVQ $\u{b7}h+8(SB), AX\n\tCALL local<>(SB)\n\
                    \tMOVQ x+0(FP), AX\nTEXT a\u{2215}b\u{b7}G<ABIInternal>(SB),7,$0\nDATA \u{b7}d(SB)/8, $\u{b7}e(SB)\n";
        assert_eq!(read(text), "def .F 0, a/b.G 1; ref .e 0, .h 0, runtime.g 1");
    }

    #[test]
    fn macros_and_branches() {
        let text = "#include \"h.h\"\n#define FN(name, to) \\\nTEXT name(SB), 0, FRAME(0) \\\n\tJUMP(to); \\\n\tRET\n\
                    #ifdef GOARCH_amd64\nFN(\u{b7}f, \u{b7}g)\n#else\nFN(\u{b7}no, \u{b7}no)\n#endif\n\
                    #ifndef GOOS_linux\n#define X\nFN(\u{b7}no, \u{b7}no)\n#endif\n#ifdef X\nFN(\u{b7}no,\u{b7}no)\n#endif\n";
        assert_eq!(read(text), "def .f 0; ref .g 0");
    }

    #[test]
    fn anything_ends() {
        read(
            "#define A A A\nA\n#define B(x) B(x) B(x)\nB(B(B(1)))\n#else\n#endif\n#endif\n#define\n#include\nTEXT\nTEXT ,\n\u{b7}",
        );
        read("#define F(x\nF(\nTEXT \u{b7}f(SB\n");
        read(&"(".repeat(100_000));
    }
}
