//! The *trace context* of the W3C: which trace a call belongs to.
//!
//! A trace is everything that one call led to, on however many servers. Each part of it, called
//! a span, knows the trace and its parent span, so that a collector of the spans can put them
//! together again. See <https://www.w3.org/TR/trace-context/>.

use std::{cell::RefCell, fmt, str::FromStr};

use tower::util::rng::Rng;

use crate::{cluster::random::Random, protocol::metadata::Key, rpc::context};

/// A call's trace and span, in text its `traceparent`.
///
/// # Examples
///
/// ```
/// use mini_lust::layer::traceparent::TraceContext;
///
/// let text = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
/// let caller: TraceContext = text.parse()?;
/// assert!(caller.sampled);
/// assert_eq!(caller.to_string(), text);
///
/// let callee = caller.child();
/// assert_eq!(callee.trace_id, caller.trace_id);
/// assert_ne!(callee.span_id, caller.span_id);
/// # Ok::<(), mini_lust::layer::traceparent::NoTraceContext>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct TraceContext {
    /// The id of everything that one call led to; never 0.
    pub trace_id: u128,
    /// The id of the part of the trace that makes the call; never 0.
    pub span_id: u64,
    /// Whether the caller may have kept its own part.
    pub sampled: bool,
}

/// The error for a text that is not a `traceparent`.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("the text is no traceparent")]
pub struct NoTraceContext;

/// The entry of the [metadata](crate::protocol::metadata) for a call's [`TraceContext`].
pub const TRACE_PARENT: Key<TraceContext> = Key::text(context::TRACE_PARENT);

/// The entry for the standard's `tracestate`, in which collectors keep notes for each other. It
/// is passed on unchanged, with its trace.
pub const TRACE_STATE: Key<String> = Key::text(context::TRACE_STATE);

thread_local! {
    /// One per thread, so that threads do not wait for each other.
    static RANDOM: RefCell<Random> = RefCell::new(Random::new());
}

impl TraceContext {
    /// Starts a new trace, which is sampled.
    #[allow(clippy::new_without_default, reason = "no two are equal")]
    pub fn new() -> Self {
        RANDOM.with_borrow_mut(Self::draw)
    }

    /// Starts a new trace with ids from `random`.
    pub fn draw(random: &mut Random) -> Self {
        let high = u128::from(id(random)) << 64;
        let trace_id = high | u128::from(random.next_u64());
        Self { trace_id, span_id: id(random), sampled: true }
    }

    /// Returns a new span of the same trace.
    pub fn child(&self) -> Self {
        RANDOM.with_borrow_mut(|random| self.draw_child(random))
    }

    /// Returns a new span of the same trace, with an id from `random`.
    pub fn draw_child(&self, random: &mut Random) -> Self {
        Self { span_id: id(random), ..*self }
    }
}

/// Returns any number but 0, which would mean that there is none.
fn id(random: &mut Random) -> u64 {
    random.next_u64().max(1)
}

