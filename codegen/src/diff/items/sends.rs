//! What the methods that send a request return, and the mock server's method.

use crate::rust::{Operation, Send, type_name};

use super::super::change::Level;
use super::super::code::ChangeCode;
use super::super::subject::Subject;
use super::cx::{Cx, body_name};

/// Compares the methods that send a request.
pub(super) fn compare(cx: &mut Cx, index: usize, (old, new): (&Operation, &Operation)) {
    for (about, code, one, other, what) in [
        (Subject::Success(index), ChangeCode::ResponseTypeChanged, &old.success, &new.success, "response"),
        (Subject::Failure(index), ChangeCode::ErrorTypeChanged, &old.failure, &new.failure, "error"),
    ] {
        if !cx.is_same_body(one, other) {
            let (was, now) = (body_name(one), body_name(other));
            let headline = format!("the {what} of `{}` is `{now}`, was `{was}`", new.method);
            cx.report(about, code, Level::Major, (Some(was), Some(now)), headline);
        }
    }
    let now = |name: &Option<String>| name.as_deref().map(|name| cx.now(name).to_owned());
    if now(&old.headers) != new.headers {
        let headline = match &new.headers {
            Some(headers) => format!("`send_full` of `{}` returns the headers `{headers}`", new.method),
            None => format!("`send_full` of `{}` returns no declared headers any more", new.method),
        };
        let text = (old.headers.clone(), new.headers.clone());
        cx.report(Subject::Headers(index), ChangeCode::HeadersChanged, Level::Major, text, headline);
    }
    ways(cx, index, (old, new));
    let stub = |of: &Operation| of.stub.as_ref().map(|stub| stub.method.clone());
    match (stub(old), stub(new)) {
        (Some(one), other) if Some(&one) != other.as_ref() && old.method == new.method => {
            let headline = format!("the mock server has no method `{one}` any more");
            let about = Subject::Operation(index);
            cx.report(about, ChangeCode::ClientMethodRemoved, Level::Major, (Some(one), other), headline);
        }
        _ => {}
    }
}

/// Compares streams, pages and waiting.
fn ways(cx: &mut Cx, index: usize, (old, new): (&Operation, &Operation)) {
    let (of_old, of_new) = (old.signature().sends, new.signature().sends);
    for one in &of_old {
        let name = one.method().name();
        let about = Subject::Send(index, name);
        let Some(other) = of_new.iter().find(|other| other.method() == one.method()) else {
            let headline = format!("the request of `{}` has no method `{name}` any more", new.method);
            cx.report(about, ChangeCode::SendRemoved, Level::Major, (Some(name.to_owned()), None), headline);
            continue;
        };
        let is_same = match (one, other) {
            (Send::Stream(one), Send::Stream(other)) => match (&one.item, &other.item) {
                (Some(item), Some(other_item)) => {
                    one.symbol.path == other.symbol.path && cx.is_same_body(item, other_item)
                }
                (one, other) => one.is_none() && other.is_none(),
            },
            (Send::Items(one), Send::Items(other)) => cx.is_same(&one.item, &other.item),
            (Send::Wait(one), Send::Wait(other)) => {
                cx.is_same_body(&one.poll.success, &other.poll.success)
                    && cx.is_same_body(&one.poll.failure, &other.poll.failure)
            }
            _ => true,
        };
        if !is_same {
            let (was, now) = (returned(*one), returned(*other));
            let headline = format!("`{name}` of the request of `{}` returns `{now}`, was `{was}`", new.method);
            cx.report(about, ChangeCode::SendTypeChanged, Level::Major, (Some(was), Some(now)), headline);
        }
    }
    for other in of_new.iter().filter(|other| !of_old.iter().any(|one| one.method() == other.method())) {
        let name = other.method().name();
        let headline = format!("the request of `{}` has the method `{name}`", new.method);
        let text = (None, Some(name.to_owned()));
        cx.report(Subject::Send(index, name), ChangeCode::SendAdded, Level::Minor, text, headline);
    }
}

fn returned(of: Send<'_>) -> String {
    match of {
        Send::Stream(stream) => stream.item.as_ref().map_or_else(|| "bytes".to_owned(), body_name),
        Send::Items(pages) => type_name(&pages.item),
        Send::Wait(waiting) => body_name(&waiting.poll.success),
        Send::Body | Send::Full | Send::Pages(_) => "the response".to_owned(),
    }
}
