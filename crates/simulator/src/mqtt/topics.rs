//! Topic filters.

/// Whether a filter of a subscription takes a topic: `+` stands for one level, `#` for the rest.
pub(super) fn takes(filter: &str, topic: &str) -> bool {
    let mut levels = topic.split('/');
    for part in filter.split('/') {
        match (part, levels.next()) {
            ("#", _) => return true,
            ("+", Some(_)) => {}
            (part, Some(level)) if part == level => {}
            _ => return false,
        }
    }
    levels.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_take_what_they_name() {
        let topic = "v1.1/Datastreams(7)/Observations";
        assert!(takes(topic, topic));
        assert!(takes("v1.1/+/Observations", topic) && takes("v1.1/#", topic) && takes("#", topic));
        assert!(!takes("v1.1/+", topic) && !takes("v1.0/#", topic) && !takes("v1.1/+/+/+", topic));
    }
}
