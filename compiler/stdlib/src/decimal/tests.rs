//! Decimals, compared with integers of any size.

use num_bigint::{BigInt, Sign};
use proptest::prelude::*;

use super::{Decimal, LIMIT, Rounding, Total};
use crate::failure::FailureCode;
use crate::operators::Arithmetic;

fn read(text: &str) -> Decimal {
    Decimal::parse(text).unwrap_or_else(|| panic!("{text} is no decimal"))
}

fn computed(left: &str, operator: Arithmetic, right: &str) -> String {
    match Decimal::arithmetic(operator, read(left), read(right)) {
        Ok(result) => result.to_string(),
        Err(failure) => failure.code.as_str().to_owned(),
    }
}

#[test]
fn equal_numbers_are_written_alike() {
    for (text, written) in [
        ("1.50", "1.5"),
        ("0", "0"),
        ("-0.00", "0"),
        ("100", "100"),
        ("1e3", "1000"),
        ("1.5E-3", "0.0015"),
        ("-12.5", "-12.5"),
        ("0e999999999999", "0"),
        (
            "9999999999999999999999999999",
            "9999999999999999999999999999",
        ),
        (
            "0.0000000000000000000000000001",
            "0.0000000000000000000000000001",
        ),
        ("1.000000000000000000000000000000000000", "1"),
    ] {
        assert_eq!(read(text).to_string(), written, "{text}");
    }
}

#[test]
fn other_texts_are_no_decimals() {
    for text in [
        "",
        "-",
        ".5",
        "5.",
        "01",
        "+1",
        "1e",
        "1e+",
        "1.2.3",
        "0x1",
        " 1",
        "1 ",
        "NaN",
        "1_0",
        "10000000000000000000000000000",
        "1e28",
        "1e-29",
        "1.0000000000000000000000000001",
        "1e999999999999",
        "1e-999999999999",
        "1.-5",
        "-.5",
        "e5",
    ] {
        assert_eq!(Decimal::parse(text), None, "{text}");
    }
}

#[test]
fn a_float_has_its_shortest_digits() {
    let text = |float| Decimal::from_float(float).map(|one| one.to_string());
    assert_eq!(text(0.1).as_deref(), Some("0.1"));
    assert_eq!(text(-1e20).as_deref(), Some("-100000000000000000000"));
    assert_eq!(text(-0.0).as_deref(), Some("0"));
    assert_eq!(text(1e300), None);
    assert_eq!(text(1e-300), None);
    assert_eq!(read("0.1").to_float(), 0.1);
    assert_eq!(
        read("-123456789012345678").to_float(),
        -123_456_789_012_345_680.0
    );
}

#[test]
fn words_outside_of_the_type_are_refused() {
    let limit = super::halves(LIMIT);
    for words in [
        limit,
        [5, 29 << 32],
        [10, 1 << 32],
        [0, 1 << 32],
        [0, super::SIGN],
        [u64::MAX; 2],
    ] {
        assert_eq!(Decimal::from_words(words), None, "{words:?}");
    }
    for text in [
        "0",
        "-1.5",
        "-0.0000000000000000000000000001",
        "9999999999999999999999999999",
    ] {
        assert_eq!(Decimal::from_words(read(text).words()), Some(read(text)));
    }
}

