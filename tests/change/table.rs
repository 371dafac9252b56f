//! The table of the verdicts.

/// An edit and its verdicts.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The name of its folder.
    pub edit: &'static str,
    /// For code that uses the crate, for clients, for released crates.
    pub verdicts: [&'static str; 3],
}

/// All rows.
pub fn rows() -> Vec<Row> {
    let lines = include_str!("verdicts.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let row = |line: &'static str| {
        let mut cells = line.split_whitespace();
        let mut cell = || cells.next().expect("a row has four cells");
        Row { edit: cell(), verdicts: [cell(), cell(), cell()] }
    };
    lines.map(row).collect()
}
