// Comments, which to rustdoc are Markdown.

/**
 * A comment of several lines,
 * with a star at each.
 *
 * And a second paragraph.
 */
struct Lines {
    /** One line. */
    1: i32 one
    /**
     * Several
     * lines.
     */
    2: i32 several
    /** */
    3: i32 none
}

/**
Without a star:
  indented, as list<string> and map<i32, list<Lines>> are,
    more indented,
	and with a tab.
*/
typedef list<string> Names

/**
 * Links [to nothing], [to](nowhere), [Lines], [`Names`], [x]: y and footnotes[^1].
 * Addresses: http://example.org/a?b=c&d, https://example.org/(x). And <http://example.org>.
 * Tags: <b>bold</b>, <br/>, <!-- comment -->, a < b, 1 <2, <script>.
 * Code: `Vec<u8>`, `a[0]`, a ` alone, ``two``.
 * Words: *star*, _low_, \escaped\, #hash, {braces}, "quotes", 100% & more; |pipe|.
 */
const i32 MARKDOWN = 1

/**
 * A list:
 * - of one thing
 *   that goes on
 * - of another
 * which goes on
 *
 * 1. first
 * 2. second
 *
 * # A heading
 *
 * > A quotation
 *
 * ```
 * let this = not(compiled);
 * ```
 *
 * ```rust
 * neither(this)
 * ```
 *
 *     indented(code);
 *
 * ----
 * | a | b |
 * |---|---|
 * | 1 | 2 |
 */
enum Blocks {
    /** 5 - 3. */
    TWO = 2
    /** Is not the end of a comment: *\/ */
    THREE = 3
}

/** ``` open to the end */
union Fence {
    /** Ends in a backslash \ */
    1: i32 a
    /** "quoted" and r#"raw"# */
    2: i32 b
}

/** @param, {@link Lines}, $math$, \u202e, ends with a star **/
exception Javadoc {
    /** 日本語、Ā, 🦀. */
    1: string message
}

/** The service. */
service Commented {
    /**
     * Does nothing.
     * @param id the id, an i32
     * @return nothing
     */
    void nothing(
        /** Of an argument. */
        1: i32 id
    ) throws (
        /** Of an exception. */
        1: Javadoc javadoc
    )
}
