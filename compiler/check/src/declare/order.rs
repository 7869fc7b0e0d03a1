//! The order of declarations that call each other: callees before their callers.

use flowright_diagnostics::{Code, Diagnostic};
use flowright_syntax::ast::Name;

/// An order of declarations, by their indexes.
pub(super) struct Order<'n> {
    /// The position of each declaration.
    pub places: Vec<usize>,
    /// The calls that close a cycle, each cycle once.
    pub cycles: Vec<Cycle<'n>>,
}

/// Declarations that call each other in a circle.
pub(super) struct Cycle<'n> {
    /// The declarations on the cycle, beginning with the declaration that the last one calls.
    through: Vec<&'n Name>,
    /// The call by which the last declaration calls the first one.
    call: &'n Name,
}

impl<'n> Order<'n> {
    /// Orders declarations, given the calls of each by name, and the index of the declaration that
    /// a call names.
    pub(super) fn of(
        names: &[&'n Name],
        calls: &'n [Vec<Name>],
        callee: impl Fn(&Name) -> Option<usize>,
    ) -> Order<'n> {
        let mut order = Order {
            places: vec![0; names.len()],
            cycles: Vec::new(),
        };
        let mut next = 0;
        let mut is_seen = vec![false; names.len()];
        // A stack instead of recursion, because a chain of calls may be long.
        let mut open: Vec<(usize, std::slice::Iter<'n, Name>)> = Vec::new();
        for start in 0..names.len() {
            begin(start, calls, &mut is_seen, &mut open);
            while let Some((index, left)) = open.last_mut() {
                let index = *index;
                let Some(call) = left.next() else {
                    open.pop();
                    if let Some(place) = order.places.get_mut(index) {
                        *place = next;
                        next += 1;
                    }
                    continue;
                };
                let Some(callee) = callee(call) else {
                    continue;
                };
                match open.iter().position(|(one, _)| *one == callee) {
                    Some(first) => {
                        let through = open.iter().skip(first);
                        let through = through.filter_map(|(one, _)| names.get(*one).copied());
                        order.cycles.push(Cycle {
                            through: through.collect(),
                            call,
                        });
                    }
                    None => begin(callee, calls, &mut is_seen, &mut open),
                }
            }
        }
        order
    }
}

/// Visits a declaration that has not been seen.
fn begin<'n>(
    index: usize,
    calls: &'n [Vec<Name>],
    is_seen: &mut [bool],
    open: &mut Vec<(usize, std::slice::Iter<'n, Name>)>,
) {
    if let Some(seen) = is_seen.get_mut(index)
        && !*seen
    {
        *seen = true;
        let calls = calls.get(index).map(Vec::as_slice).unwrap_or_default();
        open.push((index, calls.iter()));
    }
}

impl Cycle<'_> {
    /// `E0109`: a declaration of that kind that calls itself.
    pub(super) fn report(&self, kind: &str, label: &str) -> Diagnostic {
        let report = Diagnostic::new(
            Code::RecursiveFunction,
            self.call.span,
            format!("the {kind} `{}` calls itself", self.call.text),
        )
        .label(label);
        let through = self.through.iter().enumerate();
        through.fold(report, |report, (at, name)| {
            let text = if at == 0 {
                format!("the {kind} begins here")
            } else {
                format!("through `{}`", name.text)
            };
            report.because(name.span, text)
        })
    }
}
