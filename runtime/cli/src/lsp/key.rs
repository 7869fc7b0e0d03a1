//! Identifies documents: two spellings of one URI are one document.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;
use url::Url;

/// The identity of a document. Files sort in the order in which `flowright check` reads them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A file by its absolute path, which is UTF-8.
    File(PathBuf),
    /// A document that is not a file, such as `untitled:Untitled-1`, by its URI.
    Buffer(String),
}

impl Key {
    /// The document of a URI in the client's spelling.
    pub(super) fn of(uri: &Uri) -> Key {
        let Ok(url) = Url::parse(&uri.0) else {
            return Key::Buffer(uri.0.clone());
        };
        let path = (url.scheme() == "file").then(|| url.to_file_path());
        match path {
            Some(Ok(path)) => Key::file(&path).unwrap_or_else(|| Key::Buffer(url.into())),
            _ => Key::Buffer(url.into()),
        }
    }

    /// The document of a path; `None` if the path is not UTF-8.
    pub(super) fn file(path: &Path) -> Option<Key> {
        let text = path.to_str()?;
        Some(Key::File(if cfg!(windows) {
            PathBuf::from(drive_in_capitals(text))
        } else {
            path.to_owned()
        }))
    }

    /// The path, if it is a file.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Key::File(path) => Some(path),
            Key::Buffer(_) => None,
        }
    }

    /// The path of a file that ends with `.flow`.
    pub(super) fn source(&self) -> Option<&Path> {
        let path = self.path()?;
        let is_source = path
            .extension()
            .is_some_and(|extension| extension == "flow");
        is_source.then_some(path)
    }

    /// The name under which the compiler knows it.
    pub(super) fn name(&self) -> String {
        match self {
            Key::File(path) => path.display().to_string(),
            Key::Buffer(uri) => uri.clone(),
        }
    }

    /// The URI in our own spelling, for documents that the client has not named.
    pub(super) fn uri(&self) -> Uri {
        Uri(match self {
            Key::File(path) => {
                Url::from_file_path(path).map_or_else(|()| self.name(), String::from)
            }
            Key::Buffer(uri) => uri.clone(),
        })
    }
}

/// Editors write drive letters in either case: `c:\` and `C:\` are the same.
fn drive_in_capitals(path: &str) -> String {
    let mut letters = path.chars();
    match (letters.next(), letters.next()) {
        (Some(drive), Some(':')) if drive.is_ascii_lowercase() => {
            format!("{}:{}", drive.to_ascii_uppercase(), letters.as_str())
        }
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(uri: &str) -> Key {
        Key::of(&Uri(uri.to_owned()))
    }

    #[test]
    #[cfg(unix)]
    fn spellings_of_one_uri_are_one_file() {
        let file = Key::File(PathBuf::from("/a b/ü-ß.flow"));
        for uri in [
            "file:///a%20b/%C3%BC-%C3%9F.flow",
            "file:///a%20b/%c3%bc%2D%c3%9f.flow",
            "file:///a b/ü-ß.flow",
            "FILE://localhost/a%20b/./x/../ü-ß.flow",
        ] {
            assert_eq!(of(uri), file, "{uri}");
        }
        assert_eq!(of(&file.uri().0), file);
    }

    #[test]
    fn what_is_no_file_is_a_buffer() {
        for uri in ["untitled:Untitled-1", "git:/a.flow?ref", "no uri", ""] {
            assert_eq!(of(uri), Key::Buffer(uri.to_owned()));
            assert_eq!(of(uri).uri(), Uri(uri.to_owned()));
        }
        assert!(matches!(of("file:///%FF.flow"), Key::Buffer(_)));
    }

    #[test]
    fn drives_are_written_in_capitals() {
        assert_eq!(drive_in_capitals(r"c:\x.flow"), r"C:\x.flow");
        assert_eq!(drive_in_capitals(r"C:\x.flow"), r"C:\x.flow");
        assert_eq!(drive_in_capitals("/c:/x"), "/c:/x");
        assert_eq!(drive_in_capitals("é:"), "é:");
    }
}
