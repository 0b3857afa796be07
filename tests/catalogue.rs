//! The texts are complete: every message in every language, and what code asks for.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use goesc::catalogue::{Language, RESOURCES};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Names of variables.
type Variables = BTreeSet<String>;

fn in_pattern(pattern: &Pattern<&str>, found: &mut Variables) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, found);
        }
    }
}

fn in_expression(expression: &Expression<&str>, found: &mut Variables) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, found),
        Expression::Select { selector, variants } => {
            in_inline(selector, found);
            variants.iter().for_each(|variant| in_pattern(&variant.value, found));
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, found: &mut Variables) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, found),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        // Terms would hide variables from this test, and functions are not provided.
        other => panic!("not used in goesc: {other:?}"),
    }
}

/// The messages of a language, with their variables.
fn messages(language: Language) -> BTreeMap<String, Variables> {
    let mut found = BTreeMap::new();
    for resource in RESOURCES.iter().filter(|resource| resource.language == language) {
        let file = format!("locales/{language}/{}.ftl", resource.area);
        let parsed = fluent_syntax::parser::parse(resource.text);
        let parsed = parsed.unwrap_or_else(|(_, errors)| panic!("{file}: {errors:?}"));
        for entry in parsed.body {
            let message = match entry {
                Entry::Message(message) => message,
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
                other => panic!("{file}: not used in goesc: {other:?}"),
            };
            let id = message.id.name.to_owned();
            assert!(id.starts_with(&format!("{}-", resource.area)), "{file}: {id}");
            let mut variables = Variables::new();
            in_pattern(message.value.as_ref().expect("a message has a text"), &mut variables);
            assert!(found.insert(id.clone(), variables).is_none(), "{file}: {id} is there twice");
        }
    }
    found
}

/// The files below `folder` in which ids can be.
fn code(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the folder is readable").path();
        if path.is_dir() {
            code(&path, found);
        } else if path.extension().is_some_and(|e| ["rs", "js", "html"].iter().any(|&known| e == known)) {
            found.push(path);
        }
    }
}

/// The ids that code mentions: `msg!("id")`, `say!(…, "id", …)`; in pages `msg("id")`,
/// `data-msg="id"`, and every text that starts with `page-`.
fn mentioned() -> BTreeSet<String> {
    let mention = r#"msg!\(\s*"([^"]+)"|say!\(\s*[^,"]+,\s*"([^"]+)"|\bmsg\(\s*["']([^"']+)["']|\bdata-msg="([^"]+)"|"(page-[a-z0-9-]+)""#;
    let mention = Regex::new(mention).expect("a valid pattern");
    let comment = Regex::new(r"(?m)^\s*//.*$").expect("a valid pattern");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    code(&root.join("src"), &mut files);
    code(&root.join("playground/page"), &mut files);
    let mut found = BTreeSet::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("code is readable");
        for captures in mention.captures_iter(&comment.replace_all(&text, "")) {
            found.extend(captures.iter().skip(1).flatten().map(|id| id.as_str().to_owned()));
        }
    }
    found
}

#[test]
fn every_message_is_there_in_every_language() {
    let english = messages(Language::En);
    for language in Language::ALL {
        let other = messages(language);
        let missing: Vec<&String> = english.keys().filter(|&id| !other.contains_key(id)).collect();
        assert!(missing.is_empty(), "not in {language}: {missing:?}");
        for (id, variables) in &other {
            assert_eq!(Some(variables), english.get(id), "{language}: {id}");
        }
    }
}

#[test]
fn every_message_is_used_and_every_used_one_is_there() {
    let (messages, mentioned) = (messages(Language::En), mentioned());
    let unknown: Vec<&String> = mentioned.iter().filter(|&id| !messages.contains_key(id)).collect();
    assert!(unknown.is_empty(), "code asks for {unknown:?}");
    let unused: Vec<&String> = messages.keys().filter(|&id| !mentioned.contains(id)).collect();
    assert!(unused.is_empty(), "nobody asks for {unused:?}");
}

/// Every file in `locales/` is part of the program.
#[test]
fn every_file_is_embedded() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
    for language in Language::ALL {
        let files = std::fs::read_dir(root.join(language.code())).expect("there is a folder").count();
        assert_eq!(files, RESOURCES.iter().filter(|resource| resource.language == language).count());
    }
}
