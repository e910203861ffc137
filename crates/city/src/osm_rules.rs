//! `osm.toml`: which OpenStreetMap objects become places of which category.

use domain::CategoryId;

use crate::{Complaint, field, folder::Folder, keys::Keys};

/// The rules in their order; the first that matches decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OsmRules(Vec<OsmRule>);

/// A rule: every one of `tags` and none of `not` has to match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OsmRule {
    /// What the object becomes.
    pub category: CategoryId,
    /// What it has to have.
    pub tags: Vec<TagTest>,
    /// What it must not have.
    pub not: Vec<TagTest>,
}

/// A tag and the values that match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagTest {
    /// Key, such as `amenity`.
    pub key: String,
    /// The values that match; `*` stands for any.
    pub values: Vec<String>,
}

impl OsmRules {
    /// Rules in their order.
    pub fn new(rules: Vec<OsmRule>) -> Self {
        Self(rules)
    }

    /// What an object with these tags becomes.
    pub fn category(&self, tags: &[(&str, &str)]) -> Option<&CategoryId> {
        let matches = |rule: &&OsmRule| {
            rule.tags.iter().all(|test| test.matches(tags))
                && !rule.not.iter().any(|test| test.matches(tags))
        };
        self.0.iter().find(matches).map(|rule| &rule.category)
    }

    /// The categories that some rule leads to, each once, in the order of the rules.
    pub fn categories(&self) -> Vec<CategoryId> {
        let mut categories = Vec::new();
        for rule in &self.0 {
            if !categories.contains(&rule.category) {
                categories.push(rule.category.clone());
            }
        }
        categories
    }
}

impl TagTest {
    fn matches(&self, tags: &[(&str, &str)]) -> bool {
        let found = tags.iter().find(|(key, _)| *key == self.key);
        found.is_some_and(|(_, value)| self.values.iter().any(|v| v == "*" || v == value))
    }
}

/// The rules that are right. A folder without the file imports nothing from OpenStreetMap.
pub(crate) fn read(folder: &Folder, categories: Option<&[String]>) -> OsmRules {
    let Some(document) = folder.optional("osm.toml") else {
        return OsmRules::default();
    };
    let Some(mut keys) = Keys::of(&document) else {
        return OsmRules::default();
    };
    let mut rules = Vec::new();
    for mut entry in keys.list("rule") {
        let known = |text: &str| known_category(text, categories);
        let category = entry.read("category", known);
        let tags = entry.section("tags").filter(|tags| !tags.is_empty());
        let not = entry.section("not").map(tests).unwrap_or_default();
        if tags.is_none() {
            let hint = "write tags = { amenity = \"toilets\" }";
            entry.fault(entry.line, Complaint::new("the rule has no `tags`", hint));
        }
        entry.done();
        let tags = tags.map(tests).unwrap_or_default();
        rules.extend(category.map(|category| OsmRule {
            category,
            tags,
            not,
        }));
    }
    keys.done();
    OsmRules(rules)
}

fn tests(keys: Keys<'_>) -> Vec<TagTest> {
    let tests = keys.all_texts().into_iter();
    tests.map(|(key, values)| TagTest { key, values }).collect()
}

fn known_category(text: &str, categories: Option<&[String]>) -> Result<CategoryId, Complaint> {
    match categories {
        Some(all) if !all.iter().any(|id| id == text) => Err(Complaint::new(
            format!("`{text}` is not in categories.toml"),
            field::did_you_mean(text, all.iter().map(String::as_str)),
        )),
        _ => Ok(CategoryId::new(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(key: &str, values: &[&str]) -> TagTest {
        TagTest {
            key: key.into(),
            values: values.iter().map(|v| (*v).to_owned()).collect(),
        }
    }

    #[test]
    fn the_first_rule_that_matches_decides() {
        let rule = |category, tags, not| OsmRule {
            category: CategoryId::new(category),
            tags,
            not,
        };
        let rules = OsmRules::new(vec![
            rule(
                "toilet",
                vec![test("amenity", &["toilets"])],
                vec![test("access", &["private", "no"])],
            ),
            rule("named", vec![test("name", &["*"])], vec![]),
        ]);
        let category = |tags: &[(&str, &str)]| rules.category(tags).map(ToString::to_string);
        assert_eq!(
            category(&[("amenity", "toilets"), ("name", "x")]).as_deref(),
            Some("toilet")
        );
        let private = [("amenity", "toilets"), ("access", "no"), ("name", "x")];
        assert_eq!(category(&private).as_deref(), Some("named"));
        assert_eq!(category(&[("amenity", "toilets"), ("access", "no")]), None);
    }
}
