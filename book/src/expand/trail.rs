//! Where code is: the items around it.

use crate::html::escape;
use crate::items::Path;

/// A path as `impl Decoder for FrameCodec › fn decode`.
pub fn trail(path: &Path) -> String {
    let labels = path.iter().map(|label| format!("<b>{}</b>", escape(label.shown())));
    labels.collect::<Vec<_>>().join(" › ")
}
