//! What each fuzz target does with an input, and what must hold then. `fuzz_targets/` runs it on
//! new inputs, `tests/fuzz.rs` on the ones that were kept.

use goesc::driver::{self, Config};
use goesc::load::{BuildContext, LoadedFile, PackageFiles};
use goesc::release::Release;
use goesc::report::Level;
use goesc::source::{Diagnostic, FileId, SourceFile, SourceMap};
use goesc::syntax::dump::dump_file;
use goesc::syntax::lexer::{Tokens, decode};
use goesc::syntax::parse_file;
use goesc::types::{CheckContext, NoImports, Sizes, check_package, new_store};
use std::path::PathBuf;

/// What a target does with an input.
pub type Target = fn(&[u8]);

/// A target by its name.
pub fn target(name: &str) -> Option<Target> {
    match name {
        "lexer" => Some(lexer),
        "parser" => Some(parser),
        "checker" => Some(checker),
        "pipeline" => Some(pipeline),
        _ => None,
    }
}

/// Tokens ascend and are parts of the text; so do errors.
pub fn lexer(input: &[u8]) {
    let (text, mut errors) = decode(input.to_vec());
    let mut tokens = Tokens::new(&text);
    let mut end = 0;
    for (from, token, to) in tokens.by_ref() {
        assert!(end <= from && from <= to, "{token:?} at {from}..{to} after {end}");
        assert!(text.get(from as usize..to as usize).is_some(), "{token:?} at {from}..{to} cuts a character");
        end = to;
    }
    let notes = tokens.into_notes();
    assert!(notes.errors.is_sorted_by_key(|error| error.offset));
    errors.extend(notes.errors);
    let beyond = errors.iter().find(|error| error.offset as usize > text.len() || error.message.is_empty());
    assert!(beyond.is_none(), "{beyond:?}");
}

/// There is always a tree, and it can be printed; errors ascend.
pub fn parser(input: &[u8]) {
    let (text, _) = decode(input.to_vec());
    with_large_stack(move || {
        let mut sources = SourceMap::default();
        let id = sources.add("x.go", PathBuf::new(), text.as_str().into());
        let parsed = parse_file(id, &text, &sources.interner, release_of(&text).rules().syntax);
        assert!(parsed.errors.is_sorted_by_key(|error| error.pos));
        assert_in_text(&parsed.errors, &text);
        dump_file(&parsed.file, &text, &sources.interner);
    });
}

/// Whatever parses is checked, and what is wrong with it has a place and words.
pub fn checker(input: &[u8]) {
    let (text, _) = decode(input.to_vec());
    with_large_stack(move || {
        let mut sources = SourceMap::default();
        let rules = release_of(&text).rules();
        let parsed = parse_file(FileId(0), &text, &sources.interner, rules.syntax);
        let mut source = SourceFile::new("x.go", PathBuf::new(), text.as_str().into());
        source.line_directives = parsed.line_directives;
        sources.push(source);
        let store = new_store(&sources.interner);
        let package = store.add_package("p");
        let cx = CheckContext {
            store: &store,
            sources: &sources,
            sizes: Sizes::AMD64,
            rules,
            language: None,
            importer: &NoImports,
            for_analysis: true,
        };
        let checked = check_package(&cx, package, &[&parsed.file]);
        assert_in_text(&checked.errors, &text);
    });
}

/// From the text to `-m -l`, `-m=2 -l` and `explain`.
pub fn pipeline(input: &[u8]) {
    let release = release_of(&String::from_utf8_lossy(input));
    let build = BuildContext::linux_amd64(release);
    let file =
        LoadedFile { display_name: "./x.go".into(), path: PathBuf::from("x.go"), bytes: input.to_vec() };
    let package = PackageFiles {
        import_path: "command-line-arguments".into(),
        files: vec![file],
        ..PackageFiles::default()
    };
    let config = Config { threads: 1, ..Config::new(build) };
    let analysis = driver::analyze(&config, vec![package]);
    assert_eq!(analysis.render_errors().is_empty(), !analysis.has_errors());
    analysis.render_gc(Level::Verdicts);
    analysis.render_gc(Level::Explanations);
    analysis.explain();
}

/// The release that the first line asks for, as in `// 1.21`; else the newest.
fn release_of(text: &str) -> Release {
    let asked = text.lines().next().and_then(|line| line.strip_prefix("// "));
    asked.and_then(|name| Release::parse(name.trim())).unwrap_or(Release::NEWEST)
}

fn assert_in_text(errors: &[Diagnostic], text: &str) {
    let bad = errors.iter().find(|e| e.pos.offset as usize > text.len() || e.message.is_empty());
    assert!(bad.is_none(), "{bad:?}");
}

/// Runs a stage as the driver does.
fn with_large_stack(run: impl FnOnce() + Send) {
    std::thread::scope(|scope| {
        let worker = std::thread::Builder::new().stack_size(256 << 20).spawn_scoped(scope, run);
        if let Err(panic) = worker.expect("a thread").join() {
            std::panic::resume_unwind(panic);
        }
    });
}
