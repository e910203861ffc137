//! `texts/`: what the city answers for, in every language.

use domain::{LocalText, city::Texts};

use crate::{Complaint, field, folder::Folder};

const TEXTS: [&str; 3] = ["imprint", "privacy", "accessibility"];
const LANGUAGES: [&str; 2] = ["de", "en"];

/// The legal texts.
pub(crate) fn read(folder: &Folder) -> Texts {
    let known: Vec<String> = TEXTS
        .iter()
        .flat_map(|text| LANGUAGES.map(|tag| format!("{text}.{tag}.md")))
        .collect();
    for name in folder.names_in("texts") {
        if !known.contains(&name) {
            let hint = field::did_you_mean(&name, known.iter().map(String::as_str));
            let complaint = Complaint::new("no page shows this text", hint);
            folder.fault(&format!("texts/{name}"), None, complaint);
        }
    }
    let [imprint, privacy, accessibility] = TEXTS.map(|text| {
        let [de, en] = LANGUAGES.map(|tag| text_in(folder, text, tag));
        LocalText { de, en }
    });
    Texts {
        imprint,
        privacy,
        accessibility,
    }
}

fn text_in(folder: &Folder, text: &str, language: &str) -> String {
    let name = format!("texts/{text}.{language}.md");
    let document = folder.document(&name, "the text in this language, as Markdown");
    let Some(document) = document else {
        return String::new();
    };
    let first = document
        .text
        .lines()
        .position(|line| !line.trim().is_empty());
    match first {
        None => {
            let complaint = Complaint::new("the text is empty", "write it; the law asks for it");
            document.fault(1, complaint);
        }
        Some(line)
            if !document
                .text
                .lines()
                .nth(line)
                .is_some_and(|l| l.starts_with("# ")) =>
        {
            let hint = "begin the text with `# ` and its title";
            document.fault(line + 1, Complaint::new("the text has no title", hint));
        }
        Some(_) => {}
    }
    document.text
}
