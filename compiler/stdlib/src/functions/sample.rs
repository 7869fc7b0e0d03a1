//! A call to a function and the type of its result, for readers.

use super::{Function, Gives, LambdaPattern, Pattern};

impl Function {
    /// A sample call without the receiver: `fold(start, (value, x) => next)`. The body of a lambda
    /// is the name of the parameter.
    #[must_use]
    pub fn sample(&self) -> String {
        if self.property {
            return self.name.to_owned();
        }
        let parameters = self.parameters.iter().map(|one| match one.ty {
            Pattern::Lambda(lambda) => format!("{} => {}", lambda_parameters(lambda), one.name),
            _ => one.name.to_owned(),
        });
        let parameters: Vec<String> = parameters.collect();
        format!("{}({})", self.name, parameters.join(", "))
    }

    /// The type of its result, with the unknowns of its signature: `[T]`.
    #[must_use]
    pub fn result(&self) -> String {
        let is_list = |pattern: Pattern| matches!(pattern, Pattern::Lambda(lambda) if lambda.gives == Gives::List);
        let lists = self.parameters.iter().any(|one| is_list(one.ty));
        if self.returns == Pattern::Given && lists {
            return Pattern::ListOf(&Pattern::Given).to_string();
        }
        self.returns.to_string()
    }
}

/// `x`, or `(x, y)` for the elements of two lists; an accumulated value is called `value`.
fn lambda_parameters(lambda: &LambdaPattern) -> String {
    let name = |pattern: &Pattern| match pattern {
        Pattern::Other => "value",
        Pattern::OtherItem => "y",
        _ => "x",
    };
    match lambda.takes {
        [one] => name(one).to_owned(),
        several => {
            let names: Vec<&str> = several.iter().map(name).collect();
            format!("({})", names.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::named;

    #[test]
    fn calls_and_results_are_those_of_the_manual() {
        let row = |name: &str| -> Vec<String> {
            let functions = named(name).map(|(_, one)| one);
            functions
                .map(|one| format!("{} -> {}", one.sample(), one.result()))
                .collect()
        };
        assert_eq!(row("length"), ["length -> int"; 4]);
        assert_eq!(row("sum"), ["sum() -> T", "sum(x => number) -> U"]);
        assert_eq!(row("flat_map"), ["flat_map(x => list) -> [U]"]);
        assert_eq!(row("fold"), ["fold(start, (value, x) => next) -> V"]);
        assert_eq!(row("zip"), ["zip(other, (x, y) => result) -> [U]"]);
    }
}
