//! The range of an action request, and the lines of the text around it.

use flowright_check::{Symbol, SymbolKind};
use flowright_diagnostics::{Code, Diagnostic, Edit, FileId, FileRange, SourceFile, Span};
use flowright_syntax::ast::{self, Block, Item, ItemKind, Node, Statement, StatementKind};

use crate::Analysis;

/// A range of a file.
pub(super) struct Place<'a> {
    pub analysis: &'a Analysis,
    pub range: FileRange,
    pub tree: &'a ast::File,
    pub source: &'a SourceFile,
    /// The nodes of the tree that cover the range, outermost first.
    pub nodes: Vec<Node<'a>>,
}

impl<'a> Place<'a> {
    pub fn new(analysis: &'a Analysis, range: FileRange) -> Option<Place<'a>> {
        let tree = analysis.tree(range.file)?;
        Some(Place {
            analysis,
            range,
            tree,
            source: analysis.source(range.file)?,
            nodes: tree.covering(analysis.anchors.locate(range)),
        })
    }

    pub fn file(&self) -> FileId {
        self.range.file
    }

    /// The diagnostics that touch the range.
    pub fn diagnostics(&self) -> impl Iterator<Item = (usize, &'a Diagnostic<FileRange>)> {
        let range = self.range;
        let all = self.analysis.diagnostics.iter().enumerate();
        all.filter(move |(_, one)| {
            let span = one.primary.span;
            span.file == range.file && span.start <= range.end && range.start <= span.end
        })
    }

    /// The diagnostics with a code that touch the range.
    pub fn of(&self, code: Code) -> impl Iterator<Item = (usize, &'a Diagnostic<FileRange>)> {
        self.diagnostics().filter(move |(_, one)| one.code == code)
    }

    /// The position of a span.
    pub fn at(&self, span: Span) -> FileRange {
        self.analysis.anchors.resolve(span)
    }

    /// The span of a position.
    pub fn locate(&self, place: FileRange) -> Span {
        self.analysis.anchors.locate(place)
    }

    /// The diagnostic with that code at exactly that span, independent of the range.
    pub fn wrong(&self, code: Code, span: Span) -> Option<usize> {
        let place = self.at(span);
        let mut all = self.analysis.diagnostics.iter();
        all.position(|one| one.code == code && one.primary.span == place)
    }

    /// The nodes that cover a span, outermost first.
    pub fn covering(&self, span: Span) -> Vec<Node<'a>> {
        self.tree.covering(span)
    }

