//! What the top of a Go file says about whether a build takes it.
//!
//! In: the bytes of a file. Out: whether build constraints select it, whether it needs cgo.
//! Invariants: nothing behind the imports is looked at; what cannot be read is left to the parser
//! to report.
//! Source: `go help buildconstraint`; the go command 1.27.3 for what counts as a constraint.

use super::BuildContext;
use super::folder::PackageFiles;
use crate::syntax::constraint::Constraint;
use crate::syntax::lexer::Tokens;
use crate::syntax::token::Token;

/// Whether the constraints in front of the package clause select a file: its `//go:build` line or,
/// without one, its `// +build` lines.
pub(super) fn selects_text(build: &BuildContext, bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut old = OldConstraints::default();
    let mut in_comment = false;
    // Only line comments in front of everything else can be `+build` lines.
    let mut only_comments = true;
    for line in bytes.split(|&b| b == b'\n') {
        let mut line = line.trim_ascii();
        if !in_comment && let Some(rest) = go_build(line) {
            let text = String::from_utf8_lossy(rest);
            return Constraint::parse(&text).map_or(true, |c| c.holds(&|tag| build.has_tag(tag)));
        }
        if only_comments && line.is_empty() {
            old.blank_line();
        }
        only_comments &= line.is_empty() || line.starts_with(b"//");
        if only_comments && let Some(text) = plus_build(line) {
            old.line(text, build);
        }
        // What remains of the line behind its comments.
        loop {
            if in_comment {
                let Some(end) = memchr::memmem::find(line, b"*/") else { break };
                in_comment = false;
                line = line[end + 2..].trim_ascii_start();
            } else if line.is_empty() || line.starts_with(b"//") {
                break;
            } else if let Some(rest) = line.strip_prefix(b"/*") {
                in_comment = true;
                line = rest;
            } else {
                return old.selects;
            }
        }
    }
    old.selects
}

/// `// +build` lines: they count once a blank line follows.
struct OldConstraints {
    selects: bool,
    pending: bool,
}

impl Default for OldConstraints {
    fn default() -> Self {
        OldConstraints { selects: true, pending: true }
    }
}

impl OldConstraints {
    /// Blanks separate alternatives, commas what must hold together.
    fn line(&mut self, text: &str, build: &BuildContext) {
        let holds = |tag: &str| match tag.strip_prefix('!') {
            Some(tag) => !tag.is_empty() && !tag.starts_with('!') && !build.has_tag(tag),
            None => build.has_tag(tag),
        };
        self.pending &= text.split_ascii_whitespace().any(|option| option.split(',').all(holds));
    }

    fn blank_line(&mut self) {
        self.selects = self.pending;
    }
}

/// The expression of a `//go:build` line.
fn go_build(line: &[u8]) -> Option<&[u8]> {
    let rest = line.strip_prefix(b"//go:build")?;
    (rest.is_empty() || rest.starts_with(b" ") || rest.starts_with(b"\t")).then_some(rest)
}

/// The options of a `// +build` line.
fn plus_build(line: &[u8]) -> Option<&str> {
    let rest = line.strip_prefix(b"//")?.trim_ascii().strip_prefix(b"+build")?;
    let text = std::str::from_utf8(rest).ok()?;
    (text.is_empty() || text.starts_with([' ', '\t'])).then_some(text)
}

/// What the files of a package say before their first declarations.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct PackageHeader {
    /// The name in the first package clause, if there is one.
    pub name: String,
    /// The paths in imports, sorted, each once.
    pub imports: Vec<String>,
}

/// What the files of a package say before their first declarations.
pub fn package_header(package: &PackageFiles) -> PackageHeader {
    let mut header = PackageHeader::default();
    for file in &package.files {
        let Header { package, mut imports } = Header::read_imports(&file.bytes);
        if header.name.is_empty() {
            header.name = package.unwrap_or_default();
        }
        header.imports.append(&mut imports);
    }
    header.imports.sort_unstable();
    header.imports.dedup();
    header
}

/// What a file says before its first declaration.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Header {
    /// The name in its package clause, if there is one.
    pub package: Option<String>,
    /// The paths that it imports, as far as they were asked for.
    pub imports: Vec<String>,
}

impl Header {
    /// Reads the package clause, and the imports if some text in the file is what it `needs` of
    /// them.
    fn read_for(bytes: &[u8], needs: &[&str]) -> Header {
        let valid = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
        };
        let word = |start: u32, end: u32| &valid[start as usize..end as usize];
        let mut tokens = Tokens::new(valid).filter(|(_, token, _)| *token != Token::Semi);
        let mut header = Header::default();
        let Some((_, Token::Package, _)) = tokens.next() else { return header };
        let Some((start, Token::Ident, end)) = tokens.next() else { return header };
        header.package = Some(word(start, end).to_owned());
        if !needs.is_empty() && !needs.iter().any(|text| valid.contains(text)) {
            return header;
        }
        let mut in_group = false;
        let mut in_import = false;
        for (start, token, end) in tokens {
            match token {
                Token::Import => in_import = true,
                Token::LParen if in_import => in_group = true,
                Token::RParen if in_group => (in_group, in_import) = (false, false),
                Token::String if in_import => {
                    header.imports.push(word(start, end).trim_matches(['"', '`']).to_owned());
                    in_import = in_group;
                }
                _ if in_import => {}
                _ => break,
            }
        }
        header
    }

    /// Reads the package clause, and of the imports what a build must know before it parses.
    pub fn read(bytes: &[u8]) -> Header {
        // Most files need not be read further.
        Header::read_for(bytes, &["\"C\"", "`C`", "//go:embed"])
    }

    /// Reads all of it.
    pub fn read_imports(bytes: &[u8]) -> Header {
        Header::read_for(bytes, &[])
    }

    /// Whether it imports `path`, which must be one that was asked for.
    pub fn imports(&self, path: &str) -> bool {
        self.imports.iter().any(|import| import == path)
    }

    /// Whether a build without cgo leaves out the file for what it is: it needs cgo, or it is the
    /// documentation of a command.
    pub fn is_left_out(&self) -> bool {
        self.imports("C") || self.package.as_deref() == Some("documentation")
    }
}
