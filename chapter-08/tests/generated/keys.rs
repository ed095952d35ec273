// tests/generated/keys.thrift, as Rust.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::convert::Infallible;
use std::error;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, LazyLock};
use std::task::{Context, Poll};

use ::mini_lust::protocol::{
    Double, InputProtocol, Message, OutputProtocol, UnknownField, WireType,
};
use ::mini_lust::{
    BoxFuture, ByteString, Bytes, Call, CallError, Client, DecodeError, Error, Method,
    Protocol, Request, Response, RpcService, Service,
};

#[derive(Clone, Copy, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Suit(pub i32);

impl Suit {
    pub const HEARTS: Self = Self(0);
    pub const SPADES: Self = Self(1);
}

impl fmt::Debug for Suit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::HEARTS => f.write_str("HEARTS"),
            Self::SPADES => f.write_str("SPADES"),
            Self(unknown) => write!(f, "Suit({unknown})"),
        }
    }
}

impl Message for Suit {
    const TYPE: WireType = WireType::I32;

    fn encode(&self, out: &mut impl OutputProtocol) {
        self.0.encode(out);
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        Message::decode(input).map(Self)
    }
}

pub type Weight = Double;

pub type Weights = Vec<Weight>;

pub type Scales = BTreeSet<Weights>;

pub type Trump = Card;

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Empty {}

impl Message for Empty {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            input.skip(field.ty)?;
        }
        input.read_struct_end();
        Ok(Self {})
    }
}

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Card {
    pub suit: Suit,
    pub value: Double,
    pub values: Vec<Double>,
    pub marks: BTreeSet<Double>,
    pub prices: BTreeMap<ByteString, Double>,
    pub price: Option<Double>,
    pub inner: Inner,
    pub weight: Weight,
    pub weights: Weights,
    pub name: ByteString,
    pub picture: Bytes,
}

impl Default for Card {
    fn default() -> Self {
        Self {
            suit: Default::default(),
            value: Default::default(),
            values: Default::default(),
            marks: Default::default(),
            prices: Default::default(),
            price: Some(Double(0.5)),
            inner: Default::default(),
            weight: Default::default(),
            weights: Vec::from([Double(1.0), Double(2.5)]),
            name: Default::default(),
            picture: Default::default(),
        }
    }
}

impl Message for Card {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.suit);
        out.write_field(2, &self.value);
        out.write_field(3, &self.values);
        out.write_field(4, &self.marks);
        out.write_field(5, &self.prices);
        if let Some(price) = &self.price {
            out.write_field(6, price);
        }
        out.write_field(7, &self.inner);
        out.write_field(8, &self.weight);
        out.write_field(9, &self.weights);
        out.write_field(10, &self.name);
        out.write_field(11, &self.picture);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut suit = None;
        let mut value = None;
        let mut values = None;
        let mut marks = None;
        let mut prices = None;
        let mut price = None;
        let mut inner = None;
        let mut weight = None;
        let mut weights = None;
        let mut name = None;
        let mut picture = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::I32) => suit = Some(Message::decode(input)?),
                (2, WireType::Double) => value = Some(Message::decode(input)?),
                (3, WireType::List) => values = Some(Message::decode(input)?),
                (4, WireType::Set) => marks = Some(Message::decode(input)?),
                (5, WireType::Map) => prices = Some(Message::decode(input)?),
                (6, WireType::Double) => price = Some(Message::decode(input)?),
                (7, WireType::Struct) => inner = Some(Message::decode(input)?),
                (8, WireType::Double) => weight = Some(Message::decode(input)?),
                (9, WireType::List) => weights = Some(Message::decode(input)?),
                (10, WireType::Binary) => name = Some(Message::decode(input)?),
                (11, WireType::Binary) => picture = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let suit = suit.ok_or_else(|| input.missing("Card", "suit"))?;
        let value = value.unwrap_or_default();
        let values = values.unwrap_or_default();
        let marks = marks.unwrap_or_default();
        let prices = prices.unwrap_or_default();
        let price = price.or(Some(Double(0.5)));
        let inner = inner.unwrap_or_default();
        let weight = weight.unwrap_or_default();
        let weights = weights.unwrap_or_else(|| Vec::from([Double(1.0), Double(2.5)]));
        let name = name.unwrap_or_default();
        let picture = picture.unwrap_or_default();
        Ok(Self {
            suit,
            value,
            values,
            marks,
            prices,
            price,
            inner,
            weight,
            weights,
            name,
            picture,
        })
    }
}

/// Is in a key, as part of a card.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Inner {
    pub deep: BTreeMap<i32, Vec<BTreeMap<i32, Double>>>,
    pub weight: Weight,
}

