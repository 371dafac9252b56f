//! Whether a path is one of a template: for requests of clients that do not say of which operation they are.

/// Whether a path, as it is on the wire, is one that the template of an operation makes (OpenAPI 3.0.4, *Path Templating*).
pub(super) fn is_of(path: &str, template: &str) -> bool {
    let template = template.split(['?', '#']).next().unwrap_or_default();
    let (mut segments, mut templates) = (path.split('/'), template.split('/'));
    loop {
        match (segments.next(), templates.next()) {
            (None, None) => return true,
            (Some(segment), Some(template)) if is_segment(segment, template) => {}
            _ => return false,
        }
    }
}

/// Whether a segment is what the template has, with at least a character in place of each name in braces.
fn is_segment(segment: &str, template: &str) -> bool {
    let Some((before, rest)) = template.split_once('{') else {
        return segment == template;
    };
    let (_, after) = rest.split_once('}').unwrap_or((rest, ""));
    let Some(rest) = segment.strip_prefix(before) else {
        return false;
    };
    let mut ends = rest.char_indices().skip(1).map(|(index, _)| index).chain([rest.len()]).filter(|end| *end > 0);
    ends.any(|end| rest.get(end..).is_some_and(|rest| is_segment(rest, after)))
}

#[cfg(test)]
mod tests {
    use super::is_of;

    #[test]
    fn paths_are_of_their_template() {
        fn check(path: &str, template: &str, expected: bool) {
            assert_eq!(is_of(path, template), expected, "{path} {template}");
        }
        check("/jobs", "/jobs", true);
        check("/jobs", "/jobs/", false);
        check("/jobs/a%2Fb", "/jobs/{name}", true);
        check("/jobs/", "/jobs/{name}", false);
        check("/jobs/a/b", "/jobs/{name}", false);
        check("/jobs/a.b.json", "/jobs/{name}.json", true);
        check("/jobs/.json", "/jobs/{name}.json", false);
        check("/jobs/a:start", "/jobs/{name}:start", true);
        check("/jobs/a-b", "/jobs/{a}-{b}", true);
        check("/jobs/a-", "/jobs/{a}-{b}", false);
        check("/jobs", "/jobs?wait=true", true);
        check("/jobs/x", "/jobs/{x", true);
    }
}
