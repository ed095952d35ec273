//! Code blocks of a page, coloured like the code of the chapters.

use crate::expand::bytes::Dump;
use crate::highlight;
use crate::html::{NEWLINE, escape};
use crate::repo::Repo;

/// A block as HTML. `info` are the words after its fence.
pub fn html(repo: &Repo, info: &str, code: &str) -> String {
    let language = info.split([',', ' ']).next().unwrap_or("");
    let lines = match language {
        "console" => console(repo, code),
        language => {
            let lines = highlight::lines(code, language);
            let lines = lines.iter().map(|line| highlight::to_html(line, &[]) + NEWLINE);
            lines.collect()
        }
    };
    let class = match language {
        "console" => " console",
        _ => "",
    };
    let name = match language {
        "console" => "Terminal",
        "text" | "" => "Text",
        _ => "Code",
    };
    format!(
        "<pre class=\"block{class}\" translate=\"no\"><code class=\"nohighlight hljs\" tabindex=\"0\" role=\"group\" aria-label=\"{name}\">{lines}</code></pre>"
    )
}

/// Commands stand out from what they print. The prompt is drawn by the style sheet, so that it
/// is not copied along.
fn console(repo: &Repo, code: &str) -> String {
    let mut out = String::new();
    let mut continues = false;
    let mut dump = Dump::new(repo, code.lines().next().unwrap_or_default());
    for line in code.lines() {
        let command = line.strip_prefix("$ ");
        match command {
            Some(command) => {
                out.push_str("<span class=\"prompt\"></span>");
                out.push_str(&format!(
                    "<span class=\"command\">{}</span>",
                    escape(command)
                ));
            }
            None if continues => {
                out.push_str(&format!(
                    "<span class=\"command\">{}</span>",
                    escape(line)
                ));
            }
            None => {
                let line = dump.line(line).unwrap_or_else(|| escape(line));
                out.push_str(&format!("<span class=\"output\">{line}</span>"));
            }
        }
        out.push_str(NEWLINE);
        continues = (continues || command.is_some()) && line.ends_with('\\');
    }
    out
}
