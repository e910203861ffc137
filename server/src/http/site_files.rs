//! What `cargo xtask build` made: immutable assets, and the files at the root of the site.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use app::site::Assets;
use axum::{
    Router,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use tower_http::{
    services::{ServeDir, ServeFile},
    set_header::SetResponseHeaderLayer,
};

use crate::state::SharedState;

const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const ONE_HOUR: &str = "public, max-age=3600";

/// The built site.
#[derive(Clone, Debug)]
pub struct SiteFiles {
    folder: PathBuf,
    /// Files at the root, such as `favicon.svg`.
    root: Vec<String>,
}

impl SiteFiles {
    /// Looks at a built site and reads what pages need of it.
    pub fn open(folder: &Path) -> Result<(Self, Assets)> {
        let manifest = folder.join("assets.json");
        let Ok(text) = fs::read_to_string(&manifest) else {
            bail!(
                "{} is missing: run `cargo xtask build` first",
                manifest.display()
            );
        };
        let unreadable = || {
            format!(
                "{} cannot be read: run `cargo xtask build`",
                manifest.display()
            )
        };
        let mut assets: Assets = serde_json::from_str(&text).with_context(unreadable)?;
        for name in Assets::WRITTEN {
            let content = inlined(folder, assets.url(name))?;
            assets.contents.insert(name, content);
        }
        let root = root_files(folder, "").context("the site cannot be read")?;
        Ok((
            Self {
                folder: folder.to_owned(),
                root,
            },
            assets,
        ))
    }

    /// Whether a file of this name is served at the root.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.root.iter().any(|file| file == name)
    }

    /// The routes of all files.
    pub(crate) fn router(&self) -> Router<SharedState> {
        let assets = ServeDir::new(self.folder.join("assets"))
            .append_index_html_on_directories(false)
            .precompressed_br()
            .precompressed_gzip();
        let immutable = Router::new()
            .nest_service("/assets", assets)
            .layer(cached(IMMUTABLE));
        let files = self.root.iter().fold(Router::new(), |router, name| {
            let file = ServeFile::new(self.folder.join(name));
            let file = file.precompressed_br().precompressed_gzip();
            router.route_service(&format!("/{name}"), file)
        });
        let vary = HeaderValue::from_static("accept-encoding");
        immutable
            .merge(files.layer(cached(ONE_HOUR)))
            .layer(SetResponseHeaderLayer::if_not_present(header::VARY, vary))
    }
}

/// The content of a file that is written into every page; empty when it was not built.
fn inlined(folder: &Path, url: &str) -> Result<String> {
    if url.is_empty() {
        return Ok(String::new());
    }
    let file = folder.join(url.trim_start_matches('/'));
    let missing = || format!("{} is missing: run `cargo xtask build`", file.display());
    fs::read_to_string(&file).with_context(missing)
}

/// Files that are served under their own name: all but the list of assets and what is a
/// compressed twin of another.
fn root_files(folder: &Path, below: &str) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder.join(below))? {
        let entry = entry?;
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            if name != "assets" {
                names.extend(root_files(folder, &format!("{name}/"))?);
            }
        } else if name != "assets.json" && !is_compressed_twin(&name) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn is_compressed_twin(name: &str) -> bool {
    matches!(name.rsplit_once('.'), Some((_, "br" | "gz")))
}

/// How long found files may be kept; what is missing may come any moment.
fn cached(
    policy: &'static str,
) -> SetResponseHeaderLayer<impl Fn(&Response) -> Option<HeaderValue> + Clone> {
    SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, move |answer: &Response| {
        let found = answer.status().is_success() || answer.status() == StatusCode::NOT_MODIFIED;
        found.then(|| HeaderValue::from_static(policy))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_that_was_not_built_says_what_to_run() {
        let folder = tempfile::tempdir().unwrap();
        let error = SiteFiles::open(folder.path()).unwrap_err();
        assert!(error.to_string().contains("cargo xtask build"), "{error}");
    }

    #[test]
    fn files_at_the_root_keep_their_names() {
        let folder = tempfile::tempdir().unwrap();
        for name in [
            "favicon.svg",
            "favicon.svg.br",
            "assets/a.js",
            ".well-known/security.txt",
        ] {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, "x").unwrap();
        }
        fs::write(
            folder.path().join("assets.json"),
            r#"{"build":"b","files":{}}"#,
        )
        .unwrap();
        let (files, assets) = SiteFiles::open(folder.path()).unwrap();
        assert_eq!(files.root, [".well-known/security.txt", "favicon.svg"]);
        assert_eq!(assets.build, "b");
    }
}