#[test]
fn what_does_not_fit_is_rounded_half_to_even_or_overflows() {
    use Arithmetic::{Add, Divide, Multiply, Remainder, Subtract};
    let most = "9999999999999999999999999999";
    for (left, operator, right, result) in [
        ("0.1", Add, "0.2", "0.3"),
        ("1.5", Subtract, "1.50", "0"),
        ("19.99", Multiply, "3", "59.97"),
        ("1", Divide, "3", "0.3333333333333333333333333333"),
        ("2", Divide, "3", "0.6666666666666666666666666667"),
        ("20", Divide, "3", "6.666666666666666666666666667"),
        ("1", Divide, "8", "0.125"),
        ("-7.5", Remainder, "2", "-1.5"),
        ("7.5", Remainder, "-2", "1.5"),
        (
            most,
            Remainder,
            "0.0000000000000000000000000007",
            "0.0000000000000000000000000005",
        ),
        (most, Add, "1", "overflow"),
        (most, Add, "0.4", most),
        (most, Add, "0.5", "overflow"),
        (
            "9999999999999999999999999998",
            Add,
            "0.5",
            "9999999999999999999999999998",
        ),
        (
            "999999999999999999999999999.9",
            Add,
            "0.05",
            "1000000000000000000000000000",
        ),
        (most, Multiply, most, "overflow"),
        (most, Divide, "0.1", "overflow"),
        (most, Divide, "0.0000000000000000000000000001", "overflow"),
        ("0.0000000000000000000000000001", Multiply, "0.5", "0"),
        (
            "0.0000000000000000000000000003",
            Multiply,
            "0.5",
            "0.0000000000000000000000000002",
        ),
        ("0.0000000000000000000000000001", Divide, most, "0"),
        ("1", Divide, "0", "division_by_zero"),
        ("0", Divide, "0.00", "division_by_zero"),
        ("1", Remainder, "0", "division_by_zero"),
        ("0", Divide, "-3", "0"),
    ] {
        assert_eq!(
            computed(left, operator, right),
            result,
            "{left} {operator:?} {right}"
        );
    }
}

#[test]
fn numbers_are_rounded_as_asked() {
    for (number, digits, away, even) in [
        ("2.345", 2, "2.35", "2.34"),
        ("2.355", 2, "2.36", "2.36"),
        ("-0.5", 0, "-1", "0"),
        ("-1.5", 0, "-2", "-2"),
        ("0.49", 0, "0", "0"),
        ("9.995", 2, "10", "10"),
        ("1.5", 5, "1.5", "1.5"),
        ("0.9999999999999999999999999999", 0, "1", "1"),
    ] {
        let rounded = |how| read(number).rounded(digits, how).to_string();
        assert_eq!(rounded(Rounding::HalfAwayFromZero), away, "{number}");
        assert_eq!(rounded(Rounding::HalfEven), even, "{number}");
    }
    for (number, floor, ceil) in [
        ("1.5", 1, 2),
        ("-1.5", -2, -1),
        ("3", 3, 3),
        ("-0.1", -1, 0),
    ] {
        assert_eq!(read(number).floor().unwrap(), floor);
        assert_eq!(read(number).ceil().unwrap(), ceil);
    }
    let least = read("-9223372036854775808.5");
    assert_eq!(least.ceil().unwrap(), i64::MIN);
    assert_eq!(least.floor().unwrap_err().code, FailureCode::Overflow);
    assert_eq!(read("12.5").with_fraction(2), "12.50");
    assert_eq!(read("-12").with_fraction(2), "-12.00");
    assert_eq!(read("12").with_fraction(0), "12");
}

#[test]
fn a_total_is_exact_in_any_order() {
    let most = "9999999999999999999999999999";
    let numbers = [
        most,
        "0.0000000000000000000000000001",
        "1",
        "-1",
        "0.0000000000000000000000000001",
    ];
    let mut total = Total::default();
    for number in numbers {
        total.add(read(number));
    }
    total.add(read(most).negated());
    assert_eq!(
        total.sum().unwrap().to_string(),
        "0.0000000000000000000000000002"
    );
    let mut total = Total::default();
    assert_eq!(total.mean().unwrap(), None);
    total.add(read("1"));
    total.add(read("-2.5"));
    assert_eq!(total.mean().unwrap(), Some(read("-0.75")));
    let mut total = Total::default();
    total.add(read(most));
    total.add(read("1"));
    assert_eq!(total.sum().unwrap_err().code, FailureCode::Overflow);
}

fn decimal() -> impl Strategy<Value = Decimal> {
    let digits = prop_oneof![0..LIMIT, 0..1_000_u128, (LIMIT - 1_000)..LIMIT];
    (any::<bool>(), digits, 0..29_u32)
        .prop_map(|(is_negative, digits, scale)| Decimal::canonical(is_negative, digits, scale))
}

