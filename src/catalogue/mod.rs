//! Texts for people, in each language that goesc speaks.
//!
//! In: the id of a message and its arguments. Out: the text.
//! Invariants: every message is there in every language, with the same variables; every id that code
//! mentions, in `msg!` or `say!`, is a message, and every message is mentioned (`tests/catalogue.rs`).
//! Texts are in `locales/LANGUAGE/AREA.ftl`, in Fluent's syntax, and are part of the program: nothing is read
//! at run time. Ids begin with the name of their area. Arguments appear in a text exactly as they are given,
//! without marks of direction around them.
//!
//! Adding a text: the message goes into the file of its area of each language, and code says
//! `say!(catalogue, "area-id", name = value)`.

mod language;
mod list;
mod space;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::fmt;
use std::sync::LazyLock;

pub use fluent_bundle::FluentValue as Value;
pub use language::{Language, UnknownLanguage};

/// Arguments of a message, by the names of its variables.
pub type Args<'a> = FluentArgs<'a>;

/// The texts of one area in one language.
#[derive(Clone, Copy, Debug)]
pub struct Resource {
    /// What the ids begin with, and the file is called.
    pub area: &'static str,
    /// The language.
    pub language: Language,
    /// Messages in Fluent's syntax.
    pub text: &'static str,
}

/// The files of `areas`, in every language.
macro_rules! resources {
    ($($area:literal)*) => {
        &[$(
            Resource {
                area: $area,
                language: Language::En,
                text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en/", $area, ".ftl")),
            },
            Resource {
                area: $area,
                language: Language::Zh,
                text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/locales/zh/", $area, ".ftl")),
            },
        )*]
    };
}

/// All texts, as the files have them.
pub const RESOURCES: &[Resource] = resources!("common" "explain" "graph" "guide" "page" "cli");

/// The name of a message. Made by `msg!`, so that a test finds all that are used.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Id(&'static str);

impl Id {
    /// What `msg!` makes; nothing else should, because a test looks for the macro.
    #[doc(hidden)]
    pub const fn new(id: &'static str) -> Self {
        Id(id)
    }

    /// As the file writes it.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

/// The [`Id`] of a message: `msg!("explain-rule")`.
macro_rules! msg {
    ($id:literal) => {
        $crate::catalogue::Id::new($id)
    };
}
pub(crate) use msg;

/// The text of a message: `say!(catalogue, "explain-stored", what = name, count = 3)`; instead of a literal,
/// an expression that is an [`Id`] is possible, too.
macro_rules! say {
    ($catalogue:expr, $id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::catalogue::say!($catalogue, $crate::catalogue::msg!($id) $(, $name = $value)*)
    };
    ($catalogue:expr, $id:expr $(,)?) => {
        $catalogue.plain($id)
    };
    ($catalogue:expr, $id:expr $(, $name:ident = $value:expr)+ $(,)?) => {{
        let mut args = $crate::catalogue::Args::new();
        $(args.set(stringify!($name), $value);)+
        $catalogue.text($id, &args)
    }};
}
pub(crate) use say;

/// The texts of one language.
pub struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    /// The texts of `language`; parsed once, when they are first asked for.
    pub fn of(language: Language) -> &'static Catalogue {
        static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::parse(Language::En));
        static CHINESE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::parse(Language::Zh));
        match language {
            Language::En => &ENGLISH,
            Language::Zh => &CHINESE,
        }
    }

    fn parse(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.code().parse().unwrap_or_default()]);
        bundle.set_use_isolating(false);
        for resource in RESOURCES.iter().filter(|resource| resource.language == language) {
            // A mistake costs the message that has it; a test finds mistakes and ids that are there twice.
            let parsed = FluentResource::try_new(resource.text.to_owned());
            bundle.add_resource_overriding(parsed.unwrap_or_else(|(resource, _)| resource));
        }
        Catalogue { language, bundle }
    }

    /// The language of the texts.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The text of a message with its variables replaced; `say!` is shorter. Of an unknown id, the id.
    pub fn text(&self, id: Id, args: &Args<'_>) -> String {
        self.format(id, Some(args))
    }

    /// The text of a message without variables.
    pub fn plain(&self, id: Id) -> String {
        self.format(id, None)
    }

    fn format(&self, id: Id, args: Option<&Args<'_>>) -> String {
        let pattern = self.bundle.get_message(id.0).and_then(|message| message.value());
        debug_assert!(pattern.is_some(), "no message {id:?}");
        let Some(pattern) = pattern else { return id.0.to_owned() };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        debug_assert!(errors.is_empty(), "{id:?}: {errors:?}");
        space::resolve(text.into_owned())
    }
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalogue").field("language", &self.language).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn catalogues_are_shared_between_threads() {
        fn is_shared<T: Send + Sync>(_: &T) {}
        is_shared(Catalogue::of(Language::En));
        is_shared(Catalogue::of(Language::Zh));
    }

    #[test]
    fn arguments_appear_as_they_are() {
        let names = ["\u{2068}x".to_owned(), "{a}".to_owned()];
        assert_eq!(Catalogue::of(Language::En).list(&names), "\u{2068}x and {a}");
    }
}
