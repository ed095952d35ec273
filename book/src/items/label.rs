//! What an item is called: on the page, and in a directive.

/// The name of an item, in every spelling that a directive may use.
#[derive(Debug)]
pub struct Label {
    shown: String,
    spellings: Vec<String>,
    holder: Option<String>,
    is_test: bool,
}

impl Label {
    /// An item with a name: `fn drive` may also be spelled `drive`.
    pub fn named(kind: &str, name: &str) -> Label {
        Label {
            shown: format!("{kind} {name}"),
            spellings: vec![normal(&format!("{kind} {name}")), normal(name)],
            holder: None,
            is_test: false,
        }
    }

    /// An item with one spelling only, as `use`.
    pub fn bare(text: &str) -> Label {
        Label {
            shown: text.to_owned(),
            spellings: vec![normal(text)],
            holder: None,
            is_test: false,
        }
    }

    /// An impl. `of` is the trait and `on` the type, each in the spellings it may have, the
    /// source's own first.
    pub fn of_impl(of: Option<&[String]>, on: &[String]) -> Label {
        let on_each = |head: &str| -> Vec<String> {
            on.iter().map(|on| format!("{head}{on}")).collect()
        };
        let texts: Vec<String> = match of {
            None => on_each("impl "),
            Some(of) => {
                of.iter().flat_map(|of| on_each(&format!("impl {of} for "))).collect()
            }
        };
        Label {
            shown: texts.first().cloned().unwrap_or_default(),
            spellings: texts.iter().map(|text| normal(text)).collect(),
            holder: on.last().map(|on| normal(on)),
            is_test: false,
        }
    }

    /// `text` without the spaces that tell nothing, and an impl without its own parameters: the
    /// form in which spellings are compared.
    pub fn normal(text: &str) -> String {
        normal(text)
    }

    /// Allows another spelling.
    pub fn or(mut self, spelling: &str) -> Label {
        self.spellings.push(normal(spelling));
        self
    }

    /// Marks an item that is compiled for tests alone.
    pub fn test(self, is_test: bool) -> Label {
        Label { is_test, ..self }
    }

    /// Whether the item is compiled for tests alone.
    pub fn is_test(&self) -> bool {
        self.is_test
    }

    /// The item as the page names it: `impl Decoder for FrameCodec`.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The name alone: of a function, or of the type that an impl is of.
    pub fn short(&self) -> &str {
        let name = self.spellings.get(1).or(self.spellings.first());
        self.holder.as_deref().or(name.map(String::as_str)).unwrap_or(&self.shown)
    }

    /// The spellings, without needless spaces.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        self.spellings.iter().map(String::as_str)
    }

    /// The spellings before `::`, where a type stands for its impls.
    pub fn holder_spellings(&self) -> impl Iterator<Item = &str> {
        self.spellings().chain(self.holder.as_deref())
    }
}

fn normal(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.trim().chars().peekable();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    while let Some(c) = chars.next() {
        let between_words = out.chars().next_back().is_some_and(is_word)
            && chars.peek().is_some_and(|next| is_word(*next));
        if !c.is_whitespace() {
            out.push(c);
        } else if between_words {
            out.push(' ');
        }
    }
    match out.strip_prefix("impl<") {
        Some(rest) => format!("impl {}", &rest[parameters_end(rest)..]),
        None => out,
    }
}

/// Where the list of parameters ends that began before `text`.
fn parameters_end(text: &str) -> usize {
    let mut depth = 1;
    for (i, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            '>' if !text[..i].ends_with('-') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i + 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_matter_only_between_words() {
        assert_eq!(
            normal(" impl  From< io :: Error >for Error"),
            "impl From<io::Error>for Error"
        );
        assert_eq!(normal("impl Message for &'a T"), normal("impl Message for & 'a  T"));
    }

    #[test]
    fn the_parameters_of_an_impl_need_not_be_spelled() {
        assert_eq!(
            normal("impl<T: Fn() -> Vec<u8>> Layer for X<T>"),
            "impl Layer for X<T>"
        );
    }
}
