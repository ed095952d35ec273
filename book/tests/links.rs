//! Links within the book lead somewhere.

mod fixture;

use fixture::{ALL_OF_TWO, Fixture};

fn problems(page: &str) -> Vec<String> {
    let fixture = Fixture::new();
    let two = format!("# Two parts\n\n{ALL_OF_TWO}");
    fixture.write("book/en/drawing.svg", "<svg/>");
    fixture.pages(&[("two.md", &two), ("page.md", page)]);
    fixture.problems()
}

#[test]
fn links_to_pages_anchors_files_and_the_web_are_right() {
    let page = "# A page\n\n\
        [a](two.md), [b](two.md#two-parts), [c](#a-page), [d](two.html), ![e](drawing.svg),\n\
        [f](https://example.org/x), <a href=\"two.html\">g</a>, [h][h]\n\n\
        [h]: https://github.com/mini-lust/mini-lust/blob/main/chapter-02/src/lib.rs#L3\n";
    assert_eq!(problems(page), [""; 0]);
}

#[test]
fn a_broken_link_is_a_problem() {
    assert_eq!(
        problems("A\n[b](three.md)\n"),
        ["book/en/page.md:2: broken link `three.md`: the book has no three.md"]
    );
    assert_eq!(
        problems("[b](two.md#three)\n"),
        ["book/en/page.md:1: broken link `two.md#three`: two.md has no anchor `three`"]
    );
    assert!(
        problems("<img src=\"gone.svg\">\n")[0].contains("the book has no gone.svg")
    );
    assert!(
        problems("[b](../../chapter-02/src/lib.rs)\n")[0]
            .contains("leads out of the book")
    );
    assert!(problems("[b](/two.md)\n")[0].contains("must be relative"));
    let url = "https://github.com/mini-lust/mini-lust/blob/main/chapter-02/src/gone.rs";
    assert!(
        problems(&format!("[b]({url})\n"))[0]
            .contains("the repository has no chapter-02/src/gone.rs")
    );
}
