//! The languages that goesc speaks.

use std::fmt;
use std::str::FromStr;

/// A language of the texts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Chinese, in simplified characters.
    Zh,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 2] = [Language::En, Language::Zh];

    /// Its ISO 639 code, which is also the folder of its texts.
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Zh => "zh",
        }
    }

    /// What it is called by those who speak it.
    pub fn name(self) -> &'static str {
        match self {
            Language::En => "English",
            Language::Zh => "简体中文",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A language that goesc does not speak.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownLanguage;

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown language: goesc speaks en and zh")
    }
}

impl std::error::Error for UnknownLanguage {}

/// From a language tag (`zh`, `zh-CN`) or the name of a locale (`zh_CN.UTF-8`, `C`).
impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, UnknownLanguage> {
        let end = text.find(['-', '_', '.', '@']).unwrap_or(text.len());
        match &*text[..end].to_ascii_lowercase() {
            "en" | "c" | "posix" => Ok(Language::En),
            "zh" => Ok(Language::Zh),
            _ => Err(UnknownLanguage),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_tags_and_locales() {
        for text in ["zh", "zh-CN", "zh_CN.UTF-8", "ZH-Hans", "zh_SG@pinyin"] {
            assert_eq!(text.parse(), Ok(Language::Zh), "{text}");
        }
        for text in ["en", "en-GB", "en_US.UTF-8", "C", "C.UTF-8", "POSIX"] {
            assert_eq!(text.parse(), Ok(Language::En), "{text}");
        }
        for text in ["", "de_DE", "zhuang", "e"] {
            assert_eq!(text.parse::<Language>(), Err(UnknownLanguage), "{text}");
        }
    }

    #[test]
    fn codes_are_parsed() {
        for language in Language::ALL {
            assert_eq!(language.code().parse(), Ok(language));
        }
    }
}