impl fmt::Display for TraceContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Each call writes one, and formatting three numbers would take three times as long.
        let mut text = *b"00-................................-................-00";
        write_hex((self.trace_id >> 64) as u64, &mut text[3..19]);
        write_hex(self.trace_id as u64, &mut text[19..35]);
        write_hex(self.span_id, &mut text[36..52]);
        write_hex(self.sampled.into(), &mut text[53..55]);
        f.write_str(str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

/// Writes a number, as many digits as there is room for.
fn write_hex(number: u64, room: &mut [u8]) {
    for (digit, place) in room.iter_mut().rev().enumerate() {
        *place = b"0123456789abcdef"[(number >> (4 * digit)) as usize & 0xf];
    }
}

/// Reads later versions too: the standard promises that their first fields are the same.
impl FromStr for TraceContext {
    type Err = NoTraceContext;

    fn from_str(text: &str) -> Result<Self, NoTraceContext> {
        // Each call reads one, and its fields are always at the same places.
        let (text, more) =
            text.as_bytes().split_at_checked(LEN).ok_or(NoTraceContext)?;
        let version = hex(&text[..2])?;
        let trace_id =
            u128::from(hex(&text[3..19])?) << 64 | u128::from(hex(&text[19..35])?);
        let span_id = hex(&text[36..52])?;
        let flags = hex(&text[53..])?;
        let is_divided = [text[2], text[35], text[52]] == *b"---";
        let is_complete = match version {
            0 => more.is_empty(),
            0xff => false,
            // A later version may have more fields.
            _ => more.is_empty() || more[0] == b'-',
        };
        if !is_divided || !is_complete || trace_id == 0 || span_id == 0 {
            return Err(NoTraceContext);
        }
        Ok(Self { trace_id, span_id, sampled: flags & SAMPLED != 0 })
    }
}

/// Reads a number. `from_str_radix` would take a sign and upper case, too.
fn hex(digits: &[u8]) -> Result<u64, NoTraceContext> {
    digits.iter().try_fold(0, |number, digit| match digit {
        b'0'..=b'9' => Ok(number << 4 | u64::from(digit - b'0')),
        b'a'..=b'f' => Ok(number << 4 | u64::from(digit - b'a' + 10)),
        _ => Err(NoTraceContext),
    })
}

/// The length of the fields that all versions have, in bytes.
const LEN: usize = 55;

/// The one flag with a meaning so far.
const SAMPLED: u64 = 1;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
    const SPAN: &str = "00f067aa0ba902b7";

    fn parse(text: &str) -> Option<TraceContext> {
        text.parse().ok()
    }

    #[test]
    fn a_later_version_is_read_by_its_first_four_fields() {
        let context = parse(&format!("00-{TRACE}-{SPAN}-01")).unwrap();
        assert_eq!(context.trace_id, 0x4bf9_2f35_77b3_4da6_a3ce_929d_0e0e_4736);
        assert_eq!(context.span_id, 0x00f0_67aa_0ba9_02b7);
        for later in ["01", "cc", "fe"] {
            assert_eq!(parse(&format!("{later}-{TRACE}-{SPAN}-01")), Some(context));
            assert_eq!(parse(&format!("{later}-{TRACE}-{SPAN}-01-what")), Some(context));
            assert_eq!(parse(&format!("{later}-{TRACE}-{SPAN}-01what")), None);
        }
    }

    #[test]
    fn flags_without_a_meaning_are_ignored() {
        let sampled =
            |flags| parse(&format!("00-{TRACE}-{SPAN}-{flags}")).unwrap().sampled;
        assert_eq!(["00", "01", "fe", "ff"].map(sampled), [false, true, false, true]);
    }

    #[test]
    fn what_the_standard_calls_invalid_is() {
        let zeros = "0".repeat(32);
        for text in [
            String::new(),
            format!("ff-{TRACE}-{SPAN}-01"),
            format!("00-{zeros}-{SPAN}-01"),
            format!("00-{TRACE}-0000000000000000-01"),
            format!("00-{}-{SPAN}-01", TRACE.to_uppercase()),
            format!("00-{TRACE}-{SPAN}-01-"),
            format!("00-{TRACE}-{SPAN}"),
            format!("00-{TRACE}-{SPAN}-1"),
            format!("00-{TRACE}-+0f067aa0ba902b7-01"),
            format!(" 00-{TRACE}-{SPAN}-01"),
        ] {
            assert_eq!(parse(&text), None, "{text}");
        }
    }

    #[test]
    fn the_same_seed_draws_the_same_ids() {
        let draw = || {
            let mut random = Random::seeded(7);
            let root = TraceContext::draw(&mut random);
            (root, root.draw_child(&mut random))
        };
        let (root, child) = draw();
        assert_eq!(draw(), (root, child));
        assert_eq!(child.trace_id, root.trace_id);
        assert_ne!(child.span_id, root.span_id);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(trace_id in 1_u128.., span_id in 1_u64.., sampled: bool) {
            let context = TraceContext { trace_id, span_id, sampled };
            prop_assert_eq!(context.to_string().parse(), Ok(context));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*|[0-9a-f-]{50,60}") {
            let _ = parse(&text);
        }
    }
}
