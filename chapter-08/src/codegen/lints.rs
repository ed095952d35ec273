//! What clippy would say of code that is as it is because the IDL file is.

use std::{collections::HashSet, f64::consts};

use heck::ToSnakeCase;
use proc_macro2::{TokenStream, TokenTree};
use quote::{format_ident, quote};

/// Allows a lint where something of the IDL file would trip it.
pub(super) fn allow(lint: &str, trips: bool) -> TokenStream {
    let lint = format_ident!("{lint}");
    match trips {
        true => quote!(#[allow(clippy::#lint, reason = "as in the IDL file")]),
        false => TokenStream::new(),
    }
}

/// Allows what a method trips by its name, or by what it takes and returns.
pub(super) fn allow_method(
    name: &str,
    parameters: &[TokenStream],
    returns: &TokenStream,
) -> TokenStream {
    // With `self` it is more than clippy likes.
    let many = allow("too_many_arguments", parameters.len() > 6);
    let converts = ["from_", "into_"].iter().any(|prefix| name.starts_with(prefix));
    let convention = allow("wrong_self_convention", converts);
    let mut types = parameters.iter().chain([returns]);
    let complex = allow("type_complexity", types.any(is_complex));
    quote!(#many #convention #complex)
}

/// Allows a type that contains others, each in the one before, to some depth.
pub(super) fn allow_complex(ty: &TokenStream) -> TokenStream {
    allow("type_complexity", is_complex(ty))
}

/// Whether a type is too complex: each of its parts counts ten times its depth.
fn is_complex(ty: &TokenStream) -> bool {
    let (mut depth, mut score, mut in_path) = (1, 0, false);
    for token in ty.clone() {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '<' => depth += 1,
            TokenTree::Punct(punct) if punct.as_char() == '>' => depth -= 1,
            TokenTree::Ident(_) | TokenTree::Group(_) if !in_path => score += 10 * depth,
            _ => {}
        }
        in_path = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ':');
    }
    score > 250
}

/// Allows numbers that clippy takes for a mistake, as 3.14 for π.
pub(super) fn allow_numbers(tokens: &TokenStream) -> TokenStream {
    allow("approx_constant", has_near_constant(tokens))
}

fn has_near_constant(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => has_near_constant(&group.stream()),
        TokenTree::Literal(literal) => {
            let number = literal.to_string().parse();
            number.is_ok_and(is_near_constant)
        }
        _ => false,
    })
}

/// Allows variants that repeat the name of their enum, or part of each other's.
pub(super) fn allow_names(name: &str, variants: &[String]) -> TokenStream {
    let name = format!("_{}_", name.to_snake_case());
    let repeats = |words: &String| {
        let words = format!("_{words}_");
        words.starts_with(&name) || words.ends_with(&name)
    };
    let words: Vec<_> = variants.iter().map(|variant| variant.to_snake_case()).collect();
    let first: HashSet<_> = words.iter().map(|words| words.split('_').next()).collect();
    let last: HashSet<_> = words.iter().map(|words| words.rsplit('_').next()).collect();
    let share = first.len() == 1 || last.len() == 1;
    let trips = variants.len() > 2 && (share || words.iter().any(repeats));
    allow("enum_variant_names", trips)
}

/// Allows variants of which one is much larger than all others; of each its size in bytes,
/// as it is or less.
pub(super) fn allow_sizes(sizes: impl IntoIterator<Item = usize>) -> TokenStream {
    let mut sizes: Vec<_> = sizes.into_iter().collect();
    sizes.sort_unstable();
    let trips = match sizes.as_slice() {
        [.., second, largest] => largest - second > 128,
        _ => false,
    };
    allow("large_enum_variant", trips)
}

/// Whether a number has the first three or more digits of a constant that clippy knows.
fn is_near_constant(value: f64) -> bool {
    const CONSTANTS: [f64; 19] = [
        consts::E,
        consts::FRAC_1_PI,
        consts::FRAC_1_SQRT_2,
        consts::FRAC_2_PI,
        consts::FRAC_2_SQRT_PI,
        consts::FRAC_PI_2,
        consts::FRAC_PI_3,
        consts::FRAC_PI_4,
        consts::FRAC_PI_6,
        consts::FRAC_PI_8,
        consts::LN_2,
        consts::LN_10,
        consts::LOG2_10,
        consts::LOG2_E,
        consts::LOG10_2,
        consts::LOG10_E,
        consts::PI,
        consts::SQRT_2,
        consts::TAU,
    ];
    CONSTANTS.iter().any(|constant| (value - constant).abs() < 0.01)
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::*;

    #[test]
    fn a_type_is_complex_by_the_depth_of_its_parts() {
        assert!(!is_complex(&quote!(HashMap<i32, Vec<HashMap<ByteString, i32>>>)));
        assert!(!is_complex(&quote!(a::b::c::d::e::f::g::h::i::j::k::l::m)));
        assert!(is_complex(&quote!(
            LazyLock<HashMap<i32, Vec<HashMap<ByteString, HashSet<i32>>>>>
        )));
    }

    #[test]
    fn three_variants_that_share_a_word_are_one_too_many() {
        let allowed = |variants: &[&str]| {
            let variants: Vec<_> =
                variants.iter().map(|name| name.to_string()).collect();
            !allow_names("Get", &variants).is_empty()
        };
        assert!(allowed(&["AError", "BError", "CError"]));
        assert!(allowed(&["A", "B", "GetC"]));
        assert!(!allowed(&["AError", "BError"]));
        assert!(!allowed(&["AError", "BError", "Terror"]));
    }
}
