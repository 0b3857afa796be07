//! `//go:` directives that stand where they mean nothing, and functions without a body.
//!
//! In: trees with their texts. Out: violations in gc's words.
//! Invariants: a directive belongs to the declaration whose first token follows it, or to the file
//! when that is the package clause. Source: gc 1.27.3, `corpus/errors/directives.go`.

use super::Violation;
use super::embed::embed_patterns;
use crate::source::Interner;
use crate::syntax::ast::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// What the checks depend on besides the file.
#[derive(Clone, Copy, Debug)]
pub struct DirectiveRules {
    /// The package is part of the standard library, which may use every directive.
    pub standard: bool,
    /// Functions without a body may be defined in another language.
    pub foreign_code: bool,
    /// What is said of `//go:embed` in a file that does not import `embed`.
    pub embed_import: &'static str,
}

/// What a directive stands before.
#[derive(Clone, Copy)]
enum Place {
    PackageClause,
    Decl(DeclId),
    /// A statement, the end of a block or file, a parenthesis.
    Elsewhere,
}

const MISPLACED: &str = "misplaced compiler directive";
const EMBED_USAGE: &str = "usage: //go:embed pattern...";
const MISPLACED_EMBED: &str = "misplaced go:embed directive";

/// What the directives of a file are attached to.
struct Places<'a> {
    file: &'a File,
    text: &'a str,
    decls: FxHashMap<u32, DeclId>,
}

impl<'a> Places<'a> {
    fn new(file: &'a File, text: &'a str) -> Self {
        let mut decls = FxHashMap::default();
        for (id, decl) in file.decls.iter() {
            decls.insert(decl.span.start, id);
            let keyword = text[decl.group as usize..].bytes().take_while(u8::is_ascii_lowercase).count();
            if skip_blank(text, decl.group + keyword as u32) == decl.span.start {
                decls.insert(decl.group, id);
            }
        }
        Places { file, text, decls }
    }

    fn of(&self, directive: &Directive) -> Place {
        let next = skip_blank(self.text, directive.offset);
        let clause = self.file.package.is_none_or(|name| next <= name.offset);
        match self.decls.get(&next) {
            _ if clause => Place::PackageClause,
            Some(&decl) => Place::Decl(decl),
            None => Place::Elsewhere,
        }
    }
}

/// Offset of the first token at or after `at`.
fn skip_blank(text: &str, at: u32) -> u32 {
    let mut at = at as usize;
    loop {
        let rest = &text[at..];
        let blank = rest.len() - rest.trim_start().len();
        let comment = rest[blank..].get(..2).map_or(0, |start| match start {
            "//" => rest[blank..].find('\n').unwrap_or(rest.len() - blank),
            "/*" => rest[blank..].find("*/").map_or(rest.len() - blank, |end| end + 2),
            _ => 0,
        });
        at += blank + comment;
        if comment == 0 {
            return at as u32;
        }
    }
}

/// Offset of the first token after the `func` of a declaration: where gc reports a function.
pub fn func_offset(text: &str, decl: &Decl) -> u32 {
    skip_blank(text, decl.span.start + "func".len() as u32)
}

/// Whether a directive sets something of a function.
fn is_known(name: &str) -> bool {
    matches!(
        name,
        "go:build"
            | "go:noescape"
            | "go:norace"
            | "go:nosplit"
            | "go:noinline"
            | "go:nocheckptr"
            | "go:cgo_unsafe_args"
            | "go:uintptrkeepalive"
            | "go:uintptrescapes"
            | "go:registerparams"
    ) || is_for_runtime(name)
}

fn is_for_runtime(name: &str) -> bool {
    matches!(name, "go:systemstack" | "go:nowritebarrier" | "go:nowritebarrierrec" | "go:yeswritebarrierrec")
}