impl Default for Inner {
    fn default() -> Self {
        Self {
            deep: Default::default(),
            weight: Double(2.0),
        }
    }
}

impl Message for Inner {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.deep);
        out.write_field(2, &self.weight);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut deep = None;
        let mut weight = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Map) => deep = Some(Message::decode(input)?),
                (2, WireType::Double) => weight = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let deep = deep.unwrap_or_default();
        let weight = weight.unwrap_or(Double(2.0));
        Ok(Self { deep, weight })
    }
}

#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Choice {
    Weight(Double),
    Card(Card),
    Choices(Vec<Choice>),
    Weights(BTreeSet<Double>),
    /// A field that only a newer version of the IDL knows. It is written again as it came.
    Unknown(UnknownField),
}

impl Message for Choice {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        match self {
            Self::Weight(weight) => out.write_field(1, weight),
            Self::Card(card) => out.write_field(2, card),
            Self::Choices(choices) => out.write_field(3, choices),
            Self::Weights(weights) => out.write_field(4, weights),
            Self::Unknown(field) => field.encode(out),
        }
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut choice = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            if choice.is_some() {
                return Err(input.not_one_field("Choice"));
            }
            choice = match (field.id, field.ty) {
                (1, WireType::Double) => Some(Self::Weight(Message::decode(input)?)),
                (2, WireType::Struct) => Some(Self::Card(Message::decode(input)?)),
                (3, WireType::List) => Some(Self::Choices(Message::decode(input)?)),
                (4, WireType::Set) => Some(Self::Weights(Message::decode(input)?)),
                _ => Some(Self::Unknown(UnknownField::decode(field, input)?)),
            };
        }
        input.read_struct_end();
        choice.ok_or_else(|| input.not_one_field("Choice"))
    }
}

#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Broken {
    pub at: Double,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl error::Error for Broken {}

impl Message for Broken {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.at);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut at = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Double) => at = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let at = at.unwrap_or_default();
        Ok(Self { at })
    }
}

/// Is in a key that is recursive.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Tree {
    pub left: Option<Box<Tree>>,
    pub children: Vec<Tree>,
    pub weights: BTreeMap<Tree, Double>,
}

impl Message for Tree {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        if let Some(left) = &self.left {
            out.write_field(1, left);
        }
        out.write_field(2, &self.children);
        out.write_field(3, &self.weights);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut left = None;
        let mut children = None;
        let mut weights = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Struct) => left = Some(Message::decode(input)?),
                (2, WireType::List) => children = Some(Message::decode(input)?),
                (3, WireType::Map) => weights = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let children = children.unwrap_or_default();
        let weights = weights.unwrap_or_default();
        Ok(Self { left, children, weights })
    }
}

/// Has keys, and is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keys {
    pub bools: HashSet<bool>,
    pub bytes: HashSet<i8>,
    pub numbers: HashSet<i64>,
    pub doubles: HashSet<Double>,
    pub strings: HashSet<ByteString>,
    pub binaries: HashSet<Bytes>,
    pub uuids: HashSet<[u8; 16]>,
    pub lists: HashSet<Vec<Double>>,
    pub sets: HashSet<BTreeSet<Double>>,
    pub maps: HashSet<BTreeMap<Double, Double>>,
    pub suits: HashSet<Suit>,
    pub cards: HashSet<Card>,
    pub choices: HashSet<Choice>,
    pub exceptions: HashSet<Broken>,
    pub trees: HashSet<Tree>,
    pub trumps: HashSet<Trump>,
    pub weights: HashSet<Weight>,
    pub all_weights: HashSet<Weights>,
    pub scales: HashSet<Scales>,
    pub empties: HashSet<Empty>,
    pub by_card: HashMap<Card, f64>,
    pub by_list: HashMap<Vec<BTreeMap<BTreeSet<Double>, Card>>, Vec<f64>>,
    pub by_scales: HashMap<Scales, HashMap<Weight, Weights>>,
    pub plain: f64,
    pub alias: Weight,
    pub aliases: Weights,
}

