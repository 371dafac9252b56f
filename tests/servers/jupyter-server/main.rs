//! The life of a file, and of a session with a kernel, in Jupyter Server.

#[path = "../report.rs"]
mod report;

use std::process::ExitCode;

use client::contents::{PatchApiContentsByPathRequest, PutApiContentsByPathRequest};
use client::kernels::PostApiKernelsRequest;
use client::sessions::Session;
use client::types::Kernel;
use client::{Client, Error};
use report::Report;

#[tokio::main]
async fn main() -> ExitCode {
    let mut report = Report::default();
    let end = work(&mut report).await;
    report.finish(end)
}

fn is_not_found<E>(error: &Error<E>) -> bool {
    error.status().is_some_and(|status| status == 404)
}

async fn work(report: &mut Report) -> Option<()> {
    let endpoint = std::env::args().nth(1)?;
    let client = Client::builder().endpoint(&endpoint).token("token secret").build();
    let client = report.call("a client", client)?;
    report.call("read the status", client.get_api_status().send().await);
    report.call("who am I", client.get_api_me().send().await);
    let specs = report.call("list kernelspecs", client.get_api_kernelspecs().send().await);
    let name = specs.and_then(|specs| specs.default).unwrap_or_else(|| "python3".to_owned());

    let text = PutApiContentsByPathRequest::new().type_("file").format("text").content("a = 1\n");
    report.call("write a file", client.put_api_contents_by_path("a.py").body(&text).send().await);
    if let Some(file) = report.call("read the file", client.get_api_contents_by_path("a.py").send().await) {
        report.holds("it is what was written", format!("{:?}", file.content).contains("a = 1"), format!("{file:?}"));
    }
    let folder = PutApiContentsByPathRequest::new().type_("directory");
    report.call("create a folder", client.put_api_contents_by_path("d").body(&folder).send().await);
    report.call("list the folder", client.get_api_contents_by_path("d").send().await);
    let renamed = PatchApiContentsByPathRequest::new().path("b.py");
    report.call("rename the file", client.patch_api_contents_by_path("a.py", &renamed).send().await);
    report.call("make a checkpoint", client.post_api_contents_by_path_checkpoints("b.py").send().await);
    report.call("list checkpoints", client.get_api_contents_by_path_checkpoints("b.py").send().await);
    report.call("delete the file", client.delete_api_contents_by_path("b.py").send().await);
    let gone = client.get_api_contents_by_path("b.py").send().await;
    report.refused("the file is gone", gone, is_not_found);

    let started = client.post_api_kernels().body(&PostApiKernelsRequest::new(&name)).send().await;
    if let Some(kernel) = report.call("start a kernel", started) {
        let id = &kernel.id;
        report.call("list kernels", client.get_api_kernels().send().await);
        report.call("read the kernel", client.get_api_kernels_by_kernel_id(id).send().await);
        report.call("interrupt the kernel", client.post_api_kernels_by_kernel_id_interrupt(id).send().await);
        let session = Session::new().path("b.py").name("b").type_("file").kernel(Kernel::new(id.clone(), &name));
        if let Some(session) = report.call("create a session", client.post_api_sessions().body(&session).send().await) {
            let id = session.id?;
            report.call("list sessions", client.get_api_sessions().send().await);
            report.call("read the session", client.get_api_sessions_by_session(&id).send().await);
            report.call("delete the session", client.delete_api_sessions_by_session(&id).send().await);
        }
        // The session took it along.
        let gone = client.get_api_kernels_by_kernel_id(id).send().await;
        report.refused("the kernel is gone", gone, is_not_found);
    }
    Some(())
}
