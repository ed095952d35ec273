//! Gives the targets to libFuzzer, in place of the engine of `tests/fuzz`.

use std::{
    env,
    ffi::{CString, c_char, c_int},
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
    slice,
    sync::OnceLock,
};

// What is used of it is in C++.
use libfuzzer_sys as _;

use crate::corpus;

/// Runs a target on inputs that are made of `seeds` and `words`, for as long as the environment
/// says, and ends the process. Whatever the target returns, its coverage is what counts.
pub fn fuzz<T>(
    seeds: impl IntoIterator<Item = impl Into<Vec<u8>>>,
    words: &[&[u8]],
    _inputs: u64,
    target: impl Fn(&[u8]) -> T,
) {
    let folder = env::var("FUZZ_FOLDER").unwrap_or_else(|_| "target/fuzz".into());
    let folder = Path::new(&folder).join(corpus::test());
    let (inputs, dictionary) = (folder.join("corpus"), folder.join("words"));
    fs::create_dir_all(&inputs).expect("a folder");
    for seed in seeds.into_iter().map(Into::into).chain(corpus::found()) {
        let mut hasher = DefaultHasher::new();
        seed.hash(&mut hasher);
        let name = format!("seed-{:016x}", hasher.finish());
        fs::write(inputs.join(name), seed).expect("there is room");
    }
    // libFuzzer refuses a dictionary without a word.
    let words: String = words.iter().copied().chain([&b"\0"[..]]).map(entry).collect();
    fs::write(&dictionary, words).expect("there is room");

    let seconds = env::var("FUZZ_SECONDS").unwrap_or_else(|_| "600".into());
    let mut options = vec![
        "fuzz".into(),
        format!("-max_total_time={seconds}"),
        format!("-dict={}", dictionary.display()),
        format!("-artifact_prefix={}/", folder.display()),
        "-max_len=4096".into(),
        "-timeout=10".into(),
        "-print_final_stats=1".into(),
    ];
    let more = env::var("FUZZ_OPTIONS").unwrap_or_default();
    options.extend(more.split_whitespace().map(Into::into));
    options.push(inputs.display().to_string());
    drive(options, &|input| drop(target(input)));
}

/// A word in libFuzzer's notation.
fn entry(word: &[u8]) -> String {
    let bytes: String = word.iter().map(|byte| format!("\\x{byte:02x}")).collect();
    format!("\"{bytes}\"\n")
}

// === libFuzzer ===

type Target<'a> = &'a dyn Fn(&[u8]);

/// The address of the target that runs.
static TARGET: OnceLock<usize> = OnceLock::new();

unsafe extern "C" {
    fn LLVMFuzzerRunDriver(
        count: *mut c_int,
        options: *mut *mut *mut c_char,
        run: unsafe extern "C" fn(*const u8, usize) -> c_int,
    ) -> c_int;
}

fn drive(options: Vec<String>, target: Target<'_>) {
    TARGET.set((&raw const target).addr()).expect("one target in a process");
    let options = options.into_iter().map(|it| CString::new(it).expect("no zero"));
    let mut options: Vec<_> = options.map(CString::into_raw).collect();
    let (mut count, mut options) = (options.len() as c_int, options.as_mut_ptr());
    // SAFETY: the options are strings that are never freed, and the target outlives the driver.
    let code = unsafe { LLVMFuzzerRunDriver(&mut count, &mut options, run) };
    // After a run, it ends the process.
    panic!("libFuzzer did not run: {code}");
}

/// Runs the target. A panic cannot leave a function of C, so it ends the process, and libFuzzer
/// writes the input to a file.
unsafe extern "C" fn run(input: *const u8, len: usize) -> c_int {
    let target = *TARGET.get().expect("it is set before the driver runs");
    // SAFETY: `drive` is still waiting for the driver, and libFuzzer keeps the input for the call.
    let (target, input) =
        unsafe { (*(target as *const Target<'_>), slice::from_raw_parts(input, len)) };
    target(input);
    0
}
