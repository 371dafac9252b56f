//! `<code>` and `<pre>`.

use super::super::verbatim;
use super::tag::{Tag, is_inline};
use super::writer::Writer;

impl Writer<'_> {
    /// Writes `<code>` and `<pre>` as code.
    pub(super) fn code(&mut self, tag: &Tag<'_>, content: &str) -> usize {
        let Some((code, width)) = self.until_end(tag, content) else {
            let raw = self.text.get(self.at..self.at + tag.len).unwrap_or_default();
            self.write(raw);
            return 0;
        };
        let language = Tag::parse(code.trim_start()).unwrap_or_else(|| tag.clone()).attribute("class");
        let plain = plain(code);
        if plain.trim().is_empty() {
            return width;
        }
        if tag.name == "pre" && self.row.is_none() && !self.heading {
            let language = language.and_then(|class| class.rsplit(['-', ' ']).next()).unwrap_or_default();
            let lines: Vec<String> = plain.trim_matches('\n').lines().map(str::to_owned).collect();
            self.block();
            let margin = self.margin();
            for line in verbatim::fenced(&verbatim::language(language), &lines) {
                self.write(line.as_str());
                self.out.push('\n');
                self.line = self.out.len();
                self.out.push_str(&margin);
            }
            self.block();
        } else {
            let span = verbatim::span(&plain);
            let span = if self.row.is_some() { span.replace('|', "\\|") } else { span };
            self.apart();
            self.write(&span);
        }
        width
    }
}

/// The text without tags, and with the usual entities replaced.
fn plain(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let entities = [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&amp;", "&"),
            ("&quot;", "\""),
            ("&#39;", "'"),
            ("&apos;", "'"),
            ("&nbsp;", " "),
            ("<br>", "\n"),
            ("<br/>", "\n"),
            ("<br />", "\n"),
        ];
        let width = if let Some((entity, text)) = entities.iter().find(|(entity, _)| rest.starts_with(entity)) {
            out.push_str(text);
            entity.len()
        } else if let Some(tag) = Tag::parse(rest).filter(|tag| is_inline(&tag.name)) {
            tag.len
        } else {
            out.extend(rest.chars().next());
            1
        };
        rest = rest.get(width..).unwrap_or_default();
    }
    out + rest
}
