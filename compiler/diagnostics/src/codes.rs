//! The registry of codes. Each code is one line here and one page in `codes/`.

use crate::{Severity, Tag};

macro_rules! codes {
    ($($name:ident = $code:literal, $title:literal;)*) => {
        /// A kind of diagnostic, with a stable code and a page.
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

            /// A short description of this kind of diagnostic.
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
    Syntax = "E0003", "unexpected syntax";
    UnopenedBracket = "E0004", "an unmatched closing bracket";
    BadCharacter = "E0005", "an unexpected character";
    HiddenCharacter = "E0006", "an invisible character";
    BadEscape = "E0007", "an unknown escape sequence";
    BadNumber = "E0008", "an invalid number";
    BadUnit = "E0009", "an invalid duration or size";
    SingleQuotes = "E0010", "a string in single quotes";
    ForeignComment = "E0011", "a comment that does not begin with `//`";
    Semicolon = "E0012", "a semicolon";
    ForeignOperator = "E0013", "an operator from another language";
    AssignForEqual = "E0014", "`=` where `==` is meant";
    SettingSign = "E0015", "a setting with `:` or `=`";
    FieldSign = "E0016", "a field without `:`";
    ElseIf = "E0017", "`else if` written as one word";
    UnknownKeyword = "E0018", "a misspelt keyword, or one from another language";
    BraceOnOwnLine = "E0019", "a brace on a line of its own";
    BadInterpolation = "E0020", "an empty or constant interpolation";
    OptionalField = "E0021", "a `?` after the name of a field";
    ArrayMark = "E0022", "a list type written `T[]`";
    TooDeep = "E0023", "nesting that is too deep";
    RecordAfterArrow = "E0024", "braces that may be a record or a block";
    DeclarationSign = "E0025", "a missing or superfluous sign in a declaration";
    ChainedComparison = "E0026", "chained comparisons";
    BadPath = "E0027", "an invalid path";
    LateTrigger = "E0028", "a trigger after statements";
    AssignedField = "E0029", "an assignment to part of a value";
    NotAscii = "E0030", "a name with letters other than a to z";
    TooLarge = "E0031", "a file that is too large";
    BadPattern = "E0032", "an invalid pattern";
    MissingType = "E0033", "a missing type";
    Ternary = "E0034", "the ternary operator `? :`";
    MisplacedDoc = "W0001", "a doc comment that documents nothing";
    DollarBraces = "W0002", "a `$` before braces in a string";

    // E01: names.
    UnknownName = "E0101", "a name that is not declared";
    DeclaredTwice = "E0102", "a name that is declared twice";
    UnknownType = "E0103", "a type that is not declared";
    UnknownFunction = "E0104", "an unknown function";
    UnknownDeclaration = "E0105", "a secret, config, collection, service, channel or workflow that is not declared";
    UnknownField = "E0107", "an unknown field";
    UnknownSetting = "E0108", "an unknown setting";
    RecursiveFunction = "E0109", "a recursive function or workflow";
    UnknownWord = "E0110", "a word that is not one of the choices";
    NotAValue = "E0111", "a name that is not a value";
    SameInLowerCase = "E0112", "names that differ only in case";
    ReservedName = "E0113", "a reserved word used as a name";

    // E02: types.
    Mismatch = "E0201", "a value of the wrong type";
    Condition = "E0202", "a condition that is not a bool";
    NullUsed = "E0203", "null is not handled";
    Operands = "E0204", "an operator on the wrong types";
    Incomparable = "E0205", "a comparison of different types";
    BranchesDiffer = "E0206", "branches of different types";
    MissingCase = "E0207", "a match that does not cover all cases";
    NotText = "E0208", "a value that cannot be interpolated";
    NoValue = "E0209", "a missing value";
    MissingField = "E0210", "a record that lacks a field";
    EmptyList = "E0211", "an empty list of unknown type";
    ArgumentCount = "E0212", "the wrong number of arguments";
    Parentheses = "E0213", "missing or superfluous parentheses";
    NotIndexed = "E0214", "an index into something other than a list";
    NotIterable = "E0215", "a loop over something other than a list";
    LambdaPlace = "E0216", "a lambda where none is expected";
    LambdaWanted = "E0217", "something other than a lambda where one is expected";
    NotWritten = "E0218", "a path, pattern, zone or format that is not written in the program";
    BadNotation = "E0219", "a path, pattern, zone or format with a mistake";

    // E03: declarations.
    FieldType = "E0301", "a type that is not allowed here";
    WrongDefault = "E0302", "a default that does not fit";
    TypeCycle = "E0304", "a type that contains itself";
    MissingSetting = "E0305", "a missing required setting";
    SettingTwice = "E0306", "a setting that is given twice";
    SettingValue = "E0307", "a setting with a wrong value";
    MissingReturnType = "E0308", "a function without a return type";
    TypeTooLarge = "E0309", "a type that is too large";
    BadRename = "E0310", "a `was` that renames nothing";
    NotStored = "E0311", "a collection that cannot be stored";
    BadReference = "E0312", "a `ref` that cannot be kept";
    UnionMember = "E0320", "a union of something other than texts or declared records";
    NoTag = "E0321", "records of a union that nothing tells apart";
    SameTag = "E0322", "two variants of a union with the same tag";

    // E04: triggers.
    TriggerCount = "E0401", "a workflow without exactly one trigger";
    MissingVerify = "E0402", "a webhook without `verify`";
    UnknownScheme = "E0403", "an unknown verification scheme";
    NotCidr = "E0404", "an invalid address range";
    SameRoute = "E0405", "two routes that overlap";
    NoData = "E0406", "`context.data` where there is none";
    ForeignPath = "E0407", "a path in the syntax of another framework";
    NoCaller = "E0410", "`context.caller` where callers have no names";

    // E05: steps and responses.
    StepPlace = "E0501", "a step inside an expression";
    Impure = "E0502", "a function that is not pure";
    NoResponse = "E0503", "a path that never responds";
    RespondsTwice = "E0504", "a path that responds twice";
    RowField = "E0505", "a row that lacks a field";
    NotWritable = "E0506", "a field that the store assigns";
    NotUnique = "E0507", "fields that are not declared unique";
    MissingWhere = "E0508", "a step that does not say which rows";
    ColumnPlace = "E0509", "a field of a collection outside of a step";
    MissingCatch = "E0510", "a try without a catch";
    Status = "E0511", "a response without a valid status";
    TwoBodies = "E0512", "a body that is not allowed";
    ConnectionHeader = "E0513", "a header that belongs to the connection";
    Omission = "E0514", "an omitted field where no JSON is written";
    NotAVariable = "E0515", "an assignment to something that cannot change";
    OutsideLoop = "E0516", "a `break` or `continue` outside of a loop";
    UnboundedLoop = "E0517", "a `while` without `at most`";
    QueryClause = "E0518", "a clause that the query does not take";
    LeavesPart = "E0519", "a statement that would leave a parallel part";
    Branches = "E0520", "a `parallel` without branches";
    HtmlPlace = "E0521", "a value in HTML where escaping is not enough";
    NotHtml = "E0522", "an unescaped body declared as HTML";
    NotUndone = "E0523", "something that a transaction cannot undo";

    NoRequest = "E0530", "a part of a request in a workflow that is called";
    NotCalled = "E0531", "a call of a workflow that cannot be called";

    // E06: secrets and hosts.
    SecretLeak = "E0601", "a secret that would leak";
    SecretUsed = "E0602", "a secret that is inspected";
    HostFromData = "E0603", "a host chosen by data";
    NotUrl = "E0604", "an invalid URL";

    // E09: the compiler's own limits.
    NotBuilt = "E0901", "a part of the language that is not supported yet";
    WorkflowTooLarge = "E0902", "a workflow that is too large";

    // W: lints.
    Spelling = "W0101", "a name that breaks the naming convention";
    UnusedBinding = "W0102", "a name that is never used";
    NeverAssigned = "W0103", "a variable that never changes";
    UnreachableArm = "W0201", "an arm that is never reached";
    NeverNull = "W0202", "null is handled where it cannot occur";
    UnusedValue = "W0203", "a value that is not used";
    TextOrder = "W0204", "texts compared by their characters";
    Unreachable = "W0501", "a statement that is never reached";
    SwappedNames = "W0502", "the names of a loop in the wrong order";
    NoWorkflow = "W0503", "a program without a workflow";
    NoIndex = "W0504", "a query without an index";
}

impl Code {
    /// The code for a text, ignoring case: `e0101` is `E0101`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Code> {
        Code::ALL
            .iter()
            .copied()
            .find(|code| code.as_str().eq_ignore_ascii_case(text))
    }

    /// Codes that start with `W` are warnings; all others are errors.
    #[must_use]
    pub fn severity(self) -> Severity {
        if self.as_str().starts_with('W') {
            Severity::Warning
        } else {
            Severity::Error
        }
    }

    /// Whether the code means that the text could not be parsed, so that the meaning of the rest is
    /// uncertain.
    #[must_use]
    pub fn is_of_grammar(self) -> bool {
        self.as_str().starts_with("E00")
    }

    /// How an editor should mark the text of this kind of diagnostic, in addition to marking it as
    /// wrong.
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
