//! `sources.toml`: where records come from, under which licence, and what is read live.

use domain::city::Source;

use crate::{Complaint, feeds::Feeds, field, folder::Folder, keys::Keys, listed::Listed};

/// The sources and their feeds; `None` when the file cannot be read at all.
pub(crate) fn read(folder: &Folder) -> Option<(Listed<Source>, Feeds)> {
    let document = folder.document("sources.toml", "one table for each source of records")?;
    let keys = Keys::of(&document)?;
    let mut sources = Listed::new();
    let mut feeds = Feeds::default();
    for (id, mut entry) in keys.all_sections() {
        let id = field::key(&id, "_-")
            .map_err(|complaint| entry.fault(entry.line, complaint))
            .ok();
        sources.ids.extend(id.clone());
        let title = entry.local("title");
        let url = entry.read_if_any("url", field::web_address);
        let licence = entry.text("licence");
        let licence_url = entry.read_if_any("licence_url", field::web_address);
        let attribution = entry.text("attribution");
        let as_of = entry.read_if_any("as_of", field::as_of);
        if let Some(section) = entry.section("feeds") {
            feeds.read(section, id.as_deref().unwrap_or_default());
        }
        entry.done();
        if let (Some(id), Some(title), Some(licence), Some(attribution)) =
            (id, title, licence, attribution)
        {
            sources.right.push(Source {
                id,
                title,
                url,
                licence,
                licence_url,
                attribution,
                as_of,
            });
        }
    }
    if sources.ids.is_empty() {
        let hint = "add a table such as [osm] with title, licence and attribution";
        document.fault(1, Complaint::new("there is no source", hint));
    }
    Some((sources, feeds))
}
