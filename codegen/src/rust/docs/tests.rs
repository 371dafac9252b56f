//! What becomes of texts, from the document to the doc comment.

use super::{markdown, summary, variants};

fn check(input: &str, expected: &str) {
    let lines = markdown(input);
    assert_eq!(lines.join("\n"), expected, "{input:?}");
    // Headings apart, what was written once is written the same again.
    if !expected.contains('#') {
        assert_eq!(markdown(expected), lines, "again: {input:?}");
    }
}

fn check_summary(input: &str, expected: &str) {
    assert_eq!(summary(input), expected, "{input:?}");
}

/// `expected` holds the description first, then the texts.
fn check_variants(input: &str, values: &[&str], expected: Option<(&str, &[&str])>) {
    let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
    let found = variants(input, &values);
    let found = found.map(|(rest, texts)| (rest.unwrap_or_default(), texts));
    let expected =
        expected.map(|(rest, texts)| (rest.to_owned(), texts.iter().map(|text| (*text).to_owned()).collect()));
    assert_eq!(found, expected, "{input:?}");
}

#[test]
fn sentences_begin_and_end() {
    check("", "");
    check(" \n\t\n", "");
    check("id of the thing", "Id of the thing.");
    check("user_id of the owner", "user_id of the owner.");
    check("gRPC port!", "gRPC port!");
    check("what follows:", "What follows.");
    check("a (see b.)", "A (see b.)");
    check("作业名称", "作业名称。");
    check("1", "1\\.");
    check("one\n\n\n\ntwo", "One\n\ntwo.");
    check("`code`", "`code`");
}

#[test]
fn characters_are_mended() {
    check("a\r\nb\rc\u{2028}d", "A\nb\nc\nd.");
    check("a\u{202e}b\u{2066}c\u{feff}d\u{7}e", "Abcde.");
    check("a\tb", "A   b.");
    check("    one\n\n    two", "One\n\ntwo.");
    check("one\n\n    two\n    ", "One\n\ntwo.");
}

#[test]
fn marks_that_mean_nothing_are_text() {
    check("an [x] and [`Vec`]", "An \\[x\\] and \\[`Vec`\\].");
    check("[a][b] and [^1]", "\\[a\\]\\[b\\] and \\[^1\\].");
    check("[a]: http://b.c", "\\[a\\]: <http://b.c>.");
    check("5 * 3 and snake_case_name", "5 * 3 and snake_case_name.");
    check("a*b _c", "a\\*b \\_c.");
    check("*a **b** c*", "*a **b** c*.");
    check("a `b c", "A \\`b c.");
    check("a ``b ` c`` d", "A ``b ` c`` d.");
    check("Vec<T> or <name>, 1 < 2", "Vec\\<T> or \\<name>, 1 < 2.");
    check("C:\\dir", "C:\\dir.");
    check("#1 is no heading\n#tag", "#1 is no heading\n#tag.");
    check("a 1) b", "A 1) b.");
    check("say\n2024. That was", "Say\n2024\\. That was.");
}

#[test]
fn links_lead_somewhere() {
    check("see [it](https://a.b/c)", "See [it](https://a.b/c).");
    check("see [it](/docs/it) here", "See it here.");
    check("see [it](#there \"title\")", "See it.");
    check("[a](mailto:a@b.c) b", "[a](mailto:a@b.c) b.");
    check("![a](https://a.b/c.png) ![b](c.png)", "![a](https://a.b/c.png) b.");
    check("at https://a.b/c_d.", "At <https://a.b/c_d>.");
    check("(https://a.b/c)", "(<https://a.b/c>).");
    check("https://a.b/(c), d", "<https://a.b/(c)>, d.");
    check("<https://a.b>", "<https://a.b>.");
    check("[https://a.b](https://a.b)", "<https://a.b>.");
    check("`https://a.b` ", "`https://a.b`");
    check("https://{host}/v1 or https://<host>/v1", "`https://{host}/v1` or `https://<host>/v1`.");
    check("starts with https://", "Starts with `https://`.");
    check("[a [b](https://c.d)", "\\[a [b](https://c.d).");
    check("[a](https://b.c/(d)) e", "[a](https://b.c/%28d%29) e.");
}

