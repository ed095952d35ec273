//! Doubles as keys of maps and elements of sets.

use std::{
    cmp::Ordering,
    hash::{Hash, Hasher},
};

use super::{DecodeError, InputProtocol, Message, OutputProtocol, WireType};

/// A `double` that is part of a key. It has an order, and is equal to itself.
///
/// The order is that of [`f64::total_cmp`]: a NaN is equal to a NaN of the same bits, and
/// −0 is less than 0.
///
/// # Examples
///
/// ```
/// use std::collections::HashMap;
///
/// use mini_lust::protocol::Double;
///
/// let names = HashMap::from([(Double(2.5), "half way"), (Double(f64::NAN), "nowhere")]);
/// assert_eq!(names[&Double(f64::NAN)], "nowhere");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Double(pub f64);

impl Ord for Double {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Double {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Double {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Double {}

impl Hash for Double {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl From<f64> for Double {
    fn from(value: f64) -> Self {
        Self(value)
    }
}

impl Message for Double {
    const TYPE: WireType = WireType::Double;

    #[inline]
    fn encode(&self, out: &mut impl OutputProtocol) {
        self.0.encode(out);
    }

    #[inline]
    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Message::decode(input).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Double;

    #[test]
    fn doubles_have_a_place_each() {
        let all = [f64::NAN, 1.0, f64::NEG_INFINITY, 0.0, -0.0, f64::NAN, 1.0];
        let ordered: Vec<_> = BTreeSet::from(all.map(Double)).into_iter().collect();
        let expected = [f64::NEG_INFINITY, -0.0, 0.0, 1.0, f64::NAN];
        assert_eq!(ordered, expected.map(Double));
    }
}