    pub fn text(&self, span: Span) -> &'a str {
        self.slice(self.at(span))
    }

    pub fn slice(&self, range: FileRange) -> &'a str {
        self.source.slice(range.start, range.end)
    }

    pub fn between(&self, start: u32, end: u32) -> &'a str {
        self.source.slice(start, end)
    }

    /// The declaration that covers a span.
    pub fn item(&self, span: Span) -> Option<&'a Item> {
        self.analysis.item_of(span)
    }

    /// Whether the code at a span must be pure.
    pub fn is_pure(&self, span: Span) -> bool {
        let item = self.item(span).map(|item| &item.kind);
        !matches!(item, Some(ItemKind::Workflow(_)))
    }

    /// The start of the line of an offset.
    pub fn line_start(&self, at: u32) -> u32 {
        let before = self.source.slice(0, at);
        offset(before.rfind('\n').map_or(0, |newline| newline + 1))
    }

    /// The blanks at the start of the line of an offset.
    pub fn indent(&self, at: u32) -> &'a str {
        let line = self.source.slice(self.line_start(at), u32::MAX);
        let end = line.find(|letter| letter != ' ').unwrap_or(line.len());
        line.get(..end).unwrap_or_default()
    }

    /// The end of the line of an offset if only a comma and a comment follow; the offset itself
    /// otherwise.
    pub fn after(&self, at: u32) -> u32 {
        let rest = self.source.slice(at, u32::MAX);
        let line = rest.split('\n').next().unwrap_or_default();
        let line = line.trim_end_matches('\r');
        let more = line.trim_start_matches([' ', ',']);
        if more.is_empty() || more.starts_with("//") {
            at.saturating_add(offset(line.len()))
        } else {
            at
        }
    }

    /// The position for an insertion before a declaration: above its comments.
    pub fn before_item(&self, item: &Item) -> u32 {
        let start = self.at(item.span).start;
        let text = self.analysis.text(self.file());
        let doc = text.and_then(|text| text.doc_above(start));
        let mut start = self.line_start(doc.unwrap_or(start));
        while let Some(end) = start.checked_sub(1) {
            let above = self.line_start(end);
            if !self.source.slice(above, end).starts_with("//") {
                break;
            }
            start = above;
        }
        start
    }

    /// The symbols of a kind.
    pub fn symbols(&self, kind: SymbolKind) -> impl Iterator<Item = &'a Symbol> {
        self.analysis.symbols(kind)
    }

    /// The bindings and parameters visible at an offset.
    pub fn visible(&self, at: u32) -> impl Iterator<Item = &'a Symbol> {
        let index = &self.analysis.index;
        let at = self.analysis.at(self.file(), at);
        // Names that are still being bound there have no value yet.
        let statements = self.covering(at).into_iter();
        let unbound = statements.filter_map(|node| {
            let StatementKind::Let { name, .. } = &node.as_statement()?.kind else {
                return None;
            };
            Some(name.span)
        });
        let unbound: Vec<Span> = unbound.collect();
        let scopes = index.scopes.iter().filter(move |one| {
            let sees = one.scope.covers(at) && one.scope.start < at.start && at.end < one.scope.end;
            sees && !unbound.contains(&one.symbol)
        });
        scopes.filter_map(|one| index.symbol(one.symbol))
    }

    /// The name. If it is reserved, or a symbol that `counts` already has it, a number is appended.
    pub fn free_name(&self, name: &str, counts: impl Fn(&Symbol) -> bool) -> String {
        let is_taken = |name: &str| {
            let mut symbols = self.analysis.index.symbols.iter();
            flowright_syntax::is_reserved(name)
                || symbols.any(|one| &*one.name == name && counts(one))
        };
        let numbered = (2_u32..).map(|number| format!("{name}_{number}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        let free = names.find(|name| !is_taken(name));
        free.unwrap_or_else(|| name.to_owned())
    }

    /// The innermost statement around a span before which other statements can be inserted, with
    /// its block. This excludes a statement after `=>`.
    pub fn statement(&self, span: Span) -> Option<(&'a Statement, &'a Block)> {
        let mut found = None;
        let mut block = None;
        for (at, node) in self.covering(span).into_iter().enumerate() {
            if let Node::Block(one) = node {
                // The block of a workflow begins after its trigger.
                block = Some((one, at == 1 && !self.is_pure(span)));
            } else if let Some(one) = node.as_statement() {
                let around = block.filter(|(block, is_workflow)| {
                    let has_brace = self.text(block.span).starts_with('{');
                    *is_workflow || has_brace && block.span.start < one.span.start
                });
                found = around.map(|(block, _)| (one, block)).or(found);
            }
        }
        found
    }

    /// Whether a block and its braces are on one line.
    pub fn in_one_line(&self, block: &Block) -> bool {
        let text = self.text(block.span);
        text.starts_with('{') && !text.contains('\n')
    }

    /// A multi-line text in which all lines after the first are shifted by a number of levels, as
    /// far as their indentation allows.
    pub fn moved(&self, range: FileRange, levels: isize) -> String {
        let text = self.slice(range);
        let blanks = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let lines = text.split('\n').skip(1);
        let own = lines.filter(|line| !line.trim().is_empty()).map(blanks);
        let removed = levels.min(0).unsigned_abs() * 2;
        let removed = own.min().map_or(removed, |own| own.min(removed));
        let added = " ".repeat(levels.max(0).unsigned_abs() * 2);
        let mut moved = String::with_capacity(text.len());
        for (index, line) in text.split('\n').enumerate() {
            if index == 0 {
                moved.push_str(line);
                continue;
            }
            moved.push('\n');
            if !line.trim().is_empty() {
                moved.push_str(&added);
                moved.push_str(line.get(removed..).unwrap_or_default());
            }
        }
        moved
    }

    /// Whether the edits yield a program without new errors.
    pub fn is_sound(&self, edits: &[Edit<FileRange>]) -> bool {
        let after = self.analysis.edited(edits);
        self.analysis.first_new_error(&after).is_none()
    }
}

/// Converts a length to an offset.
pub(super) fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
