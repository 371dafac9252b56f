//! The order of names: by letters, but numbers by value, as the style guide has it
//! (<https://doc.rust-lang.org/style-guide/#sorting>).

use std::cmp::Ordering;

/// A run of a name that is compared as one.
enum Chunk<'a> {
    Underscore,
    Number(&'a str),
    Text(&'a str),
}

fn chunks(mut name: &str) -> Vec<Chunk<'_>> {
    let mut chunks = Vec::new();
    while let Some(first) = name.chars().next() {
        let number = first.is_ascii_digit();
        let end = match first {
            '_' => 1,
            _ => name.find(|char: char| char == '_' || char.is_ascii_digit() != number).unwrap_or(name.len()),
        };
        let (chunk, rest) = name.split_at(end);
        name = rest;
        chunks.push(match first {
            '_' => Chunk::Underscore,
            _ if number => Chunk::Number(chunk),
            _ => Chunk::Text(chunk),
        });
    }
    chunks
}

/// Compares two names.
pub(super) fn version(a: &str, b: &str) -> Ordering {
    let (chunks_a, chunks_b) = (chunks(a), chunks(b));
    let mut zeros = Ordering::Equal;
    for (a, b) in chunks_a.iter().zip(&chunks_b) {
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
    chunks_a.len().cmp(&chunks_b.len()).then(zeros)
}