impl Message for Keys {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.bools);
        out.write_field(2, &self.bytes);
        out.write_field(3, &self.numbers);
        out.write_field(4, &self.doubles);
        out.write_field(5, &self.strings);
        out.write_field(6, &self.binaries);
        out.write_field(7, &self.uuids);
        out.write_field(8, &self.lists);
        out.write_field(9, &self.sets);
        out.write_field(10, &self.maps);
        out.write_field(11, &self.suits);
        out.write_field(12, &self.cards);
        out.write_field(13, &self.choices);
        out.write_field(14, &self.exceptions);
        out.write_field(15, &self.trees);
        out.write_field(16, &self.trumps);
        out.write_field(17, &self.weights);
        out.write_field(18, &self.all_weights);
        out.write_field(19, &self.scales);
        out.write_field(20, &self.empties);
        out.write_field(21, &self.by_card);
        out.write_field(22, &self.by_list);
        out.write_field(23, &self.by_scales);
        out.write_field(24, &self.plain);
        out.write_field(25, &self.alias);
        out.write_field(26, &self.aliases);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut bools = None;
        let mut bytes = None;
        let mut numbers = None;
        let mut doubles = None;
        let mut strings = None;
        let mut binaries = None;
        let mut uuids = None;
        let mut lists = None;
        let mut sets = None;
        let mut maps = None;
        let mut suits = None;
        let mut cards = None;
        let mut choices = None;
        let mut exceptions = None;
        let mut trees = None;
        let mut trumps = None;
        let mut weights = None;
        let mut all_weights = None;
        let mut scales = None;
        let mut empties = None;
        let mut by_card = None;
        let mut by_list = None;
        let mut by_scales = None;
        let mut plain = None;
        let mut alias = None;
        let mut aliases = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Set) => bools = Some(Message::decode(input)?),
                (2, WireType::Set) => bytes = Some(Message::decode(input)?),
                (3, WireType::Set) => numbers = Some(Message::decode(input)?),
                (4, WireType::Set) => doubles = Some(Message::decode(input)?),
                (5, WireType::Set) => strings = Some(Message::decode(input)?),
                (6, WireType::Set) => binaries = Some(Message::decode(input)?),
                (7, WireType::Set) => uuids = Some(Message::decode(input)?),
                (8, WireType::Set) => lists = Some(Message::decode(input)?),
                (9, WireType::Set) => sets = Some(Message::decode(input)?),
                (10, WireType::Set) => maps = Some(Message::decode(input)?),
                (11, WireType::Set) => suits = Some(Message::decode(input)?),
                (12, WireType::Set) => cards = Some(Message::decode(input)?),
                (13, WireType::Set) => choices = Some(Message::decode(input)?),
                (14, WireType::Set) => exceptions = Some(Message::decode(input)?),
                (15, WireType::Set) => trees = Some(Message::decode(input)?),
                (16, WireType::Set) => trumps = Some(Message::decode(input)?),
                (17, WireType::Set) => weights = Some(Message::decode(input)?),
                (18, WireType::Set) => all_weights = Some(Message::decode(input)?),
                (19, WireType::Set) => scales = Some(Message::decode(input)?),
                (20, WireType::Set) => empties = Some(Message::decode(input)?),
                (21, WireType::Map) => by_card = Some(Message::decode(input)?),
                (22, WireType::Map) => by_list = Some(Message::decode(input)?),
                (23, WireType::Map) => by_scales = Some(Message::decode(input)?),
                (24, WireType::Double) => plain = Some(Message::decode(input)?),
                (25, WireType::Double) => alias = Some(Message::decode(input)?),
                (26, WireType::List) => aliases = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let bools = bools.unwrap_or_default();
        let bytes = bytes.unwrap_or_default();
        let numbers = numbers.unwrap_or_default();
        let doubles = doubles.unwrap_or_default();
        let strings = strings.unwrap_or_default();
        let binaries = binaries.unwrap_or_default();
        let uuids = uuids.unwrap_or_default();
        let lists = lists.unwrap_or_default();
        let sets = sets.unwrap_or_default();
        let maps = maps.unwrap_or_default();
        let suits = suits.unwrap_or_default();
        let cards = cards.unwrap_or_default();
        let choices = choices.unwrap_or_default();
        let exceptions = exceptions.unwrap_or_default();
        let trees = trees.unwrap_or_default();
        let trumps = trumps.unwrap_or_default();
        let weights = weights.unwrap_or_default();
        let all_weights = all_weights.unwrap_or_default();
        let scales = scales.unwrap_or_default();
        let empties = empties.unwrap_or_default();
        let by_card = by_card.unwrap_or_default();
        let by_list = by_list.unwrap_or_default();
        let by_scales = by_scales.unwrap_or_default();
        let plain = plain.unwrap_or_default();
        let alias = alias.unwrap_or_default();
        let aliases = aliases.unwrap_or_default();
        Ok(Self {
            bools,
            bytes,
            numbers,
            doubles,
            strings,
            binaries,
            uuids,
            lists,
            sets,
            maps,
            suits,
            cards,
            choices,
            exceptions,
            trees,
            trumps,
            weights,
            all_weights,
            scales,
            empties,
            by_card,
            by_list,
            by_scales,
            plain,
            alias,
            aliases,
        })
    }
}

