//! Descriptions that list an enum's values.

use std::collections::HashMap;

use super::block::Block;
use super::prose::prose;
use super::sentence;

/// Separators of a value and its text. A colon needs no spaces.
const SEPARATORS: [&str; 10] = [":", "：", " - ", " -- ", " – ", " — ", " = ", " => ", " -> ", " → "];

/// Marks around a value.
const QUOTES: [(&str, &str); 8] =
    [("**", "**"), ("__", "__"), ("`", "`"), ("*", "*"), ("_", "_"), ("\"", "\""), ("'", "'"), ("“", "”")];

/// The rest of the blocks, and the description of each value.
pub(super) fn variants(blocks: &[Block], values: &[String]) -> Option<(Option<String>, Vec<String>)> {
    let heads = Heads::new(values)?;
    (0..blocks.len()).find_map(|at| {
        let (before, rest) = blocks.split_at_checked(at)?;
        let (intro, texts, used) = heads.find(rest)?;
        let mut left = before.to_vec();
        left.extend(intro);
        drop_lead_in(&mut left);
        left.extend_from_slice(rest.get(used..)?);
        let left = prose(&left, 0).join("\n");
        Some((Some(left).filter(|left| !left.is_empty()), texts))
    })
}

/// The values, and their indices.
struct Heads<'a> {
    places: HashMap<&'a str, usize>,
    /// The length of the longest value in bytes: no head is longer, apart from its quotes.
    longest: usize,
}

impl<'a> Heads<'a> {
    fn new(values: &'a [String]) -> Option<Self> {
        let places: HashMap<&str, usize> = values.iter().enumerate().map(|(at, value)| (value.as_str(), at)).collect();
        let longest = values.iter().map(String::len).max()?;
        (places.len() == values.len()).then_some(Self { places, longest })
    }

    /// The descriptions that the blocks start with: the text before them in the first block, the descriptions, and the
    /// number of their blocks.
    fn find(&self, blocks: &[Block]) -> Option<(Option<Block>, Vec<String>, usize)> {
        match blocks.first()? {
            Block::List { items, .. } => Some((None, self.list(items)?, 1)),
            Block::Table { rows, .. } => Some((None, self.table(rows)?, 1)),
            Block::Paragraph(_) if self.places.len() > 1 => self.paragraphs(blocks),
            _ => None,
        }
    }

    fn list(&self, items: &[Vec<Block>]) -> Option<Vec<String>> {
        let mut texts = Descriptions::new(self);
        for item in items {
            let (Block::Paragraph(first), rest) = item.split_first()? else {
                return None;
            };
            let (place, text) = self.split(first)?;
            texts.begin(place, text)?;
            texts.extend(rest)?;
        }
        texts.done()
    }

    fn table(&self, rows: &[Vec<String>]) -> Option<Vec<String>> {
        let mut texts = Descriptions::new(self);
        for row in rows.iter().skip(1) {
            let [head, text] = row.as_slice() else {
                return None;
            };
            texts.begin(self.place(head)?, text)?;
        }
        texts.done()
    }

    /// Lines, in one paragraph or several, from the first line with a head on.
    fn paragraphs(&self, blocks: &[Block]) -> Option<(Option<Block>, Vec<String>, usize)> {
        let Block::Paragraph(first) = blocks.first()? else {
            return None;
        };
        let lines: Vec<&str> = first.split('\n').collect();
        let start = lines.iter().position(|line| self.split(line).is_some_and(|(_, text)| !text.is_empty()))?;
        let intro = lines.get(..start)?.join("\n");

        let mut texts = Descriptions::new(self);
        let mut used = 0;
        for block in blocks {
            let Block::Paragraph(text) = block else { break };
            let mut lines = text.split('\n').skip(if used == 0 { start } else { 0 }).peekable();
            if texts.is_full() && lines.peek().is_none_or(|line| self.split(line).is_none()) {
                break;
            }
            let mut is_first = true;
            for line in lines {
                match self.split(line) {
                    Some((place, text)) => texts.begin(place, text)?,
                    None if is_first => texts.extend(&[Block::Paragraph(line.to_owned())])?,
                    None => texts.line(line)?,
                }
                is_first = false;
            }
            used += 1;
        }
        Some((Some(Block::Paragraph(intro)).filter(|_| start > 0), texts.done()?, used))
    }

