//! Opening: what exists is kept, what does not fit is refused with a sentence that helps.

use portal::ports::PlaceStore;
use storage::{OpenError, Store};

use crate::{
    any_place::{bare, batch},
    databases::{TestDatabase, on_every_database},
};

#[tokio::test]
async fn an_existing_database_opens_with_what_it_has() {
    on_every_database(async |database| {
        let store = database.open().await;
        store
            .apply(batch("osm", "toilet", vec![bare("toilet", 1)]))
            .await
            .unwrap();
        store.close().await;
        let again = database.open().await;
        assert_eq!(again.all().await.unwrap(), [bare("toilet", 1)]);
        assert_eq!(again.revision().await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn several_programs_may_open_a_new_database_at_once() {
    on_every_database(async |database| {
        let url = database.url();
        let opened = tokio::join!(Store::open(&url), Store::open(&url), Store::open(&url));
        assert_eq!(opened.0.unwrap().revision().await.unwrap(), 0);
        assert_eq!(opened.1.unwrap().revision().await.unwrap(), 0);
        assert_eq!(opened.2.unwrap().revision().await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused_and_left_alone() {
    on_every_database(async |database| {
        database.open().await.close().await;
        let (yes, checksum) = match database {
            TestDatabase::Sqlite(_) => ("1", "x'00'"),
            TestDatabase::Postgres { .. } => ("true", "''"),
        };
        let sql = format!(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
             VALUES (9999, 'from tomorrow', {yes}, {checksum}, 0)"
        );
        database.execute(&sql).await;
        let error = Store::open(&database.url()).await.unwrap_err();
        assert!(matches!(error, OpenError::Newer { found: 9999, .. }), "{error:?}");
        assert!(error.to_string().contains("start the newer version"), "{error}");
    })
    .await;
}

#[tokio::test]
async fn tables_changed_by_hand_are_refused() {
    on_every_database(async |database| {
        database.open().await.close().await;
        database.execute("DELETE FROM _sqlx_migrations").await;
        let error = Store::open(&database.url()).await.unwrap_err();
        assert!(matches!(error, OpenError::Migration { .. }), "{error:?}");
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_something_else_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.txt");
    let letter = "Sehr geehrte Damen und Herren, ".repeat(100);
    std::fs::write(&path, &letter).unwrap();
    let error = Store::open(&format!("sqlite:{}", path.display()))
        .await
        .unwrap_err();
    assert!(matches!(error, OpenError::NotADatabase { .. }), "{error:?}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), letter);
}

#[tokio::test]
async fn a_folder_is_not_a_database() {
    let folder = tempfile::tempdir().unwrap();
    let error = Store::open(&format!("sqlite:{}", folder.path().display()))
        .await
        .unwrap_err();
    assert!(matches!(error, OpenError::Unreachable { .. }), "{error:?}");
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let error = Store::open(&format!("sqlite:{}/portal.db", file.display()))
        .await
        .unwrap_err();
    assert!(matches!(error, OpenError::Folder { .. }), "{error:?}");
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_named_without_its_password() {
    // Port 1 of this machine: refused at once.
    let error = Store::open("postgres://portal:secret@127.0.0.1:1/city")
        .await
        .unwrap_err();
    assert!(matches!(error, OpenError::Unreachable { .. }), "{error:?}");
    assert_eq!(
        error.to_string().split(':').next(),
        Some("the database `city` on 127.0.0.1")
    );
    assert!(!format!("{error} {error:?}").contains("secret"));
}

#[tokio::test]
async fn other_databases_are_refused_with_the_addresses_that_work() {
    for url in [
        "mysql://root:secret@localhost/city",
        "portal.db",
        "",
        "sqlite:",
        "sqlite::memory:",
    ] {
        let error = Store::open(url).await.unwrap_err();
        assert!(
            matches!(error, OpenError::UnsupportedUrl { .. }),
            "{url}: {error:?}"
        );
        assert!(error.to_string().contains("sqlite:PATH"));
        assert!(!error.to_string().contains("secret"));
    }
    let error = Store::open("postgres://host:port/city").await.unwrap_err();
    assert!(matches!(error, OpenError::MalformedUrl(_)), "{error:?}");
}
