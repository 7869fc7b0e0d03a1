//! Determines which file of a crate uses which.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, ItemUse, Macro, Path, Visibility};

use crate::names::{Scopes, leaves};
use crate::sources::Module;

/// For each file, the files it uses, each with the names that lead there.
pub(crate) type Graph = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// The names that each file uses from other files, through a path in it or a private `use`.
pub(crate) fn graph(modules: &[Module]) -> Graph {
    let scopes = Scopes::new(modules);
    let mut graph = Graph::new();
    for (at, module) in modules.iter().enumerate() {
        let mut uses = Uses {
            scopes: &scopes,
            module: at,
            found: BTreeSet::new(),
        };
        module.items.iter().for_each(|item| uses.visit_item(item));
        let of_file = graph.entry(module.file.clone()).or_default();
        for (target, name) in uses.found {
            let file = modules.get(target).map_or("", |module| &module.file);
            if file != module.file {
                of_file.entry(file.to_owned()).or_default().insert(name);
            }
        }
    }
    graph
}

/// The names that a module uses from other modules: the defining module, and the name.
struct Uses<'s> {
    scopes: &'s Scopes,
    module: usize,
    found: BTreeSet<(usize, String)>,
}

impl Uses<'_> {
    fn path(&mut self, path: &[String]) {
        self.found.extend(self.scopes.resolve(self.module, path));
    }

    /// The paths in the tokens of a macro. A single lower-case name is more often a variable than
    /// an item.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.path_of_tokens(&std::mem::take(&mut path));
                    }
                    colons = 0;
                    path.push(name.to_string());
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' && !path.is_empty() => colons += 1,
                TokenTree::Punct(_) | TokenTree::Literal(_) => {
                    colons = 0;
                    self.path_of_tokens(&std::mem::take(&mut path));
                }
                TokenTree::Group(group) => {
                    colons = 0;
                    self.path_of_tokens(&std::mem::take(&mut path));
                    self.tokens(group.stream());
                }
            }
        }
        self.path_of_tokens(&path);
    }

    fn path_of_tokens(&mut self, path: &[String]) {
        let is_item = |name: &String| name.starts_with(char::is_uppercase);
        if path.len() > 1 || path.iter().any(is_item) {
            self.path(path);
        }
    }
}

impl Visit<'_> for Uses<'_> {
    fn visit_item_use(&mut self, item: &ItemUse) {
        if matches!(item.vis, Visibility::Inherited) {
            leaves(&item.tree, &[], &mut |path, name| {
                if name.is_some() {
                    self.path(&path);
                }
            });
        }
    }

    fn visit_path(&mut self, path: &Path) {
        if path.leading_colon.is_none() {
            let names = path
                .segments
                .iter()
                .map(|segment| segment.ident.to_string());
            self.path(&names.collect::<Vec<String>>());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, of: &Macro) {
        self.visit_path(&of.path);
        self.tokens(of.tokens.clone());
    }

    fn visit_attribute(&mut self, _: &Attribute) {}
}
