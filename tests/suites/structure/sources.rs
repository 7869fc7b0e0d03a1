//! The crates of the workspace as lists of modules, each with its parsed source.
//!
//! Modules are found by following `mod` items from the root of a crate. Modules under
//! `#[cfg(test)]` are skipped, as are tests, benchmarks and examples, which no root declares.

use std::fs;
use std::path::{Path, PathBuf};

use syn::{Attribute, Item, ItemMod};

/// A module of a crate.
pub(crate) struct Module {
    /// The module names from the root of the crate; empty for the root.
    pub path: Vec<String>,
    /// Its file, relative to the workspace.
    pub file: String,
    /// Its items, except those under `#[cfg(test)]` and its modules, which are in the list
    /// themselves.
    pub items: Vec<Item>,
}

/// The crates below `compiler` and `runtime`, and the oracle, by folder: `compiler/syntax`.
pub(crate) fn crates() -> Vec<String> {
    let mut crates = vec!["tests/oracle".to_owned()];
    for group in ["compiler", "runtime"] {
        for entry in fs::read_dir(workspace().join(group)).expect("a folder of crates") {
            let folder = entry.expect("an entry of a folder").path();
            if folder.join("Cargo.toml").exists() {
                let name = folder.file_name().expect("a name").to_string_lossy();
                crates.push(format!("{group}/{name}"));
            }
        }
    }
    crates.sort();
    crates
}

/// The modules of the crate in a folder of the workspace, its root first.
pub(crate) fn modules(folder: &str) -> Vec<Module> {
    let text = |file: &Path| fs::read_to_string(workspace().join(file)).ok();
    read_crate(&Path::new(folder).join("src"), &text)
}

/// The modules of a crate given as files with their names.
pub(crate) fn modules_of(files: &[(&str, &str)]) -> Vec<Module> {
    let text = |file: &Path| {
        let found = files.iter().find(|(name, _)| Path::new(name) == file);
        found.map(|(_, text)| (*text).to_owned())
    };
    read_crate(Path::new(""), &text)
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Returns the text of a file, if it exists.
type Texts<'a> = &'a dyn Fn(&Path) -> Option<String>;

fn read_crate(folder: &Path, texts: Texts<'_>) -> Vec<Module> {
    let mut reader = Reader {
        texts,
        modules: Vec::new(),
    };
    let root = ["lib.rs", "main.rs"].map(|root| folder.join(root));
    reader.read(&root, folder, &[]);
    reader.modules
}

struct Reader<'a> {
    texts: Texts<'a>,
    modules: Vec<Module>,
}

impl Reader<'_> {
    /// Adds the module in that one of the files that exists, and the modules below it. The files of
    /// its modules are in `folder`.
    fn read(&mut self, files: &[PathBuf], folder: &Path, path: &[String]) {
        let found = files
            .iter()
            .find_map(|file| Some((file, (self.texts)(file)?)));
        let (file, text) = found.expect("the file of a module");
        let parsed = syn::parse_file(&text).expect("Rust that compiles");
        self.add(parsed.items, file, folder, path);
    }

    fn add(&mut self, items: Vec<Item>, file: &Path, folder: &Path, path: &[String]) {
        let built = items
            .into_iter()
            .filter(|item| !attributes(item).iter().any(is_cfg_test));
        let (inner, items) = built.partition(|item| matches!(item, Item::Mod(_)));
        self.modules.push(Module {
            path: path.to_owned(),
            file: file.to_string_lossy().into_owned(),
            items,
        });
        for item in inner {
            if let Item::Mod(module) = item {
                self.add_inner(module, file, folder, path);
            }
        }
    }

    fn add_inner(&mut self, module: ItemMod, file: &Path, folder: &Path, outer: &[String]) {
        let name = module.ident.to_string();
        let folder = folder.join(&name);
        let mut path = outer.to_vec();
        path.push(name);
        if let Some((_, items)) = module.content {
            self.add(items, file, &folder, &path);
        } else {
            let files = [folder.with_extension("rs"), folder.join("mod.rs")];
            self.read(&files, &folder, &path);
        }
    }
}

/// The attributes of an item.
fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::TraitAlias(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        // The enum is non-exhaustive: items that `syn` cannot parse are tokens.
        _ => &[],
    }
}

fn is_cfg_test(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute
            .parse_args::<syn::Path>()
            .is_ok_and(|path| path.is_ident("test"))
}
