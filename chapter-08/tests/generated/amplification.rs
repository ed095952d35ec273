//! Whatever a message is and claims, reading it takes memory in proportion to its length, or no
//! more than the budget: for all types of the IDL files here.

use std::{
    any::type_name,
    collections::HashSet,
    fs, io,
    pin::Pin,
    sync::LazyLock,
    task::{Context, Poll, Waker},
};

use bytes::{Buf, Bytes, BytesMut};
use futures::future::join;
use mini_lust::{
    Body, Call, Connection, FrameCodec, Framing, Protocol, Request,
    protocol::{
        BinaryReader, CompactReader, DecodeError, Header, InputProtocol, Message,
        MessageType, Reason,
    },
    transport::codec::Frame,
};
use peak_alloc::PeakAlloc;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    runtime::Runtime,
};
use tokio_util::codec::{Decoder, Encoder};
use tower::ServiceExt;

mod inventor;

use inventor::{Invented, Plan, invent};

macro_rules! generated {
    ($($name:ident)*) => {$(
        #[allow(clippy::all, dead_code, reason = "generated")]
        mod $name;
    )*};
}

generated! {
    annotations
    docs
    empty
    enums
    ids
    keys
    modules
    names
    recursion
    roots
    services
    unknown
    values
    wire
}

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// One test: there is one heap, and nothing else may happen on it.
#[test]
fn memory_is_in_proportion_whatever_a_message_is() {
    let mut sums = Sums::default();
    LazyLock::force(&RUNTIME);
    let types = measure_types(&mut sums);
    let replies = measure_replies(&mut sums);
    assert_eq!([types, replies], ["Message", "Call"].map(implemented), "all are listed");
    println!("{types} types and {replies} replies: {sums:#?}");
}

/// Makes a function that measures all types in a list, and says how many there are.
macro_rules! list {
    ($function:ident, $of:ident, $($($module:ident)::+ { $($name:ident)* })*) => {
        fn $function(sums: &mut Sums) -> usize {
            let mut count = 0;
            $({
                use $($module)::+ as module;
                $(
                    measure::<$of!(module::$name)>(sums);
                    count += 1;
                )*
            })*
            count
        }
    };
}

macro_rules! itself {
    ($type:ty) => {
        $type
    };
}

macro_rules! reply {
    ($call:ty) => { Result<<$call as Call>::Reply, <$call as Call>::Exception> };
}

list! {
    measure_types, itself,
    annotations { ReadArgs RemoveArgs AppendArgs TruncateArgs }
    docs { Lines Blocks Fence Javadoc NothingArgs }
    empty { Nothing Never Failed Holder Only ShoutArgs }
    enums { Implicit Numbers Twice Single Empty Prefixed Enums }
    ids { Implicit Mixed Written Large Apart Choice Failure AddArgs PutArgs }
    keys { Suit Empty Card Inner Choice Broken Tree Keys DealArgs }
    modules { Point RightArgs Other }
    modules::fmt::fmt { More }
    modules::nowhere { Point Nowhere }
    modules::org::example::base { Point Failure BaseArgs }
    modules::org::example::base::right { Point }
    modules::org::example::r#type::left { Kind Point LeftArgs }
    modules::std_ { Point }
    names { Keywords Locals Clashes FooBar FooBar_ Variants Input Field Self_ Type
        Option Result String Vec Box Default Some None Ok Err Send Sync Clone Copy From
        Into Debug Eq PartialEq Hash Ord PartialOrd Iterator Drop Fn Str U8 I32 Bool
        Message Request Response Error CallError Exception DecodeError Call Client
        Method Oneway Context Poll Bytes ByteString HashMap HashSet BTreeMap BTreeSet
        Double Arc Future Infallible WireType InputProtocol OutputProtocol Protocol
        RpcService BoxFuture Fmt Error_ Std MiniLust T NewArgs CloneArgs DropArgs
        AsRefArgs IntoArgs TypeArgs CallArgs CastArgs PollReadyArgs FmtArgs SelfArgs
        GetUserArgs GetUserArgs_ DefaultArgs LenArgs IsEmptyArgs IsEmptyArgs_
        ToStringArgs FromTArgs IntoTArgs NextArgs HashArgs AddArgs CmpArgs BorrowArgs
        SendArgs WaitArgs AsyncArgs AwaitArgs Args Kind FirstError SecondError
        ThirdError FailArgs GetArgs GetException GetArgs_ GetUserArgs__ GetArgs__
        NamesServer NamesClient PutArgs }
    recursion { Node Plain Even Odd Aliased Expression Sum Whole Half Chain SimplifyArgs
        }
    roots::nowhere { Point Nowhere }
    roots::org::example::base { Point Failure BaseArgs }
    roots::org::example::base::right { Point }
    services { Item Selector NotFound Busy Detailed Answer NothingArgs AnswerArgs
        GetArgs MoveArgs SwapArgs TouchArgs WakeArgs AllArgs SixArgs SevenArgs LogArgs
        NestedArgs SelectorsArgs OpenArgs TinyArgs ShortArgs CountArgs TotalArgs
        WeightArgs NameArgs RawArgs KeyArgs IdsArgs ByNameArgs SelectorArgs LevelArgs
        LastExceptionArgs EverythingArgs }
    services::shared { Level Limits Refused LimitsArgs ResetArgs }
    unknown { OldContact NewContact NewAddress OldUser ForgetfulUser NewUser OldFailure
        NewFailure OldKey }
    values { Color Point Shape Side Key Empty Zeros Defaults RequiredDefaults
        OptionalDefaults Failure AddArgs }
    values::shared { Level Limits Refused LimitsArgs ResetArgs }
    wire { Color Scalars Containers Keys Key Choice Tree Ids Presence Failure }
}

