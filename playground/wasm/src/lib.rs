//! The playground's engine in a browser.
//!
//! In: facts of releases, handed over once each, and requests. Out: answers.
//! Invariants: nothing is asked of the page; a release without facts is analysed without a standard
//! library.

use goesc::facts::Archive;
use goesc::release::Release;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use wasm_bindgen::prelude::wasm_bindgen;

/// The facts that were handed over, by release.
static FACTS: Mutex<Option<HashMap<Release, Arc<Archive>>>> = Mutex::new(None);

/// Answers a request; both are JSON.
#[wasm_bindgen]
pub fn answer(request: &str) -> String {
    goesc::playground::answer(request, &|release| {
        let facts = FACTS.lock().unwrap_or_else(PoisonError::into_inner);
        facts.as_ref()?.get(&release).cloned()
    })
}

/// Takes the facts of a release. What is wrong with them, or nothing.
#[wasm_bindgen]
pub fn add_facts(bytes: Vec<u8>) -> Option<String> {
    let archive = match Archive::open(bytes) {
        Ok(archive) => archive,
        Err(error) => return Some(error.to_string()),
    };
    let Some(release) = Release::parse(&archive.target.release) else {
        return Some(format!("facts of an unknown release: {}", archive.target.release));
    };
    let mut facts = FACTS.lock().unwrap_or_else(PoisonError::into_inner);
    facts.get_or_insert_default().insert(release, Arc::new(archive));
    None
}
