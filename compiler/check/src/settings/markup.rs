//! The position of a value in HTML.
//!
//! In: the literals of an `html` text, in order. Out: the [`Spot`] after each of them. Escaped
//! values are safe in the content of an element and between the quotes of an attribute; anywhere
//! else they could act as markup or code.
//!
//! This implements the tokenizer of the HTML Living Standard (13.2.5) as far as it determines
//! positions. Not done here: building the tree, so malformed markup is taken as written.

/// The position of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// In content, between the quotes of an attribute, or in a comment: escaping is sufficient.
    Safe,
    /// Inside `<script>` or `<style>`.
    Inside(String),
    /// In an attribute whose value is code, such as `onclick`, `style` or `srcdoc`.
    Code(String),
    /// In an unquoted attribute value.
    Unquoted(String),
    /// At the start of a URL, or in a URL with a scheme that runs code.
    Address(String),
    /// In a tag, outside an attribute value.
    Tag,
}

/// Reads markup incrementally.
pub(super) struct Markup {
    state: State,
    /// The name of the last tag, in lower case.
    tag: String,
    /// Whether it is an end tag.
    closing: bool,
    attribute: String,
    /// The value of the current attribute so far.
    value: String,
}

enum State {
    Content,
    /// After `<`.
    TagOpen,
    TagName,
    BeforeAttribute,
    AttributeName,
    AfterAttributeName,
    BeforeValue,
    /// Until this quote.
    Quoted(char),
    Unquoted,
    /// The content of an element that only its own end tag can end, and the characters so far that
    /// may start that tag.
    Raw(String),
    /// After `<!` or `<?`, with the text since then.
    Declaration(String),
}

impl Markup {
    pub(super) fn new() -> Markup {
        Markup {
            state: State::Content,
            tag: String::new(),
            closing: false,
            attribute: String::new(),
            value: String::new(),
        }
    }

    /// Reads a literal.
    pub(super) fn literal(&mut self, text: &str) {
        for letter in text.chars() {
            self.read(letter);
        }
    }

    /// The position of the next value. The value is then read as text that does not end anything.
    pub(super) fn value(&mut self) -> Spot {
        let spot = self.spot();
        match &self.state {
            State::Content | State::Raw(_) => {}
            State::TagOpen
            | State::TagName
            | State::BeforeAttribute
            | State::AttributeName
            | State::AfterAttributeName
            | State::BeforeValue
            | State::Quoted(_)
            | State::Unquoted
            | State::Declaration(_) => self.read('x'),
        }
        spot
    }

    fn spot(&self) -> Spot {
        match &self.state {
            State::Content => Spot::Safe,
            State::Raw(_) if matches!(&*self.tag, "script" | "style") => {
                Spot::Inside(self.tag.clone())
            }
            State::Raw(_) => Spot::Safe,
            State::Declaration(text) if text.starts_with("--") => Spot::Safe,
            State::Declaration(_)
            | State::TagOpen
            | State::TagName
            | State::BeforeAttribute
            | State::AttributeName
            | State::AfterAttributeName => Spot::Tag,
            State::BeforeValue | State::Unquoted => Spot::Unquoted(self.attribute.clone()),
            State::Quoted(_) => self.quoted(),
        }
    }

    fn quoted(&self) -> Spot {
        let attribute = || self.attribute.clone();
        if self.attribute.starts_with("on") || matches!(&*self.attribute, "style" | "srcdoc") {
            return Spot::Code(attribute());
        }
        if ADDRESSES.contains(&&*self.attribute) {
            // Browsers strip leading white space and control characters.
            let start = self.value.trim_start_matches(|letter: char| letter <= ' ');
            let start: String = start.to_ascii_lowercase();
            let runs = |scheme: &&str| scheme.starts_with(&start) || start.starts_with(*scheme);
            if RUNNING.iter().any(runs) {
                return Spot::Address(attribute());
            }
        }
        Spot::Safe
    }

    fn read(&mut self, letter: char) {
        let blank = matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        match &mut self.state {
            State::Content => {
                if letter == '<' {
                    self.state = State::TagOpen;
                }
            }
            State::TagOpen => match letter {
                '!' | '?' => self.state = State::Declaration(String::new()),
                '/' => {
                    self.closing = true;
                    self.tag.clear();
                    self.state = State::TagName;
                }
                _ if letter.is_ascii_alphabetic() => {
                    self.closing = false;
                    self.tag = letter.to_ascii_lowercase().to_string();
                    self.state = State::TagName;
                }
                '<' => {}
                _ => self.state = State::Content,
            },
            State::TagName => match letter {
                '>' => self.tag_ends(),
                '/' => self.state = State::BeforeAttribute,
                _ if blank => self.state = State::BeforeAttribute,
                _ => self.tag.push(letter.to_ascii_lowercase()),
            },
            State::BeforeAttribute => match letter {
                '>' => self.tag_ends(),
                '/' => {}
                _ if blank => {}
                _ => self.attribute_begins(letter),
            },
            State::AttributeName => match letter {
                '>' => self.tag_ends(),
                '/' => self.state = State::BeforeAttribute,
                '=' => self.state = State::BeforeValue,
                _ if blank => self.state = State::AfterAttributeName,
                _ => self.attribute.push(letter.to_ascii_lowercase()),
            },
            State::AfterAttributeName => match letter {
                '>' => self.tag_ends(),
                '/' => self.state = State::BeforeAttribute,
                '=' => self.state = State::BeforeValue,
                _ if blank => {}
                _ => self.attribute_begins(letter),
            },
            State::BeforeValue => match letter {
                '>' => self.tag_ends(),
                '"' | '\'' => self.state = State::Quoted(letter),
                _ if blank => {}
                _ => {
                    self.value.push(letter);
                    self.state = State::Unquoted;
                }
            },
            State::Quoted(quote) if letter == *quote => self.state = State::BeforeAttribute,
            State::Quoted(_) => self.value.push(letter),
            State::Unquoted => match letter {
                '>' => self.tag_ends(),
                _ if blank => self.state = State::BeforeAttribute,
                _ => self.value.push(letter),
            },
            State::Raw(end) => {
                let whole = end.strip_prefix("</") == Some(&*self.tag);
                if whole && (blank || matches!(letter, '/' | '>')) {
                    self.closing = true;
                    self.state = State::BeforeAttribute;
                    self.read(letter);
                    return;
                }
                end.push(letter.to_ascii_lowercase());
                if !format!("</{}", self.tag).starts_with(&**end) {
                    end.clear();
                    end.extend((letter == '<').then_some(letter));
                }
            }
            State::Declaration(text) => {
                text.push(letter);
                let ends = if text.starts_with("--") {
                    text.ends_with("-->") || text.ends_with("--!>")
                } else {
                    // `<!-` may still become a comment.
                    letter == '>'
                };
                if ends {
                    self.state = State::Content;
                }
            }
        }
    }

