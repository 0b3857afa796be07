//! Finds the page that somebody means.
//!
//! In: a code, a name, a message of gc or a line that it printed, or words. Out: a page, several to
//! choose from, or what is spelled alike.

use super::pattern::{message, reason, words};
use super::{Entry, Guide, Kind};
use crate::catalogue::Language;

/// Two names that are less alike are not suggested for each other (Jaro-Winkler, 0 to 1).
const ALIKE: f64 = 0.78;

/// How many pages are suggested at most.
const MAX_NEAREST: usize = 5;

/// What there is for a question.
#[derive(Clone, PartialEq, Debug)]
pub enum Found<'a> {
    /// Exactly one page.
    One(&'a Entry),
    /// Several that it may be.
    Several(Vec<&'a Entry>),
    /// None; pages with names that are spelled alike, the most alike first.
    Nothing(Vec<&'a Entry>),
}

impl Guide {
    /// The page that `query` is about.
    pub fn find(&self, query: &str) -> Found<'_> {
        if let Some(exact) = self.find_exactly(query) {
            return exact;
        }
        let found = self.entries.iter().filter(|entry| entry.mentions(&words(query))).collect();
        chosen(found).unwrap_or_else(|| Found::Nothing(self.nearest(query)))
    }

    /// As [`Guide::find`], but only what the query names in full: a code, a name, or a message.
    fn find_exactly(&self, query: &str) -> Option<Found<'_>> {
        let query = query.trim().trim_matches('`');
        if let Some(entry) = self.get(query).or_else(|| self.by_short_code(query)) {
            return Some(Found::One(entry));
        }
        let wanted = words(query);
        if wanted.is_empty() {
            return None;
        }
        let named = self.entries.iter().filter(|entry| entry.is_called(&wanted)).collect();
        chosen(named).or_else(|| self.by_message(query)).or_else(|| self.by_bare_message(&wanted))
    }

    /// `E3` is `E03`.
    fn by_short_code(&self, query: &str) -> Option<&Entry> {
        let letter = query.get(..1)?;
        let number: u32 = query[1..].parse().ok()?;
        self.get(&format!("{letter}{number:02}"))
    }

    /// The pages whose wording `line` is, the most precise one if there are several.
    pub fn by_message(&self, line: &str) -> Option<Found<'_>> {
        let message = message(line);
        let precision = |entry: &&Entry| {
            let matching = entry.says.iter().filter(|pattern| pattern.matches(message));
            matching.map(|pattern| pattern.precision()).max()
        };
        // What a step is explained with says more than that it is a step.
        if let Some(reason) = reason(message) {
            let reason = words(reason);
            let found = self.entries.iter().filter(|entry| entry.is_called(&reason)).collect();
            if let Some(found) = chosen(found) {
                return Some(found);
            }
        }
        let Some(best) = self.entries.iter().filter_map(|entry| precision(&entry)).max() else {
            // Somebody may have begun a sentence with it.
            let lower = message.to_lowercase();
            let says = |entry: &&Entry| entry.says.iter().any(|p| p.in_lower_case().matches(&lower));
            return chosen(self.entries.iter().filter(says).collect());
        };
        chosen(self.entries.iter().filter(|entry| precision(entry) == Some(best)).collect())
    }

    /// The pages with a wording that reads like this without the names in it.
    fn by_bare_message(&self, wanted: &str) -> Option<Found<'_>> {
        let says = |entry: &&Entry| entry.says.iter().any(|pattern| pattern.bare() == wanted);
        chosen(self.entries.iter().filter(says).collect())
    }

    /// Pages with a code, name or wording that is spelled like `query`, the most alike first.
    fn nearest(&self, query: &str) -> Vec<&Entry> {
        let wanted = words(query);
        let mut found: Vec<(f64, &Entry)> = Vec::new();
        for entry in &self.entries {
            let mut names: Vec<String> = vec![entry.code(), entry.slug().replace('_', " ")];
            names.extend(entry.names.iter().cloned());
            names.extend(entry.says.iter().map(|pattern| pattern.shown()));
            let ratings = names.iter().map(|name| strsim::jaro_winkler(&words(name), &wanted));
            let best = ratings.max_by(f64::total_cmp).filter(|rating| *rating >= ALIKE);
            found.extend(best.map(|rating| (rating, entry)));
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        found.into_iter().take(MAX_NEAREST).map(|(_, entry)| entry).collect()
    }
}

/// One, several, or nothing at all. Pages come before lessons: who asks for a word wants what it means.
fn chosen(mut found: Vec<&Entry>) -> Option<Found<'_>> {
    if found.iter().any(|entry| entry.kind != Kind::Lesson) {
        found.retain(|entry| entry.kind != Kind::Lesson);
    }
    match found[..] {
        [] => None,
        [one] => Some(Found::One(one)),
        _ => Some(Found::Several(found)),
    }
}

impl Entry {
    /// Whether `wanted`, as [`words`] writes it, is one of its names.
    fn is_called(&self, wanted: &str) -> bool {
        let is_title = || Language::ALL.iter().any(|&l| words(&self.text(l).title) == wanted);
        words(self.slug()) == wanted
            || words(&self.slug().replace('_', " ")) == wanted
            || self.names.iter().any(|name| words(name) == wanted)
            || is_title()
    }

    /// Whether all of `wanted` is in one of its names, wordings or titles.
    fn mentions(&self, wanted: &str) -> bool {
        if wanted.chars().count() < 2 {
            return false;
        }
        let titles = Language::ALL.iter().map(|&l| self.text(l).title.clone());
        let says = self.says.iter().map(|pattern| pattern.shown());
        let mut all = titles.chain(says).chain(self.names.iter().cloned());
        all.any(|name| has_words(&words(&name), wanted))
    }
}

/// Whether `wanted` is in `text`, between marks or at its ends; Chinese words have no marks between them.
fn has_words(text: &str, wanted: &str) -> bool {
    let is_inside = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    text.match_indices(wanted).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + wanted.len()..]);
        let starts = !is_inside(wanted.chars().next()) || !is_inside(before.chars().next_back());
        let ends = !is_inside(wanted.chars().next_back()) || !is_inside(after.chars().next());
        starts && ends
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole() {
        assert!(has_words("derefs=…", "derefs"));
        assert!(has_words("flow: {heap} ← …", "{heap}"));
        assert!(!has_words("spilled", "spill"));
        assert!(has_words("逃逸分析", "逃逸"));
    }
}