pub static WEIGHTS: LazyLock<HashMap<Weights, Weights>> = LazyLock::new(|| HashMap::from([
    (Vec::from([Double(1.0), Double(2.0)]), Vec::from([Double(3.0), Double(4.0)])),
]));

pub static ALIASES: LazyLock<Weights> = LazyLock::new(|| Vec::from([Double(0.5)]));

pub static PLAIN: LazyLock<Vec<f64>> = LazyLock::new(|| {
    ALIASES.iter().map(|element| element.0).collect()
});

pub static ALL_PLAIN: LazyLock<Vec<Vec<f64>>> = LazyLock::new(|| Vec::from([
    ALIASES.iter().map(|element| element.0).collect(),
    PLAIN.clone(),
]));

pub static TRUMPS: LazyLock<HashSet<Trump>> = LazyLock::new(|| HashSet::from([
    Card {
        suit: Suit::SPADES,
        value: Double(1.0),
        inner: Inner {
            weight: Double(3.0),
            ..Default::default()
        },
        ..Default::default()
    },
]));

pub trait Table: Send + Sync + 'static {
    fn deal(
        &self,
        choices: HashMap<Choice, f64>,
        weights: Weights,
        plain: f64,
    ) -> impl Future<Output = Result<HashSet<Card>, CallError<Infallible>>> + Send;
}

/// Answers calls with a [`Table`]. Clones share it.
#[derive(Debug)]
pub struct TableServer<T>(Arc<T>);

impl<T: Table> TableServer<T> {
    pub fn new(service: T) -> Self {
        Self::from_arc(Arc::new(service))
    }

    /// Answers calls with a service that the rest of the program shares.
    pub fn from_arc(service: Arc<T>) -> Self {
        Self(service)
    }
}

impl<T> Clone for TableServer<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Table> Service<Request> for TableServer<T> {
    type Response = Response;
    type Error = Error;
    type Future = BoxFuture<'static, Result<Response, Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let service = Arc::clone(&self.0);
        Box::pin(async move {
            match request.method() {
                DealArgs::NAME => {
                    let args: DealArgs = request.body().decode()?;
                    request
                        .reply(
                            service.deal(args.choices, args.weights, args.plain).await,
                        )
                }
                _ => Err(request.unknown_method()),
            }
        })
    }
}

/// Calls a [`Table`] through `S`.
#[derive(Clone, Debug)]
pub struct TableClient<S>(Client<S>);

impl<S: RpcService + Clone> TableClient<S> {
    pub fn new(service: S, protocol: Protocol) -> Self {
        Self(Client::new(service, protocol))
    }

    pub async fn deal(
        &self,
        choices: HashMap<Choice, f64>,
        weights: Weights,
        plain: f64,
    ) -> Result<HashSet<Card>, CallError<Infallible>> {
        self.0
            .call(
                &DealArgs {
                    choices,
                    weights,
                    plain,
                },
            )
            .await
    }
}

/// The arguments of [`Table::deal`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DealArgs {
    pub choices: HashMap<Choice, f64>,
    pub weights: Weights,
    pub plain: f64,
}

impl Message for DealArgs {
    const TYPE: WireType = WireType::Struct;

    fn encode(&self, out: &mut impl OutputProtocol) {
        out.write_struct_begin();
        out.write_field(1, &self.choices);
        out.write_field(2, &self.weights);
        out.write_field(3, &self.plain);
        out.write_struct_end();
    }

    fn decode(input: &mut impl InputProtocol) -> Result<Self, DecodeError> {
        let mut choices = None;
        let mut weights = None;
        let mut plain = None;
        input.read_struct_begin()?;
        while let Some(field) = input.read_field_begin()? {
            match (field.id, field.ty) {
                (1, WireType::Map) => choices = Some(Message::decode(input)?),
                (2, WireType::List) => weights = Some(Message::decode(input)?),
                (3, WireType::Double) => plain = Some(Message::decode(input)?),
                _ => input.skip(field.ty)?,
            }
        }
        input.read_struct_end();
        let choices = choices.unwrap_or_default();
        let weights = weights.unwrap_or_default();
        let plain = plain.unwrap_or_default();
        Ok(Self { choices, weights, plain })
    }
}

impl Method for DealArgs {
    const NAME: &'static str = "deal";
}

impl Call for DealArgs {
    type Reply = HashSet<Card>;
    type Exception = Infallible;
}
