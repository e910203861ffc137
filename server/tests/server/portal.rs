//! A running portal and a client for it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use clap::Parser;
use server::{
    config::{Command, CommandLine, FeedsMode, ServeOptions},
    http::{self, SiteFiles},
    live,
    wiring::{self, Database},
};
use tempfile::TempDir;
use tokio::sync::watch;
use ureq::{Agent, Body, http::Response};

/// The invented city.
pub(crate) fn city_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../cities/musterstadt")
}

/// A portal that ends with the test.
pub(crate) struct RunningPortal {
    pub(crate) url: String,
    agent: Agent,
    database: Option<Database>,
    // Dropping the runtime ends the server; the folder has to live as long.
    runtime: tokio::runtime::Runtime,
    _folder: TempDir,
}

impl RunningPortal {
    /// Starts the invented city's portal as the command line would; only simulated feeds are read.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Self::of(&city_folder(), arguments)
    }

    /// Starts a city's portal.
    pub(crate) fn of(city: &Path, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        build_site(&site);
        let options = options(city, &site, &folder.path().join("portal.db"), arguments);
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let (address, database) = runtime.block_on(async {
            let (files, assets) = SiteFiles::open(&options.site).unwrap();
            let listener = http::bind(options.listen).await.unwrap();
            let address = listener.local_addr().unwrap();
            let (state, database) = wiring::assemble(&options, assets, address).await.unwrap();
            let (stop, stopped) = watch::channel(false);
            if options.feeds == FeedsMode::Simulated {
                tokio::spawn(live::follow(state.clone()));
                let engine = wiring::engine(&state, &database).unwrap();
                tokio::spawn(engine.run(stopped.clone()));
            }
            let router = http::router(state, &files);
            tokio::spawn(async move {
                let _stop = stop;
                http::serve(listener, router, stopped).await;
            });
            (address, database)
        });
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .build();
        Self {
            url: format!("http://{address}"),
            agent: agent.into(),
            database: Some(database),
            runtime,
            _folder: folder,
        }
    }

    /// From now on the database answers nothing.
    pub(crate) fn lose_the_database(&mut self) {
        if let Some(database) = self.database.take() {
            self.runtime.block_on(database.close());
        }
    }

    /// Reads an address.
    pub(crate) fn get(&self, path: &str) -> Response<Body> {
        self.get_with(path, &[])
    }

    /// Reads an address with headers.
    pub(crate) fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Response<Body> {
        let mut request = self.agent.get(format!("{}{path}", self.url));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.call().unwrap()
    }

    /// Asks only for the head of an answer.
    pub(crate) fn head(&self, path: &str) -> Response<Body> {
        self.agent
            .head(format!("{}{path}", self.url))
            .call()
            .unwrap()
    }

    /// Sends a form.
    pub(crate) fn post(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Response<Body> {
        let mut request = self.agent.post(format!("{}{path}", self.url));
        if !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header("content-type", "application/x-www-form-urlencoded");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send(body).unwrap()
    }

    /// Sends a form as a browser does from a page of the portal.
    pub(crate) fn post_form(&self, path: &str, body: &str) -> Response<Body> {
        self.post(path, &[("sec-fetch-site", "same-origin")], body)
    }

    /// An answer as JSON.
    pub(crate) fn json(&self, path: &str) -> serde_json::Value {
        serde_json::from_str(&text(self.get(path))).unwrap()
    }
}

/// The body of an answer as text.
pub(crate) fn text(mut answer: Response<Body>) -> String {
    answer.body_mut().read_to_string().unwrap()
}

/// A header of an answer; empty when it is not there.
pub(crate) fn header<'a>(answer: &'a Response<Body>, name: &str) -> &'a str {
    answer
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

/// What `cargo xtask build` would make, as far as the server looks at it.
pub(crate) fn build_site(folder: &Path) {
    fs::create_dir_all(folder.join("assets")).unwrap();
    let files = [
        (
            "assets.json",
            r#"{"build":"test","files":{"client.js":"/assets/client.1a2b.js"}}"#,
        ),
        ("assets/client.1a2b.js", "export default 1;"),
        ("assets/client.1a2b.js.br", "brotli"),
        ("robots.txt", "User-agent: *\nAllow: /\n"),
    ];
    for (name, content) in files {
        fs::write(folder.join(name), content).unwrap();
    }
}

fn options(city: &Path, site: &Path, database: &Path, more: &[&str]) -> ServeOptions {
    let database = format!("sqlite:{}", database.display());
    let (city, site) = (city.to_str().unwrap(), site.to_str().unwrap());
    let mut arguments = vec!["portal", "serve", "--city", city, "--site", site];
    arguments.extend(["--database", &database, "--listen", "127.0.0.1:0"]);
    arguments.extend(more);
    match CommandLine::try_parse_from(arguments).unwrap().command {
        Command::Serve(options) => options,
        other => unreachable!("the command line says serve, not {other:?}"),
    }
}
