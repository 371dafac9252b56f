//! `<table>`, one line per row.

use super::tag::Tag;
use super::writer::{Row, Writer};

impl Writer<'_> {
    pub(super) fn table(&mut self, tag: &Tag<'_>) {
        match (tag.name.as_str(), tag.is_end, self.row.is_some()) {
            ("table", false, false) => {
                self.block();
                self.row = Some(Row { first: true, cells: 0, open: false });
                self.fresh = true;
            }
            ("table", true, true) => {
                self.end_row();
                self.row = None;
                self.fresh = false;
                self.block();
            }
            ("tr", ..) => self.end_row(),
            ("td" | "th", is_end, true) => {
                self.end_cell();
                if let Some(row) = self.row.as_mut().filter(|row| !is_end && row.cells < 64) {
                    self.out.push_str(if row.cells == 0 { "| " } else { " " });
                    row.cells += 1;
                    row.open = true;
                    self.fresh = true;
                }
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        self.end_marks();
        if let Some(row) = self.row.as_mut().filter(|row| row.open) {
            row.open = false;
            let end = self.out.trim_end_matches([' ', '\n']).len();
            self.out.truncate(end);
            self.out.push_str(" |");
        }
        self.fresh = true;
    }

    fn end_row(&mut self) {
        self.end_cell();
        let margin = self.lists.last().map_or(0, |list| list.inner);
        let Some(row) = self.row.as_mut().filter(|row| row.cells > 0) else {
            return;
        };
        let margin = format!("\n{}", " ".repeat(margin));
        self.out.push_str(&margin);
        if row.first {
            self.out.push('|');
            self.out.push_str(&" --- |".repeat(row.cells));
            self.out.push_str(&margin);
        }
        *row = Row { first: false, cells: 0, open: false };
        self.line = self.out.len();
    }
}
