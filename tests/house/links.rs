//! Links between the pages of the repository.

/// A link of a page: its line, and where it leads.
pub struct Link<'a> {
    pub line: usize,
    /// A path relative to the page; empty if it leads to the page itself.
    pub path: &'a str,
    pub heading: Option<&'a str>,
}

/// The links of a page that lead to places of the repository. Blocks and spans of code have none.
pub fn links(page: &str) -> Vec<Link<'_>> {
    let mut links = Vec::new();
    for (line, text) in prose(page) {
        let spans = text.split('`').step_by(2).flat_map(|text| text.split("](").skip(1));
        // A link whose text is code ends in another span than it begins.
        let targets = spans.filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|target| !target.contains("://") && !target.starts_with("mailto:")) {
            let (path, heading) =
                target.split_once('#').map_or((target, None), |(path, heading)| (path, Some(heading)));
            links.push(Link { line, path, heading });
        }
    }
    links
}

/// The headings of a page as they are addressed: in lower case, with `-` for each space and without punctuation.
pub fn headings(page: &str) -> Vec<String> {
    let headings = prose(page).filter_map(|(_, text)| text.strip_prefix('#'));
    let slug = |heading: &str| {
        let letters = heading.trim_start_matches('#').trim().chars().filter_map(|letter| match letter {
            ' ' | '-' => Some('-'),
            '_' => Some('_'),
            letter => letter.is_alphanumeric().then_some(letter),
        });
        letters.flat_map(char::to_lowercase).collect()
    };
    headings.map(slug).collect()
}

/// The lines that are not in a block of code, by their numbers.
fn prose(page: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut in_code = false;
    page.lines().zip(1..).filter_map(move |(text, line)| {
        let is_fence = text.trim_start().starts_with("```");
        in_code ^= is_fence;
        (!in_code && !is_fence).then_some((line, text))
    })
}
