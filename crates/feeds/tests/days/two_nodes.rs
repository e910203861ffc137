//! Two nodes on one database: one of them reads a feed, both know what it says, and when the reader
//! goes the other one takes over.

use std::{sync::Arc, time::Duration};

use domain::live::{Feed, FeedId};
use jiff::Timestamp;
use portal::{live::Live, ports::LiveStore};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use storage::Store;
use tokio::{sync::watch, task::JoinHandle, time::timeout};

use crate::town::Town;

const INTERVAL: Duration = Duration::from_secs(1);

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

struct Node {
    live: Arc<Live>,
    store: Arc<dyn LiveStore>,
    stop: watch::Sender<bool>,
    engine: JoinHandle<()>,
}

impl Node {
    async fn start(town: &Town, url: &str, name: &'static str, feed: &Feed) -> Self {
        let store: Arc<dyn LiveStore> = Arc::new(Store::open(url).await.unwrap());
        let live = Arc::new(Live::open(Arc::clone(&store)).await.unwrap());
        let following = Arc::clone(&live);
        tokio::spawn(async move { following.follow().await });
        let (stop, stopped) = watch::channel(false);
        let engine = town.engine(feed, &store, name);
        Self {
            live,
            store,
            stop,
            engine: tokio::spawn(engine.run(stopped)),
        }
    }

    /// Waits until this node knows of a reading that ended at this instant or later.
    async fn knows(&self, feed: &FeedId, instant: Timestamp) {
        let mut changed = self.live.changed();
        let known = async {
            loop {
                let board = self.live.board();
                let health = board.health(feed).and_then(|health| health.last_success);
                if health >= Some(instant) {
                    return;
                }
                changed.changed().await.unwrap();
            }
        };
        timeout(PATIENCE, known).await.unwrap();
    }

    async fn stop(self) {
        self.stop.send_replace(true);
        timeout(PATIENCE, self.engine).await.unwrap().unwrap();
    }
}

async fn one_reads_and_both_know(url: &str) {
    let town = Town::running("2026-06-09T15:32:00Z", 1.0).await;
    let mut feeds = town.feeds.iter();
    let feed = feeds.find(|feed| feed.id.as_str().ends_with("weather"));
    let feed = Feed {
        interval: INTERVAL,
        ..feed.unwrap().clone()
    };
    let later = |seconds| town.now() + jiff::SignedDuration::from_secs(seconds);
    let first = Node::start(&town, url, "first", &feed).await;
    first.knows(&feed.id, later(0)).await;
    let second = Node::start(&town, url, "second", &feed).await;
    let soon = later(4);
    first.knows(&feed.id, soon).await;
    second.knows(&feed.id, soon).await;
    assert_eq!(
        first.live.board().registry().things(),
        second.live.board().registry().things()
    );
    let runs = second.store.runs(&feed.id, 100).await.unwrap();
    assert!(runs.len() >= 2, "{}", runs.len());
    for pair in runs.windows(2) {
        // The newest comes first. A second reader would read in between.
        let gap = pair[0].started.duration_since(pair[1].started);
        assert!(
            gap.as_millis() >= 600,
            "two nodes read the feed: {gap:#} between two readings"
        );
    }
    first.stop().await;
    second.knows(&feed.id, later(4)).await;
    second.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_on_one_file_share_the_work() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shared.db");
    one_reads_and_both_know(&format!("sqlite:{}", file.display())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_on_one_server_share_the_work() {
    let Ok(server) = std::env::var("TEST_DATABASE_POSTGRES") else {
        println!("skipped on PostgreSQL: TEST_DATABASE_POSTGRES is not set");
        return;
    };
    let mut connection = PgConnection::connect(&server).await.unwrap();
    let schema = format!("two_nodes_{}", std::process::id());
    let mut run = async |sql: String| {
        let statement = sqlx::raw_sql(AssertSqlSafe(sql));
        statement.execute(&mut connection).await.unwrap();
    };
    run(format!("CREATE SCHEMA {schema}")).await;
    let sign = if server.contains('?') { '&' } else { '?' };
    one_reads_and_both_know(&format!("{server}{sign}options[search_path]={schema}")).await;
    run(format!("DROP SCHEMA {schema} CASCADE")).await;
}
