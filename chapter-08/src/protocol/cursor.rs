//! The one place that checks bytes from a peer, and trusts none of them.

use bytes::{Buf, Bytes, TryGetError};

use super::{DecodeError, MAX_DEPTH, MessageType, Reason};

/// The rest of a message, and the limits that it may still use up.
#[derive(Clone, Debug)]
pub(super) struct Cursor<B> {
    rest: B,
    /// The length of the whole message.
    len: usize,
    /// How many structs and containers are open.
    depth: usize,
    /// How many elements all further containers may have together. Each element takes at
    /// least a byte, so a message of n bytes has at most n, however it nests them.
    elements: usize,
    /// How many bytes of memory the values may still take.
    memory: usize,
}

impl<B: Buf> Cursor<B> {
    #[inline]
    pub(super) fn new(bytes: B) -> Self {
        let len = bytes.remaining();
        Self { rest: bytes, len, depth: 0, elements: len, memory: MEMORY }
    }

    pub(super) fn limit_memory(&mut self, limit: usize) {
        self.memory = limit;
    }

    pub(super) fn into_rest(self) -> B {
        self.rest
    }

    #[inline]
    pub(super) fn offset(&self) -> usize {
        self.len - self.rest.remaining()
    }

    #[cold]
    pub(super) fn error(&self, reason: Reason) -> DecodeError {
        DecodeError::new(reason, self.offset())
    }

    #[cold]
    fn truncated(&self, needed: usize) -> DecodeError {
        self.error(Reason::Truncated { needed, left: self.rest.remaining() })
    }

    /// Reads a number of fixed size, with a method of [`Buf`].
    #[inline]
    pub(super) fn number<T>(
        &mut self,
        read: impl FnOnce(&mut B) -> Result<T, TryGetError>,
    ) -> Result<T, DecodeError> {
        read(&mut self.rest).map_err(|error| self.truncated(error.requested))
    }

    #[inline]
    pub(super) fn u8(&mut self) -> Result<u8, DecodeError> {
        self.number(B::try_get_u8)
    }

    /// Reads `N` bytes.
    #[inline]
    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        let mut array = [0; N];
        self.number(|rest| rest.try_copy_to_slice(&mut array))?;
        Ok(array)
    }

    /// Takes the next `len` bytes, without a copy if `B` is [`Bytes`].
    #[inline]
    pub(super) fn take(&mut self, len: usize) -> Result<Bytes, DecodeError> {
        if len > self.rest.remaining() {
            return Err(self.truncated(len));
        }
        Ok(self.rest.copy_to_bytes(len))
    }

    /// Checks a length from the peer.
    #[inline]
    pub(super) fn length(&self, len: impl Into<i64>) -> Result<usize, DecodeError> {
        let len = len.into();
        match u32::try_from(len) {
            // `usize` has at least these 31 bits on every machine with sockets.
            Ok(checked) if checked <= i32::MAX as u32 => Ok(checked as usize),
            _ => Err(self.error(Reason::Length(len))),
        }
    }

    /// Opens a container of `elements`, counting both keys and values of a map.
    #[inline]
    pub(super) fn open_container(&mut self, elements: usize) -> Result<(), DecodeError> {
        let left = self.elements.min(self.rest.remaining());
        if elements > left {
            let needed = elements;
            return Err(self.error(Reason::Truncated { needed, left }));
        }
        self.elements -= elements;
        self.open()
    }

    /// Opens a struct.
    #[inline]
    pub(super) fn open(&mut self) -> Result<(), DecodeError> {
        if self.depth == MAX_DEPTH {
            return Err(self.error(Reason::Depth));
        }
        self.depth += 1;
        Ok(())
    }

    /// Closes a struct or a container.
    #[inline]
    pub(super) fn close(&mut self) {
        self.depth -= 1;
    }

    /// Does what [`InputProtocol::account`](super::InputProtocol::account) promises.
    #[inline]
    pub(super) fn account(
        &mut self,
        bytes: usize,
        elements: usize,
    ) -> Result<usize, DecodeError> {
        // A value of size zero takes time, if not memory.
        let left = self.memory.checked_sub(bytes.max(elements));
        self.memory = left.ok_or_else(|| self.error(Reason::Memory))?;
        let is_small = bytes <= elements.saturating_mul(ELEMENT);
        Ok(if is_small { bytes } else { bytes.min(RESERVE) })
    }

    pub(super) fn message_type(&self, code: u8) -> Result<MessageType, DecodeError> {
        MessageType::from_code(code).ok_or_else(|| self.error(Reason::MessageType(code)))
    }
}

/// The largest elements to reserve all memory for immediately, in bytes. A message has no
/// more elements than bytes, so that memory is in proportion to its length.
const ELEMENT: usize = 64;

/// How much memory to reserve immediately for larger elements, in bytes.
const RESERVE: usize = 16 * 1024;

/// How much memory the values of a message may take, in bytes.
const MEMORY: usize = 64 * 1024 * 1024;
