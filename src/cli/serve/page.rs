//! The files of the page, which are part of the program.

use std::borrow::Cow;
use std::path::Path;

include!(concat!(env!("OUT_DIR"), "/page.rs"));

/// The file that is made of the catalogue and the guide.
const DATA: &str = "data.js";

/// What a browser is told about a file and what it may do.
pub(super) struct PageFile {
    /// The bytes.
    pub bytes: Cow<'static, [u8]>,
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
    if name == DATA {
        let bytes = Cow::Owned(crate::playground::page_data().into_bytes());
        return Some(PageFile { bytes, content_type });
    }
    let bytes = match folder {
        Some(folder) => {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
            let plain = !name.starts_with('.') && name.chars().all(is_plain);
            Cow::Owned(std::fs::read(folder.join(name)).ok().filter(|_| plain)?)
        }
        None => Cow::Borrowed(FILES.iter().find(|(file, _)| *file == name)?.1),
    };
    Some(PageFile { bytes, content_type })
}