    fn attribute_begins(&mut self, letter: char) {
        self.attribute = letter.to_ascii_lowercase().to_string();
        self.value.clear();
        self.state = State::AttributeName;
    }

    fn tag_ends(&mut self) {
        self.state = if !self.closing && RAW.contains(&&*self.tag) {
            State::Raw(String::new())
        } else {
            State::Content
        };
    }
}

/// Elements that only their own end tag can end.
const RAW: &[&str] = &[
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes",
];

/// Attributes that contain a URL.
const ADDRESSES: &[&str] = &[
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "data",
    "poster",
    "cite",
    "background",
    "manifest",
    "srcset",
    "ping",
];

/// URL schemes that run code.
const RUNNING: &[&str] = &["javascript:", "vbscript:", "data:"];

#[cfg(test)]
mod tests {
    use super::{Markup, Spot};

    /// The position of each `@`.
    fn spots(text: &str) -> Vec<Spot> {
        let mut markup = Markup::new();
        let mut pieces = text.split('@');
        markup.literal(pieces.next().unwrap());
        let spot = |piece| {
            let spot = markup.value();
            markup.literal(piece);
            spot
        };
        pieces.map(spot).collect()
    }

    #[test]
    fn content_and_quoted_attributes_are_safe() {
        for safe in [
            "@",
            "<p>@</p>",
            "1 < 2 @",
            "<a title=\"@\" class='a @'>@</a>@",
            "<a href=\"/@?x=@\">@</a>",
            "<a href='https://example.com/@'>",
            "<a href=\"mailto:@\">",
            "<a href=\"#@\">",
            "<input disabled value = '@'/>@",
            "<!doctype html><p>@",
            "<!-- @ --><p title='>@'>",
            "<!-->@<!--->@",
            "<textarea><p @</textarea>@",
            "<title>@</title>",
            "<script>1 < 2; '</scr' + ipt</script >@",
            "<style>a > b {}</STYLE><b>@</b>",
            "<br/>@",
            "<p onclick='x()'>@",
            "<a data-src='@'>",
        ] {
            let spots = spots(safe);
            assert!(
                spots.iter().all(|spot| *spot == Spot::Safe),
                "{safe}: {spots:?}"
            );
        }
    }

    #[test]
    fn other_places_are_named() {
        let inside = |tag: &str| Spot::Inside(tag.into());
        let code = |name: &str| Spot::Code(name.into());
        let unquoted = |name: &str| Spot::Unquoted(name.into());
        let address = |name: &str| Spot::Address(name.into());
        for (text, spot) in [
            ("<script>var a = @", inside("script")),
            ("<SCRIPT type='x'>\"</script\" + @", inside("script")),
            ("<script>// <!-- @", inside("script")),
            ("<style>p { color: @ }", inside("style")),
            ("<p onclick=\"f('@')\">", code("onclick")),
            ("<p ONMouseOver='@'>", code("onmouseover")),
            ("<p style=\"color: @\">", code("style")),
            ("<iframe srcdoc='@'>", code("srcdoc")),
            ("<img alt=@>", unquoted("alt")),
            ("<img alt = a@>", unquoted("alt")),
            ("<img alt='a' title=@>", unquoted("title")),
            ("<a href=\"@\">", address("href")),
            ("<a\nHREF='\n @/x'>", address("href")),
            ("<a href='Java@'>", address("href")),
            ("<a href='javascript:f(@)'>", address("href")),
            ("<img src='@'>", address("src")),
            ("<form action=\"@\">", address("action")),
            ("<@>", Spot::Tag),
            ("<p@>", Spot::Tag),
            ("</p @>", Spot::Tag),
            ("<p @='x'>", Spot::Tag),
            ("<p a @>", Spot::Tag),
            ("<p data-@='x'>", Spot::Tag),
            ("<!doctype @>", Spot::Tag),
        ] {
            assert_eq!(spots(text), [spot], "{text}");
        }
    }

    #[test]
    fn a_value_ends_nothing() {
        assert_eq!(
            spots("<a href='@@' title=@ alt='@'>@"),
            [
                Spot::Address("href".into()),
                Spot::Safe,
                Spot::Unquoted("title".into()),
                Spot::Safe,
                Spot::Safe
            ]
        );
    }
}
