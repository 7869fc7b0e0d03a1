//! Expressions of a given type.

use flowright_stdlib::types::Type;

use super::generator::{Generator, Mode, Piece};
use super::types::stands;

impl Generator<'_> {
    /// An expression that is valid where that type is expected in that mode.
    pub(super) fn expression(&mut self, mode: Mode, ty: &Type, depth: usize) -> Piece {
        if !self.may_grow(depth) {
            return self.leaf(mode, ty);
        }
        let depth = depth - 1;
        match self.source.below(20) {
            0..=3 => self.leaf(mode, ty),
            4..=8 => self.chosen(mode, ty, depth),
            9 | 10 => match self.call(mode, ty, depth) {
                Some(call) => call,
                None => self.of_type(mode, ty, depth),
            },
            11 => match self.library_call(ty, depth) {
                Some(call) => call.into(),
                None => self.of_type(mode, ty, depth),
            },
            12 if self.can_be_made(ty) && self.source.once_in(3) => self.decoded(ty, depth),
            _ => self.of_type(mode, ty, depth),
        }
    }

    /// An expression chosen among several of any type. Used as a condition, it yields no facts
    /// about null.
    pub(super) fn chosen(&mut self, mode: Mode, ty: &Type, depth: usize) -> Piece {
        match self.source.below(5) {
            0 => self.if_value(mode, ty, depth),
            1 => self.branch_value(mode, ty, depth),
            2 | 3 => self.match_value(mode, ty, depth),
            _ => self.coalesce(mode, ty, depth),
        }
    }

    fn of_type(&mut self, mode: Mode, ty: &Type, depth: usize) -> Piece {
        match ty {
            Type::Bool => self.condition(depth).text.into(),
            Type::Int => self.int(depth).into(),
            Type::Float => self.float(mode, depth).into(),
            Type::Decimal => self.decimal(depth).into(),
            Type::Text => self.text(depth).into(),
            Type::Bytes => self.bytes(depth).into(),
            Type::Duration => self.duration(depth).into(),
            Type::Date => self.date(depth).into(),
            Type::Time if self.source.once_in(2) => self.moved_time(depth).into(),
            Type::Time if self.source.once_in(2) => match self.library_call(ty, depth) {
                Some(call) => call.into(),
                None => self.leaf(mode, ty),
            },
            Type::Literals(_) | Type::Time | Type::Union(_) => self.leaf(mode, ty),
            Type::Optional(inner) => self.optional(mode, ty, inner, depth),
            Type::List(element) => self.list(mode, ty, element, depth).into(),
            Type::Map(value) => self.map(mode, ty, value, depth).into(),
            Type::Record(record) => {
                let mode = if mode == Mode::Exact {
                    Mode::Exact
                } else {
                    Mode::Must
                };
                // In a copy, the fields that are known not to be null have other types.
                let can_copy = mode == Mode::Must || self.known.is_empty();
                if can_copy && !record.fields.is_empty() && self.source.once_in(4) {
                    return self.copy(mode, record, depth).into();
                }
                let mut fields = Vec::new();
                for field in &record.fields {
                    let value = self.expression(mode, &field.ty, depth).text;
                    fields.push(format!("{}: {value}", field.name));
                }
                if self.source.once_in(2) {
                    fields.rotate_left(usize::from(mode == Mode::Must));
                }
                Piece::from(format!("({{ {} }})", fields.join(", ")))
            }
            Type::Error | Type::Never | Type::Null | Type::Json | Type::Secret | Type::Headers => {
                self.leaf(mode, ty)
            }
        }
    }

    fn if_value(&mut self, mode: Mode, ty: &Type, depth: usize) -> Piece {
        let condition = self.condition(depth);
        let then = self.knowing(&condition.holds, |this| this.expression(mode, ty, depth));
        let otherwise = self.knowing(&condition.fails, |this| this.expression(mode, ty, depth));
        Piece::from(format!(
            "(if {} {{ {} }} else {{ {} }})",
            condition.text, then.text, otherwise.text
        ))
    }

    fn branch_value(&mut self, mode: Mode, ty: &Type, depth: usize) -> Piece {
        let mark = self.enter();
        let mut arms = String::new();
        for _ in 0..1 + self.source.below(2) {
            let condition = self.condition(depth);
            let value = self.knowing(&condition.holds, |this| this.expression(mode, ty, depth));
            arms.push_str(&format!("when {} {{ {} }}, ", condition.text, value.text));
            self.known.extend(condition.fails);
        }
        let otherwise = self.expression(mode, ty, depth);
        self.leave(mark);
        Piece::from(format!(
            "(branch {{ {arms}else {{ {} }} }})",
            otherwise.text
        ))
    }

    fn coalesce(&mut self, mode: Mode, ty: &Type, depth: usize) -> Piece {
        let left = self.expression(Mode::Exact, &ty.clone().optional(), depth);
        let mode = if mode == Mode::Exact {
            Mode::Exact
        } else {
            Mode::Hint
        };
        let right = self.expression(mode, ty, depth);
        Piece::from(format!("({} ?? {})", left.text, right.text))
    }

    /// A call to a declared function, if one of them returns such a value.
    fn call(&mut self, mode: Mode, ty: &Type, depth: usize) -> Option<Piece> {
        let mut functions = self.functions.clone();
        functions.retain(|function| {
            let mut parameters = function.parameters.iter();
            stands(mode, &function.returns, ty) && parameters.all(|ty| self.can_be_made(ty))
        });
        let function = self.source.pick(&functions)?.clone();
        let mut arguments = Vec::new();
        for parameter in &function.parameters {
            arguments.push(self.expression(Mode::Must, parameter, depth).text);
        }
        let call = format!("{}({})", function.name, arguments.join(", "));
        Some(call.into())
    }

    fn int(&mut self, depth: usize) -> String {
        match self.source.below(9) {
            8 => {
                let map = self.some_map(depth);
                format!("{map}.length")
            }
            0 => {
                let text = self.expression(Mode::Exact, &Type::Text, depth);
                format!("{}.length", text.text)
            }
            1 => {
                let element = self.ty();
                let list = self.expression(Mode::Exact, &element.list(), depth);
                format!("{}.length", list.text)
            }
            2 => {
                let inner = self.expression(Mode::Exact, &Type::Int, depth);
                format!("(-{})", inner.text)
            }
            3 => self.int_call(depth),
            4 if self.source.once_in(2) => {
                let left = self.expression(Mode::Exact, &Type::Duration, depth);
                let right = self.expression(Mode::Exact, &Type::Duration, depth);
                format!("({} / {})", left.text, right.text)
            }
            _ => {
                let operator = self.arithmetic();
                let left = self.expression(Mode::Exact, &Type::Int, depth);
                let right = self.expression(Mode::Exact, &Type::Int, depth);
                format!("({} {operator} {})", left.text, right.text)
            }
        }
    }

    fn float(&mut self, mode: Mode, depth: usize) -> String {
        let left = if mode == Mode::Exact {
            Mode::Exact
        } else {
            Mode::Hint
        };
        if self.source.once_in(5) {
            return self.float_call(depth);
        }
        if self.source.once_in(4) {
            let inner = self.expression(left, &Type::Float, depth);
            return format!("(-{})", inner.text);
        }
        let operator = self.arithmetic();
        let left = self.expression(left, &Type::Float, depth);
        // A literal on the left does not determine the type of the right side.
        let digits = left.text.trim_start_matches(['(', '-']);
        let right = if digits.starts_with(|first: char| first.is_ascii_digit()) {
            Mode::Exact
        } else {
            Mode::Hint
        };
        let right = self.expression(right, &Type::Float, depth);
        format!("({} {operator} {})", left.text, right.text)
    }

    /// A date computed from another date, or from a time.
    fn date(&mut self, depth: usize) -> String {
        match self.library_call(&Type::Date, depth) {
            Some(call) => call,
            None => self.leaf(Mode::Exact, &Type::Date).text,
        }
    }

    /// A time before or after another one.
    fn moved_time(&mut self, depth: usize) -> String {
        let time = self.leaf(Mode::Exact, &Type::Time).text;
        let duration = self.expression(Mode::Exact, &Type::Duration, depth.min(1));
        match self.source.below(3) {
            0 => format!("({time} - {})", duration.text),
            1 => format!("({} + {time})", duration.text),
            _ => format!("({time} + {})", duration.text),
        }
    }

    fn duration(&mut self, depth: usize) -> String {
        let left = self.expression(Mode::Exact, &Type::Duration, depth).text;
        match self.source.below(8) {
            0 => format!("(-{left})"),
            1 | 2 => {
                let times = [(); 2].map(|()| self.path(Mode::Exact, &Type::Time));
                match times {
                    [Some(later), Some(earlier)] => format!("({} - {})", later.text, earlier.text),
                    _ => left,
                }
            }
            3 if self.source.once_in(3) => {
                let list = self.expression(Mode::Exact, &Type::Duration.list(), depth);
                format!("{}.sum()", list.text)
            }
            3 => {
                let times = self.expression(Mode::Exact, &Type::Int, depth.min(1));
                format!("({left} * {})", times.text)
            }
            4 => {
                let times = self.expression(Mode::Exact, &Type::Int, depth.min(1));
                format!("({} * {left})", times.text)
            }
            5 => {
                let parts = self.expression(Mode::Exact, &Type::Int, depth.min(1));
                format!("({left} / {})", parts.text)
            }
            _ => {
                let operators = ["+", "-", "%"];
                let operator = self.source.pick(&operators).copied().unwrap_or("+");
                let right = self.expression(Mode::Exact, &Type::Duration, depth);
                format!("({left} {operator} {})", right.text)
            }
        }
    }

    /// A decimal; also computed from an int, with a literal as the other operand.
    fn decimal(&mut self, depth: usize) -> String {
        match self.source.below(6) {
            0 => {
                let inner = self.expression(Mode::Exact, &Type::Decimal, depth);
                format!("(-{})", inner.text)
            }
            1 => self.decimal_call(depth),
            choice => {
                let operator = self.arithmetic();
                let exact = self.expression(Mode::Exact, &Type::Decimal, depth).text;
                // Only a literal gets its type from the operand on its right.
                if choice == 2 {
                    let other = if self.source.below(2) == 0 {
                        self.decimal_literal()
                    } else {
                        self.expression(Mode::Exact, &Type::Int, depth.min(1)).text
                    };
                    return format!("({other} {operator} {exact})");
                }
                let other = self.expression(Mode::Hint, &Type::Decimal, depth.min(1));
                format!("({exact} {operator} {})", other.text)
            }
        }
    }

    fn arithmetic(&mut self) -> &'static str {
        let operators = ["+", "-", "*", "/", "%"];
        self.source.pick(&operators).copied().unwrap_or("+")
    }

    fn optional(&mut self, mode: Mode, ty: &Type, inner: &Type, depth: usize) -> Piece {
        match self.source.below(6) {
            5 if *inner == Type::Text && self.source.below(2) == 0 => {
                self.match_groups(depth).into()
            }
            5 => self.map_index(inner, depth).into(),
            0 if mode != Mode::Exact => self.expression(mode, inner, depth),
            _ if *inner == Type::Json => Piece::from(self.json_part(depth)),
            1 => self.element(inner, depth),
            2 if *inner == Type::Text => {
                let name = self.expression(Mode::Exact, &Type::Text, depth);
                match self.path_where(|ty| *ty == Type::Headers) {
                    Some((headers, _)) => Piece::from(format!("{}[{}]", headers.text, name.text)),
                    None => self.element(inner, depth),
                }
            }
            2 if !inner.is_nullable() => Piece::from(self.optional_call(inner, depth)),
            3 => self.chained_function(inner, depth),
            _ => match self.chain(ty, depth) {
                Some(chain) => chain,
                None => self.element(inner, depth),
            },
        }
    }

    /// `list[index]`
    fn element(&mut self, inner: &Type, depth: usize) -> Piece {
        let list = self.expression(Mode::Exact, &inner.clone().list(), depth);
        let index = self.expression(Mode::Must, &Type::Int, depth.min(1)).text;
        // A negative literal is rejected; a computed one gives null.
        let index = index.replace("(-", "(0 - ");
        Piece::from(format!("{}[{index}]", list.text))
    }

    /// `base?.field`, if there is a record with such a field.
    fn chain(&mut self, ty: &Type, depth: usize) -> Option<Piece> {
        let has_field = |own: &Type| match own {
            Type::Optional(inner) => match &**inner {
                Type::Record(record) => {
                    let mut fields = record.fields.iter();
                    fields.any(|field| field.ty.clone().optional() == *ty)
                }
                _ => false,
            },
            _ => false,
        };
        let (mut base, own) = match self.path_where(has_field) {
            Some(found) => found,
            None => {
                let record = self.path_where(|own| has_field(&own.clone().optional()))?.1;
                if !self.can_be_made(&record) {
                    return None;
                }
                (self.element(&record, depth), record.optional())
            }
        };
        let Type::Record(record) = own.without_null() else {
            return None;
        };
        let fields = record.fields.iter();
        let names: Vec<&str> = fields
            .filter(|field| field.ty.clone().optional() == *ty)
            .map(|field| &*field.name)
            .collect();
        let name = self.source.pick(&names).copied()?;
        let text = format!("{}?.{name}", base.text);
        if let Some(path) = base.paths.first() {
            let field = format!("{path}.{name}");
            // Facts about the field apply here too.
            if self.known.contains(&field) {
                return None;
            }
            base.paths.push(field);
        }
        let paths = base.paths;
        Some(Piece { text, paths })
    }

    /// `base?.function()`
    fn chained_function(&mut self, inner: &Type, depth: usize) -> Piece {
        let text = Type::Text.optional();
        let on_text = |this: &mut Self, call: &str| {
            let base = this.expression(Mode::Exact, &text, depth);
            // If the whole is not null, neither are the paths of its base; the whole itself is not
            // a path.
            Piece {
                text: format!("{}?.{call}", base.text),
                paths: base.paths,
            }
        };
        match inner {
            Type::Text => on_text(self, "trim()"),
            Type::Int => on_text(self, "length"),
            Type::Bool => on_text(self, "is_email()"),
            Type::List(element) if **element == Type::Text => on_text(self, "split(\",\")"),
            _ => self.element(inner, depth),
        }
    }

    fn list(&mut self, mode: Mode, ty: &Type, element: &Type, depth: usize) -> String {
        match self.source.below(5) {
            0 => {
                let list = self.expression(Mode::Exact, ty, depth);
                let count = self.expression(Mode::Must, &Type::Int, depth.min(1));
                format!("{}.take({})", list.text, count.text)
            }
            1 if *element == Type::Text => {
                let text = self.expression(Mode::Exact, &Type::Text, depth);
                let separator = self.expression(Mode::Must, &Type::Text, depth);
                format!("{}.split({})", text.text, separator.text)
            }
            2 => self.list_call(element, depth),
            _ => {
                let mode = if mode == Mode::Exact {
                    Mode::Exact
                } else {
                    Mode::Hint
                };
                let mut elements = Vec::new();
                for _ in 0..1 + self.source.below(3) {
                    elements.push(self.expression(mode, element, depth).text);
                }
                format!("[{}]", elements.join(", "))
            }
        }
    }
}
