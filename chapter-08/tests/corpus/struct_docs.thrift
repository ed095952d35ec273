/**
 * A struct,
 * with [links], <tags> and `code<T>[0]`.
 *
 *     indented(code)
 *
 * ```
 * let fence = 1;
 * ```
 */
struct Documented {
    /** A field‮. */
    1: i32 field
}
/** An enum. */
enum E { /** A value. */ A }
/** A constant. */
const i32 C = 1
