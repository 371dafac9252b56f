//! The layout of `cfg` attributes with many features: several on a line.

/// The number of letters of a line.
const WIDTH: usize = 100;

/// The text of an item whose first attribute is such a `cfg`, with its features on as few lines as possible.
pub(super) fn filled(text: String) -> String {
    let parts = text.strip_prefix("#[cfg(\n    any(\n").and_then(|text| text.split_once("    )\n)]\n"));
    let Some((features, item)) = parts else { return text };
    let mut lines: Vec<String> = Vec::new();
    for feature in features.lines().map(|line| line.trim().trim_end_matches(',')) {
        match lines.last_mut().filter(|line| line.len() + feature.len() + 2 < WIDTH) {
            Some(line) => {
                line.push(' ');
                line.push_str(feature);
                line.push(',');
            }
            None => lines.push(format!("    {feature},")),
        }
    }
    format!("#[cfg(any(\n{}\n))]\n{item}", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn features_fill_lines() {
        let features = ["checkout", "customers", "invoices", "payment-links", "subscriptions"];
        let rows: Vec<String> = features.iter().map(|name| format!("        feature = {name:?}")).collect();
        let text = format!("#[cfg(\n    any(\n{}\n    )\n)]\nmod line;\n", rows.join(",\n"));
        let expected = "#[cfg(any(\n    feature = \"checkout\", feature = \"customers\", feature = \"invoices\", \
                        feature = \"payment-links\",\n    feature = \"subscriptions\",\n))]\nmod line;\n";
        assert_eq!(filled(text), expected);
        assert_eq!(filled("#[cfg(feature = \"a\")]\nmod a;\n".to_owned()), "#[cfg(feature = \"a\")]\nmod a;\n");
    }
}
