//! The concrete tree of a declaration without mistakes: all tokens, grouped by structure.
//!
//! In: a file's text. Out: its tokens, and a tree over them for each declaration that parses
//! without repairs. A formatter needs this, because the abstract tree omits everything that has no
//! meaning or that the compiler does not support yet. Not done here: reporting the mistakes in the
//! other declarations, which [`parse`](crate::parse) does.

use std::collections::HashMap;
use std::ops::Range;

use flowright_diagnostics::{Diagnostic, FileId};

use crate::grammar::{self, Pair, Rule};
use crate::masked_source::MaskedSource;
use crate::source::{MAX_SOURCE, Source};
use crate::tokens::{self, Token, TokenKind};
use crate::{brackets, build, lexical, split};

/// A file as tokens, and its declarations.
#[derive(Clone, Debug)]
pub struct Concrete {
    /// All tokens; their concatenation is the text.
    pub tokens: Vec<Token>,
    /// The role of each token relative to its neighbours; unknown in declarations without a tree.
    pub roles: Vec<Role>,
    /// The declarations in order. Only blanks and comments appear between them.
    pub items: Vec<ConcreteItem>,
}

/// A declaration as tokens.
#[derive(Clone, Debug)]
pub struct ConcreteItem {
    /// The range from its first token to its last one that is neither a blank nor a comment.
    pub tokens: Range<usize>,
    /// Its tree; `None` if it has a mistake.
    pub tree: Option<Node>,
}

/// A group of tokens. Tokens that belong to no child belong to the node itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The kind of node.
    pub kind: NodeKind,
    /// Its range of tokens in the file.
    pub tokens: Range<usize>,
    /// The child nodes, in order.
    pub children: Vec<Node>,
}

/// The kinds of nodes. Only constructs that affect the layout are nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// A declaration.
    Item,
    /// A string with all its contents.
    Text,
    /// Operands with operators between and before them.
    Expression,
    /// A primary with its members and indices.
    Operand,
    /// `.x` and `.f(…)`
    Member,
    /// Types or patterns with `|` between them.
    Union,
    /// `if` and `try` with all their blocks.
    Conditional,
    /// A step with its clauses.
    Step,
    /// `where …`, `set …`: a clause that may be on a line of its own.
    Clause,
    /// A construct with its own commas, outside brackets.
    Group,
    /// A construct in parentheses or brackets that allows a trailing comma.
    Listed,
    /// A construct in parentheses or brackets without a trailing comma.
    Enclosed,
}

/// The role of a token relative to its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// No particular role.
    #[default]
    Plain,
    /// A newline that separates.
    Separator,
    /// A `(` or `[` attached to the preceding token.
    TightOpen,
    /// A `?`, `[]` or `>` attached to the preceding token.
    TightMark,
    /// A dot or a `<`, without blanks before and after it.
    TightDot,
    /// `not` or `-` before an operand.
    Prefix,
    /// An operator between two operands.
    Infix,
}

/// Reads a file.
#[must_use]
pub fn concrete(text: &str) -> Concrete {
    read(text, &HashMap::new())
}

impl Concrete {
    /// Reads another, similar text: a declaration with the same text is not parsed again. The
    /// result is the same as that of [`concrete`].
    #[must_use]
    pub fn reparse(&self, own: &str, text: &str) -> Concrete {
        let known = self.items.iter().filter_map(|item| {
            let range = item.tokens.clone();
            let (first, last) = (range.start, range.end.checked_sub(1)?);
            let (first, last) = (self.tokens.get(first)?, self.tokens.get(last)?);
            let written = own.get(first.start as usize..last.end as usize)?;
            let roles = self.roles.get(range)?;
            Some((written, Known { item, roles }))
        });
        read(text, &known.collect())
    }
}

/// A declaration that has been read before.
#[derive(Clone, Copy)]
struct Known<'k> {
    item: &'k ConcreteItem,
    roles: &'k [Role],
}

fn read(text: &str, known: &HashMap<&str, Known<'_>>) -> Concrete {
    let file = FileId::default();
    let scan = tokens::scan(text);
    let source = Source::file(file, text, &scan.tokens);
    let mut reader = Reader {
        source,
        wrong: lexical::check(source, &scan.problems)
            .iter()
            .filter(|one| one.is_error())
            .map(|one| one.primary.span.start..one.primary.span.end)
            .collect(),
        roles: vec![Role::Plain; scan.tokens.len()],
        known,
    };
    let ranges = if text.len() > MAX_SOURCE {
        Vec::new()
    } else {
        split::items(source)
    };
    let items = ranges
        .into_iter()
        .filter_map(|range| reader.item(range))
        .collect();
    let roles = reader.roles;
    Concrete {
        tokens: scan.tokens,
        roles,
        items,
    }
}

