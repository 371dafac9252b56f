//! Matches paths against path templates, for clients that do not send the operation ID.

/// Whether a percent-encoded path matches a template (OpenAPI 3.0.4, *Path Templating*).
pub(super) fn matches(path: &str, template: &str) -> bool {
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

/// Whether a segment matches that of a template. Each name in braces stands for at least one character.
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
    use super::matches;

    #[test]
    fn paths_match_their_templates() {
        fn check(path: &str, template: &str, expected: bool) {
            assert_eq!(matches(path, template), expected, "{path} {template}");
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
