//! The facts of all packages of one standard library, as one file.
//!
//! In: the facts of packages. Out: a file that says which release and target it is for, which
//! packages it has, and what they import; and packages out of it, one at a time.
//! Invariants: opening a file reads its list of packages and no more; every part has a checksum,
//! which is compared before the part is read.

use super::bytes::{Broken, Input, Output, Read};
use super::format::FORMAT;
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

/// What facts files start with.
const MAGIC: &[u8; 8] = b"goescfct";
/// Bytes before the list of packages: magic, version, length and checksum of the list.
const PREFIX: usize = MAGIC.len() + 12;
/// No package's facts are larger, in bytes.
const MAX_PACKAGE: u64 = 256 << 20;
/// How hard the writer tries: 0 to 10.
const COMPRESSION: u8 = 9;

/// What a facts file is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// The release: `1.27.3`.
    pub release: String,
    /// The operating system.
    pub goos: String,
    /// The architecture.
    pub goarch: String,
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Go {} on {}/{}", self.release, self.goos, self.goarch)
    }
}

/// Why a file cannot be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FactsError {
    /// It is something else.
    NotFacts,
    /// Another version of goesc wrote it.
    Version(u32),
    /// It was changed or cut off; what part of it.
    Damaged(String),
}

impl fmt::Display for FactsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FactsError::NotFacts => f.write_str("not a file with facts about packages"),
            FactsError::Version(found) => {
                write!(f, "facts in version {found} of the format, but this goesc reads version {FORMAT}")
            }
            FactsError::Damaged(part) => write!(f, "damaged facts: {part}"),
        }
    }
}

impl std::error::Error for FactsError {}

/// A package before it is put into a file.
#[derive(Debug)]
pub struct NewPackage {
    /// Its import path.
    pub path: String,
    /// Its name.
    pub name: String,
    /// Import paths of packages in front of it.
    pub imports: Vec<String>,
    /// Its facts.
    pub facts: Vec<u8>,
}

/// One package of a file.
#[derive(Debug)]
pub(super) struct Entry {
    pub path: String,
    pub name: String,
    /// What it imports, by number; smaller ones than its own.
    pub imports: Vec<u32>,
    bytes: Range<usize>,
    raw_len: u64,
    checksum: u32,
}

/// A facts file.
#[derive(Debug)]
pub struct Archive {
    data: Cow<'static, [u8]>,
    /// What it is for.
    pub target: Target,
    pub(super) entries: Vec<Entry>,
}

/// A file with the facts of some packages, imported ones first.
pub fn write_archive(target: &Target, packages: &[NewPackage]) -> Vec<u8> {
    let mut list = Output::default();
    for text in [&target.release, &target.goos, &target.goarch] {
        list.bytes(text.as_bytes());
    }
    list.len(packages.len());
    let mut bodies = Vec::new();
    for package in packages {
        list.bytes(package.path.as_bytes());
        list.bytes(package.name.as_bytes());
        let number = |path: &String| packages.iter().position(|p| p.path == *path);
        let mut imports: Vec<usize> = package.imports.iter().filter_map(number).collect();
        imports.sort_unstable();
        list.len(imports.len());
        imports.into_iter().for_each(|import| list.len(import));
        let packed = miniz_oxide::deflate::compress_to_vec(&package.facts, COMPRESSION);
        list.len(packed.len());
        list.len(package.facts.len());
        list.uint(crc32fast::hash(&packed).into());
        bodies.extend(packed);
    }
    let mut out = MAGIC.to_vec();
    out.extend(FORMAT.to_le_bytes());
    out.extend((list.0.len() as u32).to_le_bytes());
    out.extend(crc32fast::hash(&list.0).to_le_bytes());
    out.extend(list.0);
    out.extend(bodies);
    out
}

