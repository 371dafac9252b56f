//! The order of names: by letters, but numbers by value, as the style guide has it
//! (<https://doc.rust-lang.org/style-guide/#sorting>).

use std::cmp::Ordering;

/// A run of a name that is compared as one.
enum Chunk<'a> {
    Underscore,
    Number(&'a str),
    Text(&'a str),
}

/// The runs of a name.
struct Chunks<'a>(&'a str);

impl<'a> Iterator for Chunks<'a> {
    type Item = Chunk<'a>;

    fn next(&mut self) -> Option<Chunk<'a>> {
        let first = self.0.chars().next()?;
        let number = first.is_ascii_digit();
        let end = match first {
            '_' => 1,
            _ => self.0.find(|char: char| char == '_' || char.is_ascii_digit() != number).unwrap_or(self.0.len()),
        };
        let (chunk, rest) = self.0.split_at(end);
        self.0 = rest;
        Some(match first {
            '_' => Chunk::Underscore,
            _ if number => Chunk::Number(chunk),
            _ => Chunk::Text(chunk),
        })
    }
}

/// Compares two names.
pub(super) fn version(a: &str, b: &str) -> Ordering {
    let (mut chunks_a, mut chunks_b) = (Chunks(a), Chunks(b));
    let mut zeros = Ordering::Equal;
    loop {
        let (a, b) = match (chunks_a.next(), chunks_b.next()) {
            (Some(a), Some(b)) => (a, b),
            (a, b) => return a.is_some().cmp(&b.is_some()).then(zeros),
        };
        let order = match (a, b) {
            (Chunk::Underscore, Chunk::Underscore) => Ordering::Equal,
            (Chunk::Underscore, _) => Ordering::Less,
            (_, Chunk::Underscore) => Ordering::Greater,
            (Chunk::Number(a), Chunk::Number(b)) => {
                let (digits_a, digits_b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
                let order = digits_a.len().cmp(&digits_b.len()).then_with(|| digits_a.cmp(digits_b));
                // More leading zeros go first, where nothing else decides.
                zeros = zeros.then(b.len().cmp(&a.len()));
                order
            }
            (Chunk::Number(a) | Chunk::Text(a), Chunk::Number(b) | Chunk::Text(b)) => a.cmp(b),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}
