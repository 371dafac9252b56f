//! A stand-in for the service on loopback: it answers *Start a Job* as the manual's page does, and everything else with
//! an error of the service's shape.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// The project of the manual's example.
pub const PROJECT_ID: &str = "1551c7f6c808414d8e9f3c514a170f2e";

/// The cluster of the manual's example.
pub const CLUSTER_ID: &str = "6ec9a0a4-76be-4262-8697-e7af1fac7920";

/// Starts the stand-in and gives its address.
pub fn start() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("it is bound");
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A caller that goes away is no reason to stop.
            let _ = serve(stream);
        }
    });
    format!("http://{address}")
}

fn serve(stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        match line.trim_end() {
            "" => break,
            line => head.push(line.to_owned()),
        }
    }
    let header = |name: &str| {
        let fields = head.iter().skip(1).filter_map(|line| line.split_once(':'));
        fields.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next()
    };
    let length = header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;

    let signed = header("authorization").is_some_and(|value| value.starts_with("SDK-HMAC-SHA256 Access="));
    let line = head.first().map(String::as_str).unwrap_or_default();
    let (status, answer) = match job_of(line) {
        _ if !signed && header("x-auth-token").is_none() => {
            (401, r#"{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information"}"#.to_owned())
        }
        Some(job) => (200, submissions(job)),
        None => (404, r#"{"error_code":"APIGW.0101","error_msg":"The API does not exist"}"#.to_owned()),
    };
    let head = format!(
        "HTTP/1.1 {status} Answer\r\nContent-Type: application/json\r\nContent-Length: {}\r\nX-Request-Id: stand-in\r\n\
         Connection: close\r\n\r\n",
        answer.len()
    );
    let mut stream = stream;
    stream.write_all(head.as_bytes())?;
    stream.write_all(answer.as_bytes())
}

/// The job that a request line starts, as it is written in the path.
fn job_of(line: &str) -> Option<&str> {
    let path = line.strip_prefix("PUT ")?.strip_suffix(" HTTP/1.1")?;
    let (_, rest) = path.strip_prefix("/v1.1/")?.split_once("/clusters/")?;
    let (_, job) = rest.split_once("/cdm/job/")?;
    job.strip_suffix("/start")
}

/// The manual's example, for this job. It gives the date as text, although its table says that it is a number.
fn submissions(job: &str) -> String {
    format!(
        r#"{{"submissions":[{{"job-name":"{job}","creation-user":"cdm","creation-date":"1536905778725","progress":1,"status":"BOOTING"}}]}}"#
    )
}
