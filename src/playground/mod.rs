//! The playground's engine: one Go file in a request, everything about it in the answer.
//!
//! In: a request as JSON, and where facts about the standard library are. Out: an answer as JSON.
//! Both are described in `playground/README.md`.
//! Invariants: no input makes it panic, and every input has an answer; nothing is read but the
//! request and the facts: no files, no clock, no environment. What is shown of a value is gc's
//! message about it and what the other reports say of that message, never a second opinion.

mod analyze;
mod data;
mod files;
mod request;

use crate::facts::Archive;
use crate::guide::{Guide, entry_json, menu_json};
use crate::release::Release;
pub use data::page_data;
use request::Request;
use serde_json::{Value, json};
use std::sync::Arc;

/// The version of requests and answers. It changes when something that was there changes.
pub const VERSION: u32 = 1;

/// No source may be longer, in bytes.
pub const MAX_SOURCE: usize = 256 << 10;

/// No request may be longer, in bytes: a source with every other byte escaped, and the rest.
pub const MAX_REQUEST: usize = 2 * MAX_SOURCE + (64 << 10);

/// Where facts about the standard library of a release (for linux on amd64) come from.
pub type FactsOf<'a> = &'a (dyn Fn(Release) -> Option<Arc<Archive>> + Sync);

/// Why there is no answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The request is not one.
    Bad(String),
    /// The request is too large.
    TooLarge(String),
}

impl Refusal {
    /// A word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::Bad(_) => "bad-request",
            Refusal::TooLarge(_) => "too-large",
        }
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        match self {
            Refusal::Bad(message) | Refusal::TooLarge(message) => message,
        }
    }
}

/// Answers a request; a refusal is an answer, too.
pub fn answer(request: &str, facts: FactsOf<'_>) -> String {
    let answer = checked(request.as_bytes()).and_then(|request| reply(&request, facts));
    answer.unwrap_or_else(|refusal| refused(refusal.code(), refusal.message())).to_string()
}

/// Reads a request without answering it, and returns it as JSON in one line.
///
/// # Errors
/// What [`answer`] would refuse.
pub fn one_line(request: &[u8]) -> Result<String, Refusal> {
    let value = checked(request)?;
    Request::read(&value)?;
    Ok(value.to_string())
}

/// The answer to what is refused: `code` is for programs, `message` for people.
pub fn refused(code: &str, message: &str) -> Value {
    json!({ "version": VERSION, "error": { "code": code, "message": message } })
}

fn checked(request: &[u8]) -> Result<Value, Refusal> {
    if request.len() > MAX_REQUEST {
        return Err(Refusal::TooLarge(format!("a request has at most {MAX_REQUEST} bytes")));
    }
    serde_json::from_slice(request).map_err(|error| Refusal::Bad(format!("the request is not JSON: {error}")))
}

fn reply(request: &Value, facts: FactsOf<'_>) -> Result<Value, Refusal> {
    match Request::read(request)? {
        Request::Program(program) => Ok(analyze::analyze(&program, facts)),
        Request::Menu(language) => Ok(menu_json(Guide::embedded(), language)),
        Request::Entry(name, language) => match Guide::embedded().get(&name) {
            Some(entry) => Ok(entry_json(entry, language)),
            None => Err(Refusal::Bad(format!("there is no page or lesson {name:?}"))),
        },
        Request::Releases => {
            let names: Vec<String> = Release::all().map(|release| release.to_string()).collect();
            Ok(json!({ "version": VERSION, "releases": names }))
        }
    }
}
