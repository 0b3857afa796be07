//! The files of the page, which are part of the program.
//!
//! In: a path of the server. Out: a file and its type.
//! Invariants: with a folder in place of the page, nothing outside of it is read.

use crate::playground::page_data;
use hyper::body::Bytes;
use std::path::Path;
use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// The file that is made of the catalogue and the guide.
const DATA: &str = "data.js";
/// What is in it; made when it is first asked for.
static DATA_BYTES: LazyLock<Bytes> = LazyLock::new(|| page_data().into());

/// What a browser is told about a file and what it may do.
pub(super) struct PageFile {
    /// The bytes.
    pub bytes: Bytes,
    /// Its type.
    pub content_type: &'static str,
}

/// The file at a path of the server. For those who write the page, `folder` stands in for what is
/// part of the program.
pub(super) fn find(path: &str, folder: Option<&Path>) -> Option<PageFile> {
    let name = match path.strip_prefix('/')? {
        "" => "index.html",
        name => name,
    };
    let (_, extension) = name.rsplit_once('.')?;
    let content_type = match extension {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => return None,
    };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let bytes = match folder {
        _ if name == DATA => DATA_BYTES.clone(),
        _ if name.starts_with('.') || !name.chars().all(is_plain) => return None,
        Some(folder) => std::fs::read(folder.join(name)).ok()?.into(),
        None => Bytes::from_static(FILES.iter().find(|(file, _)| *file == name)?.1),
    };
    Some(PageFile { bytes, content_type })
}