    /// The index of the value that the text starts with, and its description.
    fn split<'t>(&self, text: &'t str) -> Option<(usize, &'t str)> {
        let text = text.trim().trim_end_matches('\\').trim_end();
        if let Some(place) = self.place(text) {
            return Some((place, ""));
        }
        // With room for quotes and emphasis around the value.
        let start = (0..=text.len().min(self.longest + 16)).rev().find_map(|end| text.get(..end))?;
        SEPARATORS.iter().find_map(|separator| {
            start.match_indices(separator).find_map(|(at, _)| {
                let (head, rest) = (text.get(..at)?, text.get(at + separator.len()..)?);
                if let Some(place) = self.place(head.trim_end()) {
                    return Some((place, rest.trim_start()));
                }
                // `**VALUE:** text`: the quotes end after the colon.
                let tail = rest.trim_start_matches(['*', '`', '_', '"', '\'']);
                let quotes = rest.get(..rest.len() - tail.len())?;
                Some((self.place(&format!("{head}{quotes}"))?, tail.trim_start()))
            })
        })
    }

    /// The index of a value, which may be in quotes.
    fn place(&self, head: &str) -> Option<usize> {
        let plain = head.replace("\\_", "_");
        let mut bare = plain.trim();
        loop {
            if let Some(place) = self.places.get(bare) {
                return Some(*place);
            }
            bare = QUOTES.iter().find_map(|(open, close)| bare.strip_prefix(open)?.strip_suffix(close))?;
        }
    }
}

/// The descriptions found so far, by the indices of their values.
struct Descriptions {
    found: Vec<Option<Vec<Block>>>,
    filled: usize,
    current: usize,
}

impl Descriptions {
    fn new(heads: &Heads<'_>) -> Self {
        Self { found: vec![None; heads.places.len()], filled: 0, current: 0 }
    }

    fn is_full(&self) -> bool {
        self.filled == self.found.len()
    }

    /// Starts the description of a value; `None` if it has one.
    fn begin(&mut self, place: usize, text: &str) -> Option<()> {
        let found = self.found.get_mut(place).filter(|found| found.is_none())?;
        *found = Some(vec![Block::Paragraph(text.to_owned())]);
        self.filled += 1;
        self.current = place;
        Some(())
    }

    fn extend(&mut self, blocks: &[Block]) -> Option<()> {
        self.found.get_mut(self.current)?.as_mut()?.extend_from_slice(blocks);
        Some(())
    }

    /// Adds a line to the current paragraph.
    fn line(&mut self, line: &str) -> Option<()> {
        let Block::Paragraph(text) = self.found.get_mut(self.current)?.as_mut()?.last_mut()? else {
            return None;
        };
        text.push('\n');
        text.push_str(line);
        Some(())
    }

    /// The descriptions, if each value has one and not all are empty.
    fn done(self) -> Option<Vec<String>> {
        let texts = self.found.into_iter().map(|blocks| Some(prose(&blocks?, 0).join("\n")));
        let texts: Vec<String> = texts.collect::<Option<_>>()?;
        texts.iter().any(|text| !text.is_empty()).then_some(texts)
    }
}

/// Removes a sentence that only announces the list, as in `Its status. Possible values are:`.
fn drop_lead_in(blocks: &mut Vec<Block>) {
    if matches!(blocks.last(), Some(Block::Heading { .. })) {
        blocks.pop();
    }
    let others = blocks.len() > 1;
    let Some(Block::Paragraph(text)) = blocks.last_mut() else {
        return;
    };
    let line = text.replace('\n', " ");
    if !line.trim_end_matches(['*', '_', ' ']).ends_with([':', '：']) {
        return;
    }
    let start = sentence::ends(&line).last().unwrap_or(0);
    if !sentence::announces(line.get(start..).unwrap_or_default(), start > 0 || others) {
        return;
    }
    text.truncate(start);
    if start == 0 {
        blocks.pop();
    }
}