/// What gc says of the directives of one file while it reads it; it goes on to the types.
pub fn check_directives(file: &File, text: &str, rules: DirectiveRules) -> Vec<Violation> {
    let mut violations = Vec::new();
    let places = Places::new(file, text);
    for directive in file.directives.iter().filter(|d| d.name.starts_with("go:")) {
        let name = directive.name.as_str();
        let mut say = |message: String| violations.push((directive.offset + 2, message));
        if !stands_alone(text, directive.offset) {
            say(MISPLACED.to_owned());
            continue;
        }
        let args = directive.args.split_whitespace().count();
        let elsewhere = matches!(places.of(directive), Place::Elsewhere);
        match name {
            "go:linkname" if args == 0 => {}
            "go:linkname" if args > 2 => say("usage: //go:linkname localname [linkname]".to_owned()),
            "go:wasmimport" if args != 2 && args > 0 => {
                say("usage: //go:wasmimport importmodule importname".to_owned());
            }
            "go:wasmexport" if args > 1 => say("usage: //go:wasmexport exportname".to_owned()),
            "go:embed" if args == 0 => say(EMBED_USAGE.to_owned()),
            "go:embed" if embed_patterns(&directive.args).is_err() => {
                let rest = embed_patterns(&directive.args).err().unwrap_or_default();
                say(format!("invalid quoted string in //go:embed: {rest}"));
                say(EMBED_USAGE.to_owned());
            }
            "go:embed" if elsewhere => say(MISPLACED_EMBED.to_owned()),
            _ if rules.standard => {}
            _ if name.starts_with("go:cgo_") && name != "go:cgo_import_dynamic" => {
                let separator = if directive.args.is_empty() { "" } else { " " };
                say(format!("//{name}{separator}{} only allowed in cgo-generated code", directive.args));
            }
            _ if is_for_runtime(name) => say(format!("//{name} only allowed in runtime")),
            "go:uintptrkeepalive" => say(format!("//{name} is only allowed in the standard library")),
            _ => {}
        }
        if is_known(name) && elsewhere {
            say(MISPLACED.to_owned());
        }
    }
    violations
}

/// Whether nothing but blanks precedes `offset` on its line.
fn stands_alone(text: &str, offset: u32) -> bool {
    let line = text[..offset as usize].rsplit('\n').next().unwrap_or_default();
    line.trim_matches([' ', '\t', '\r']).is_empty()
}

/// What gc says of the directives and bodies of one file once the types of its package are right.
/// `files` are all files of the package.
pub fn check_declared(
    file: &File,
    text: &str,
    files: &[&File],
    names: &Interner,
    rules: DirectiveRules,
) -> Vec<Violation> {
    let mut violations = Vec::new();
    let places = Places::new(file, text);
    let imports = |wanted: &str| {
        file.decls.iter().any(|(_, decl)| {
            let DeclKind::Import { path, .. } = decl.kind else { return false };
            let span = file.exprs[path].span;
            text[span.start as usize..span.end as usize].trim_matches(['"', '`']) == wanted
        })
    };
    let embeds = imports("embed");
    let mut embedded = FxHashSet::default();
    for directive in &file.directives {
        let place = places.of(directive);
        let mut say = |message: &str| violations.push((directive.offset + 2, message.to_owned()));
        let kind = match place {
            Place::Decl(decl) => Some(&file.decls[decl].kind),
            _ => None,
        };
        let before_func = matches!(kind, Some(DeclKind::Func { .. }));
        if directive.name == "go:embed" && !directive.args.is_empty() {
            match (kind, place) {
                (Some(&DeclKind::Var { names, ty, values }), Place::Decl(decl)) => {
                    let top = file.top_decls.contains(&decl);
                    let problem = if !embeds {
                        Some(rules.embed_import)
                    } else if file.list(names).len() > 1 {
                        Some("go:embed cannot apply to multiple vars")
                    } else if !file.list(values).is_empty() {
                        Some("go:embed cannot apply to var with initializer")
                    } else if ty.is_none() {
                        Some("go:embed cannot apply to var without type")
                    } else if !top {
                        Some("go:embed cannot apply to var inside func")
                    } else {
                        None
                    };
                    if embedded.insert(decl) {
                        problem.into_iter().for_each(&mut say);
                    }
                }
                (_, Place::Elsewhere) => {}
                _ => say(MISPLACED_EMBED),
            }
        } else if is_known(&directive.name) {
            let allowed = match (place, directive.name.as_str()) {
                (Place::Elsewhere, _) => true,
                (Place::PackageClause, name) => name == "go:build",
                (Place::Decl(_), name) => before_func && name != "go:build",
            };
            if !allowed {
                say(MISPLACED);
            }
        }
    }
    let linked = check_links(file, files, names, imports("unsafe"), &mut violations);
    check_bodies(file, text, &places, &linked, names, rules, &mut violations);
    violations
}

