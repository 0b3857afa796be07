//! The files of the guide, which are part of the program.
//!
//! In: what the build script packed. Out: names below `corpus/` and texts.
//! Invariants: reading never fails; what is damaged is left out, and a test finds that nothing is.

use miniz_oxide::inflate::decompress_to_vec_zlib;

/// Programs, recordings and texts; `build.rs` describes the format.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/guide.bin"));

/// A file of the guide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct File {
    /// Below `corpus/`: `pages/E01_returned.go`.
    pub name: String,
    /// What is in it.
    pub text: String,
}

/// All files, sorted by name within their folder.
pub(super) fn files() -> Vec<File> {
    unpack(&decompress_to_vec_zlib(PACKED).unwrap_or_default())
}

fn unpack(mut bytes: &[u8]) -> Vec<File> {
    let mut found = Vec::new();
    while let Some(end) = memchr::memchr(b'\n', bytes) {
        let (head, rest) = (String::from_utf8_lossy(&bytes[..end]), &bytes[end + 1..]);
        let Some((name, length)) = head.rsplit_once(' ') else { break };
        let Some((text, rest)) = length.parse().ok().and_then(|length| rest.split_at_checked(length)) else {
            break;
        };
        found.push(File { name: name.to_owned(), text: String::from_utf8_lossy(text).into_owned() });
        bytes = rest;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_unpacked() {
        let file = |name: &str, text: &str| File { name: name.to_owned(), text: text.to_owned() };
        let expected = [file("a/b c.go", "x\ny"), file("a/d.go", "")];
        assert_eq!(unpack(b"a/b c.go 3\nx\nya/d.go 0\n"), expected);
        assert_eq!(unpack(b"a/d.go 0\nrest 100\nabc"), expected[1..]);
        assert!(!files().is_empty());
    }
}
