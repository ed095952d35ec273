//! Makes up inputs, and remembers the interesting ones.

use std::{
    any::Any,
    collections::HashSet,
    env,
    hash::{DefaultHasher, Hash, Hasher},
    panic::{RefUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};

use crate::corpus;

/// Runs a target on inputs that are made of `seeds` and `words`: so many, or as many as the
/// time allows that the environment gives.
///
/// A target returns what it found out about its input. An input with a new finding is
/// changed further.
pub fn fuzz<T: Hash>(
    seeds: impl IntoIterator<Item = impl Into<Vec<u8>>>,
    words: &[&[u8]],
    inputs: u64,
    target: impl Fn(&[u8]) -> T + RefUnwindSafe,
) {
    let number = |name| env::var(name).ok().map(|text| text.parse().expect("a number"));
    let time = number("FUZZ_SECONDS").map(Duration::from_secs);
    let mut random = Random(number("FUZZ_SEED").unwrap_or(7) | 1);
    let mut pool: Vec<Vec<u8>> =
        seeds.into_iter().map(Into::into).chain(corpus::found()).collect();
    let mut found = HashSet::new();
    for seed in &pool {
        found.insert(run(&target, seed));
    }
    let (started, mut count) = (Instant::now(), 0);
    while time.map_or(count < inputs, |time| started.elapsed() < time) {
        count += 1;
        let mut input = random.pick(&pool).clone();
        for _ in 0..=random.below(4) {
            random.change(&mut input, &pool, words);
        }
        input.truncate(LONGEST);
        if found.insert(run(&target, &input)) && pool.len() < MOST {
            pool.push(input);
        }
    }
    eprintln!("{count} inputs, {} findings", found.len());
}

/// Runs the target. Panics with the shortest input that is easily found if the target does.
fn run<T: Hash>(target: &(impl Fn(&[u8]) -> T + RefUnwindSafe), input: &[u8]) -> u64 {
    let attempt = |input: &[u8]| catch_unwind(|| target(input));
    let mut panic = match attempt(input) {
        Ok(finding) => {
            let mut hasher = DefaultHasher::new();
            finding.hash(&mut hasher);
            return hasher.finish();
        }
        Err(panic) => panic,
    };
    let mut input = input.to_vec();
    let mut len = input.len();
    while len > 0 {
        let mut at = 0;
        while at < input.len() {
            let mut less = input.clone();
            less.drain(at..(at + len).min(input.len()));
            match attempt(&less) {
                Ok(_) => at += len,
                Err(still) => (input, panic) = (less, still),
            }
        }
        len /= 2;
    }
    panic!("{}, with b\"{}\"", message(&*panic), input.escape_ascii());
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref().copied()).unwrap_or("a panic")
}

/// Marsaglia's xorshift: the same numbers in each run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// A part of `len` things.
    fn part(&mut self, len: usize) -> std::ops::Range<usize> {
        let start = self.below(len + 1);
        let longest = (len - start).min(1 << self.below(9));
        start..start + self.below(longest + 1)
    }

    fn change(&mut self, input: &mut Vec<u8>, pool: &[Vec<u8>], words: &[&[u8]]) {
        let at = self.below(input.len() + 1);
        match self.below(8) {
            0 if at < input.len() => input[at] ^= 1 << self.below(8),
            1 if at < input.len() => input[at] = *self.pick(&BYTES),
            2 => input.insert(at, *self.pick(&BYTES)),
            3 => {
                let part = self.part(input.len());
                input.drain(part);
            }
            4 => {
                let part = self.part(input.len());
                let part = input[part].repeat(1 << self.below(5));
                input.splice(at..at, part);
            }
            5 => {
                let other = self.pick(pool);
                let part = other[self.part(other.len())].to_vec();
                let replaced = at..(at + self.below(part.len() + 1)).min(input.len());
                input.splice(replaced, part);
            }
            6 if !words.is_empty() => {
                let word = self.pick(words).iter().copied();
                input.splice(at..at, word);
            }
            _ => input.truncate(at),
        }
    }
}

/// Bytes at which something changes: lengths, signs, types and the ends of structs.
const BYTES: [u8; 16] =
    [0, 1, 2, 3, 8, 0x0b, 0x0c, 0x0d, 0x0f, 0x10, 0x19, 0x1c, 0x7f, 0x80, 0x82, 0xff];

/// How long an input may be, in bytes.
const LONGEST: usize = 4096;

/// How many inputs are remembered.
const MOST: usize = 10_000;
