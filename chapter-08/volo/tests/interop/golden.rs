//! The bytes that chapter 8 takes for Volo's are still what Volo writes.

use std::{cell::RefCell, fmt::Write, time::Duration};

use chapter_08_volo::{Answer, GetUser, User};
use metainfo::{Backward, Forward, METAINFO, MetaInfo};
use pilota::thrift::TMessageType;
use volo::context::{Context, Endpoint, Role, RpcInfo};
use volo_thrift::{
    EntryMessage, LinkedBytes, ThriftMessage,
    codec::default::{
        MakeZeroCopyCodec, ZeroCopyEncoder,
        framed::MakeFramedCodec,
        thrift::MakeThriftCodec,
        ttheader::{HasTTHeader, MakeTTHeaderCodec},
    },
    context::{ClientContext, Config, ServerContext, ThriftContext},
};

#[test]
fn volo_still_writes_the_frames_of_chapter_8() {
    let written = format!("{NOTE}call {}\nreply {}\n", call(), reply());
    assert_eq!(written, include_str!("../../../tests/codec/ttheader.hex"), "{written}");
}

/// A call with metadata of either kind and a time limit.
fn call() -> String {
    let mut info = MetaInfo::new();
    // One of each: the order of more would be that of a hash map.
    info.set_persistent("TRACE", "abc");
    info.set_transient("ATTEMPT", "2");
    let mut config = Config::new();
    config.set_rpc_timeout(Some(Duration::from_millis(1500)));
    let (caller, callee) = (Endpoint::new("volo".into()), Endpoint::new("users".into()));
    let rpc = RpcInfo::new(Role::Client, "getUser".into(), caller, callee, config);
    let mut cx = ClientContext::new(7, rpc, TMessageType::Call);
    let message = ThriftMessage::mk_client_msg(&cx, GetUser { id: 1 });
    hex(info, &mut cx, message)
}

/// The answer, with metadata that goes back.
fn reply() -> String {
    let mut info = MetaInfo::new();
    info.set_backward_transient("LOAD", "half");
    let mut cx = ServerContext::default();
    cx.seq_id = Some(7);
    cx.msg_type = Some(TMessageType::Reply);
    cx.rpc_info_mut().set_method("getUser".into());
    cx.extensions_mut().insert(HasTTHeader);
    let user = Answer::User(User { id: 1, name: "Ada".into() });
    let message = ThriftMessage::mk_server_resp(&cx, Ok(user));
    hex(info, &mut cx, message)
}

fn hex<M: EntryMessage>(
    info: MetaInfo,
    cx: &mut impl ThriftContext,
    message: ThriftMessage<M>,
) -> String {
    let framed = MakeFramedCodec::new(MakeThriftCodec::new());
    let (mut encoder, _) = MakeTTHeaderCodec::new(framed).make_codec();
    let mut bytes = LinkedBytes::new();
    METAINFO.sync_scope(RefCell::new(info), || {
        encoder.size(cx, &message).expect("it has a size");
        encoder.encode(cx, &mut bytes, message).expect("it can be written");
    });
    bytes.concat().iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes all");
        hex
    })
}

const NOTE: &str = "\
# A call and its reply as volo-thrift 0.12.7 writes them, by its default codec,
# TTHeader<Framed<Binary>>. Made by volo/tests/interop/golden.rs, which checks them.
";
