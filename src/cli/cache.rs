//! The cache on disk: what was found out about imported packages in earlier runs.
//!
//! In: keys and entries. Out: entries that are whole; anything else is as if it were not there.
//! Each entry is a file that is written beside its place and then renamed, so that runs at the same
//! time never see part of one. Where it cannot be written, nothing is kept.
//! Invariants: an entry of another build of goesc is never found; nothing but entries is removed;
//! after a run that kept something the folder is no larger than its limit, and what was not used
//! for the longest time is gone.

use super::environment::variable;
use crate::driver::{Cache, Key};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

/// What entries start with, before their checksum.
const MAGIC: &[u8; 8] = b"goesccch";
/// Bytes before the contents.
const HEADER: usize = MAGIC.len() + 4;
/// Most bytes that all entries have together.
const LIMIT: u64 = 256 << 20;
/// Uses are noted only if the last one is longer ago.
const NOTED: Duration = Duration::from_secs(60 * 60);
/// What every temporary file's name ends in.
const TEMPORARY: &str = ".tmp";

/// A folder of entries.
#[derive(Debug)]
pub(super) struct DiskCache {
    folder: PathBuf,
    limit: u64,
    /// What tells this build of goesc from others.
    build: String,
    written: AtomicUsize,
}

impl DiskCache {
    /// The user's cache: `GOESCCACHE`, or a folder where such things are on this system. None if
    /// that is `off`, or nobody knows where it would be.
    pub fn of_user() -> Option<DiskCache> {
        let folder = match variable("GOESCCACHE") {
            Some(off) if off == "off" => return None,
            Some(folder) => PathBuf::from(folder),
            None => dirs::cache_dir()?.join("goesc").join("packages"),
        };
        Some(DiskCache::new(folder, LIMIT, this_build()?))
    }

    fn new(folder: PathBuf, limit: u64, build: String) -> DiskCache {
        DiskCache { folder, limit, build, written: AtomicUsize::new(0) }
    }

    fn file(&self, key: &Key) -> PathBuf {
        let name = Key::of(format!("{}\n{key}", self.build).as_bytes()).to_string();
        self.folder.join(&name[..2]).join(name)
    }

    fn write(&self, file: &Path, entry: &[u8]) -> std::io::Result<()> {
        let folder = file.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)?;
        let count = self.written.fetch_add(1, Ordering::Relaxed);
        let mut name = file.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.{count}{TEMPORARY}", std::process::id()));
        let temporary = folder.join(name);
        let mut out = File::create_new(&temporary)?;
        let parts: [&[u8]; 3] = [MAGIC, &crc32fast::hash(entry).to_le_bytes(), entry];
        let result = out.write_all(&parts.concat()).and_then(|()| fs::rename(&temporary, file));
        if result.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        result
    }

    /// Removes what was not used for the longest time, if something was added and all is too much.
    pub fn trim(&self) {
        if self.written.swap(0, Ordering::Relaxed) == 0 {
            return;
        }
        let mut entries: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
        for folder in listed(&self.folder).filter(|entry| is_hex(&entry.file_name(), 2)) {
            for entry in listed(&folder.path()) {
                let name = entry.file_name();
                let is_temporary = name.to_string_lossy().ends_with(TEMPORARY);
                let Ok(meta) = entry.metadata() else { continue };
                let Ok(used) = meta.modified() else { continue };
                if is_temporary && used.elapsed().is_ok_and(|age| age > NOTED) {
                    let _ = fs::remove_file(entry.path());
                } else if is_hex(&name, 64) {
                    entries.push((used, meta.len(), entry.path()));
                }
            }
        }
        let mut total: u64 = entries.iter().map(|(_, len, _)| len).sum();
        if total <= self.limit {
            return;
        }
        entries.sort_unstable();
        for (_, len, file) in entries {
            // Not every run should have to remove something.
            if total <= self.limit / 4 * 3 {
                break;
            }
            let _ = fs::remove_file(file);
            total -= len;
        }
    }
}

impl Cache for DiskCache {
    fn get(&self, key: &Key) -> Option<Vec<u8>> {
        let file = self.file(key);
        let mut bytes = fs::read(&file).ok()?;
        let (header, entry) = bytes.split_at_checked(HEADER)?;
        if header[..MAGIC.len()] != *MAGIC || header[MAGIC.len()..] != crc32fast::hash(entry).to_le_bytes() {
            let _ = fs::remove_file(&file);
            return None;
        }
        note_use(&file);
        bytes.drain(..HEADER);
        Some(bytes)
    }

    fn put(&self, key: &Key, entry: &[u8]) {
        // What cannot be kept is found out once more.
        let _ = self.write(&self.file(key), entry);
    }
}

/// What is in a folder, as far as it can be read.
fn listed(folder: &Path) -> impl Iterator<Item = fs::DirEntry> {
    fs::read_dir(folder).into_iter().flatten().flatten()
}

fn is_hex(name: &OsStr, len: usize) -> bool {
    name.len() == len && name.as_encoded_bytes().iter().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The time of the last change of an entry is that of its last use.
fn note_use(file: &Path) {
    let used = fs::metadata(file).and_then(|meta| meta.modified());
    if used.is_ok_and(|used| used.elapsed().is_ok_and(|age| age > NOTED)) {
        let _ = File::options().append(true).open(file).and_then(|file| file.set_modified(SystemTime::now()));
    }
}

/// What tells this build of goesc from others: its version, and size and age of the program.
fn this_build() -> Option<String> {
    let meta = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let age = meta.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), meta.len(), age.as_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache(name: &str, limit: u64, build: &str) -> DiskCache {
        let folder = std::env::temp_dir().join(format!("goesc-cache-test-{}-{name}", std::process::id()));
        DiskCache::new(folder, limit, build.into())
    }

    #[test]
    fn entries_of_other_builds_are_not_found() {
        let (mine, theirs) = (cache("builds", LIMIT, "1"), cache("builds", LIMIT, "2"));
        let key = Key::of(b"a");
        mine.put(&key, b"contents");
        assert_eq!(mine.get(&key).as_deref(), Some(&b"contents"[..]));
        assert_eq!(theirs.get(&key), None);
        fs::remove_dir_all(&mine.folder).unwrap();
    }

    #[test]
    fn what_was_not_used_for_long_goes_first() {
        let cache = cache("limit", 10_000, "1");
        let keys: Vec<Key> = (0..20u8).map(|n| Key::of(&[n])).collect();
        for (key, age) in keys.iter().zip((0..20).rev()) {
            cache.put(key, &[0; 1000]);
            let time = SystemTime::now() - Duration::from_secs(10 * age);
            File::options().append(true).open(cache.file(key)).unwrap().set_modified(time).unwrap();
        }
        // Neither what others put there nor what somebody writes just now is touched.
        let foreign = cache.folder.join("notes.txt");
        fs::write(&foreign, [0; 20_000]).unwrap();
        let part = cache.file(&keys[0]).with_extension("7.tmp");
        fs::write(&part, "").unwrap();
        cache.trim();
        let left: Vec<bool> = keys.iter().map(|key| cache.get(key).is_some()).collect();
        let expected: Vec<bool> = (0..20).map(|n| n >= 13).collect();
        assert_eq!(left, expected);
        assert!(foreign.is_file() && part.is_file());
        fs::remove_dir_all(&cache.folder).unwrap();
    }
}
