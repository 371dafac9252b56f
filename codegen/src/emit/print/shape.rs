//! Where a piece of code may be put: its indentation, its offset in the line, and the width that is left.
//!
//! The arithmetic is rustfmt's own: its choices hang on single columns, so that only the same sums give the same text.

use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;

use super::memo::Memo;

/// The widest line.
pub(super) const MAX_WIDTH: usize = 100;
/// The columns of one step of indentation.
pub(super) const TAB: usize = 4;
/// The widest argument list that stays on one line.
pub(super) const CALL_WIDTH: usize = 60;
/// The widest argument list of an attribute that stays on one line.
pub(super) const ATTRIBUTE_WIDTH: usize = 70;
/// The widest array that stays on one line.
pub(super) const ARRAY_WIDTH: usize = 60;
/// The widest chain that stays on one line.
pub(super) const CHAIN_WIDTH: usize = 60;
/// The widest body of a struct literal that stays on one line.
pub(super) const STRUCT_LITERAL_WIDTH: usize = 18;
/// The widest body of an enum's struct variant that stays on one line.
pub(super) const VARIANT_WIDTH: usize = 35;
/// The widest `if … else …` that stays on one line.
pub(super) const IF_ELSE_WIDTH: usize = 50;
/// The widest `let … else …` that stays on one line.
pub(super) const LET_ELSE_WIDTH: usize = 50;
/// The longest element of an array whose elements are packed into lines.
pub(super) const SHORT_ELEMENT: usize = 10;

/// What holds for everything that is printed in one go.
#[derive(Debug)]
pub(super) struct Context {
    /// The widest line: [`MAX_WIDTH`], or more where something cannot be broken.
    pub(super) max_width: usize,
    /// Whether the arguments of a macro are being printed: trailing commas might mean something there.
    pub(super) in_macro: Cell<bool>,
    /// Whether what is printed was parsed from the tokens of a macro, and is dropped afterwards.
    pub(super) in_parsed: Cell<bool>,
    /// Whether chains must stay on one line.
    pub(super) one_line_chain: Cell<bool>,
    /// How deep the expression that is being printed is nested.
    pub(super) depth: Cell<usize>,
    pub(super) memo: Rc<Memo>,
}

impl Context {
    fn new(max_width: usize) -> Self {
        Self {
            max_width,
            in_macro: Cell::new(false),
            in_parsed: Cell::new(false),
            one_line_chain: Cell::new(false),
            depth: Cell::new(0),
            memo: Rc::default(),
        }
    }

    /// Like [`at_any_width`], for a statement within what is being printed.
    pub(super) fn at_any_width<T>(&self, print: impl Fn(&Self) -> Option<T>) -> Option<T> {
        WIDTHS.iter().find_map(|width| {
            print(&Self {
                in_parsed: self.in_parsed.clone(),
                depth: self.depth.clone(),
                memo: Rc::clone(&self.memo),
                ..Self::new(*width)
            })
        })
    }

    /// What is left of a line of which `used` columns are taken.
    pub(super) fn budget(&self, used: usize) -> usize {
        self.max_width.saturating_sub(used)
    }
}

/// Tries `print` with the usual width, and with ever wider lines as long as it fails.
///
/// rustfmt leaves a statement or item as it is where any part of it cannot be made to fit; so any layout will do there.
pub(super) fn at_any_width<T>(print: impl Fn(&Context) -> Option<T>) -> Option<T> {
    WIDTHS.iter().find_map(|width| print(&Context::new(*width)))
}

const WIDTHS: &[usize] = &[MAX_WIDTH, 120, 160, 240, 480, 1_000, 10_000, 1_000_000];

#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub(super) struct Indent {
    /// Indentation by blocks.
    pub(super) block: usize,
    /// Columns beyond it, to align with something.
    pub(super) align: usize,
}

impl Indent {
    pub(super) fn new(block: usize) -> Self {
        Self { block, align: 0 }
    }

    pub(super) fn width(self) -> usize {
        self.block + self.align
    }

    pub(super) fn block_only(self) -> Self {
        Self::new(self.block)
    }

    pub(super) fn deeper(self) -> Self {
        Self { block: self.block + TAB, ..self }
    }

    pub(super) fn aligned(self, columns: usize) -> Self {
        Self { align: self.align + columns, ..self }
    }

    /// A line feed and the indentation.
    pub(super) fn newline(self) -> Cow<'static, str> {
        newline(self.width())
    }

    pub(super) fn spaces(self) -> Cow<'static, str> {
        match newline(self.width()) {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches('\n')),
            Cow::Owned(text) => Cow::Owned(text.trim_start_matches('\n').to_owned()),
        }
    }
}

fn newline(width: usize) -> Cow<'static, str> {
    const BLANK: &str = "\n                                                                                                                        ";
    match BLANK.get(..=width) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(format!("\n{:width$}", "")),
    }
}

#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) struct Shape {
    /// Columns left on the last line.
    pub(super) width: usize,
    /// Indentation of the lines that follow.
    pub(super) indent: Indent,
    /// Columns taken after the block indentation.
    pub(super) offset: usize,
}

impl Shape {
    pub(super) fn legacy(width: usize, indent: Indent) -> Self {
        Self { width, indent, offset: indent.align }
    }

    pub(super) fn indented(indent: Indent, cx: &Context) -> Self {
        Self { width: cx.budget(indent.width()), indent, offset: indent.align }
    }

    pub(super) fn with_max_width(self, cx: &Context) -> Self {
        Self { width: cx.budget(self.indent.width()), ..self }
    }

    pub(super) fn visual_indent(self, delta: usize) -> Self {
        let align = self.offset + delta;
        Self { width: self.width, indent: Indent { align, ..self.indent }, offset: align }
    }

    pub(super) fn block_indent(self, delta: usize) -> Self {
        if self.indent.align == 0 {
            Self { width: self.width, indent: Indent::new(self.indent.block + delta), offset: 0 }
        } else {
            let offset = self.indent.align + delta;
            Self { width: self.width, indent: self.indent.aligned(delta), offset }
        }
    }

    pub(super) fn block(self) -> Self {
        Self { indent: self.indent.block_only(), ..self }
    }

    pub(super) fn add_offset(self, delta: usize) -> Self {
        Self { offset: self.offset + delta, ..self }
    }

    pub(super) fn sub_width(self, delta: usize) -> Option<Self> {
        Some(Self { width: self.width.checked_sub(delta)?, ..self })
    }

    pub(super) fn offset_left(self, delta: usize) -> Option<Self> {
        self.add_offset(delta).sub_width(delta)
    }

    pub(super) fn shrink_left(self, delta: usize) -> Option<Self> {
        Some(Self {
            width: self.width.checked_sub(delta)?,
            indent: self.indent.aligned(delta),
            offset: self.offset + delta,
        })
    }

    pub(super) fn used_width(self) -> usize {
        self.indent.block + self.offset
    }

    /// Columns that must stay free at the end of the line.
    pub(super) fn rhs_overhead(self, cx: &Context) -> usize {
        cx.max_width.saturating_sub(self.used_width() + self.width)
    }

    pub(super) fn newline(self) -> Cow<'static, str> {
        Indent { align: self.offset, ..self.indent }.newline()
    }
}
