//! Makes up messages of any type: whatever decoding asks for, it gets.

use std::{cell::Cell, collections::HashMap};

use bytes::{Bytes, BytesMut};
use mini_lust::protocol::{
    BinaryWriter, CompactWriter, DecodeError, FieldHeader, Header, InputProtocol,
    MAX_DEPTH, Message, OutputProtocol, Reason, WireType,
};

/// What a message should be like.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// The lengths of containers: the outermost, those in it, and those in them.
    pub lens: [usize; 3],
    /// Whether a struct has all its fields, or none that it can do without.
    pub all_fields: bool,
    /// Whether values differ, or each is as short as can be.
    pub distinct: bool,
}

/// A message that a type has asked for.
pub struct Invented {
    pub binary: Bytes,
    pub compact: Bytes,
    /// Whether it is a value, or as much of one as there can be.
    pub is_whole: bool,
    /// Whether no element takes more than 64 bytes of memory.
    pub is_small: bool,
}

/// Makes up a message of type `T` for each plan.
pub fn invent<T: Message>(plans: &[Plan]) -> Vec<Invented> {
    let mut structs = HashMap::new();
    let invented = plans.iter().map(|plan| {
        structs.values_mut().for_each(|known: &mut Known| known.shape = None);
        invent_one::<T>(*plan, &mut structs)
    });
    invented.collect()
}

/// What is wrong with a message is better in the next.
fn invent_one<T: Message>(plan: Plan, structs: &mut HashMap<Path, Known>) -> Invented {
    loop {
        let (mut binary, mut compact) = (BytesMut::new(), BytesMut::new());
        let mut inventor = Inventor {
            binary: BinaryWriter::new(&mut binary),
            compact: CompactWriter::new(&mut compact),
            plan,
            structs,
            open: Vec::new(),
            head: None,
            ended: None,
            fault: Cell::new(None),
            next: 0,
            left: VALUES,
            is_small: true,
        };
        let is_whole = T::decode(&mut inventor).is_ok();
        let (fault, is_small) = (inventor.fault.take(), inventor.is_small);
        if let Some((path, shape)) = fault.filter(|_| !is_whole) {
            let known = structs.entry(path).or_default();
            if known.shape.replace(shape) != Some(shape) {
                continue;
            }
        }
        let [binary, compact] = [binary, compact].map(BytesMut::freeze);
        return Invented { binary, compact, is_whole, is_small };
    }
}

/// A source that does not read a message, but writes the one it pretends to read.
struct Inventor<'a> {
    binary: BinaryWriter<'a>,
    compact: CompactWriter<'a>,
    plan: Plan,
    structs: &'a mut HashMap<Path, Known>,
    open: Vec<Open>,
    /// The head of a field, until it turns out whether the type knows the field.
    head: Option<FieldHeader>,
    /// The struct that has just ended.
    ended: Option<Path>,
    fault: Cell<Option<(Path, Shape)>>,
    /// The next number that differs from all before.
    next: usize,
    /// How many values the message may still have.
    left: usize,
    is_small: bool,
}

/// Where a value is: a hash of the fields and containers around it.
type Path = u64;

/// What was found out about the structs at one place.
#[derive(Default)]
struct Known {
    shape: Option<Shape>,
    /// The fields that may be there.
    fields: Option<Vec<FieldHeader>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Shape {
    Empty,
    OneField,
    AllFields,
}

enum Open {
    Struct { path: Path, shape: Shape, given: usize, tried: usize },
    Container { path: Path },
}

impl Inventor<'_> {
    /// A value begins. If there is a field's head before it, the type knows the field.
    fn begin(&mut self) -> Path {
        self.ended = None;
        self.left = self.left.saturating_sub(1);
        let inside = |path: Path, of: u64| {
            (path ^ of).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
        };
        match (self.open.last_mut(), self.head.take()) {
            (
                Some(Open::Struct { path, given, tried, .. }),
                Some(FieldHeader { ty, id }),
            ) => {
                (*given, *tried) = (*given + 1, *tried + 1);
                self.binary.write_field_begin(ty, id);
                self.compact.write_field_begin(ty, id);
                inside(*path, u64::from(id.cast_unsigned()) << 8 | ty as u64)
            }
            (Some(Open::Container { path }), None) => inside(*path, 1 << 32),
            _ => 0,
        }
    }

