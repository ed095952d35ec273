//! Which colour a scope of Sublime Text's grammars has: comment, string, number, keyword, title or
//! metadata. A letter each, since there are a hundred thousand of them in the book.

use std::sync::LazyLock;
use syntect::parsing::{Scope, ScopeStack};

/// The first rule that fits the innermost scope decides; `""` is code without a colour.
const RULES: [(&str, &str); 28] = [
    ("comment", "c"),
    ("string", "s"),
    ("constant.character", "s"),
    ("constant.numeric", "n"),
    ("constant.language", "n"),
    ("constant.other", ""),
    ("storage.modifier.lifetime", "k"),
    ("punctuation.definition.lifetime", "k"),
    ("entity.name.lifetime", "k"),
    ("storage.type.numeric", "n"),
    ("storage.type", "k"),
    ("storage.modifier", "k"),
    ("keyword.operator", ""),
    ("keyword", "k"),
    ("entity.name.function", "t"),
    ("entity.name.macro", "n"),
    ("entity.name.section", "t"),
    ("entity.name", "t"),
    ("entity.other.attribute-name", "m"),
    ("support.macro", "n"),
    ("support.function", ""),
    ("support.type", "t"),
    ("support.constant", "n"),
    ("variable.language", "k"),
    ("variable.annotation", "m"),
    ("meta.annotation", "m"),
    ("meta.attribute", "m"),
    ("meta.interpolation", ""),
];

/// The class of a piece of code within these scopes.
pub fn of(scopes: &ScopeStack) -> &'static str {
    static PARSED: LazyLock<Vec<(Scope, &str)>> = LazyLock::new(|| {
        let scope = |name| Scope::new(name).expect("a valid scope");
        RULES.map(|(name, class)| (scope(name), class)).to_vec()
    });
    let rule =
        |scope: &Scope| PARSED.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope));
    let innermost_first = scopes.as_slice().iter().rev();
    innermost_first.filter_map(rule).map(|(_, class)| *class).next().unwrap_or("")
}
