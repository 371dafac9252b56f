//! The path to a place in a JSON body: `submissions[0].creation-date`.

/// The path to the whole body.
const ROOT: &str = "$";

/// The number of bytes up to `column` of `line`, both counted from 1 as `serde_json` does.
pub(super) fn offset(body: &[u8], line: usize, column: usize) -> usize {
    let mut lines = body.split_inclusive(|&byte| byte == b'\n');
    lines.by_ref().take(line.saturating_sub(1)).map(<[u8]>::len).sum::<usize>() + column
}

/// The steps to the value that was being decoded after `offset` bytes.
///
/// `serde_json` stops after a wrong scalar, before a wrong container, and after an object with a missing property.
pub(super) fn steps(body: &[u8], offset: usize) -> Vec<Step> {
    let mut scan = Scan { body, position: 0, steps: Vec::new() };
    while !scan.is_past(offset) {}
    scan.steps
}

/// The steps in the syntax of JavaScript.
pub(super) fn written(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Property(Some(name)) if is_plain(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Property(Some(name)) => path.push_str(&format!("[{name:?}]")),
            Step::Property(None) => {}
            Step::Element(position) => path.push_str(&format!("[{position}]")),
        }
    }
    if path.is_empty() { ROOT.to_owned() } else { path }
}

/// A step from a container to a value in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Step {
    /// Into an object: the property whose value is next or being read; `None` before its name is complete.
    Property(Option<String>),
    /// Into an array: the position of the element.
    Element(usize),
}

/// A scan of a body that may not be valid JSON.
struct Scan<'a> {
    body: &'a [u8],
    position: usize,
    steps: Vec<Step>,
}

impl Scan<'_> {
    /// Advances by one token. Returns `true` when `steps` lead to the value at `offset`.
    fn is_past(&mut self, offset: usize) -> bool {
        let Some(byte) = self.next() else {
            return true;
        };
        match byte {
            b'{' | b'[' => {
                if self.position > offset {
                    return true;
                }
                self.steps.push(if byte == b'{' { Step::Property(None) } else { Step::Element(0) });
                false
            }
            b'}' | b']' => {
                self.steps.pop();
                self.position >= offset
            }
            b',' => {
                match self.steps.last_mut() {
                    Some(Step::Element(position)) => *position += 1,
                    Some(Step::Property(name)) => *name = None,
                    None => return true,
                }
                false
            }
            b':' => false,
            b'"' => {
                let start = self.position - 1;
                self.string();
                let string = self.body.get(start..self.position).unwrap_or_default();
                if let Some(Step::Property(name @ None)) = self.steps.last_mut() {
                    if self.position > offset {
                        return true;
                    }
                    *name = Some(serde_json::from_slice(string).unwrap_or_default());
                    return false;
                }
                self.position >= offset
            }
            _ => {
                self.scalar();
                self.position >= offset
            }
        }
    }

    /// The next byte that is not white space.
    fn next(&mut self) -> Option<u8> {
        loop {
            let byte = *self.body.get(self.position)?;
            self.position += 1;
            if !byte.is_ascii_whitespace() {
                return Some(byte);
            }
        }
    }

    /// Advances past the closing quote.
    fn string(&mut self) {
        while let Some(&byte) = self.body.get(self.position) {
            self.position += 1;
            match byte {
                b'"' => return,
                b'\\' => self.position += 1,
                _ => {}
            }
        }
        self.position = self.body.len();
    }

    /// Advances past a number or a literal.
    fn scalar(&mut self) {
        while let Some(byte) = self.body.get(self.position)
            && !byte.is_ascii_whitespace()
            && !b",:[]{}\"".contains(byte)
        {
            self.position += 1;
        }
    }
}

/// Whether a name needs no quotes in a path.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control() || ".[]\"".contains(c))
}