/// Checks what `//go:linkname` names; the names that got one.
fn check_links<'a>(
    file: &'a File,
    files: &[&File],
    names: &Interner,
    imports_unsafe: bool,
    violations: &mut Vec<Violation>,
) -> FxHashSet<&'a str> {
    let mut linked = FxHashSet::default();
    for directive in file.directives.iter().filter(|d| d.name == "go:linkname") {
        let mut args = directive.args.split_whitespace();
        let (Some(local), remote, None) = (args.next(), args.next(), args.next()) else { continue };
        let problem = if !imports_unsafe {
            "//go:linkname only allowed in Go files that import \"unsafe\"".to_owned()
        } else if remote.is_some_and(|r| r.contains('[') && r.contains(']')) {
            "//go:linkname reference of an instantiation is not allowed".to_owned()
        } else if !files.iter().any(|file| declares(file, local, names)) {
            "//go:linkname must refer to declared function or variable".to_owned()
        } else if !linked.insert(local) {
            format!("duplicate //go:linkname for {local}")
        } else {
            continue;
        };
        violations.push((directive.offset + 2, problem));
    }
    linked
}

/// What `//go:linkname` calls the declarations of a file: the name in Go and that of the linker,
/// if one is given.
pub fn link_names(file: &File) -> impl Iterator<Item = (&str, Option<&str>)> {
    let directives =
        file.directives.iter().filter(|d| matches!(d.name.as_str(), "go:linkname" | "go:linknamestd"));
    directives.filter_map(|directive| {
        let mut args = directive.args.split_whitespace();
        args.next().map(|local| (local, args.next()))
    })
}

/// Whether a file declares the function or variable `wanted` at package level.
fn declares(file: &File, wanted: &str, names: &Interner) -> bool {
    let is_wanted = |ident: &Ident| names.text(ident.name) == wanted;
    !matches!(wanted, "_" | "init")
        && file.top_decls.iter().any(|&decl| match &file.decls[decl].kind {
            DeclKind::Func { recv: None, name, .. } => is_wanted(name),
            DeclKind::Var { names, .. } => file.list(*names).iter().any(is_wanted),
            _ => false,
        })
}

/// Whether a file declares the function `wanted` at package level.
pub fn declares_func(file: &File, wanted: &str, names: &Interner) -> bool {
    file.top_decls.iter().any(|&decl| match &file.decls[decl].kind {
        DeclKind::Func { recv: None, name, .. } => names.text(name.name) == wanted,
        _ => false,
    })
}

/// Checks that functions have bodies, unless they may not.
fn check_bodies(
    file: &File,
    text: &str,
    places: &Places<'_>,
    linked: &FxHashSet<&str>,
    names: &Interner,
    rules: DirectiveRules,
    violations: &mut Vec<Violation>,
) {
    let mut attached: FxHashMap<DeclId, Vec<&str>> = FxHashMap::default();
    for directive in &file.directives {
        if let Place::Decl(decl) = places.of(directive) {
            attached.entry(decl).or_default().push(&directive.name);
        }
    }
    for &id in &file.top_decls {
        let decl = &file.decls[id];
        let DeclKind::Func { recv, name, body, .. } = decl.kind else { continue };
        let name = names.text(name.name);
        let has = |wanted| attached.get(&id).is_some_and(|names| names.contains(&wanted));
        let problem = match body {
            _ if name == "_" => continue,
            Some(_) if has("go:noescape") => "can only use //go:noescape with external func implementations",
            Some(_) if has("go:uintptrkeepalive") && !has("go:uintptrescapes") && !has("go:nosplit") => {
                "go:uintptrkeepalive requires go:nosplit"
            }
            None if rules.foreign_code && name != "init" => continue,
            None if recv.is_some() || !linked.contains(name) => "missing function body",
            _ => continue,
        };
        violations.push((func_offset(text, decl), problem.to_owned()));
    }
}
