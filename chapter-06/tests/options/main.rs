//! Code that was generated with options: what it means, and that it compiles. That it is what
//! the generator writes is for the test `codegen` to see.

#![deny(warnings)]

use std::{
    collections::{BTreeMap, BTreeSet},
    convert::Infallible,
    sync::Arc,
};

use common::{Base, Closed, Currency, Money, OpenException};
use mini_lust::{
    Body, BoxFuture, ByteString, CallError, Error, ExceptionType, Protocol,
    protocol::{Message, UnknownValue},
};
use shop::{
    EMPTY, GetException, Order, Payment, SHOP_DESCRIPTOR, Shop, ShopClient, ShopServer,
    State, TryFrom as A,
};

macro_rules! generated {
    ($name:ident) => {
        #[allow(clippy::all, dead_code, reason = "generated")]
        mod $name;
    };
}

generated!(common);
generated!(shop);
generated!(partial);
generated!(object);

fn order() -> Order {
    Order {
        id: "o1".to_owned(),
        prices: BTreeMap::from([(
            "book".to_owned(),
            Money { cents: 1250, currency: Currency::USD },
        )]),
        tags: BTreeSet::from(["b".to_owned(), "a".to_owned()]),
        logo: vec![1, 2],
        state: State(77),
        payment: Some(Payment::Card("4711".to_owned())),
        labels: None,
        ..Order::default()
    }
}

#[test]
fn serde_writes_enums_by_name_and_reads_them() {
    let json = serde_json::json!({
        "number": "o1",
        "prices": {"book": {"cents": 1250, "currency": "usd"}},
        "tags": ["a", "b"],
        "logo": [1, 2],
        "state": "77",
        "payment": {"Card": "4711"},
        "shop": "Mini Lust",
        "labels": null,
        "nothing": "0",
    });
    assert_eq!(serde_json::to_value(order()).unwrap(), json);
    assert_eq!(serde_json::from_value::<Order>(json).unwrap(), order());
    let paid = serde_json::to_string(&State::PAID).unwrap();
    assert_eq!(paid, "\"PAID\"");
    assert_eq!(serde_json::from_str::<State>(&paid).unwrap(), State::PAID);
    let error = serde_json::from_str::<State>("\"SOLD\"").unwrap_err();
    assert_eq!(error.to_string(), "`SOLD` is not a value of `State`");
}

#[test]
fn an_enum_is_converted_from_and_to_names_and_numbers() {
    assert_eq!([Currency::EURO, Currency::USD].map(|it| it.to_string()), ["EUR", "usd"]);
    assert_eq!("EURO".parse(), Ok(Currency::EUR));
    assert_eq!(State(77).to_string().parse(), Ok(State(77)));
    assert_eq!("USD".parse::<Currency>(), Err(UnknownValue::new("Currency", "USD")));
    assert_eq!(State::try_from(-1), Ok(State::REFUNDED));
    assert_eq!(State::try_from(77), Err(UnknownValue::new("State", 77)));
    assert_eq!(A::try_from(0), Ok(A::A));
}

#[test]
fn types_of_the_standard_library_are_written_and_read() {
    let labels: BTreeMap<BTreeSet<String>, Vec<Vec<u8>>> = BTreeMap::from([(
        BTreeSet::from(["a".to_owned()]),
        vec![b"#".to_vec(), b"b".to_vec()],
    )]);
    let order = Order { labels: Some(labels.clone()), ..order() };
    for protocol in [Protocol::Binary, Protocol::Compact] {
        let body = Body::encode(protocol, &order);
        assert_eq!(body.decode::<Order>().unwrap(), order);
    }
    let empty = &*EMPTY;
    assert_eq!(
        (&*empty.id, &*empty.shop, &*empty.logo),
        ("Welcome", "Mini Lust", &b"#"[..])
    );
    assert_eq!(empty.labels, Some(labels));
    assert_eq!(String::TYPE, <Vec<u8>>::TYPE);
}

