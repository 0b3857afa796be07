//! Speed of lexer, parser and the whole pipeline on the corpus, in bytes of Go source per second.
//!
//! `cargo bench`. `goesc parse --goroot DIR` measures lexer and parser on a whole Go installation.

use divan::Bencher;
use divan::counter::BytesCount;
use goesc::driver::{Config, analyze};
use goesc::load::{BuildContext, LoadedFile, PackageFiles};
use goesc::release::Release;
use goesc::report::Level;
use goesc::source::{FileId, Interner};
use goesc::syntax::lexer::Tokens;
use goesc::syntax::parse_file;
use std::path::Path;

fn main() {
    divan::main();
}

#[divan::bench]
fn lex(bencher: Bencher) {
    let texts = corpus();
    bencher
        .counter(BytesCount::new(texts.iter().map(String::len).sum::<usize>()))
        .bench(|| texts.iter().map(|text| Tokens::new(text).count()).sum::<usize>());
}

#[divan::bench]
fn parse(bencher: Bencher) {
    let texts = corpus();
    let interner = Interner::default();
    let rules = Release::NEWEST.rules().syntax;
    bencher.counter(BytesCount::new(texts.iter().map(String::len).sum::<usize>())).bench(|| {
        for text in &texts {
            divan::black_box(parse_file(FileId(0), text, &interner, rules));
        }
    });
}

/// From text to the words of `-m=2 -l`, each program as a package of its own.
#[divan::bench]
fn pipeline(bencher: Bencher) {
    let texts = corpus();
    let build = BuildContext::linux_amd64(Release::NEWEST);
    let config = Config::new(build);
    let packages = || -> Vec<PackageFiles> {
        let file = |text: &String| LoadedFile {
            display_name: "./x.go".into(),
            path: "x.go".into(),
            bytes: text.as_bytes().to_vec(),
        };
        let package = |text| PackageFiles {
            import_path: "command-line-arguments".into(),
            files: vec![file(text)],
            ..PackageFiles::default()
        };
        texts.iter().map(package).collect()
    };
    bencher
        .counter(BytesCount::new(texts.iter().map(String::len).sum::<usize>()))
        .with_inputs(packages)
        .bench_values(|packages| analyze(&config, packages).render_gc(Level::Explanations).len());
}

/// Every Go file below `corpus/`.
fn corpus() -> Vec<String> {
    let mut texts = Vec::new();
    let mut pending = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")];
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("corpus is readable");
            pending.extend(entries.flatten().map(|entry| entry.path()));
        } else if path.extension().is_some_and(|ext| ext == "go") {
            texts.push(std::fs::read_to_string(&path).expect("corpus files are text"));
        }
    }
    texts
}
