//! The life of users, tokens and groups in JupyterHub.

#[path = "../report.rs"]
mod report;

use std::process::ExitCode;

use client::groups::{DeleteGroupUsersRequest, PostGroupUsersRequest};
use client::users::{PatchUserRequest, PostUserTokensRequest, PostUsersRequest};
use client::{Client, Error};
use report::Report;

#[tokio::main]
async fn main() -> ExitCode {
    let mut report = Report::default();
    let end = users(&mut report).await;
    report.finish(end)
}

fn is_not_found<E>(error: &Error<E>) -> bool {
    error.status().is_some_and(|status| status == 404)
}

async fn users(report: &mut Report) -> Option<()> {
    let endpoint = std::env::args().nth(1)?;
    let client = Client::builder().endpoint(&endpoint).token("secret-of-tests").oauth2("secret-of-tests").build();
    let client = report.call("a client", client)?;
    report.call("read the version", client.get_api().send().await);
    report.call("read about the server", client.get_info().send().await);
    report.call("who am I", client.get_current_user().send().await);

    let two = PostUsersRequest::new().usernames(vec!["ada".to_owned(), "bob".to_owned()]);
    report.call("create users", client.post_users(&two).send().await);
    report.call("create a user", client.post_user("eve").send().await);
    let users = report.call("list users", client.get_users().send().await).unwrap_or_default();
    report.holds("all are there", users.len() >= 3, format!("{users:?}"));
    report.call("read a user", client.get_user("ada").send().await);
    let renamed = client.patch_user("bob", &PatchUserRequest::new().name("bert")).send().await;
    report.call("rename a user", renamed);
    report.call("read the renamed user", client.get_user("bert").send().await);
    report.call("delete a user", client.delete_user("eve").send().await);
    report.refused("the user is gone", client.get_user("eve").send().await, is_not_found);

    let token = PostUserTokensRequest::new().note("tests").expires_in(3600.0);
    let token = report.call("create a token", client.post_user_tokens("ada").body(&token).send().await);
    report.call("list tokens", client.get_user_tokens("ada").send().await);
    if let Some(id) = token.and_then(|token| token.id) {
        report.call("read the token", client.get_user_token("ada", &id).send().await);
        report.call("delete the token", client.delete_user_token("ada", &id).send().await);
        report.refused("the token is gone", client.get_user_token("ada", &id).send().await, is_not_found);
    }

    report.call("create a group", client.post_group("cats").send().await);
    let members = PostGroupUsersRequest::new().users(vec!["ada".to_owned()]);
    let group = report.call("add a user to it", client.post_group_users("cats", &members).send().await);
    let is_member = group.and_then(|group| group.users).is_some_and(|users| users == ["ada"]);
    report.holds("the user is in it", is_member, "not a member");
    report.call("list groups", client.get_groups().send().await);
    report.call("read the group", client.get_group("cats").send().await);
    let members = DeleteGroupUsersRequest::new().users(vec!["ada".to_owned()]);
    report.call("remove the user", client.delete_group_users("cats", &members).send().await);
    report.call("delete the group", client.delete_group("cats").send().await);
    report.refused("the group is gone", client.get_group("cats").send().await, is_not_found);
    report.call("list services", client.get_services().send().await);
    report.call("read the proxy's table", client.get_proxy().send().await);
    Some(())
}