struct Corner;

impl Base for Corner {
    async fn open(&self) -> Result<bool, CallError<OpenException>> {
        Err(Closed { until: "tomorrow".to_owned() })?
    }
}

impl Shop for Corner {
    async fn get(
        &self,
        id: String,
        _: Currency,
    ) -> Result<Order, CallError<GetException>> {
        Ok(Order { id, ..order() })
    }

    async fn note(&self, _: String) {}
}

#[tokio::test]
async fn a_service_extends_one_that_was_generated_elsewhere() {
    let client = ShopClient::new(ShopServer::new(Corner), Protocol::Compact);
    let closed = client.open().await.unwrap_err();
    assert!(
        matches!(closed, CallError::Exception(OpenException::Closed(_))),
        "{closed}"
    );
    let order = client.get("o2".to_owned(), Currency::EUR).await.unwrap();
    assert_eq!(order.id, "o2");
}

#[test]
fn a_service_is_described() {
    let [get, note] = SHOP_DESCRIPTOR.methods else { panic!("{SHOP_DESCRIPTOR:?}") };
    assert_eq!(
        (get.name, get.oneway, get.annotations),
        ("get", false, &[("cost", "3"), ("cached", "1")][..])
    );
    assert_eq!((note.name, note.oneway, note.annotations), ("note", true, &[][..]));
    assert_eq!(
        (SHOP_DESCRIPTOR.name, SHOP_DESCRIPTOR.annotations),
        ("Shop", &[("owner", "shop \"a\"")][..])
    );
    let base = SHOP_DESCRIPTOR.extends.expect("it extends one");
    assert_eq!((base.name, base.methods[0].name, base.extends), ("Base", "open", None));
}

#[tokio::test]
async fn a_method_that_is_left_out_is_unknown_to_its_callers() {
    struct OnlyNamed;

    impl partial::Named for OnlyNamed {
        async fn name(&self) -> Result<ByteString, CallError<Infallible>> {
            Ok("sum".into())
        }
    }

    impl partial::Counter for OnlyNamed {}

    let server = partial::CounterServer::new(OnlyNamed);
    let counter = partial::CounterClient::new(server, Protocol::Binary);
    assert_eq!(counter.name().await.unwrap(), "sum");
    let Err(CallError::Failed(Error::Application(error))) =
        counter.add(1, "why".into()).await
    else {
        panic!()
    };
    assert_eq!(error.ty, ExceptionType::UNKNOWN_METHOD);
    assert_eq!(error.message, "`add` is not implemented");
    counter.reset(0).await.unwrap();
}

#[tokio::test]
async fn services_of_different_types_are_served_as_objects() {
    use object::{AddException, Counter, CounterClient, CounterServer, Named};

    struct Sum(i64);
    struct Nothing;

    impl Named for Sum {}

    impl Counter for Sum {
        fn add(
            &self,
            amount: i64,
            _: ByteString,
        ) -> BoxFuture<'_, Result<i64, CallError<AddException>>> {
            Box::pin(async move { Ok(self.0 + amount) })
        }
    }

    impl Named for Nothing {}

    impl Counter for Nothing {}

    let counters: [Arc<dyn Counter>; 2] = [Arc::new(Sum(40)), Arc::new(Nothing)];
    let [sum, nothing] = counters.map(|counter| {
        CounterClient::new(CounterServer::from_arc(counter), Protocol::Binary)
    });
    assert_eq!(sum.add(2, "why".into()).await.unwrap(), 42);
    let error = nothing.add(2, "why".into()).await.unwrap_err();
    assert_eq!(error.to_string(), "UNKNOWN_METHOD: `add` is not implemented");
    nothing.reset(0).await.unwrap();
    // One of a known type needs no `Arc`.
    let sum = CounterClient::new(CounterServer::new(Sum(1)), Protocol::Binary);
    assert_eq!(sum.add(1, "why".into()).await.unwrap(), 2);
}
