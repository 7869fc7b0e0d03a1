//! The parser that pest generates from `grammar/flow.pest`.

#![allow(missing_docs)]

use pest_derive::Parser;

#[derive(Parser)]
#[grammar = "../../grammar/flow.pest"]
pub(crate) struct FlowParser;

pub(crate) type Pair<'i> = pest::iterators::Pair<'i, Rule>;
