//! A Prism process that mocks one document.

use std::error::Error;
use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long Prism may take to start.
const STARTUP: Duration = Duration::from_secs(300);

/// A running mock server. It ends when it is stopped or dropped.
pub struct Mock {
    child: Child,
    port: u16,
    log: PathBuf,
}

impl Mock {
    /// Starts Prism and waits until it listens. It rejects requests that do not match the document. With `errors` it also
    /// rejects calls whose response would not match, such as an example that contradicts its schema.
    ///
    /// # Errors
    ///
    /// Fails if Prism cannot be started or does not accept the document, with Prism's message.
    pub fn start(prism: &Path, document: &Path, work: &Path, errors: bool) -> Result<Self, Box<dyn Error>> {
        // The port is free again by the time Prism binds it.
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let log = work.join("prism.log");
        let output = File::create(&log)?;
        let child = Command::new(prism)
            .args(["mock", "--host", "127.0.0.1", "--port", &port.to_string()])
            .args(errors.then_some("--errors"))
            .arg(document)
            .env("NO_COLOR", "1")
            .env("NODE_OPTIONS", "--max-old-space-size=6000")
            .stdin(Stdio::null())
            .stderr(output.try_clone()?)
            .stdout(output)
            .spawn()?;
        let mut mock = Self { child, port, log };
        let start = Instant::now();
        // Another process may have bound the port in the meantime, so a successful connection would prove nothing.
        while !fs::read_to_string(&mock.log)?.contains("Prism is listening") {
            let ended = mock.child.try_wait()?.is_some();
            if ended || start.elapsed() > STARTUP {
                let output = fs::read_to_string(&mock.log)?;
                let message =
                    output.lines().find(|line| line.contains("fatal") || line.contains("Error:")).unwrap_or_default();
                if !ended {
                    return Err(format!("Prism did not start within {} seconds", STARTUP.as_secs()).into());
                }
                return Err(format!(
                    "Prism does not accept the document: {}",
                    message.chars().take(200).collect::<String>()
                )
                .into());
            }
            thread::sleep(Duration::from_millis(100));
        }
        Ok(mock)
    }

    /// The base URL.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Stops Prism. Returns its log, and whether it had already exited.
    ///
    /// # Errors
    ///
    /// Fails if the log cannot be read.
    pub fn stop(mut self) -> Result<(String, bool), Box<dyn Error>> {
        let had_ended = self.child.try_wait()?.is_some();
        self.end();
        let text = fs::read(&self.log)?;
        Ok((String::from_utf8_lossy(&text).into_owned(), had_ended))
    }

    fn end(&mut self) {
        // An error means that the process has already exited.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        self.end();
    }
}
