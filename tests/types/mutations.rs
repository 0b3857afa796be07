//! Damaged programs: whatever is cut off, left out, repeated or exchanged, the checker ends with an
//! answer.
//!
//! The programs are the corpus, the programs with mistakes and, where a Go installation is present,
//! its own test data. `GOESC_MUTATIONS` says how often each is damaged, `GOESC_SEED` how.

use super::testdata::{errors_of, go_files};
use crate::toolchain;
use goesc::syntax::lexer::{Spanned, Tokens};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How often each program is damaged by default.
const MUTATIONS: u64 = 2;

/// Nothing takes so long, not even on a busy machine.
const LIMIT: Duration = Duration::from_secs(60);

/// A sequence of numbers without pattern (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

/// `text` with some of its tokens damaged.
fn damaged(text: &str, numbers: &mut Numbers) -> String {
    let tokens: Vec<Spanned> = Tokens::new(text).filter(|&(start, _, end)| start < end).collect();
    if tokens.len() < 4 {
        return String::new();
    }
    let mut pieces: Vec<&str> = tokens.iter().map(|&(s, _, e)| &text[s as usize..e as usize]).collect();
    let mut gaps: Vec<&str> =
        tokens.windows(2).map(|pair| &text[pair[0].2 as usize..pair[1].0 as usize]).collect();
    gaps.push("\n");
    for _ in 0..1 + numbers.below(3) {
        let (i, j) = (numbers.below(pieces.len()), numbers.below(pieces.len()));
        match numbers.below(6) {
            0 => {
                pieces.truncate(i.max(3));
                gaps.truncate(i.max(3));
            }
            1 => {
                pieces.remove(i);
                gaps.remove(i);
            }
            2 => pieces.swap(i, j),
            3 => {
                pieces.insert(i, pieces[j]);
                gaps.insert(i, " ");
            }
            // Names for names keep more of the program whole.
            _ => {
                let is_name = |piece: &str| piece.starts_with(|c: char| c.is_alphabetic() || c == '_');
                let near = (i + 1 + numbers.below(40)).min(pieces.len() - 1);
                let places = [i, j, near].map(|from| (from..pieces.len()).find(|&k| is_name(pieces[k])));
                if let [Some(to), Some(far), Some(near)] = places {
                    pieces[to] = if numbers.below(2) == 0 { pieces[far] } else { pieces[near] };
                }
            }
        }
        if pieces.len() < 4 {
            break;
        }
    }
    let mut out = String::with_capacity(text.len());
    for (piece, gap) in pieces.iter().zip(&gaps) {
        out.push_str(piece);
        out.push_str(gap);
    }
    out
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

#[test]
fn damaged_programs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = Vec::new();
    go_files(&root.join("corpus"), &mut files);
    go_files(&root.join("tests/types/programs"), &mut files);
    if let Some(go) = toolchain::find("damaged_programs: Go's test data") {
        go_files(&go.root.join("src/internal/types/testdata"), &mut files);
    }
    files.sort();
    assert!(files.len() > 100);
    let mut numbers = Numbers(setting("GOESC_SEED", 0x9e37_79b9_7f4a_7c15) | 1);
    let mut longest = (Duration::ZERO, String::new());
    for path in files {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        for _ in 0..setting("GOESC_MUTATIONS", MUTATIONS) {
            let program = damaged(&text, &mut numbers);
            let start = Instant::now();
            let outcome = std::panic::catch_unwind(|| errors_of(&path, &program).printed_errors());
            assert!(outcome.is_ok(), "panic: {}\n{program}", path.display());
            let took = start.elapsed();
            if took > longest.0 {
                longest = (took, format!("{}\n{program}", path.display()));
            }
        }
    }
    println!("the longest took {:?}: {}", longest.0, longest.1);
    assert!(longest.0 < LIMIT, "{:?}: {}", longest.0, longest.1);
}
