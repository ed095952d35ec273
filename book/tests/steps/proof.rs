//! The proof that each page is a step.

use super::*;
use book::steps::plan::Plan;
use book::steps::{bodies, proof};

#[test]
fn the_proof_finds_which_page_turns_which_test_green() {
    let fixture = exercise();
    let plan = Plan::of(&fixture.repo, three()).unwrap();
    let proof = proof::of(&fixture.repo, &plan).unwrap();
    assert_eq!(proof.problems, []);
    let green = [None, Some(0), Some(1)].map(|page| proof.newly_green(page));
    assert_eq!(green, [1, 2, 1]);
}

#[test]
fn functions_behind_a_feature_that_is_off_are_written_and_tested_too() {
    let fixture = exercise();
    fixture.edit(
        "chapter-03/Cargo.toml",
        "edition = \"2024\"\n",
        "edition = \"2024\"\n[features]\nletters = []\n[[test]]\nname = \"words\"\n\
         required-features = [\"letters\"]\n",
    );
    fixture.edit(
        "chapter-03/src/words.rs",
        "/// Their first letters.",
        "/// Their first letters.\n#[cfg(feature = \"letters\")]",
    );
    let plan = Plan::of(&fixture.repo, three()).unwrap();
    let proof = proof::of(&fixture.repo, &plan).unwrap();
    assert_eq!(proof.problems, []);
    assert_eq!(proof.newly_green(Some(1)), 1);
}

#[test]
fn a_page_that_turns_nothing_green_and_a_body_that_no_test_misses_are_problems() {
    let fixture = exercise();
    fixture.edit(
        "chapter-03/tests/words.rs",
        "initials(\"ab cd\").eq(['a', 'c'])",
        "true",
    );
    fixture.edit(
        "chapter-03/src/words.rs",
        "let words = words(text);",
        "let words: Vec<&str> = text.split(' ').collect();",
    );
    let plan = Plan::of(&fixture.repo, three()).unwrap();
    let proof = proof::of(&fixture.repo, &plan).unwrap();
    let problems: Vec<String> = proof.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "book/en/chapter-03-letters.md:1: asks for functions, but turns no test green",
            "chapter-03/src/words.rs:16: no test notices that `initials` is blank",
        ]
    );
}

#[test]
fn a_page_that_comes_too_early_is_a_problem_that_names_what_it_needs() {
    let fixture = exercise();
    fixture.pages(&[
        ("two.md", ALL_OF_TWO),
        ("chapter-03.md", "# Letters\n\n{{#diff chapter-03/src/words.rs initials}}\n"),
        (
            "chapter-03-words.md",
            "# Words\n\n{{#diff chapter-03/src/lib.rs}}\n\n{{#diff chapter-03/src/words.rs}}\n",
        ),
    ]);
    let plan = Plan::of(&fixture.repo, three()).unwrap();
    let proof = proof::of(&fixture.repo, &plan).unwrap();
    let problems: Vec<String> = proof.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "book/en/chapter-03.md:1: asks for functions, but turns no test green; words::initials_are_first_letters needs of later pages: `words` (words)"
        ]
    );
}

#[test]
fn functions_are_found_wherever_they_have_a_body() {
    let code = "\
trait Shape {
    fn area(&self) -> f64;
    fn is_empty(&self) -> bool {
        self.area() == 0.0
    }
}
macro_rules! shapes {
    ($($name:ident)*) => { $(impl Shape for $name { fn area(&self) -> f64 { 1.0 } })* }
}
impl<T> From<T> for Square {
    fn from(_: T) -> Self {
        Square
    }
}
const fn one() -> u8 {
    1
}
#[cfg(test)]
mod tests {
    #[test]
    fn works() {}
}
#[tokio::test]
async fn works() {}
";
    let source =
        book::diff::Source::parse(three(), "src/lib.rs", code.to_owned()).unwrap();
    let found = bodies::of(&source);
    let names: Vec<String> = found.iter().map(bodies::Body::name).collect();
    assert_eq!(names, ["Shape::is_empty", "shapes::area", "Square::from", "one"]);
    assert!(found[3].is_const);
}
