//! Single values from text, and settings.

use flowright_stdlib::decode::{self, Shape};
use flowright_stdlib::schema::Constant;
use flowright_stdlib::types::Type;

use crate::support::{context, push, written};

#[test]
fn single_values_come_from_text() {
    let value = |ty: &Type, text: &str| {
        let mut context = context();
        let shape = Shape::of(ty);
        let address = context.allocate(shape.words()).unwrap();
        decode::text_value(&mut context, &shape, text, address)?;
        Ok::<_, decode::DecodeError>(written(&context, ty, address))
    };
    assert_eq!(value(&Type::Int, "42").unwrap(), "42");
    assert_eq!(value(&Type::Bool.optional(), "on").unwrap(), "true");
    assert_eq!(value(&Type::Text.optional(), "").unwrap(), "null");
    assert_eq!(value(&Type::Text, "").unwrap(), "\"\"");
    assert_eq!(value(&Type::Float, "1e3").unwrap(), "1000.0");
    assert_eq!(
        value(&Type::Int, "1.5").unwrap_err().to_string(),
        r#"expected int, found the text "1.5""#
    );
    assert!(value(&push(), "{}").is_err());
}

#[test]
fn settings_come_from_text() {
    let int = decode::constant(&Type::Int.optional(), "42");
    assert_eq!(int, Ok(Constant::Int(42)));
    assert_eq!(
        decode::constant(&Type::Int.optional(), ""),
        Ok(Constant::Null)
    );
    let union = Type::literals(["eu", "us"]);
    assert_eq!(
        decode::constant(&union, "eu"),
        Ok(Constant::Text("eu".into()))
    );
    assert_eq!(
        decode::constant(&union, "cn").unwrap_err().to_string(),
        r#"expected "eu" or "us", found the text "cn""#
    );
    let time = decode::constant(&Type::Time, "1970-01-01T00:00:01Z");
    assert_eq!(time, Ok(Constant::Time(1_000_000)));
    let date = decode::constant(&Type::Date, "1970-01-02");
    assert_eq!(date, Ok(Constant::Date(1)));
    assert!(decode::constant(&Type::Json, "1").is_err());
}
