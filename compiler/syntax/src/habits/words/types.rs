//! Names of types.

use super::habit::Instead::{Likely, Other, Same};
use super::habit::{Habit, habit_of};

pub(super) const HABITS: &[Habit] = &[
    habit_of(
        &[
            "string", "str", "String", "varchar", "VARCHAR", "TEXT", "char", "CHAR", "uuid",
            "UUID", "guid", "email", "url", "Text",
        ],
        Same("text"),
        "it is called `text`",
    ),
    habit_of(
        &["boolean", "Boolean", "BOOLEAN", "Bool", "BOOL", "bit"],
        Same("bool"),
        "it is called `bool`",
    ),
    habit_of(
        &[
            "integer", "Integer", "INTEGER", "INT", "Int", "BIGINT", "bigint", "long", "Long",
            "int32", "int64", "i32", "i64", "u32", "u64", "uint", "serial", "smallint", "short",
            "byte",
        ],
        Same("int"),
        "it is called `int`",
    ),
    habit_of(
        &["number", "Number"],
        Likely("float"),
        "numbers are `int` or `float`",
    ),
    habit_of(
        &[
            "double", "Double", "real", "REAL", "Float", "FLOAT", "f32", "f64", "float64",
            "float32",
        ],
        Same("float"),
        "it is called `float`",
    ),
    habit_of(
        &[
            "numeric",
            "NUMERIC",
            "money",
            "Decimal",
            "DECIMAL",
            "currency",
            "BigDecimal",
        ],
        Likely("decimal"),
        "exact numbers are `decimal`",
    ),
    habit_of(
        &[
            "datetime",
            "DateTime",
            "DATETIME",
            "timestamp",
            "TIMESTAMP",
            "timestamptz",
            "Time",
            "Instant",
        ],
        Same("time"),
        "a point in time is a `time`",
    ),
    habit_of(
        &["Date", "DATE", "LocalDate", "DateOnly", "day"],
        Same("date"),
        "a day without a time of day is a `date`; a point in time is a `time`",
    ),
    habit_of(
        &[
            "any",
            "Any",
            "object",
            "Object",
            "unknown",
            "mixed",
            "interface",
            "jsonb",
            "JSON",
            "Json",
            "dynamic",
        ],
        Likely("json"),
        "data of any shape is `json`; a record is better: `{ name: text }`",
    ),
    habit_of(
        &[
            "list", "List", "array", "Array", "Vec", "Set", "set", "tuple", "slice", "Sequence",
            "Iterable",
        ],
        Other,
        "a list is written `[T]`: `[text]`",
    ),
    habit_of(
        &[
            "dict", "Dict", "Map", "HashMap", "hash", "Record", "Mapping",
        ],
        Other,
        "a record declares its fields, `{ name: text }`; if they are not known, use `map<T>`",
    ),
    habit_of(
        &["Optional", "Option", "Maybe", "Nullable"],
        Other,
        "a type that may be null has a `?` after it: `text?`",
    ),
    habit_of(
        &["null", "void", "None", "nil", "undefined", "never", "unit"],
        Other,
        "`null` is not a type: a type that may be null has a `?` after it, as in `text?`",
    ),
    habit_of(
        &[
            "blob",
            "BLOB",
            "Buffer",
            "binary",
            "bytea",
            "BYTEA",
            "varbinary",
            "Uint8Array",
            "ArrayBuffer",
            "ByteArray",
            "bytearray",
            "Bytes",
        ],
        Same("bytes"),
        "binary data is `bytes`",
    ),
    habit_of(
        &[
            "File",
            "Files",
            "files",
            "Blob",
            "Upload",
            "upload",
            "UploadFile",
            "UploadedFile",
            "attachment",
            "FormFile",
            "MultipartFile",
        ],
        Same("file"),
        "an uploaded file is a `file`",
    ),
    habit_of(
        &["func", "function", "Function", "callable"],
        Other,
        "functions are not values, so they have no type",
    ),
];