impl Archive {
    /// Opens a file.
    ///
    /// # Errors
    /// If no goesc of this version wrote it as it is.
    pub fn open(data: impl Into<Cow<'static, [u8]>>) -> Result<Archive, FactsError> {
        let data = data.into();
        let damaged = |part: &str| FactsError::Damaged(part.to_owned());
        let start = data.get(..MAGIC.len()).unwrap_or(&data);
        if start.is_empty() || !MAGIC.starts_with(start) {
            return Err(FactsError::NotFacts);
        }
        let word = |index: usize| {
            let at = MAGIC.len() + 4 * index;
            data.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes)
        };
        let (Some(version), Some(len), Some(checksum)) = (word(0), word(1), word(2)) else {
            return Err(damaged("cut off at its start"));
        };
        if version != FORMAT {
            return Err(FactsError::Version(version));
        }
        let end = PREFIX.checked_add(len as usize);
        let list = end
            .and_then(|end| data.get(PREFIX..end))
            .ok_or_else(|| damaged("cut off in the list of packages"))?;
        if crc32fast::hash(list) != checksum {
            return Err(damaged("the list of packages"));
        }
        let Ok((target, entries)) = read_list(list, PREFIX + list.len()) else {
            return Err(damaged("the list of packages"));
        };
        let end = entries.last().map_or(PREFIX + list.len(), |last| last.bytes.end);
        if end != data.len() {
            return Err(damaged("its length"));
        }
        Ok(Archive { target, entries, data })
    }

    /// The import paths of its packages.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.path.as_str())
    }

    /// The facts of one package, by its place in [`Archive::paths`].
    ///
    /// # Errors
    /// If they are damaged.
    pub fn unpack(&self, number: u32) -> Result<Vec<u8>, FactsError> {
        let entry = self.entries.get(number as usize);
        let entry = entry.ok_or_else(|| FactsError::Damaged("a package that is not there".into()))?;
        let damaged = || FactsError::Damaged(format!("package {}", entry.path));
        let packed = self.data.get(entry.bytes.clone()).ok_or_else(damaged)?;
        if crc32fast::hash(packed) != entry.checksum {
            return Err(damaged());
        }
        let limit = entry.raw_len as usize;
        let raw = miniz_oxide::inflate::decompress_to_vec_with_limit(packed, limit).map_err(|_| damaged())?;
        if raw.len() == limit { Ok(raw) } else { Err(damaged()) }
    }
}

fn read_list(list: &[u8], mut at: usize) -> Read<(Target, Vec<Entry>)> {
    let mut input = Input::new(list);
    let mut text = || Ok(input.text()?.to_owned());
    let target = Target { release: text()?, goos: text()?, goarch: text()? };
    let mut number = 0;
    let entries = input.list(|input| {
        let (path, name) = (input.text()?.to_owned(), input.text()?.to_owned());
        let imports =
            input.list(|input| input.index().and_then(|i| if i < number { Ok(i) } else { Err(Broken) }))?;
        let len = input.uint()?;
        let raw_len = input.uint()?;
        let checksum = input.index()?;
        let end = usize::try_from(len).ok().and_then(|len| at.checked_add(len)).ok_or(Broken)?;
        if raw_len > MAX_PACKAGE {
            return Err(Broken);
        }
        let bytes = at..end;
        at = end;
        number += 1;
        Ok(Entry { path, name, imports, bytes, raw_len, checksum })
    })?;
    if input.is_empty() { Ok((target, entries)) } else { Err(Broken) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let target = Target { release: "1.27.3".into(), goos: "linux".into(), goarch: "amd64".into() };
        let package = |path: &str, imports: &[&str], facts: &[u8]| NewPackage {
            path: path.into(),
            name: path.into(),
            imports: imports.iter().map(|&i| i.to_owned()).collect(),
            facts: facts.to_vec(),
        };
        write_archive(&target, &[package("a", &[], b"facts of a"), package("b", &["a"], &[7; 1000])])
    }

    #[test]
    fn packages_come_back() {
        let archive = Archive::open(sample()).unwrap();
        assert_eq!(archive.target.to_string(), "Go 1.27.3 on linux/amd64");
        assert_eq!(archive.paths().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(archive.unpack(0).unwrap(), b"facts of a");
        assert_eq!(archive.unpack(1).unwrap(), [7; 1000]);
        assert_eq!(archive.entries[1].imports, [0]);
    }

    /// Whether a file, or one of its packages, is refused.
    fn is_refused(data: Vec<u8>) -> bool {
        match Archive::open(data) {
            Ok(archive) => (0..2).any(|number| archive.unpack(number).is_err()),
            Err(_) => true,
        }
    }

    #[test]
    fn cut_files_are_refused() {
        let whole = sample();
        for end in 0..whole.len() {
            assert!(is_refused(whole[..end].to_vec()), "cut at {end}");
        }
        let longer = [&whole[..], &[0]].concat();
        assert!(is_refused(longer));
    }

    #[test]
    fn changed_files_are_refused() {
        let whole = sample();
        for at in 0..whole.len() {
            for bit in 0..8 {
                let mut changed = whole.clone();
                changed[at] ^= 1 << bit;
                assert!(is_refused(changed), "bit {bit} of byte {at}");
            }
        }
    }

    #[test]
    fn other_versions_are_named() {
        let mut other = sample();
        other[8] = 99;
        let error = Archive::open(other).unwrap_err();
        assert_eq!(error, FactsError::Version(99));
        assert!(error.to_string().contains("version 99"), "{error}");
        assert_eq!(Archive::open(&b"package main"[..]).unwrap_err(), FactsError::NotFacts);
    }
}
