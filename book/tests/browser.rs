//! The built book in a browser: what it looks like on wide and on narrow screens, and what it does.

mod driver;
mod fixture;

use book::repo::Repo;
use book::serve::Server;
use fixture::Fixture;
use serde_json::json;
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::OnceLock;

/// Serves a book. The server's thread ends with the test's process.
fn serve(repo: &Repo) -> String {
    let server = Server::start(repo, IpAddr::V4(Ipv4Addr::LOCALHOST), 0).unwrap();
    let address = format!("http://{}", server.address().unwrap());
    std::thread::spawn(move || server.run());
    address
}

/// Serves the real book, once for all tests: a second build would take this one's place.
fn serve_ours() -> &'static str {
    static ADDRESS: OnceLock<String> = OnceLock::new();
    ADDRESS.get_or_init(|| serve(&ours()))
}

/// The repository that this is a test of.
fn ours() -> Repo {
    Repo::around(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A small book that looks as the real one does.
fn dressed() -> Fixture {
    let fixture = Fixture::new();
    fixture.write("book/book.css", include_str!("../book.css"));
    fixture.write("book/reader.js", include_str!("../reader.js"));
    let output = "\n[output.html]\nadditional-css = [\"book.css\"]\nadditional-js = [\"reader.js\"]\n\
        [output.html.fold]\nenable = true\n";
    fixture.write("book/book.toml", &(fixture.read("book/book.toml") + output));
    fixture.write(
        "chapter-03/src/user.rs",
        "/// A user. Or\n/// *two*.\npub struct User;\n\n/// A page.\npub struct Page;\n",
    );
    fixture.edit("chapter-03/src/lib.rs", "name.to_owned()", "name.into()");
    let page = "# One\n\n```console\n$ true\nNo.\n```\n\n> **Predict.** What is [it](two.md)?\n\n\
        It is `this`.\n\n{{#diff chapter-03/src/user.rs}}\n\n## Then\n\n\
        {{#diff chapter-03/src/lib.rs}}\n\n{{#show chapter-03/src/user.rs User}}\n\n\
        | a | b |\n|---|---|\n| 1 | 2 |\n";
    fixture.pages(&[("one.md", page), ("two.md", "# Two\n")]);
    fixture.write(
        "book/en/SUMMARY.md",
        "# Summary\n\n- [One](one.md)\n  - [Two](two.md)\n",
    );
    fixture
}

/// The letters of a page that have less contrast than 4.5 to 1, or 3 to 1 where they are large.
const FAINT: &str = r#"
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const known = new Map();
    const rgba = (colour) => {
        if (!known.has(colour)) known.set(colour, measure(colour));
        return known.get(colour).slice();
    };
    const measure = (colour) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return Array.from(canvas.getImageData(0, 0, 1, 1).data, (x) => x / 255);
    };
    const over = ([r, g, b, a], below) =>
        [r, g, b].map((x, i) => x * a + below[i] * (1 - a)).concat(1);
    const ground = (element) => {
        if (!element) return [1, 1, 1, 1];
        const own = rgba(getComputedStyle(element).backgroundColor);
        return own[3] === 1 ? own : over(own, ground(element.parentElement));
    };
    const light = ([r, g, b]) => [r, g, b]
        .map((x) => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)
        .reduce((sum, x, i) => sum + x * [0.2126, 0.7152, 0.0722][i], 0);
    const faint = [];
    for (const element of document.querySelectorAll('main *, main, #mdbook-sidebar a')) {
        const text = Array.from(element.childNodes, (node) =>
            node.nodeType === Node.TEXT_NODE ? node.data.trim() : '').join('');
        if (!text || element.closest('svg, script') || !element.checkVisibility()) continue;
        const style = getComputedStyle(element);
        const below = ground(element);
        const own = rgba(style.color);
        for (let e = element; e; e = e.parentElement) own[3] *= getComputedStyle(e).opacity;
        const [a, b] = [light(over(own, below)), light(below)].sort((a, b) => b - a);
        const contrast = (a + 0.05) / (b + 0.05);
        if (contrast < (parseFloat(style.fontSize) >= 24 ? 3 : 4.5))
            faint.push(`${contrast.toFixed(2)} ${element.localName}.${element.className}: ${text.slice(0, 30)}`);
    }
    return Array.from(new Set(faint)).slice(0, 9);
"#;

/// Whether a page is wider than its window.
const WIDE: &str = "
    const wide = document.scrollingElement.scrollWidth - innerWidth;
    return wide > 0 ? [`${wide} pixels too wide`] : [];
";

/// What scrolls sideways without a name or out of a keyboard's reach, and what is cut off.
const MISFITS: &str = r#"
    const misfits = [];
    for (const element of document.querySelectorAll('main *')) {
        const scrolls = element.scrollWidth > element.clientWidth + 1
            && /auto|scroll/.test(getComputedStyle(element).overflowX);
        const named = element.closest('[tabindex], textarea')?.getAttribute('aria-label');
        if (scrolls && !named) misfits.push('no name: ' + element.outerHTML.slice(0, 80));
        const right = element.getBoundingClientRect().right;
        if (right > innerWidth + 1 && !element.closest('[tabindex] , svg, pre, .table-wrapper'))
            misfits.push('cut off: ' + element.outerHTML.slice(0, 80));
    }
    return misfits.slice(0, 5);
"#;

/// The average number of letters in the full lines of the paragraphs.
const LETTERS: &str = r#"
    const range = document.createRange();
    const counts = [];
    for (const p of document.querySelectorAll('main > p')) {
        const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
        const lines = [];
        let top;
        for (let node; (node = walk.nextNode());) {
            for (let i = 0; i < node.length; i++) {
                range.setStart(node, i);
                range.setEnd(node, i + 1);
                const at = range.getBoundingClientRect();
                if (top === undefined || at.top > top + 12) { lines.push(0); top = at.top; }
                lines[lines.length - 1]++;
            }
        }
        counts.push(...lines.slice(0, -1));
    }
    return counts.reduce((a, b) => a + b, 0) / counts.length;
"#;

/// What axe-core finds serious or worse, after what it has found.
const BARRIERS: &str = r#"
    const done = arguments[arguments.length - 1];
    const isBad = ({ impact }) => impact === 'serious' || impact === 'critical';
    const text = ({ id, nodes }) => `${id}, ${nodes.length} times: ${nodes[0].html.slice(0, 80)}`;
    axe.run({ resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations.filter(isBad).map(text)), (error) => done([`${error}`]));
"#;

#[test]
fn every_page_fits_a_wide_and_a_narrow_screen_in_light_and_dark() {
    let Some(browser) = driver::start("every_page_fits…") else { return };
    let pages = book::build::pages(&ours()).unwrap();
    let address = serve_ours();
    let mut problems = Vec::new();
    browser.look(1400, "light");
    for page in &pages {
        let name = page.file.rsplit('/').next().unwrap().replace(".md", ".html");
        browser.open(&format!("{address}/{name}"));
        // Answers are there too.
        browser.run("document.querySelectorAll('.answer').forEach((e) => e.removeAttribute('hidden'))");
        for (width, scheme, theme) in [
            (1400, "light", "light"),
            (360, "light", "light"),
            (360, "dark", "navy"),
            (1400, "dark", "navy"),
        ] {
            browser.look(width, scheme);
            browser.run(&format!(
                "const all = document.documentElement.classList; \
                 all.remove('light', 'navy'); all.add('{theme}')"
            ));
            let mut found = browser.run(WIDE).as_array().unwrap().clone();
            // All changes are the same code again, and a lot of it.
            if !name.ends_with("changes.html") {
                found.extend(browser.run(MISFITS).as_array().unwrap().clone());
                // Letters are as faint on a narrow screen.
                if width == 1400 {
                    found.extend(browser.run(FAINT).as_array().unwrap().clone());
                }
            }
            let at = |found| format!("{name}, {width} pixels, {scheme}: {found}");
            problems.extend(found.into_iter().map(at));
        }
        problems.extend(browser.errors().iter().map(|error| format!("{name}: {error}")));
        browser.look(1400, "light");
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    browser.look(1400, "light");
    browser.open(&format!("{address}/chapter-01.html"));
    let letters = browser.run(LETTERS).as_f64().unwrap();
    assert!((60.0..=75.0).contains(&letters), "{letters} letters in a line");
}

#[test]
fn axe_finds_nothing_serious() {
    let Some(axe) = driver::axe("axe_finds_nothing_serious") else { return };
    let Some(browser) = driver::start("axe_finds_nothing_serious") else { return };
    let address = serve_ours();
    let mut problems = Vec::new();
    for page in [
        "index",
        "chapter-02",
        "chapter-03-binary",
        "chapter-05-connection",
        "chapter-08-rate",
        "chapter-09",
    ] {
        for (width, scheme) in [(1400, "light"), (360, "dark")] {
            browser.look(width, scheme);
            browser.open(&format!("{address}/{page}.html"));
            // Also what is folded.
            browser.run(
                "document.querySelectorAll('.answer').forEach((e) => e.removeAttribute('hidden')); \
                 document.querySelectorAll('main details').forEach((e) => { e.open = true; })",
            );
            browser.run(&format!("{axe}; window.axe = axe"));
            let found = browser.run_later(BARRIERS);
            let at = |found| format!("{page}, {width} pixels, {scheme}: {found}");
            problems.extend(found.as_array().unwrap().iter().map(at));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn code_is_copied_and_folds_open() {
    let Some(browser) = driver::start("code_is_copied…") else { return };
    let fixture = dressed();
    let address = serve(&fixture.repo);
    browser.look(1400, "light");
    browser.open(&format!("{address}/one.html"));
    browser.run("window.copied = []; navigator.clipboard.writeText = async (text) => copied.push(text)");
    browser.run(
        "document.querySelectorAll('button.copy').forEach((button) => button.click())",
    );
    assert_eq!(
        browser.run("return copied"),
        json!([
            "/// A user. Or\n/// *two*.\npub struct User;\n\n/// A page.\npub struct Page;\n",
            "        Name(name.into())\n",
            "/// A user. Or\n/// *two*.\npub struct User;\n",
        ])
    );
    let rest = "document.querySelector('.show .doc em').checkVisibility()";
    assert_eq!(browser.run(&format!("return {rest}")), json!(false));
    browser.run("document.querySelector('.show .doc summary').click()");
    assert_eq!(browser.run(&format!("return {rest}")), json!(true));
    // The sidebar: only the chapter that is read is open.
    browser.open(&format!("{address}/two.html"));
    let shown = "return document.querySelector('#mdbook-sidebar a[href$=\"two.html\"]').checkVisibility()";
    assert_eq!(browser.run(shown), json!(true));
    assert_eq!(browser.errors(), [""; 0]);
}

#[test]
fn answers_and_ticks_are_kept() {
    let Some(browser) = driver::start("answers_and_ticks…") else { return };
    let fixture = dressed();
    let address = serve(&fixture.repo);
    let page = format!("{address}/one.html");
    browser.open(&page);
    let visible = |what: &str| {
        browser.run(&format!(
            "return document.querySelector('{what}').checkVisibility() \
             && !document.querySelector('{what}').closest('[hidden]')"
        ))
    };
    // The answer ends with the section.
    assert_eq!(visible(".answer figure"), json!(false));
    assert_eq!(visible("#then"), json!(true));
    browser.run(
        "const field = document.querySelector('.predict textarea'); field.value = 'That.'; \
         field.dispatchEvent(new Event('input')); document.querySelector('.predict .show').click(); \
         document.querySelector('.read-mark input').click()",
    );
    assert_eq!(visible(".answer figure"), json!(true));
    browser.reload();
    assert_eq!(visible(".answer figure"), json!(true));
    let field = "return document.querySelector('.predict textarea').value";
    assert_eq!(browser.run(field), json!("That."));
    let ticks = "return Array.from(document.querySelectorAll('#mdbook-sidebar a.read'), (a) => a.textContent)";
    assert_eq!(browser.run(ticks), json!(["1. One"]));
    // The tick goes as it came.
    browser.run("document.querySelector('.read-mark input').click()");
    browser.reload();
    assert_eq!(browser.run(ticks), json!([]));
    // A link into an answer opens it.
    browser.run("localStorage.clear()");
    browser.reload();
    assert_eq!(visible(".answer figure"), json!(false));
    browser.open(&format!("{address}/two.html"));
    browser.open(&format!("{page}#code-1"));
    assert_eq!(visible(".answer figure"), json!(true));
    assert_eq!(browser.errors(), [""; 0]);
}

#[test]
fn bytes_say_what_they_are_for() {
    let Some(browser) = driver::start("bytes_say…") else { return };
    let fixture = dressed();
    let row = |hex, note| format!("  0000  {hex:23}  {note}\n");
    let rows = row("0a 00 01", "  field 1, I64") + &row("00", "end of struct");
    let page = format!("# One\n\n```console\n$ true\nbinary: 4 bytes\n{rows}```\n");
    fixture.pages(&[("one.md", &page), ("two.md", "# Two\n")]);
    let address = serve(&fixture.repo);
    browser.open(&format!("{address}/one.html"));
    let said = "return document.querySelector('.byte-is').textContent";
    let byte = |number: usize, what: &str| {
        browser.run(&format!("document.querySelectorAll('.byte')[{number}].{what}"));
        browser.run(said).as_str().unwrap().to_owned()
    };
    assert_eq!(
        byte(1, "click()"),
        "00 the field's id, 1, in two bytes. field 1, I64. Written by write_field_begin."
    );
    assert!(byte(0, "focus()").starts_with("0a the type's code: I64."));
    let press = "dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }))";
    assert!(byte(0, press).starts_with("00 the field's id"));
    assert_eq!(browser.errors(), [""; 0]);
}

#[test]
fn a_picture_is_shown_in_steps() {
    let Some(browser) = driver::start("a_picture_is_shown…") else { return };
    let fixture = dressed();
    let step = |name, says| {
        format!("<g data-step=\"{says}.\"><text id=\"{name}\">x</text></g>\n")
    };
    let picture = format!(
        "<svg class=\"picture\" role=\"img\">\n<title>A call</title>\n{}{}</svg>",
        step("sent", "It is sent"),
        step("answered", "It is answered")
    );
    fixture
        .pages(&[("one.md", &format!("# One\n\n{picture}\n")), ("two.md", "# Two\n")]);
    let page = format!("{}/one.html", serve(&fixture.repo));
    browser.open(&page);
    let seen = || {
        browser.run(
            "return [document.querySelector('.picture-steps p').textContent, \
             ...['sent', 'answered'].map((id) => document.getElementById(id).checkVisibility( \
             { opacityProperty: true }))]",
        )
    };
    let whole = json!(["The whole picture; Next shows it in 2 steps.", true, true]);
    let first = json!(["1 of 2. It is sent.", true, false]);
    let second = json!(["2 of 2. It is answered.", true, true]);
    let press = |key: &str| {
        browser.run(&format!(
            "document.querySelector('.picture-steps .next').dispatchEvent( \
             new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true }}))"
        ));
    };
    let click = |what: &str| {
        browser
            .run(&format!("document.querySelector('.picture-steps .{what}').click()"));
    };
    // What comes later is hidden the moment that it is asked for, if the reader wants no motion.
    browser.calm();
    assert_eq!(seen(), whole);
    click("next");
    assert_eq!(seen(), first);
    click("next");
    assert_eq!(seen(), second);
    click("next");
    assert_eq!(seen(), whole);
    click("back");
    assert_eq!(seen(), second);
    press("ArrowLeft");
    assert_eq!(seen(), first);
    press("ArrowRight");
    assert_eq!(seen(), second);
    // These keys have not turned the page.
    assert_eq!(browser.run("return location.href"), json!(page));
    let name = "return document.querySelector('.picture-steps').ariaLabel";
    assert_eq!(browser.run(name), json!("Steps of the picture: A call"));
    assert_eq!(browser.errors(), [""; 0]);
}

#[test]
fn letters_have_contrast_in_every_theme() {
    let Some(browser) = driver::start("letters_have_contrast…") else { return };
    let fixture = dressed();
    let address = serve(&fixture.repo);
    for theme in ["light", "rust", "coal", "navy", "ayu"] {
        browser.open(&format!("{address}/one.html"));
        browser.run(&format!("localStorage.setItem('mdbook-theme', '{theme}')"));
        browser.run("localStorage.setItem('mini-lust:answers', 'shown')");
        browser.reload();
        let is_theme =
            format!("return document.documentElement.classList.contains('{theme}')");
        assert_eq!(browser.run(&is_theme), json!(true));
        browser.run(
            "document.querySelectorAll('details').forEach((d) => { d.open = true; })",
        );
        assert_eq!(browser.run(FAINT), json!([]), "{theme}");
    }
}

#[test]
fn a_screen_reader_has_names_and_a_way_past_the_contents() {
    let Some(browser) = driver::start("a_screen_reader…") else { return };
    let fixture = dressed();
    let address = serve(&fixture.repo);
    browser.look(1400, "light");
    browser.open(&format!("{address}/one.html"));
    let names = "return Array.from(document.querySelectorAll('main [role=group]'), (e) => [e.tabIndex, e.ariaLabel])";
    assert_eq!(
        browser.run(names),
        json!([
            [0, "Terminal"],
            [0, "Changes in chapter-03/src/user.rs"],
            [0, "Changes in chapter-03/src/lib.rs"],
            [0, "chapter-03/src/user.rs"],
            [0, "Table"]
        ])
    );
    let first = "return document.querySelector('body a').hash === '#' + document.querySelector('main').id";
    assert_eq!(browser.run(first), json!(true));
    let rows = "return [document.querySelectorAll('figure ins').length, document.querySelectorAll('figure del').length]";
    assert_eq!(browser.run(rows), json!([6, 1]));
}
