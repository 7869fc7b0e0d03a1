//! The registry of codes. A code is one line here and one page in `codes/`.

use crate::{Severity, Tag};

macro_rules! codes {
    ($($name:ident = $code:literal, $title:literal;)*) => {
        /// A kind of finding, with a stable code and a page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $title] $name,)*
        }

        impl Code {
            /// Every code, in the order of the registry.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The stable code, such as `E0201`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code,)* }
            }

            /// What this kind of finding is, in a few words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Code::$name => $title,)* }
            }

            /// The page that `flowright explain` prints: Markdown whose first example triggers this code.
            #[must_use]
            pub fn page(self) -> &'static str {
                match self { $(Code::$name => include_str!(concat!("codes/", $code, ".md")),)* }
            }
        }
    };
}

codes! {
    // E00: the text itself.
    UnclosedString = "E0001", "a string that is not closed";
    UnclosedBracket = "E0002", "a bracket that is not closed";
    Syntax = "E0003", "something that cannot stand here";
    UnopenedBracket = "E0004", "a bracket that closes nothing, or another kind";
    BadCharacter = "E0005", "a character that means nothing";
    HiddenCharacter = "E0006", "a character that does not show";
    BadEscape = "E0007", "an escape that there is not";
    BadNumber = "E0008", "a number that cannot be";
    BadUnit = "E0009", "a duration or size that cannot be";
    SingleQuotes = "E0010", "a string in single quotes";
    ForeignComment = "E0011", "a comment that does not begin with `//`";
    Semicolon = "E0012", "a semicolon";
    ForeignOperator = "E0013", "an operator of another language";
    AssignForEqual = "E0014", "`=` where `==` is meant";
    SettingSign = "E0015", "a setting with `:` or `=`";
    FieldSign = "E0016", "a field without `:`";
    ElseIf = "E0017", "`else if` in one word";
    UnknownKeyword = "E0018", "a word that is misspelt or of another language";
    BraceOnOwnLine = "E0019", "a brace on a line of its own";
    BadInterpolation = "E0020", "braces in a string that put nothing into it";
    OptionalField = "E0021", "a `?` behind the name of a field";
    ArrayMark = "E0022", "a list type written `T[]`";
    TooDeep = "E0023", "too much inside each other";
    RecordAfterArrow = "E0024", "a record or a block";
    DeclarationSign = "E0025", "a sign that is missing or too much in a declaration";
    ChainedComparison = "E0026", "comparisons in a chain";
    BadPath = "E0027", "a path that cannot be";
    LateTrigger = "E0028", "a trigger behind statements";
    AssignedField = "E0029", "an assignment to a part of a value";
    NotAscii = "E0030", "a name with other letters than a to z";
    TooLarge = "E0031", "a file that is too large";
    BadPattern = "E0032", "a pattern that is none";
    MissingType = "E0033", "a type that is missing";
    Ternary = "E0034", "a choice by `? :`";
    MisplacedDoc = "W0001", "a doc comment that documents nothing";
    DollarBraces = "W0002", "a `$` before braces in a string";

    // E01: names.
    UnknownName = "E0101", "a name that is not declared";
    DeclaredTwice = "E0102", "a name that is declared twice";
    UnknownType = "E0103", "a type that is not declared";
    UnknownFunction = "E0104", "a function that is not there";
    UnknownDeclaration = "E0105", "a secret, config, collection, service or channel that is not declared";
    UnknownField = "E0107", "a field that is not there";
    UnknownSetting = "E0108", "a setting that is not there";
    RecursiveFunction = "E0109", "a function that calls itself";
    UnknownWord = "E0110", "a word that is not one of the choices";
    NotAValue = "E0111", "a name that is no value";
    SameInLowerCase = "E0112", "names that differ in case only";
    ReservedName = "E0113", "a word of the language as a name";

    // E02: types.
    Mismatch = "E0201", "a value of another type";
    Condition = "E0202", "a condition that is not a bool";
    NullUsed = "E0203", "null is not handled";
    Operands = "E0204", "an operator on the wrong types";
    Incomparable = "E0205", "a comparison of different types";
    BranchesDiffer = "E0206", "branches that give different types";
    MissingCase = "E0207", "a match that forgets a case";
    NotText = "E0208", "a value that is not written as text";
    NoValue = "E0209", "a value is wanted and none is given";
    MissingField = "E0210", "a record that lacks a field";
    EmptyList = "E0211", "an empty list of nobody knows what";
    ArgumentCount = "E0212", "another number of arguments";
    Parentheses = "E0213", "parentheses that are missing or too many";
    NotIndexed = "E0214", "an index into something else than a list";
    NotIterable = "E0215", "a loop over something else than a list";
    LambdaPlace = "E0216", "a lambda where none is taken";
    LambdaWanted = "E0217", "something else where a lambda is wanted";

    // E03: declarations.
    FieldType = "E0301", "a type that cannot stand here";
    WrongDefault = "E0302", "a default that does not fit";
    TypeCycle = "E0304", "a type that holds itself";
    MissingSetting = "E0305", "a setting that is required";
    SettingTwice = "E0306", "a setting that is given twice";
    SettingValue = "E0307", "a setting with a wrong value";
    MissingReturnType = "E0308", "a function without the type of its value";
    TypeTooLarge = "E0309", "a type that is too large";
    BadRename = "E0310", "a `was` that renames nothing";
    NotStored = "E0311", "a collection that no table can hold";

    // E04: triggers.
    TriggerCount = "E0401", "a workflow without exactly one trigger";
    MissingVerify = "E0402", "a webhook that nobody verifies";
    UnknownScheme = "E0403", "a way to verify that is not there";
    NotCidr = "E0404", "something else than an address range";
    SameRoute = "E0405", "two routes that overlap";
    NoData = "E0406", "data that is not there";
    ForeignPath = "E0407", "a path as other frameworks write it";

    // E05: steps and responses.
    StepPlace = "E0501", "a step inside an expression";
    Impure = "E0502", "a function that is not pure";
    NoResponse = "E0503", "a path that never responds";
    RespondsTwice = "E0504", "a path that responds twice";
    RowField = "E0505", "a row that lacks a field";
    NotWritable = "E0506", "a field that the store gives";
    NotUnique = "E0507", "fields that are not declared unique";
    MissingWhere = "E0508", "a step that does not say which rows";
    ColumnPlace = "E0509", "a field of a collection outside of a step";
    MissingCatch = "E0510", "a try without a catch";
    Status = "E0511", "a response without a possible status";
    TwoBodies = "E0512", "two bodies at once";
    ConnectionHeader = "E0513", "a header that belongs to the connection";
    Omission = "E0514", "a field left out where no JSON is written";
    NotAVariable = "E0515", "an assignment to what does not change";
    OutsideLoop = "E0516", "a `break` or `continue` outside of a loop";
    UnboundedLoop = "E0517", "a `while` without its most rounds";
    QueryClause = "E0518", "a clause that a query does not take";
    HtmlPlace = "E0521", "a value where HTML cannot be escaped";
    NotHtml = "E0522", "a body declared as HTML that is not escaped";

    // E06: secrets and hosts.
    SecretLeak = "E0601", "a secret on its way out";
    SecretUsed = "E0602", "a secret that is looked into";
    HostFromData = "E0603", "a host that data could choose";
    NotUrl = "E0604", "something else than a URL";

    // E09: the compiler's own limits.
    NotBuilt = "E0901", "a part of the language that is not built yet";
    WorkflowTooLarge = "E0902", "a workflow that is too large";

    // W: lints.
    Spelling = "W0101", "a name in another spelling";
    UnusedBinding = "W0102", "a name that is never used";
    NeverAssigned = "W0103", "a variable that never changes";
    UnreachableArm = "W0201", "an arm that is never reached";
    NeverNull = "W0202", "null is handled where there is none";
    UnusedValue = "W0203", "a value that is not used";
    TextOrder = "W0204", "texts in the order of their characters";
    Unreachable = "W0501", "a statement that is never reached";
    SwappedNames = "W0502", "the names of a loop in the wrong order";
    NoWorkflow = "W0503", "a program without a workflow";
}

impl Code {
    /// The code of that text, in any case: `e0101` is `E0101`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Code> {
        Code::ALL
            .iter()
            .copied()
            .find(|code| code.as_str().eq_ignore_ascii_case(text))
    }

    /// Codes that begin with `W` warn, all others are errors.
    #[must_use]
    pub fn severity(self) -> Severity {
        if self.as_str().starts_with('W') {
            Severity::Warning
        } else {
            Severity::Error
        }
    }

    /// Whether it says that the text itself could not be read, so that nobody knows for sure what the rest of it means.
    #[must_use]
    pub fn is_of_grammar(self) -> bool {
        self.as_str().starts_with("E00")
    }

    /// What this kind of finding says of the text it points at, besides that it is wrong.
    #[must_use]
    pub fn tag(self) -> Option<Tag> {
        match self {
            Code::UnusedBinding | Code::UnreachableArm | Code::Unreachable => {
                Some(Tag::Unnecessary)
            }
            _ => None,
        }
    }
}
