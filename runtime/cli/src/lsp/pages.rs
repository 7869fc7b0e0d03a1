//! The pages of the codes as files, so that an editor can open the link of a diagnostic.
//!
//! They are in the user's cache directory, in a folder for each version, and are written when the
//! first diagnostic with the code is shown.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use flowright_diagnostics::Code;
use gen_lsp_types::Uri;
use tempfile::NamedTempFile;

use super::key::Key;

/// The pages, in a folder or nowhere.
#[derive(Debug, Default)]
pub(super) struct Pages {
    folder: Option<PathBuf>,
    /// The location of each page requested so far; `None` if it cannot be written.
    known: Mutex<HashMap<Code, Option<Uri>>>,
}

impl Pages {
    /// The pages in the user's cache; nowhere if there is no cache.
    pub(super) fn in_cache() -> Pages {
        let folder = cache(|name| env::var_os(name).map(PathBuf::from), cfg!(windows));
        Pages::in_folder(folder.map(|cache| cache.join("flowright")))
    }

    fn in_folder(folder: Option<PathBuf>) -> Pages {
        Pages {
            folder: folder.map(|folder| folder.join(env!("CARGO_PKG_VERSION"))),
            known: Mutex::default(),
        }
    }

    /// The location of a code's page.
    pub(super) fn uri(&self, code: Code) -> Option<Uri> {
        let folder = self.folder.as_deref()?;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let page = known.entry(code).or_insert_with(|| {
            let path = folder.join(format!("{}.md", code.as_str()));
            // A diagnostic remains useful without its page.
            write(&path, code.page()).ok()?;
            Some(Key::file(&path)?.uri())
        });
        page.clone()
    }
}

/// The cache directory, as the XDG Base Directory Specification or Windows defines it.
fn cache(variable: impl Fn(&str) -> Option<PathBuf>, is_windows: bool) -> Option<PathBuf> {
    let folder = if is_windows {
        variable("LOCALAPPDATA")
    } else {
        let given = variable("XDG_CACHE_HOME").filter(|path| path.is_absolute());
        given.or_else(|| Some(variable("HOME")?.join(".cache")))
    };
    folder.filter(|path| path.is_absolute())
}

/// Writes a page atomically, unless it is already there.
fn write(path: &Path, page: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|known| known == page) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = NamedTempFile::with_prefix_in(".page-", folder)?;
    file.write_all(page.as_bytes())?;
    file.persist(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_written_once_and_mended_where_it_is_another_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let pages = || Pages::in_folder(Some(folder.path().to_owned()));
        let code = Code::UnknownName;
        let uri = pages().uri(code).expect("a page");
        let path = folder
            .path()
            .join(env!("CARGO_PKG_VERSION"))
            .join("E0101.md");
        assert!(
            uri.0.ends_with("/E0101.md") && uri.0.starts_with("file:///"),
            "{uri:?}"
        );
        assert_eq!(fs::read_to_string(&path).expect("the page"), code.page());
        fs::write(&path, "of another build").expect("written");
        pages().uri(code);
        assert_eq!(fs::read_to_string(&path).expect("the page"), code.page());
    }

    #[test]
    fn without_a_folder_there_are_no_pages() {
        assert_eq!(Pages::default().uri(Code::UnknownName), None);
        let file = tempfile::NamedTempFile::new().expect("a file");
        let in_file = Pages::in_folder(Some(file.path().to_owned()));
        assert_eq!(in_file.uri(Code::UnknownName), None);
    }

    #[test]
    fn the_folder_is_that_of_the_user() {
        let of = |given: &[(&str, &str)], is_windows| {
            let given: HashMap<String, PathBuf> = given
                .iter()
                .map(|(name, path)| ((*name).to_owned(), PathBuf::from(path)))
                .collect();
            cache(|name| given.get(name).cloned(), is_windows)
        };
        assert_eq!(
            of(&[("HOME", "/home/zoe")], false),
            Some("/home/zoe/.cache".into())
        );
        let both = [("HOME", "/home/zoe"), ("XDG_CACHE_HOME", "/cache")];
        assert_eq!(of(&both, false), Some("/cache".into()));
        let relative = [("HOME", "/home/zoe"), ("XDG_CACHE_HOME", "cache")];
        assert_eq!(of(&relative, false), Some("/home/zoe/.cache".into()));
        assert_eq!(of(&[], false), None);
        assert_eq!(
            of(&[("LOCALAPPDATA", "/local")], true),
            Some("/local".into())
        );
    }
}
