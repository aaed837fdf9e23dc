//! When to reread the configuration file.

use std::error::Error;
use std::path::{Path, absolute};
use std::sync::Arc;
use std::time::Duration;

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher};
use tokio::sync::Notify;
use tokio::time::sleep;

/// The changes of a file, and the times when somebody sends SIGHUP.
pub(crate) struct Changes {
    /// It remembers one change, so many changes at once are one.
    changed: Arc<Notify>,
    /// The watch ends when this is dropped.
    _watcher: RecommendedWatcher,
}

impl Changes {
    /// Watches the folder of a file.
    ///
    /// A watch of the file itself would end at the first change: many editors replace the file by a new one, and Kubernetes
    /// replaces a symbolic link in the folder of a ConfigMap. So everything that happens in the folder counts as a change.
    pub(crate) fn of(file: &Path) -> Result<Self, Box<dyn Error>> {
        let changed = Arc::new(Notify::new());
        on_hangup(Arc::clone(&changed))?;
        let notify = Arc::clone(&changed);
        let mut watcher = recommended_watcher(move |event: notify::Result<Event>| {
            // Whoever reads the file causes an event too, this program included.
            if !event.is_ok_and(|event| event.kind.is_access()) {
                notify.notify_one();
            }
        })?;
        let file = absolute(file)?;
        let folder = file.parent().ok_or("the configuration file is a folder")?;
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
        Ok(Self { changed, _watcher: watcher })
    }

    /// Waits for a change, and then for the end of its steps: many programs empty a file before they write it.
    pub(crate) async fn next(&mut self) {
        self.changed.notified().await;
        sleep(Duration::from_millis(100)).await;
    }
}

/// Counts SIGHUP as a change. Before, the signal ended the program.
#[cfg(unix)]
fn on_hangup(changed: Arc<Notify>) -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut hangups = signal(SignalKind::hangup())?;
    tokio::spawn(async move {
        while hangups.recv().await.is_some() {
            changed.notify_one();
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn on_hangup(_changed: Arc<Notify>) -> std::io::Result<()> {
    Ok(())
}
