//! Speed of lexer and parser on the corpus, in bytes per second: `cargo bench --bench parse`.
//!
//! `goesc parse --goroot DIR` measures the same on a whole Go installation.

use divan::Bencher;
use divan::counter::BytesCount;
use goesc::release::Release;
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