list! {
    measure_replies, reply,
    annotations { ReadArgs RemoveArgs AppendArgs TruncateArgs }
    docs { NothingArgs }
    empty { ShoutArgs }
    ids { AddArgs PutArgs }
    keys { DealArgs }
    modules { RightArgs }
    modules::org::example::base { BaseArgs }
    modules::org::example::r#type::left { LeftArgs }
    names { NewArgs CloneArgs DropArgs IntoArgs TypeArgs CallArgs CastArgs PollReadyArgs
        FmtArgs SelfArgs GetUserArgs GetUserArgs_ DefaultArgs LenArgs IsEmptyArgs
        IsEmptyArgs_ ToStringArgs FromTArgs IntoTArgs NextArgs HashArgs AddArgs CmpArgs
        BorrowArgs SendArgs WaitArgs AsyncArgs AwaitArgs Args FailArgs GetArgs_
        GetUserArgs__ GetArgs__ PutArgs }
    recursion { SimplifyArgs }
    roots::org::example::base { BaseArgs }
    services { NothingArgs AnswerArgs GetArgs MoveArgs SwapArgs AllArgs SixArgs
        SevenArgs NestedArgs SelectorsArgs OpenArgs TinyArgs ShortArgs CountArgs
        TotalArgs WeightArgs NameArgs RawArgs KeyArgs IdsArgs ByNameArgs SelectorArgs
        LevelArgs LastExceptionArgs EverythingArgs }
    services::shared { LimitsArgs }
    values { AddArgs }
    values::shared { LimitsArgs }
}

/// How often a trait is implemented by what is generated here.
fn implemented(name: &str) -> usize {
    let files = fs::read_dir("tests/generated").expect("it is there");
    let paths = files.map(|file| file.expect("a file").path());
    let sources = paths.filter(|path| {
        path.with_extension("thrift").exists()
            || path.ends_with("modules.rs")
            || path.ends_with("roots.rs")
    });
    let sources = sources.map(|path| fs::read_to_string(path).expect("it is text"));
    let implementation = format!("{name} for ");
    let count = |source: String| {
        let lines = source.lines().map(str::trim_start);
        lines
            .filter(|line| line.starts_with("impl") && line.contains(&implementation))
            .count()
    };
    sources.map(count).sum()
}

// === Measuring ===

