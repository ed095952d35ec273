//! What may be called twice.

use mini_lust::Method;

use super::annotations::{AppendArgs, ReadArgs, RemoveArgs, TruncateArgs};

#[test]
fn a_method_is_idempotent_if_its_annotation_says_so() {
    const { assert!(ReadArgs::IDEMPOTENT) };
    const { assert!(RemoveArgs::IDEMPOTENT) };
    const { assert!(!AppendArgs::IDEMPOTENT) };
    const { assert!(!TruncateArgs::IDEMPOTENT) };
}
