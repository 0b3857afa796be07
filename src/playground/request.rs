//! What a page can ask.
//!
//! In: JSON. Out: a [`Request`], or what is wrong with it.
//! Invariants: unknown fields are ignored; a known field of the wrong type is an error that names
//! the field.

use super::{MAX_SOURCE, Refusal};
use crate::catalogue::Language;
use crate::release::Release;
use serde_json::{Map, Value};

/// What the file is called when the request does not say.
const FILE_NAME: &str = "main.go";

/// What is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Request {
    /// Everything about a program.
    Program(Program),
    /// The known releases.
    Releases,
    /// All lessons and pages by title.
    Menu(Language),
    /// The page or lesson of that name or code.
    Entry(String, Language),
}

/// A program, and what to tell about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Program {
    /// The text of its only file.
    pub source: String,
    /// The name of the file, without folders.
    pub file: String,
    /// The release whose rules apply.
    pub release: Release,
    /// Whether calls are replaced by what they call.
    pub inline: bool,
    /// The language of the texts.
    pub language: Language,
    /// The release to compare with; `None` for none.
    pub from: Option<Release>,
    /// The function whose graph is wanted; `None` for all.
    pub func: Option<String>,
    /// What is wanted besides the verdicts.
    pub want: Want,
}

/// Parts of an answer that cost time or room.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Want {
    /// What gc prints.
    pub gc: bool,
    /// The pointer-flow graph, and its picture.
    pub graph: bool,
    /// The solver's steps.
    pub trace: bool,
    /// Questions of the quiz, with their answers.
    pub quiz: bool,
}

impl Request {
    /// Reads a request.
    pub fn read(value: &Value) -> Result<Request, Refusal> {
        let Value::Object(object) = value else {
            return Err(Refusal::Bad("a request is an object".to_owned()));
        };
        let fields = Fields(object);
        if fields.flag("releases", false)? {
            return Ok(Request::Releases);
        }
        if fields.flag("guide", false)? {
            return Ok(Request::Menu(fields.language()?));
        }
        if let Some(name) = fields.text("entry")? {
            return Ok(Request::Entry(name.to_owned(), fields.language()?));
        }
        program(fields).map(Request::Program)
    }
}

fn program(fields: Fields<'_>) -> Result<Program, Refusal> {
    let Some(source) = fields.text("source")? else {
        return Err(Refusal::Bad("the field \"source\" is missing".to_owned()));
    };
    if source.len() > MAX_SOURCE {
        let (len, most) = (source.len(), MAX_SOURCE);
        return Err(Refusal::TooLarge(format!("the source has {len} bytes; at most {most} are analysed")));
    }
    let language = fields.language()?;
    let file = fields.text("file")?.unwrap_or(FILE_NAME);
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    if !file.ends_with(".go") || file.len() > 100 || file.starts_with('.') || !file.chars().all(is_plain) {
        return Err(Refusal::Bad("\"file\" is a name such as main.go, without folders".to_owned()));
    }
    Ok(Program {
        source: source.to_owned(),
        file: file.to_owned(),
        release: fields.release("go")?.unwrap_or(Release::NEWEST),
        from: fields.release("from")?,
        inline: fields.flag("inline", true)?,
        language,
        func: fields.text("func")?.map(str::to_owned),
        want: fields.want()?,
    })
}

/// The fields of a request.
#[derive(Clone, Copy)]
struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    /// A field that is there and not null.
    fn get(self, name: &str) -> Option<&'a Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    fn text(self, name: &str) -> Result<Option<&'a str>, Refusal> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(wrong(name, "a string", other)),
        }
    }

    fn flag(self, name: &str, default: bool) -> Result<bool, Refusal> {
        match self.get(name) {
            None => Ok(default),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(other) => Err(wrong(name, "true or false", other)),
        }
    }

    fn release(self, name: &str) -> Result<Option<Release>, Refusal> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        let unknown = || {
            let (oldest, newest) = (Release::OLDEST, Release::NEWEST);
            Refusal::Bad(format!("{name:?}: goesc knows Go {oldest} to {newest}, not {text:?}"))
        };
        Release::parse(text).ok_or_else(unknown).map(Some)
    }

    fn language(self) -> Result<Language, Refusal> {
        let Some(name) = self.text("lang")? else { return Ok(Language::default()) };
        name.parse().map_err(|_| Refusal::Bad(format!("\"lang\" is \"en\" or \"zh\", not {name:?}")))
    }

    fn want(self) -> Result<Want, Refusal> {
        let mut want = Want::default();
        let items = match self.get("want") {
            None => return Ok(want),
            Some(Value::Array(items)) => items,
            Some(other) => return Err(wrong("want", "a list of strings", other)),
        };
        for item in items {
            match item {
                Value::String(part) => match part.as_str() {
                    "gc" => want.gc = true,
                    "graph" => want.graph = true,
                    "trace" => want.trace = true,
                    "quiz" => want.quiz = true,
                    // A page of a newer version may want what this one does not know.
                    _ => {}
                },
                other => return Err(wrong("want", "a list of strings", other)),
            }
        }
        Ok(want)
    }
}

fn wrong(name: &str, expected: &str, found: &Value) -> Refusal {
    let found = match found {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    };
    Refusal::Bad(format!("{name:?} is {expected}, not {found}"))
}