struct Reader<'a> {
    source: Source<'a>,
    /// Ranges where the tokens alone reveal a mistake.
    wrong: Vec<Range<u32>>,
    roles: Vec<Role>,
    /// The declarations read before, by their text.
    known: &'a HashMap<&'a str, Known<'a>>,
}

impl Reader<'_> {
    fn item(&mut self, range: Range<usize>) -> Option<ConcreteItem> {
        let tokens = self.source.tokens.get(range.clone())?;
        let last = tokens.iter().rposition(|token| !token.kind.is_trivia())?;
        let solid = range.start..range.start + last + 1;
        let (first, last) = (tokens.first()?, tokens.get(last)?);
        let is_wrong = self
            .wrong
            .iter()
            .any(|wrong| wrong.start <= last.end && first.start <= wrong.end);
        let text = self.source.slice(first.start, last.end);
        let tree = match self.known.get(text) {
            _ if is_wrong => None,
            Some(known) => self.keep(known, &solid),
            None => self.tree(&range),
        };
        Some(ConcreteItem {
            tokens: solid,
            tree,
        })
    }

    /// The tree of a declaration with the same text as a known one.
    fn keep(&mut self, known: &Known<'_>, tokens: &Range<usize>) -> Option<Node> {
        let roles = self.roles.get_mut(tokens.clone())?;
        if roles.len() == known.roles.len() {
            roles.copy_from_slice(known.roles);
        }
        let tree = known.item.tree.as_ref()?;
        Some(tree.moved(known.item.tokens.start, tokens.start))
    }

    /// The tree of a declaration, if it has no mistake.
    fn tree(&mut self, range: &Range<usize>) -> Option<Node> {
        let tokens = self.source.tokens.get(range.clone())?;
        if brackets::too_deep(self.source, tokens).is_some() {
            return None;
        }
        let repairs = brackets::repairs(self.source, range);
        if !repairs.diagnostics.is_empty()
            || !repairs.added.is_empty()
            || !repairs.strays.is_empty()
        {
            return None;
        }
        let masked = MaskedSource::new(self.source, range, &repairs);
        let mut pairs = grammar::parse(masked.text()).ok()?;
        let mut docs = build::Docs::default();
        let (_, found) = build::item(self.source, &masked, &mut docs, false, pairs.clone());
        if found.iter().any(Diagnostic::is_error) {
            return None;
        }
        let mut weaver = Weaver {
            source: self.source,
            masked: &masked,
            roles: &mut self.roles,
        };
        weaver.node(NodeKind::Item, pairs.next()?)
    }
}

impl Node {
    /// The node with its tokens shifted, so that token `from` becomes token `to`.
    fn moved(&self, from: usize, to: usize) -> Node {
        let place = |at: usize| (at + to).saturating_sub(from);
        let children = self.children.iter().map(|child| child.moved(from, to));
        Node {
            kind: self.kind,
            tokens: place(self.tokens.start)..place(self.tokens.end),
            children: children.collect(),
        }
    }
}

struct Weaver<'a> {
    source: Source<'a>,
    masked: &'a MaskedSource,
    roles: &'a mut [Role],
}

impl Weaver<'_> {
    fn node(&mut self, kind: NodeKind, pair: Pair<'_>) -> Option<Node> {
        let tokens = self.tokens(&pair)?;
        let mut children = Vec::new();
        // The layout ignores the contents of a string.
        if kind != NodeKind::Text {
            self.children(pair, &mut children);
        }
        Some(Node {
            kind,
            tokens,
            children,
        })
    }

    fn children(&mut self, pair: Pair<'_>, children: &mut Vec<Node>) {
        for inner in pair.into_inner() {
            let rule = inner.as_rule();
            if let Some(kind) = kind(rule) {
                children.extend(self.node(kind, inner));
                continue;
            }
            if let Some(role) = role(rule)
                && let Some(tokens) = self.tokens(&inner)
            {
                self.roles.get_mut(tokens).unwrap_or_default().fill(role);
            }
            self.children(inner, children);
        }
    }

    /// The tokens of a pair, without the blanks that pest consumes before an absent optional.
    fn tokens(&self, pair: &Pair<'_>) -> Option<Range<usize>> {
        let range = pair.as_span();
        let start = self.source.index_at(self.masked.to_source(range.start()));
        let end = self.source.index_at(self.masked.to_source(range.end()));
        let is_separator = pair.as_rule() == Rule::newline;
        let solid = |token: &Token| is_separator || !token.kind.is_trivia();
        let tokens = self.source.tokens.get(start..end)?;
        let first = start + tokens.iter().position(solid)?;
        let last = start + tokens.iter().rposition(solid)?;
        Some(first..last + 1)
    }
}

