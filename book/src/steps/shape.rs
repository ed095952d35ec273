//! The shape of a body: its statements, calls and branches, with holes for their details.

use std::ops::Range;
use syn::spanned::Spanned;
use syn::{Block, Expr, Stmt};

/// A body, in its braces, with `…` for arguments, numbers and fields. A body that is not Rust by
/// itself, as in a macro, is one hole.
pub fn of(body: &str) -> String {
    let Ok(block) = syn::parse_str::<Block>(body) else {
        return "{ … }".to_owned();
    };
    let mut holes = Vec::new();
    in_block(&block, &mut holes);
    proc_macro2::extra::invalidate_current_thread_spans();
    let edits = holes.into_iter().map(|hole| (hole, "…".to_owned()));
    super::skeleton::edited(body, edits.collect())
}

type Holes = Vec<Range<usize>>;

fn in_block(block: &Block, holes: &mut Holes) {
    for statement in &block.stmts {
        match statement {
            Stmt::Local(local) => {
                if let Some(init) = &local.init {
                    in_expr(&init.expr, holes);
                    if let Some((_, diverge)) = &init.diverge {
                        in_expr(diverge, holes);
                    }
                }
            }
            Stmt::Expr(expr, _) => in_expr(expr, holes),
            Stmt::Macro(statement) => {
                in_tokens(statement.mac.tokens.span(), &statement.mac, holes)
            }
            Stmt::Item(_) => {}
        }
    }
}

fn in_expr(expr: &Expr, holes: &mut Holes) {
    match expr {
        Expr::Assign(e) => in_expr(&e.right, holes),
        Expr::Async(e) => in_block(&e.block, holes),
        Expr::Await(e) => in_expr(&e.base, holes),
        Expr::Block(e) => in_block(&e.block, holes),
        Expr::Break(e) => e.expr.iter().for_each(|e| in_expr(e, holes)),
        Expr::Call(e) => hole_from(e.args.first(), e.args.last(), holes),
        Expr::Cast(e) => in_expr(&e.expr, holes),
        Expr::Closure(e) => in_expr(&e.body, holes),
        Expr::Field(e) => in_expr(&e.base, holes),
        Expr::ForLoop(e) => {
            in_expr(&e.expr, holes);
            in_block(&e.body, holes);
        }
        Expr::If(e) => {
            in_expr(&e.cond, holes);
            in_block(&e.then_branch, holes);
            e.else_branch.iter().for_each(|(_, e)| in_expr(e, holes));
        }
        Expr::Let(e) => in_expr(&e.expr, holes),
        Expr::Loop(e) => in_block(&e.body, holes),
        Expr::Macro(e) => in_tokens(e.mac.tokens.span(), &e.mac, holes),
        Expr::Match(e) => {
            in_expr(&e.expr, holes);
            for arm in &e.arms {
                in_expr(&arm.body, holes);
            }
        }
        Expr::MethodCall(e) => {
            in_expr(&e.receiver, holes);
            hole_from(e.args.first(), e.args.last(), holes);
        }
        Expr::Paren(e) => in_expr(&e.expr, holes),
        Expr::Path(_) => {}
        Expr::Reference(e) => in_expr(&e.expr, holes),
        Expr::Return(e) => e.expr.iter().for_each(|e| in_expr(e, holes)),
        Expr::Struct(e) => {
            hole_from(e.fields.first(), e.fields.last(), holes);
        }
        Expr::Try(e) => in_expr(&e.expr, holes),
        Expr::Unary(e) => in_expr(&e.expr, holes),
        Expr::Unsafe(e) => in_block(&e.block, holes),
        Expr::While(e) => {
            in_expr(&e.cond, holes);
            in_block(&e.body, holes);
        }
        other => holes.push(other.span().byte_range()),
    }
}

fn hole_from<T: Spanned>(first: Option<&T>, last: Option<&T>, holes: &mut Holes) {
    if let (Some(first), Some(last)) = (first, last) {
        holes.push(first.span().byte_range().start..last.span().byte_range().end);
    }
}

fn in_tokens(tokens: proc_macro2::Span, mac: &syn::Macro, holes: &mut Holes) {
    // `select!` and others of statements are all shape.
    if !matches!(mac.delimiter, syn::MacroDelimiter::Brace(_)) && !mac.tokens.is_empty()
    {
        holes.push(tokens.byte_range());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_stays_and_what_it_is_done_with_goes() {
        let body = "{\n    let head = self.read(4)?;\n    // Why.\n    if let Some(n) = head.get(0, 1) && n > 2 {\n        \
            return Err(Error::Size { n });\n    }\n    match n {\n        0 => Ok(()),\n        _ => self.rest().await,\n    }\n}";
        let want = "{\n    let head = self.read(…)?;\n    // Why.\n    if … {\n        \
            return Err(…);\n    }\n    match n {\n        0 => Ok(…),\n        _ => self.rest().await,\n    }\n}";
        assert_eq!(of(body), want);
    }

    #[test]
    fn what_is_not_rust_by_itself_is_one_hole() {
        assert_eq!(of("{ $x }"), "{ … }");
    }
}