    /// A number begins.
    fn number(&mut self) -> usize {
        self.begin();
        self.next += 1;
        if self.plan.distinct { self.next } else { 0 }
    }

    fn begin_container(&mut self) -> Result<usize, DecodeError> {
        let path = self.begin();
        let is_container = |open: &&Open| matches!(open, Open::Container { .. });
        let around = self.open.iter().filter(is_container).count();
        self.push(Open::Container { path })?;
        let len = self.plan.lens.get(around).copied().unwrap_or(0);
        // Something is left for the next.
        Ok(len.min(self.left / 2))
    }

    fn begin_list(&mut self, element: WireType) -> Result<usize, DecodeError> {
        let len = self.begin_container()?;
        self.binary.write_list_begin(element, len);
        self.compact.write_list_begin(element, len);
        Ok(len)
    }

    fn begin_map(
        &mut self,
        key: WireType,
        value: WireType,
    ) -> Result<usize, DecodeError> {
        let len = self.begin_container()?;
        self.binary.write_map_begin(key, value, len);
        self.compact.write_map_begin(key, value, len);
        Ok(len)
    }

    fn push(&mut self, open: Open) -> Result<(), DecodeError> {
        if self.open.len() == MAX_DEPTH {
            return Err(self.error(Reason::Depth));
        }
        self.open.push(open);
        Ok(())
    }

    /// The struct that an error is about.
    fn path(&self) -> Path {
        let open = self.open.iter().rev().find_map(|open| match open {
            Open::Struct { path, .. } => Some(*path),
            Open::Container { .. } => None,
        });
        self.ended.or(open).unwrap_or(0)
    }
}

/// Numbers that are written, and pass for read.
macro_rules! numbers {
    ($($read:ident, $write:ident, $number:ident => $type:ty: $value:expr;)*) => {$(
        fn $read(&mut self) -> Result<$type, DecodeError> {
            let $number = self.number();
            let value: $type = $value;
            self.binary.$write(value);
            self.compact.$write(value);
            Ok(value)
        }
    )*};
}