#[test]
fn code_is_never_a_test() {
    check("```\nlet a;\n```", "```text\nlet a;\n```");
    check("```rust,ignore\nlet a;", "```text\nlet a;\n```");
    check("~~~should_panic\na\n~~~", "```text\na\n```");
    check("```JSON title=\"x\"\n{}\n```", "```json\n{}\n```");
    check("```E0308\na\n```", "```text\na\n```");
    check("a:\n\n    b\n      c\n\nd", "A:\n\n```text\nb\n  c\n```\n\nd.");
    check("````\n```\n````", "````text\n```\n````");
    check("a\n```\n[x] <b> https://c.d\n```", "A\n\n```text\n[x] <b> https://c.d\n```");
}

#[test]
fn lists_stand_straight() {
    check("a:\n* b\n* c\nd", "A:\n\n- b\n- c\n  d");
    check("- a\n    - b\n\n        c", "- a\n  - b\n\n    c");
    check("1) a\n2) b\n    + c", "1. a\n2. b\n   - c");
    check("9. a\n10. b\n    c", "9. a\n10. b\n    c");
    check("• a\n• b", "- a\n- b");
    check("- a\n\n- b", "- a\n- b");
    check("- a\n\n  b\n- c", "- a\n\n  b\n\n- c");
    check("- a\n  ```\n  b\n  ```", "- a\n\n  ```text\n  b\n  ```");
    check("- a:\n\n      b", "- a:\n\n  ```text\n  b\n  ```");
    check("- [ ] a", "- \\[ \\] a");
}

#[test]
fn headings_rules_quotes_and_tables() {
    check("# A #\nb", "## A\n\nb.");
    check("###### A", "###### A");
    check("A\n===\nB\n---", "## A\n\n### B");
    check("a\n\n***\n\nb\n\n---", "A\n\n---\n\nb.");
    check("> a\nb\n\nc", "> a\n> b\n\nc.");
    check("|a|b|\n|-|:-:|\n|`c\\|d`|[e]|\n|f", "| a | b |\n| --- | :---: |\n| `c\\|d` | \\[e\\] |\n| f | |");
}

#[test]
fn html_becomes_markdown() {
    check("<p>a <b>b </b>c</p>\n<p>d<br>e</p>", "A **b** c\n\nd\\\ne.");
    check("a.<br>b", "A.\n\nb.");
    check("<ul>\n  <li>a\n  b</li>\n  <li><p>c</p><ol><li>d</ol></li>\n</ul>", "- a\n  b\n- c\n  1. d");
    check("use <code>a&lt;b&gt;</code>", "Use `a<b>`.");
    check("<pre><code class=\"language-json\">{\n}</code></pre>", "```json\n{\n}\n```");
    check("<a href=\"https://a.b\">c</a>, <a href=\"/d\">e</a>", "[c](https://a.b), e.");
    check("<h2>A</h2>b", "### A\n\nb.");
    check(
        "<table><tr><th>A</th><th>B</th></tr><tr><td>c|d</td><td><p>e</p></td></tr></table>",
        "| A | B |\n| --- | --- |\n| c\\|d | e |",
    );
    check("<dl><dt>a</dt><dd>b</dd></dl>", "- a: b");
    check("a <!-- b --> c &amp; `<b>`", "A  c &amp; `<b>`.");
    check("the <title> of </X>", "The \\<title> of \\</X>.");
}