/// What was seen of all types.
#[derive(Debug, Default)]
struct Sums {
    messages: usize,
    mutations: usize,
    /// Types of which no element takes more than 64 bytes.
    small_types: usize,
    /// How many bytes of memory a message took for each of its own, at most, if it was longer
    /// than a KiB.
    most: f64,
    /// The same of other types.
    most_of_large: f64,
    /// Replies that came to a call on a connection.
    replies: usize,
    /// Types of which no value was found.
    without_value: Vec<&'static str>,
}

fn measure<T: Message>(sums: &mut Sums) {
    let invented = invent::<T>(&PLANS);
    let is_small = invented.iter().all(|message| message.is_small);
    if invented.iter().all(|message| !message.is_whole) {
        sums.without_value.push(type_name::<T>());
    }
    sums.small_types += usize::from(is_small);
    let mut seen = HashSet::new();
    let mut random = 7;
    for Invented { binary, compact, is_whole, .. } in invented {
        for (protocol, message) in
            [(Protocol::Binary, binary), (Protocol::Compact, compact)]
        {
            if !seen.insert(message.clone()) {
                continue;
            }
            sums.messages += 1;
            let decoded = decode::<T>(protocol, &message, usize::MAX);
            let of = type_name::<T>();
            assert_eq!(decoded.result.is_ok(), is_whole, "{of}: {decoded:?}");
            check::<T>(protocol, &message, is_small, sums);
            for _ in 0..MUTATIONS {
                sums.mutations += 1;
                let mutated = mutate(&message, &mut random);
                check::<T>(protocol, &mutated, is_small, sums);
            }
        }
    }
}

/// Reads a message, all of it or within a limit, skips it, takes it from a stream, and has it as
/// the reply to a call.
fn check<T: Message>(
    protocol: Protocol,
    message: &Bytes,
    is_small: bool,
    sums: &mut Sums,
) {
    let all = decode::<T>(protocol, message, usize::MAX);
    let of = type_name::<T>();
    let ratio = all.peak as f64 / message.len().max(1024) as f64;
    if is_small {
        assert!(all.peak <= in_proportion(message.len()), "{of}: {all:?}");
        sums.most = sums.most.max(ratio);
    } else {
        sums.most_of_large = sums.most_of_large.max(ratio);
    }
    for limit in [0, all.peak / 2] {
        let limited = decode::<T>(protocol, message, limit);
        // What has begun with 16 KiB, or a hash table with twice that, moves to where there is
        // room for all of it.
        assert!(limited.peak <= limit + 33 * KIB, "{of}: {limit}, {limited:?}");
        if limited.result.is_ok() != all.result.is_ok() {
            assert_eq!(limited.result.unwrap_err().reason(), &Reason::Memory);
        }
    }
    let (skipped, _) = peak(|| match protocol {
        Protocol::Binary => BinaryReader::new(message.clone()).skip(T::TYPE),
        Protocol::Compact => CompactReader::new(message.clone()).skip(T::TYPE),
    });
    assert!(skipped <= KIB, "{of}: {skipped} for skipping");
    for framing in [Framing::Framed, Framing::Unframed, Framing::TtHeader] {
        let stream = stream(framing, protocol, message);
        let len = stream.len();
        let (arrived, received) = peak(|| receive::<T>(framing, stream).is_some());
        let limit = in_proportion(len) + if is_small { 0 } else { all.peak };
        assert!(arrived <= limit, "{of}, {framing:?}: {arrived} for {len}");
        let stream = self::stream(framing, protocol, message).freeze();
        let (called, reply) = peak(|| call::<T>(framing, protocol, stream).is_some());
        assert_eq!(reply, received, "{of}, {framing:?}: in a call");
        let limit = limit + CONNECTION;
        assert!(called <= limit, "{of}, {framing:?}: {called} for {len} in a call");
        sums.replies += 1;
    }
}

fn in_proportion(len: usize) -> usize {
    64 * len + 64 * KIB
}

#[derive(Debug)]
struct Decoded {
    #[expect(dead_code, reason = "it is printed")]
    len: usize,
    /// How many bytes of the heap were taken meanwhile.
    peak: usize,
    result: Result<(), DecodeError>,
}

