//! Which class of highlight.js a scope of Sublime Text's grammars corresponds to.

use std::sync::LazyLock;
use syntect::parsing::{Scope, ScopeStack};

/// The first rule that fits the innermost scope decides; `""` is code without a colour.
const RULES: [(&str, &str); 28] = [
    ("comment", "comment"),
    ("string", "string"),
    ("constant.character", "string"),
    ("constant.numeric", "number"),
    ("constant.language", "literal"),
    ("constant.other", ""),
    ("storage.modifier.lifetime", "symbol"),
    ("punctuation.definition.lifetime", "symbol"),
    ("entity.name.lifetime", "symbol"),
    ("storage.type.numeric", "number"),
    ("storage.type", "keyword"),
    ("storage.modifier", "keyword"),
    ("keyword.operator", ""),
    ("keyword", "keyword"),
    ("entity.name.function", "title"),
    ("entity.name.macro", "built_in"),
    ("entity.name.section", "section"),
    ("entity.name", "title"),
    ("entity.other.attribute-name", "attr"),
    ("support.macro", "built_in"),
    ("support.function", ""),
    ("support.type", "type"),
    ("support.constant", "literal"),
    ("variable.language", "keyword"),
    ("variable.annotation", "meta"),
    ("meta.annotation", "meta"),
    ("meta.attribute", "meta"),
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