#[test]
fn summaries_are_one_sentence_on_one_line() {
    check_summary("", "");
    check_summary("list pets", "List pets.");
    check_summary("Lists pets. Slowly.", "Lists pets.");
    check_summary("Lists pets, e.g. Cats,\nand dogs. Slowly.", "Lists pets, e.g. Cats, and dogs.");
    check_summary("# Pets\n\ntext", "Pets.");
    check_summary("- a\n- b", "A.");
    check_summary("**Note. This** is. So", "**Note. This** is.");
    check_summary("列出。全部", "列出。");
    check_summary("See [a. B](https://c.d). E", "See [a. B](https://c.d).");
    check_summary("```\nGET /a\n```", "`GET /a`.");
}

#[test]
fn variants_take_their_texts() {
    let both: Option<(&str, &[&str])> = Some(("Its status.", &["Is on.", "Is off."]));
    for list in [
        "Its status. Possible values are:\n- OFF: is off\n- ON: is on",
        "Its status\n\n* `ON` - is on\n* `OFF` - is off.",
        "Its status.\n• ON：is on\n• OFF：is off",
        "Its status\nON: is on\nOFF: is off",
        "Its status.\n\n`ON`: is on\n\n`OFF`: is off",
        "Its status:\n\n**ON:** is on\n**OFF:** is off",
        "Its status.\n\n| Value | Text |\n|---|---|\n| `ON` | is on |\n| OFF | is off |",
        "<p>Its status.</p><ul><li><p><code>ON</code> &nbsp;- is on</p></li><li>OFF - is off</ul>",
    ] {
        check_variants(list, &["ON", "OFF"], both);
    }
    check_variants("- a: b\n- c", &["a", "c"], Some(("", &["B.", ""])));
    check_variants("A:b: c\n\nd:e: f\n\ng", &["A:b", "d:e"], Some(("G.", &["C.", "F."])));
}

#[test]
fn variants_need_every_head() {
    for list in [
        "- ON: is on",
        "- ON: is on\n- OF: is off",
        "- ON: is on\n- OFF: is off\n- ON: again",
        "- ON: is on\n- OFF: is off\n- AUTO: neither",
        "- ON\n- OFF",
        "Either ON: or OFF: it is",
        "",
    ] {
        check_variants(list, &["ON", "OFF"], None);
    }
    check_variants("- ON: is on", &[], None);
}

/// Marks in any order, from a generator of numbers that is the same each time.
#[test]
fn any_mixture_of_marks_is_tamed() {
    let marks = [
        "`",
        "``",
        "```",
        "*",
        "_",
        "[",
        "]",
        "](",
        "(",
        ")",
        "<",
        ">",
        "<b>",
        "</b>",
        "<p>",
        "<br>",
        "<ul>",
        "<li>",
        "</ul>",
        "<pre>",
        "</pre>",
        "<td>",
        "<table>",
        "</table>",
        "https://a.b",
        "\n",
        "\n\n",
        "    ",
        "- ",
        "1. ",
        "# ",
        "> ",
        "|",
        "|---|",
        "---",
        "\\",
        "a",
        " ",
        "é",
        "。",
        "<!--",
        "-->",
        "&nbsp;",
    ];
    let mut state = 1_u64;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text += marks[(state >> 33) as usize % marks.len()];
        }
        let lines = markdown(&text);
        let mut fence = None;
        for line in &lines {
            let bare = line.trim_start_matches(['>', ' ', '-', '1', '.']);
            let ticks = &bare[..bare.len() - bare.trim_start_matches('`').len()];
            match fence {
                None if ticks.len() > 2 && !bare[ticks.len()..].contains('`') => fence = Some(ticks),
                None => {
                    let tags = line.matches("<b>").count() - line.matches("\\<b>").count();
                    assert!(tags == 0 || line.contains('`'), "{text:?}");
                }
                Some(open) if bare == open => fence = None,
                Some(_) => {}
            }
        }
        assert_eq!(fence, None, "{text:?}: {lines:#?}");
        assert!(!summary(&text).contains('\n'), "{text:?}");
    }
}