fn decode<T: Message>(protocol: Protocol, message: &Bytes, limit: usize) -> Decoded {
    let bytes = message.clone();
    let (peak, result) = peak(|| match protocol {
        Protocol::Binary => T::decode(&mut BinaryReader::new(bytes).memory_limit(limit)),
        Protocol::Compact => {
            T::decode(&mut CompactReader::new(bytes).memory_limit(limit))
        }
    });
    Decoded { len: message.len(), peak, result: result.map(drop) }
}

/// A reply on its way.
fn stream(framing: Framing, protocol: Protocol, message: &Bytes) -> BytesMut {
    let (method, ty) = ("m".into(), MessageType::Reply);
    let header = Header { method, ty, sequence_id: 1 };
    let frame = Frame::new(header, Body::new(protocol, message.clone()));
    let mut stream = BytesMut::new();
    FrameCodec::new(framing).encode(frame, &mut stream).expect("it is short");
    stream
}

fn receive<T: Message>(framing: Framing, mut stream: BytesMut) -> Option<T> {
    let frame = FrameCodec::new(framing).decode(&mut stream).ok()??;
    frame.body.decode().ok()
}

/// Makes a call on a connection of its own, whose peer answers with `stream`.
fn call<T: Message>(framing: Framing, protocol: Protocol, stream: Bytes) -> Option<T> {
    let peer = Peer { reply: stream, called: false, reader: None };
    let (connection, driver) = Connection::new(peer, FrameCodec::new(framing));
    let request = Request::new("m", Body::new(protocol, Bytes::from_static(b"\0")));
    let (reply, _) = RUNTIME.block_on(join(connection.oneshot(request), driver));
    reply.ok()?.body().decode().ok()
}

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_time().build().expect("a runtime")
});

/// Sends its reply when it is called, and closes the connection.
struct Peer {
    reply: Bytes,
    called: bool,
    reader: Option<Waker>,
}

impl AsyncRead for Peer {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.called {
            self.reader = Some(cx.waker().clone());
            return Poll::Pending;
        }
        let len = self.reply.len().min(buffer.remaining());
        buffer.put_slice(&self.reply.split_to(len));
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Peer {
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.called = true;
        if let Some(reader) = self.reader.take() {
            reader.wake();
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

/// How many bytes `work` takes of the heap while it runs.
fn peak<T>(work: impl FnOnce() -> T) -> (usize, T) {
    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    let result = work();
    (HEAP.peak_usage() - before, result)
}

/// Changes what may be a length or a type, repeats a part, or leaves out the rest.
fn mutate(message: &Bytes, random: &mut usize) -> Bytes {
    let mut below = |end: usize| {
        // Marsaglia's xorshift.
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        *random % end
    };
    let mut bytes = BytesMut::from(&message[..]);
    let at = below(bytes.len().clamp(1, 64));
    match below(4) {
        0 if at < bytes.len() => {
            bytes[at] = [1, 12, 15, 0x1c, 0x7f, 0x80, 0xff][below(7)]
        }
        1 if at + 4 <= bytes.len() => {
            let len = [bytes.remaining(), 16 * 1024 * KIB, i32::MAX as usize][below(3)];
            bytes[at..at + 4].copy_from_slice(&(len as u32).to_be_bytes());
        }
        2 => {
            let part = at..(at + below(64)).min(bytes.len());
            let part = bytes[part].repeat(1 << below(8));
            let rest = bytes.split_off(at);
            bytes.extend_from_slice(&part);
            bytes.unsplit(rest);
        }
        _ => bytes.truncate(at),
    }
    bytes.freeze()
}

const KIB: usize = 1024;

/// How many bytes a connection takes itself.
const CONNECTION: usize = 16 * KIB;

/// How often each message is changed.
const MUTATIONS: usize = 3;

const PLANS: [Plan; 12] = {
    let mut plans = [Plan { lens: [0; 3], all_fields: false, distinct: false }; 12];
    let lens = [[2000, 0, 0], [1000, 1, 0], [700, 1, 1], [1, 1000, 1]];
    let mut at = 0;
    while at < plans.len() {
        let (all_fields, distinct) = (at % 3 > 0, at % 3 > 1);
        plans[at] = Plan { lens: lens[at / 3], all_fields, distinct };
        at += 1;
    }
    plans
};
