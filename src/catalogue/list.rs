//! Enumerations and sizes, as each language writes them.

use super::{Catalogue, say};

impl Catalogue {
    /// `a, b and c`; empty without items.
    pub fn list(&self, items: &[impl AsRef<str>]) -> String {
        let [first, middle @ .., last] = items else {
            return items.first().map_or_else(String::new, |only| only.as_ref().to_owned());
        };
        let mut text = first.as_ref().to_owned();
        for item in middle {
            text = say!(self, "common-list-middle", list = text, item = item.as_ref());
        }
        say!(self, "common-list-last", list = text, item = last.as_ref())
    }

    /// A number of bytes, in the largest unit that needs no fraction: `64 KiB`.
    pub fn bytes(&self, bytes: i64) -> String {
        const KIB: i64 = 1 << 10;
        const MIB: i64 = 1 << 20;
        match bytes {
            _ if bytes >= MIB && bytes % MIB == 0 => say!(self, "common-mebibytes", count = bytes / MIB),
            _ if bytes >= KIB && bytes % KIB == 0 => say!(self, "common-kibibytes", count = bytes / KIB),
            _ => say!(self, "common-bytes", count = bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::*;

    #[test]
    fn lists() {
        let (english, chinese) = (Catalogue::of(Language::En), Catalogue::of(Language::Zh));
        assert_eq!(english.list(&[] as &[&str]), "");
        assert_eq!(english.list(&["a"]), "a");
        assert_eq!(english.list(&["a", "b"]), "a and b");
        assert_eq!(english.list(&["a", "b", "c", "d"]), "a, b, c and d");
        assert_eq!(chinese.list(&["a", "b", "c", "d"]), "a、b、c 和 d");
    }

    #[test]
    fn sizes() {
        let (english, chinese) = (Catalogue::of(Language::En), Catalogue::of(Language::Zh));
        for (bytes, en, zh) in [
            (0, "0 bytes", "0 字节"),
            (1, "1 byte", "1 字节"),
            (1000, "1000 bytes", "1000 字节"),
            (1 << 16, "64 KiB", "64 KiB"),
            (10 << 20, "10 MiB", "10 MiB"),
        ] {
            assert_eq!((english.bytes(bytes), chinese.bytes(bytes)), (en.to_owned(), zh.to_owned()));
        }
    }
}
