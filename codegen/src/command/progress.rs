//! A progress line on the terminal, for generations that take more than a second.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The time before the line appears.
const DELAY: Duration = Duration::from_secs(1);

/// The time between two redraws of the line.
const TICK: Duration = Duration::from_millis(100);

/// A line that shows the current step and the elapsed time.
pub(super) struct Progress {
    line: ProgressBar,
    delayed: Option<Delayed>,
}

/// The thread that shows the line after the delay. Dropping the sender stops it.
struct Delayed {
    cancel: Sender<()>,
    thread: JoinHandle<()>,
}

impl Progress {
    /// Starts the clock. Unless it is `enabled`, nothing is ever shown.
    pub fn start(enabled: bool) -> Self {
        if enabled { Self::on(ProgressDrawTarget::stderr, DELAY) } else { Self::hidden() }
    }

    fn hidden() -> Self {
        Self { line: ProgressBar::hidden(), delayed: None }
    }

    fn on(target: impl FnOnce() -> ProgressDrawTarget + Send + 'static, delay: Duration) -> Self {
        let line = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner:.cyan} {msg} ({elapsed})") {
            line.set_style(style);
        }
        let (cancel, cancelled) = mpsc::channel();
        let shown = line.clone();
        let thread = thread::Builder::new().spawn(move || {
            if cancelled.recv_timeout(delay) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(target());
                shown.enable_steady_tick(TICK);
            }
        });
        Self { line, delayed: thread.ok().map(|thread| Delayed { cancel, thread }) }
    }

    /// Shows the name of the step that begins.
    pub fn show(&self, step: String) {
        self.line.set_message(step);
    }

    /// Removes the line.
    pub fn finish(self) {
        if let Some(Delayed { cancel, thread }) = self.delayed {
            drop(cancel);
            let _ = thread.join();
        }
        self.line.finish_and_clear();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use indicatif::TermLike;

    use super::*;

    /// A terminal that records what is written.
    #[derive(Clone, Debug, Default)]
    struct Recorder(Arc<Mutex<String>>);

    impl Recorder {
        fn push(&self, text: &str) -> io::Result<()> {
            self.0.lock().unwrap().push_str(text);
            Ok(())
        }
    }

    impl TermLike for Recorder {
        fn width(&self) -> u16 {
            80
        }

        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn write_line(&self, text: &str) -> io::Result<()> {
            self.push(text)?;
            self.push("\n")
        }

        fn write_str(&self, text: &str) -> io::Result<()> {
            self.push(text)
        }

        fn clear_line(&self) -> io::Result<()> {
            self.push("<clear>")
        }

        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What a terminal shows of a step of this duration, if the line appears after this delay.
    fn shown(delay: Duration, duration: Duration) -> String {
        let recorder = Recorder::default();
        let terminal = recorder.clone();
        let progress = Progress::on(move || ProgressDrawTarget::term_like(Box::new(terminal)), delay);
        progress.show("Reading api.yaml".to_owned());
        thread::sleep(duration);
        progress.finish();
        recorder.0.lock().unwrap().clone()
    }

    #[test]
    fn a_long_step_is_shown_and_removed() {
        let shown = shown(Duration::ZERO, Duration::from_millis(300));
        assert!(shown.contains("Reading api.yaml (0s)"), "{shown}");
        assert!(shown.ends_with("<clear>"), "{shown}");
    }

    #[test]
    fn a_short_step_is_not_shown() {
        assert_eq!(shown(DELAY, Duration::ZERO), "");
    }

    #[test]
    fn nothing_is_shown_without_a_terminal() {
        let progress = Progress::start(false);
        assert!(progress.delayed.is_none() && progress.line.is_hidden());
        progress.finish();
    }
}