impl InputProtocol for Inventor<'_> {
    fn read_header(&mut self) -> Result<Header, DecodeError> {
        unreachable!("it makes up bodies")
    }

    fn read_struct_begin(&mut self) -> Result<(), DecodeError> {
        let path = self.begin();
        let is_nested = self.open.len() >= NESTED;
        let shape = match self.structs.entry(path).or_default().shape {
            Some(shape) => shape,
            None if self.plan.all_fields && !is_nested => Shape::AllFields,
            None => Shape::Empty,
        };
        self.binary.write_struct_begin();
        self.compact.write_struct_begin();
        self.push(Open::Struct { path, shape, given: 0, tried: 0 })
    }

    fn read_struct_end(&mut self) {
        self.binary.write_struct_end();
        self.compact.write_struct_end();
        self.ended = Some(self.path());
        self.open.pop();
    }

    fn read_field_begin(&mut self) -> Result<Option<FieldHeader>, DecodeError> {
        self.ended = None;
        let Some(Open::Struct { path, shape, given, tried }) = self.open.last() else {
            unreachable!("a field is in a struct")
        };
        let has_enough = match shape {
            Shape::Empty => true,
            Shape::OneField => *given == 1,
            Shape::AllFields => self.left == 0 && *given > 0,
        };
        if !has_enough {
            let known = self.structs.entry(*path).or_default();
            let fields = known.fields.get_or_insert_with(|| fields().collect());
            // Of a union, what has most in it.
            let is_last = *shape == Shape::OneField
                && self.plan.all_fields
                && self.open.len() <= NESTED;
            self.head = match is_last {
                true => fields.last().copied(),
                false => fields.get(*tried).copied(),
            };
        }
        // What contains itself has to end somewhere.
        let is_deep = self.open.len() > 2 * NESTED;
        self.head = self.head.filter(|field| !is_deep || field.ty != WireType::Struct);
        Ok(self.head)
    }

    /// The type does not know the field, which is therefore not written.
    fn skip(&mut self, _: WireType) -> Result<(), DecodeError> {
        let head = self.head.take();
        let Some(Open::Struct { path, tried, .. }) = self.open.last() else {
            unreachable!("a field is in a struct")
        };
        let known = self.structs.entry(*path).or_default();
        let fields = known.fields.get_or_insert_default();
        if fields.get(*tried).copied() == head {
            fields.remove(*tried);
        } else {
            fields.pop();
        }
        Ok(())
    }

    fn read_list_begin(&mut self) -> Result<(WireType, usize), DecodeError> {
        Ok((WireType::I8, self.begin_list(WireType::I8)?))
    }

    fn read_list_of<T: Message>(&mut self) -> Result<usize, DecodeError> {
        self.begin_list(T::TYPE)
    }

    fn read_list_end(&mut self) {
        self.open.pop();
    }

    fn read_map_begin(&mut self) -> Result<(WireType, WireType, usize), DecodeError> {
        let len = self.begin_map(WireType::I8, WireType::I8)?;
        Ok((WireType::I8, WireType::I8, len))
    }

    fn read_map_of<K: Message, V: Message>(&mut self) -> Result<usize, DecodeError> {
        self.begin_map(K::TYPE, V::TYPE)
    }

    fn read_map_end(&mut self) {
        self.open.pop();
    }

    fn offset(&self) -> usize {
        0
    }

    fn account(&mut self, bytes: usize, elements: usize) -> Result<usize, DecodeError> {
        self.is_small &= bytes <= 64 * elements;
        Ok(bytes)
    }

    fn missing(&self, of: &'static str, field: &'static str) -> DecodeError {
        self.fault.set(Some((self.path(), Shape::AllFields)));
        self.error(Reason::Missing(of, field))
    }

    fn not_one_field(&self, union: &'static str) -> DecodeError {
        self.fault.set(Some((self.path(), Shape::OneField)));
        self.error(Reason::Union(union))
    }

    numbers! {
        read_bool, write_bool, number => bool: number % 2 == 1;
        read_i8, write_i8, number => i8: number as i8;
        read_i16, write_i16, number => i16: number as i16;
        read_i32, write_i32, number => i32: number as i32;
        read_i64, write_i64, number => i64: number as i64;
        read_double, write_double, number => f64: number as f64;
    }

    fn read_uuid(&mut self) -> Result<[u8; 16], DecodeError> {
        let uuid = (self.number() as u128).to_be_bytes();
        self.binary.write_uuid(&uuid);
        self.compact.write_uuid(&uuid);
        Ok(uuid)
    }

    fn read_bytes(&mut self) -> Result<Bytes, DecodeError> {
        let text = match self.number() {
            0 => String::new(),
            number => number.to_string(),
        };
        self.binary.write_string(&text);
        self.compact.write_string(&text);
        Ok(text.into())
    }
}

/// All fields that a type may know. Those that cannot contain others come first.
fn fields() -> impl Iterator<Item = FieldHeader> {
    use WireType::{
        Binary, Bool, Double, I8, I16, I32, I64, List, Map, Set, Struct, Uuid,
    };
    let types = [Bool, I8, I16, I32, I64, Double, Binary, Uuid, List, Set, Map, Struct];
    let ids = || (-3..=32).chain([100, 255, 256, 300, 400, 1000, 4111, i16::MAX]);
    types.into_iter().flat_map(move |ty| ids().map(move |id| FieldHeader { ty, id }))
}

/// How many values a message has at most.
const VALUES: usize = 4_000;

/// How many structs and containers may be around a struct that has all its fields.
const NESTED: usize = 4;