fn kind(rule: Rule) -> Option<NodeKind> {
    Some(match rule {
        Rule::string | Rule::path => NodeKind::Text,
        Rule::expression => NodeKind::Expression,
        Rule::operand => NodeKind::Operand,
        Rule::member => NodeKind::Member,
        Rule::type_expression | Rule::patterns => NodeKind::Union,
        Rule::if_value | Rule::try_catch => NodeKind::Conditional,
        Rule::upsert_step
        | Rule::find_step
        | Rule::update_step
        | Rule::delete_step
        | Rule::aggregate_step => NodeKind::Step,
        Rule::where_clause
        | Rule::group_clause
        | Rule::order_clause
        | Rule::limit_clause
        | Rule::offset_clause
        | Rule::by_clause
        | Rule::set_clause => NodeKind::Clause,
        Rule::collection_trigger => NodeKind::Group,
        Rule::arguments
        | Rule::parameters
        | Rule::trigger_parameters
        | Rule::list
        | Rule::collection_key => NodeKind::Listed,
        Rule::group
        | Rule::index
        | Rule::type_list
        | Rule::type_group
        | Rule::lambda_parameters
        | Rule::trigger_event => NodeKind::Enclosed,
        _ => return None,
    })
}

fn role(rule: Rule) -> Option<Role> {
    Some(match rule {
        Rule::newline => Role::Separator,
        Rule::call_open | Rule::index_open | Rule::optional_index_open => Role::TightOpen,
        Rule::question | Rule::optional_mark | Rule::array_mark | Rule::greater => Role::TightMark,
        Rule::dot | Rule::less => Role::TightDot,
        Rule::prefix | Rule::minus => Role::Prefix,
        Rule::infix => Role::Infix,
        _ => return None,
    })
}

/// A part of a node.
#[derive(Clone, Copy, Debug)]
pub enum Part<'n> {
    /// A token that belongs to the node itself, by its index. Blanks and comments are skipped, and
    /// only newlines that separate are included.
    Token(usize),
    /// A child node.
    Node(&'n Node),
}

impl Concrete {
    /// The parts of a node, in order.
    #[must_use]
    pub fn parts<'n>(&self, node: &'n Node) -> Vec<Part<'n>> {
        let is_own = |index: &usize| self.is_solid(*index) || self.role(*index) == Role::Separator;
        let mut parts = Vec::new();
        let mut at = node.tokens.start;
        for child in &node.children {
            let own = (at..child.tokens.start).filter(is_own);
            parts.extend(own.map(Part::Token));
            parts.push(Part::Node(child));
            at = child.tokens.end;
        }
        let own = (at..node.tokens.end).filter(is_own);
        parts.extend(own.map(Part::Token));
        parts
    }

    /// Whether a token is not a blank, newline or comment, and not empty.
    #[must_use]
    pub fn is_solid(&self, index: usize) -> bool {
        self.tokens
            .get(index)
            .is_some_and(|token| !token.kind.is_trivia() && token.start < token.end)
    }

    /// The kind of a token; a newline if there is no such token.
    #[must_use]
    pub fn kind(&self, index: usize) -> TokenKind {
        self.tokens
            .get(index)
            .map_or(TokenKind::Newline, |token| token.kind)
    }

    /// The role of a token relative to its neighbours.
    #[must_use]
    pub fn role(&self, index: usize) -> Role {
        self.roles.get(index).copied().unwrap_or_default()
    }
}

impl Part<'_> {
    /// Its first token.
    #[must_use]
    pub fn first(&self) -> usize {
        match self {
            Part::Token(index) => *index,
            Part::Node(node) => node.tokens.start,
        }
    }

    /// Its last token.
    #[must_use]
    pub fn last(&self) -> usize {
        match self {
            Part::Token(index) => *index,
            Part::Node(node) => node.tokens.end.saturating_sub(1),
        }
    }
}