/// The number in units of 10^-57, in which both operands of a product can be expressed.
fn units(decimal: Decimal, scale: u32) -> BigInt {
    let sign = if decimal.is_negative {
        Sign::Minus
    } else {
        Sign::Plus
    };
    let digits = BigInt::from_biguint(sign, decimal.digits.into());
    digits * BigInt::from(10).pow(scale - decimal.scale)
}

/// The decimal nearest to a fraction, by trying every scale.
fn nearest(number: &BigInt, by: &BigInt) -> Option<String> {
    let number = if by.sign() == Sign::Minus {
        -number
    } else {
        number.clone()
    };
    let by = BigInt::from_biguint(Sign::Plus, by.magnitude().clone());
    for scale in (0..29_u32).rev() {
        let scaled = BigInt::from(number.magnitude().clone()) * BigInt::from(10).pow(scale);
        let (quotient, rest) = (&scaled / &by, &scaled % &by);
        let odd = &quotient % 2 == BigInt::from(1);
        let twice: BigInt = rest * 2;
        let up = twice > by || twice == by && odd;
        let digits: BigInt = quotient + i32::from(up);
        if digits < BigInt::from(LIMIT) {
            let digits = u128::try_from(digits).unwrap();
            let is_negative = number.sign() == Sign::Minus;
            return Some(Decimal::canonical(is_negative, digits, scale).to_string());
        }
    }
    None
}

proptest! {
    #[test]
    fn texts_and_words_are_read_back(number in decimal()) {
        prop_assert_eq!(Decimal::parse(&number.to_string()), Some(number));
        prop_assert_eq!(Decimal::from_words(number.words()), Some(number));
    }

    #[test]
    fn any_text_is_read_without_panic(text in "-?[0-9]{0,40}(\\.[0-9]{0,60})?([eE][+-]?[0-9]{0,20})?") {
        if let Some(number) = Decimal::parse(&text) {
            let float: f64 = text.parse().unwrap();
            prop_assert_eq!(number.to_float(), float + 0.0);
        }
    }

    #[test]
    fn order_is_that_of_the_numbers(left in decimal(), right in decimal()) {
        prop_assert_eq!(left.cmp(&right), units(left, 28).cmp(&units(right, 28)));
        prop_assert_eq!(left == right, left.cmp(&right).is_eq());
    }

    #[test]
    fn results_are_the_nearest_decimals(left in decimal(), right in decimal()) {
        let (a, b) = (units(left, 28), units(right, 28));
        let unit = BigInt::from(10).pow(28);
        let zero = BigInt::from(0);
        for (operator, number, by) in [
            (Arithmetic::Add, &a + &b, unit.clone()),
            (Arithmetic::Subtract, &a - &b, unit.clone()),
            (Arithmetic::Multiply, &a * &b, &unit * &unit),
            (Arithmetic::Divide, a.clone(), b.clone()),
            (Arithmetic::Remainder, if b == zero { zero.clone() } else { &a % &b }, unit),
        ] {
            let result = Decimal::arithmetic(operator, left, right);
            let divides = matches!(operator, Arithmetic::Divide | Arithmetic::Remainder);
            if divides && b == zero {
                prop_assert_eq!(result.unwrap_err().code, FailureCode::DivisionByZero);
                continue;
            }
            let result = result.ok().map(|one| one.to_string());
            prop_assert_eq!(result, nearest(&number, &by), "{} {:?} {}", left, operator, right);
        }
    }

    #[test]
    fn rounding_moves_by_at_most_half(number in decimal(), digits in 0..29_u32) {
        for how in [Rounding::HalfAwayFromZero, Rounding::HalfEven] {
            let rounded = number.rounded(digits, how);
            let moved = units(rounded, 28) - units(number, 28);
            let twice = BigInt::from(moved.magnitude().clone()) * 2;
            prop_assert!(twice <= BigInt::from(10).pow(28 - digits));
            prop_assert!(rounded.scale <= digits);
        }
    }
}
