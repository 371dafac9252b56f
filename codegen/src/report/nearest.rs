//! The name that was probably meant by one that does not exist.

/// How much two names must have in common.
const SIMILAR: f64 = 0.6;

/// How many names are compared at most, and how long they may be: comparing takes the product of the lengths.
const COMPARED: usize = 5_000;
const COMPARED_LEN: usize = 100;

/// The most similar one of several names, if there is a similar one.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > COMPARED_LEN {
        return None;
    }
    let known = known.into_iter().filter(|known| known.len() <= COMPARED_LEN).take(COMPARED);
    // Documents differ from what people remember by case more than by anything else.
    let small = name.to_lowercase();
    known
        .map(|known| (strsim::normalized_damerau_levenshtein(&known.to_lowercase(), &small), known))
        .filter(|(similarity, _)| *similarity >= SIMILAR)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similar_names_are_found() {
        let check = |name: &str, expected: Option<&str>| {
            assert_eq!(nearest(name, ["listJobs", "createJob", "id"]), expected, "{name}");
        };
        check("ListJob", Some("listJobs"));
        check("ID", Some("id"));
        check("other", None);
    }
}
