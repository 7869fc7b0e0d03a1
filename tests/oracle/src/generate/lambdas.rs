//! Functions on lists, with lambdas.

use flowright_stdlib::functions::{FUNCTIONS, Function, Implementation, Parameter, Pattern};
use flowright_stdlib::types::Type;

use super::generator::{Generator, Mode, Place, Variable};

impl Generator<'_> {
    /// `x => …`
    fn lambda(
        &mut self,
        takes: &[Type],
        make: impl FnOnce(&mut Self, &[String]) -> String,
    ) -> String {
        let mark = self.enter();
        let mut names = Vec::new();
        for ty in takes {
            let text = self.name("x");
            names.push(text.clone());
            self.variables.push(Variable {
                text,
                ty: ty.clone(),
            });
        }
        let body = make(self, &names);
        self.leave(mark);
        match &names[..] {
            [one] => format!("{one} => {body}"),
            _ => format!("({}) => {body}", names.join(", ")),
        }
    }

    /// `min(a, b)` or `max(a, b)`
    fn lesser(&mut self, ty: &Type, depth: usize) -> String {
        let name = ["min", "max"][self.source.below(2)];
        let one = self.expression(Mode::Exact, ty, depth.min(2)).text;
        let other = self.expression(Mode::Exact, ty, depth.min(2)).text;
        format!("{name}({one}, {other})")
    }

    /// A library function on a simple value that returns that type.
    pub(super) fn library_call(&mut self, ty: &Type, depth: usize) -> Option<String> {
        let is_ordered = matches!(ty, Type::Int | Type::Float | Type::Text);
        if is_ordered && self.source.once_in(5) {
            return Some(self.lesser(ty, depth));
        }
        if self.place == Place::Workflow && self.source.once_in(12) {
            match ty {
                Type::Text => return Some("uuid()".to_owned()),
                Type::Float => return Some("random()".to_owned()),
                _ => {}
            }
        }
        if *ty == Type::Text && self.place == Place::Workflow && self.source.once_in(8) {
            let signed = self.expression(Mode::Must, &Type::Text, depth.min(2)).text;
            return Some(format!("hmac_sha256(secrets.key, {signed})"));
        }
        let fits = |one: &&&Function| {
            let (on, is_host) = (receiver(one), matches!(one.code, Implementation::Host(_)));
            let is_plain = |one: &Parameter| self.can_be_written(one.ty);
            let is_plain = one.parameters.iter().all(is_plain);
            let Some(on) = on.filter(|_| is_host && is_plain) else {
                return false;
            };
            let mut all = one
                .parameters
                .iter()
                .map(|one| one.ty.resolve(&on))
                .chain([on.clone()]);
            all.all(|ty| self.can_be_made(&ty)) && one.returns.resolve(&on) == *ty
        };
        let functions: Vec<&Function> = FUNCTIONS.iter().filter(fits).copied().collect();
        let function = self.source.pick(&functions).copied()?;
        let on = receiver(function)?;
        let depth = depth.min(2);
        let base = self.expression(Mode::Exact, &on, depth).text;
        if function.property {
            return Some(format!("({base}).{}", function.name));
        }
        let mut arguments = Vec::new();
        for parameter in function.parameters {
            let ty = parameter.ty.resolve(&on);
            if let Pattern::Written(notation) = parameter.ty {
                arguments.push(self.in_notation(notation));
                continue;
            }
            let value = match ty {
                // Large numbers produce large texts.
                Type::Int if self.source.below(4) != 0 => self.source.below(20).to_string(),
                ty => self.expression(Mode::Must, &ty, depth.min(1)).text,
            };
            arguments.push(value);
        }
        Some(format!(
            "({base}).{}({})",
            function.name,
            arguments.join(", ")
        ))
    }

    /// A list, and the type of its elements.
    pub(super) fn some_list(&mut self, depth: usize) -> (String, Type) {
        let element = self.ty();
        let list = self.expression(Mode::Exact, &element.clone().list(), depth);
        (list.text, element)
    }

    pub(super) fn makes(&mut self, from: &Type, to: &Type, depth: usize) -> String {
        let takes = [from.clone()];
        self.lambda(&takes, |this, _| {
            this.expression(Mode::Exact, to, depth).text
        })
    }

    fn test(&mut self, from: &Type, depth: usize) -> String {
        let takes = [from.clone()];
        self.lambda(&takes, |this, _| this.condition(depth).text)
    }

    /// A lambda that returns an ordered key, or any simple one.
    fn key(&mut self, from: &Type, ordered: bool, depth: usize) -> String {
        let mut keys = vec![
            Type::Int,
            Type::Text,
            Type::Float,
            Type::Decimal,
            Type::Duration,
            Type::Time,
            Type::Date,
            Type::Int.optional(),
            Type::Text.optional(),
        ];
        if !ordered {
            keys.push(Type::Bool);
        }
        keys.retain(|key| self.can_be_made(key));
        let key = self.source.pick(&keys).cloned().unwrap_or(Type::Int);
        self.makes(from, &key, depth)
    }

    /// A list of that type from a function on a list.
    pub(super) fn list_call(&mut self, element: &Type, depth: usize) -> String {
        let depth = depth.min(2);
        let ty = element.clone().list();
        if self.source.once_in(8) {
            return self.list_of_map(element, depth.saturating_sub(1));
        }
        let (number, inner) = (self.source.below(14), depth.saturating_sub(1));
        if number < 4 {
            return self.made_list(number, element, inner);
        }
        if let (Type::List(innermost), 11..=13) = (element, number) {
            let list = self.expression(Mode::Exact, &(**innermost).clone().list(), inner);
            let size = self.expression(Mode::Must, &Type::Int, 1);
            return format!("{}.chunk({})", list.text, size.text);
        }
        if *element == Type::Int && number == 13 {
            let (list, from) = self.some_list(inner);
            let key = self.key(&from, false, inner);
            let name = self.name("g");
            return format!("{list}.group_by({key}).map({name} => {name}.values.length)");
        }
        let list = self.expression(Mode::Exact, &ty, inner).text;
        match number {
            4 | 5 => format!("{list}.filter({})", self.test(element, inner)),
            6 => format!("{list}.sort_by({})", self.key(element, true, inner)),
            7 if element.is_ordered() => format!("{list}.sort()"),
            7 => format!("{list}.reverse()"),
            8 if element.is_scalar() => format!("{list}.unique()"),
            8 | 12 | 13 => format!("{list}.unique({})", self.key(element, false, inner)),
            9 => {
                let start = self.expression(Mode::Must, &Type::Int, 1).text;
                if self.source.below(2) == 0 {
                    return format!("{list}.skip({start})");
                }
                let end = self.expression(Mode::Must, &Type::Int, 1).text;
                format!("{list}.slice({start}, {end})")
            }
            10 => {
                let other = self.expression(Mode::Exact, &ty, inner).text;
                format!("{list}.concat({other})")
            }
            _ => {
                let one = self.expression(Mode::Exact, element, inner).text;
                format!("{list}.append({one})")
            }
        }
    }

    /// A list made from one or two other lists.
    fn made_list(&mut self, number: usize, element: &Type, depth: usize) -> String {
        let (list, from) = self.some_list(depth);
        match number {
            0 | 1 => format!("{list}.map({})", self.makes(&from, element, depth)),
            2 => {
                let to = element.clone().list();
                format!("{list}.flat_map({})", self.makes(&from, &to, depth))
            }
            _ => {
                let (other, with) = self.some_list(depth);
                let lambda = self.lambda(&[from, with], |this, _| {
                    this.expression(Mode::Exact, element, depth).text
                });
                format!("{list}.zip({other}, {lambda})")
            }
        }
    }

    /// An int from a function on a list.
    pub(super) fn int_call(&mut self, depth: usize) -> String {
        let depth = depth.min(2);
        match self.source.below(4) {
            0 => {
                let list = self.expression(Mode::Exact, &Type::Int.list(), depth);
                format!("{}.sum()", list.text)
            }
            1 => {
                let (list, from) = self.some_list(depth);
                format!("{list}.sum({})", self.makes(&from, &Type::Int, depth))
            }
            2 => {
                let (list, from) = self.some_list(depth);
                format!("{list}.count({})", self.test(&from, depth))
            }
            _ => {
                let start = self.expression(Mode::Exact, &Type::Int, 1).text;
                let (list, from) = self.some_list(depth);
                let lambda = self.lambda(&[Type::Int, from], |this, _| {
                    this.expression(Mode::Must, &Type::Int, depth).text
                });
                format!("{list}.fold({start}, {lambda})")
            }
        }
    }

    /// A float from a function on a list.
    pub(super) fn float_call(&mut self, depth: usize) -> String {
        let depth = depth.min(2);
        match self.source.below(3) {
            0 => {
                let list = self.expression(Mode::Exact, &Type::Float.list(), depth);
                format!("{}.sum()", list.text)
            }
            1 => {
                let (list, from) = self.some_list(depth);
                format!("{list}.sum({})", self.makes(&from, &Type::Float, depth))
            }
            _ => {
                let int = self.expression(Mode::Exact, &Type::Int, depth).text;
                format!("{int}.to_float()")
            }
        }
    }

    /// A decimal from a function on a list.
    pub(super) fn decimal_call(&mut self, depth: usize) -> String {
        let depth = depth.min(2);
        if self.source.below(2) == 0 {
            let list = self.expression(Mode::Exact, &Type::Decimal.list(), depth);
            return format!("{}.sum()", list.text);
        }
        let (list, from) = self.some_list(depth);
        format!("{list}.sum({})", self.makes(&from, &Type::Decimal, depth))
    }

    /// A bool from a function on a list.
    pub(super) fn bool_call(&mut self, depth: usize) -> String {
        let depth = depth.min(2);
        let word = if self.source.below(2) == 0 {
            "any"
        } else {
            "all"
        };
        let (list, from) = self.some_list(depth);
        format!("{list}.{word}({})", self.test(&from, depth))
    }

    /// An element of a list, or null.
    pub(super) fn optional_call(&mut self, inner: &Type, depth: usize) -> String {
        let depth = depth.min(2);
        match inner {
            Type::Float if self.source.below(2) == 0 => {
                let number = [Type::Int, Type::Float];
                let number = self.source.pick(&number).cloned().unwrap_or(Type::Int);
                return self.average(number, depth);
            }
            Type::Decimal | Type::Duration if self.source.below(2) == 0 => {
                return self.average(inner.clone(), depth);
            }
            Type::Int if self.source.once_in(3) => {
                let list = self.expression(Mode::Exact, &Type::Text.list(), depth);
                let text = self.expression(Mode::Must, &Type::Text, depth);
                return format!("{}.index_of({})", list.text, text.text);
            }
            _ => {}
        }
        let list = self.expression(Mode::Exact, &inner.clone().list(), depth);
        let list = list.text;
        match self.source.below(6) {
            0 => format!("{list}.first()"),
            1 => format!("{list}.last()"),
            2 => format!("{list}.find({})", self.test(inner, depth)),
            3 if inner.is_ordered() => format!("{list}.min()"),
            4 if inner.is_ordered() => format!("{list}.max()"),
            3 => format!("{list}.min_by({})", self.key(inner, true, depth)),
            _ => format!("{list}.max_by({})", self.key(inner, true, depth)),
        }
    }

    fn average(&mut self, number: Type, depth: usize) -> String {
        if self.source.below(2) == 0 {
            let list = self.expression(Mode::Exact, &number.list(), depth);
            return format!("{}.avg()", list.text);
        }
        let (list, from) = self.some_list(depth);
        format!("{list}.avg({})", self.makes(&from, &number, depth))
    }
}

/// The type of a simple value that a function is called on.
fn receiver(function: &Function) -> Option<Type> {
    match function.on {
        Pattern::Int => Some(Type::Int),
        Pattern::Float => Some(Type::Float),
        Pattern::Decimal => Some(Type::Decimal),
        Pattern::Duration => Some(Type::Duration),
        Pattern::Time => Some(Type::Time),
        Pattern::Date => Some(Type::Date),
        Pattern::Text => Some(Type::Text),
        Pattern::Bytes => Some(Type::Bytes),
        Pattern::Bool => Some(Type::Bool),
        _ => None,
    }
}
