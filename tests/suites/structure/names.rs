//! Resolves the names and paths of a module.

use std::collections::BTreeMap;

use syn::{Item, UseTree};

use crate::sources::Module;

/// The longest chain of imports to follow from a name. Imports can be circular.
const DEPTH: usize = 24;

/// What a name in a module refers to. One name may refer to both a function and a module.
enum Name {
    /// Something that the module defines.
    Defined,
    /// A module in it.
    Module(usize),
    /// Something it imports, by path.
    Imported(Vec<String>),
}

/// The target of a path.
enum Target {
    Module(usize),
    /// An item that a module defines, and its name there.
    Item(usize, String),
}

/// The names in each module of a crate; a module is identified by its index.
pub(crate) struct Scopes {
    modules: BTreeMap<Vec<String>, usize>,
    paths: Vec<Vec<String>>,
    names: Vec<BTreeMap<String, Vec<Name>>>,
    /// The modules that a module glob-imports.
    globs: Vec<Vec<Vec<String>>>,
}

impl Scopes {
    pub(crate) fn new(modules: &[Module]) -> Scopes {
        let paths: Vec<Vec<String>> = modules.iter().map(|module| module.path.clone()).collect();
        let mut scopes = Scopes {
            modules: paths.iter().cloned().zip(0..).collect(),
            names: paths.iter().map(|_| BTreeMap::new()).collect(),
            globs: paths.iter().map(|_| Vec::new()).collect(),
            paths,
        };
        for (at, module) in modules.iter().enumerate() {
            for item in &module.items {
                scopes.add(at, item);
            }
        }
        for (path, at) in &scopes.modules {
            if let Some((name, outer)) = path.split_last()
                && let Some(outer) = scopes.modules.get(outer)
            {
                let names = scopes.names[*outer].entry(name.clone());
                names.or_default().push(Name::Module(*at));
            }
        }
        scopes
    }

    fn add(&mut self, module: usize, item: &Item) {
        let names = &mut self.names[module];
        if let Item::Use(item) = item {
            leaves(&item.tree, &[], &mut |path, name| match name {
                Some(name) => names.entry(name).or_default().push(Name::Imported(path)),
                None => self.globs[module].push(path),
            });
        } else if let Some(name) = defined(item) {
            names.entry(name).or_default().push(Name::Defined);
        }
    }

    /// The modules that define the target of a path in a module, and its names there. Empty if it
    /// leads out of the crate or to a module.
    pub(crate) fn resolve(&self, module: usize, path: &[String]) -> Vec<(usize, String)> {
        let targets = self.follow(module, path, DEPTH).into_iter();
        let items = targets.filter_map(|target| match target {
            Target::Item(at, name) => Some((at, name)),
            Target::Module(_) => None,
        });
        items.collect()
    }

    fn follow(&self, module: usize, path: &[String], depth: usize) -> Vec<Target> {
        let Some(depth) = depth.checked_sub(1) else {
            return Vec::new();
        };
        let Some((first, rest)) = path.split_first() else {
            return vec![Target::Module(module)];
        };
        let found = match first.as_str() {
            "crate" => vec![Target::Module(0)],
            "self" => vec![Target::Module(module)],
            "super" => {
                let outer = self.paths[module].split_last();
                let outer = outer.and_then(|(_, outer)| self.modules.get(outer));
                outer.into_iter().map(|at| Target::Module(*at)).collect()
            }
            name => self.name(module, name, depth),
        };
        if rest.is_empty() {
            return found;
        }
        // The rest of the path continues in a module, if there is one, and otherwise in a type: its
        // variants and functions.
        let modules = found.iter().filter_map(|target| match target {
            Target::Module(at) => Some(*at),
            Target::Item(..) => None,
        });
        let inside: Vec<usize> = modules.collect();
        if inside.is_empty() {
            return found;
        }
        let targets = inside.into_iter();
        targets
            .flat_map(|at| self.follow(at, rest, depth))
            .collect()
    }

    fn name(&self, module: usize, name: &str, depth: usize) -> Vec<Target> {
        if let Some(known) = self.names[module].get(name) {
            let targets = known.iter().flat_map(|one| match one {
                Name::Defined => vec![Target::Item(module, name.to_owned())],
                Name::Module(at) => vec![Target::Module(*at)],
                Name::Imported(path) => self.follow(module, path, depth),
            });
            return targets.collect();
        }
        let globs = self.globs[module].iter();
        let targets = globs.flat_map(|glob| self.follow(module, glob, depth));
        let found = targets.flat_map(|target| match (target, depth.checked_sub(1)) {
            (Target::Module(at), Some(depth)) => self.name(at, name, depth),
            (Target::Module(_) | Target::Item(..), _) => Vec::new(),
        });
        found.collect()
    }
}

/// Calls `see` with each path of a `use` and the name it binds; a glob binds none.
pub(crate) fn leaves(
    tree: &UseTree,
    outer: &[String],
    see: &mut dyn FnMut(Vec<String>, Option<String>),
) {
    let with = |name: &syn::Ident| {
        let mut path = outer.to_vec();
        path.push(name.to_string());
        path
    };
    match tree {
        UseTree::Path(path) => leaves(&path.tree, &with(&path.ident), see),
        UseTree::Name(name) if name.ident == "self" => see(outer.to_vec(), outer.last().cloned()),
        UseTree::Name(name) => see(with(&name.ident), Some(name.ident.to_string())),
        UseTree::Rename(rename) if rename.ident == "self" => {
            see(outer.to_vec(), Some(rename.rename.to_string()));
        }
        UseTree::Rename(rename) => see(with(&rename.ident), Some(rename.rename.to_string())),
        UseTree::Glob(_) => see(outer.to_vec(), None),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, outer, see)),
    }
}

/// The name that an item defines in its module.
fn defined(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::TraitAlias(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}
