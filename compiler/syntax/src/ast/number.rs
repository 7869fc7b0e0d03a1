//! Number literals with a fraction or an exponent.

/// A literal such as `1.5` or `1e9`. Its type determines which of its two forms is used: the value
/// for a float, the digits for a decimal.
#[derive(Clone, Debug, PartialEq)]
pub struct FloatLiteral {
    /// The nearest float, which is finite.
    pub value: f64,
    /// As it is written, without underscores.
    pub digits: Box<str>,
}

impl FloatLiteral {
    /// The literal with a minus before it.
    #[must_use]
    pub fn negated(self) -> FloatLiteral {
        FloatLiteral {
            value: -self.value,
            digits: format!("-{}", self.digits).into(),
        }
    }
}
