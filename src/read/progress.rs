//! How far reading has come, shared by the readers and whoever waits for them; and the wish to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Bytes and files done of a whole, or bytes of a part of it. Readers see no difference.
#[derive(Debug, Default)]
pub struct Progress(Arc<Count>);

#[derive(Debug, Default)]
struct Count {
    cancelled: Arc<AtomicBool>,
    bytes: AtomicU64,
    total: AtomicU64,
    files: AtomicU64,
    files_total: AtomicU64,
    /// What this is a part of, and the bytes of it that it stands for.
    whole: Option<(Arc<Count>, u64)>,
}

impl Count {
    fn advance(&self, bytes: u64) {
        let before = self.bytes.fetch_add(bytes, Ordering::Relaxed);
        if let Some((whole, share)) = &self.whole {
            whole.advance(self.of_share(*share, before.saturating_add(bytes)) - self.of_share(*share, before));
        }
    }

    /// The part of a share that so many own bytes are.
    fn of_share(&self, share: u64, bytes: u64) -> u64 {
        let total = self.total.load(Ordering::Relaxed).max(1);
        (u128::from(share) * u128::from(bytes.min(total)) / u128::from(total)) as u64
    }
}

/// A part that goes away is done, whatever it has counted: a reader need not count every byte.
impl Drop for Count {
    fn drop(&mut self) {
        if let Some((whole, share)) = &self.whole {
            whole.advance(share - self.of_share(*share, self.bytes.load(Ordering::Relaxed)));
        }
    }
}

impl Progress {
    /// Says what is to come.
    pub fn expect(&self, files: u64, bytes: u64) {
        self.0.files_total.store(files, Ordering::Relaxed);
        self.0.total.store(bytes, Ordering::Relaxed);
    }

    /// The progress of a part that stands for `share` bytes of this and has itself `bytes`, such as a part of an archive
    /// that is larger unpacked.
    pub fn part(&self, share: u64, bytes: u64) -> Self {
        Self(Arc::new(Count {
            cancelled: self.0.cancelled.clone(),
            bytes: AtomicU64::new(0),
            total: AtomicU64::new(bytes),
            files: AtomicU64::new(0),
            files_total: AtomicU64::new(0),
            whole: Some((self.0.clone(), share)),
        }))
    }

    pub fn cancel(&self) {
        self.0.cancelled.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }

    pub fn advance(&self, bytes: u64) {
        self.0.advance(bytes);
    }

    pub fn file_done(&self) {
        self.0.files.fetch_add(1, Ordering::Relaxed);
    }

    /// Part of the bytes done, 0 to 1; `None` while the whole is unknown.
    pub fn fraction(&self) -> Option<f32> {
        let total = self.0.total.load(Ordering::Relaxed);
        (total > 0).then(|| (self.0.bytes.load(Ordering::Relaxed) as f32 / total as f32).min(1.0))
    }

    /// Files done, and how many there are.
    pub fn files(&self) -> (u64, u64) {
        let [done, total] = [&self.0.files, &self.0.files_total].map(|n| n.load(Ordering::Relaxed));
        (done, total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(progress: &Progress) -> Option<u32> {
        progress.fraction().map(|f| (f * 100.0).round() as u32)
    }

    #[test]
    fn parts_count_for_their_share() {
        let whole = Progress::default();
        assert_eq!(percent(&whole), None);
        whole.expect(2, 100);
        {
            let file = whole.part(60, 60);
            let unpacked = file.part(40, 4000);
            unpacked.advance(1000);
            assert_eq!(percent(&whole), Some(10), "a quarter of 40");
            unpacked.advance(9000);
            assert_eq!(percent(&whole), Some(40), "never more than its share");
            drop(unpacked);
            assert_eq!(percent(&whole), Some(40));
        }
        assert_eq!(percent(&whole), Some(60), "what a file did not count is done with it");
        whole.file_done();
        assert_eq!(whole.files(), (1, 2));
    }

    #[test]
    fn cancelling_reaches_every_part() {
        let whole = Progress::default();
        let part = whole.part(1, 1).part(1, 1);
        whole.cancel();
        assert!(part.is_cancelled());
    }
}
