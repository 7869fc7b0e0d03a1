//! The files of the log.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::settings::Settings;

/// The segments in a directory, and the one being written.
#[derive(Debug)]
pub(super) struct Segments {
    directory: PathBuf,
    limit: u64,
    total: u64,
    age: Duration,
    number: u64,
    file: File,
    size: u64,
    /// Whether the file may contain more than `size`: the start of a line that could not be
    /// completed.
    torn: bool,
}

/// Lines that could not be written.
#[derive(Debug)]
pub(super) struct Lost {
    pub(super) error: io::Error,
    pub(super) lines: usize,
}

impl Segments {
    /// Starts a new segment, because the last one may end in a partial line.
    pub(super) fn open(settings: &Settings, now: i64) -> io::Result<Self> {
        let directory = &settings.directory;
        let mut folder = fs::DirBuilder::new();
        folder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
        folder.create(directory)?;
        let number = numbers(directory)?
            .last()
            .map_or(1, |last| last.saturating_add(1));
        let file = create(directory, number)?;
        let segments = Self {
            directory: directory.clone(),
            limit: settings.segment_bytes,
            total: settings.total_bytes,
            age: settings.age,
            number,
            file,
            size: 0,
            torn: false,
        };
        segments.prune(now)?;
        Ok(segments)
    }

    /// Appends whole lines, in as many segments as they need. A segment exceeds its limit only if a
    /// single line is longer than the limit.
    ///
    /// After an error, the partial line is truncated so that the next one does not join it. This
    /// starts no new segment: on a full disk, that would displace the old ones.
    pub(super) fn write(&mut self, mut lines: &[u8], now: i64) -> Result<(), Lost> {
        while !lines.is_empty() {
            lines = self.write_some(lines, now).map_err(|error| Lost {
                error,
                lines: memchr::memchr_iter(b'\n', lines).count(),
            })?;
        }
        Ok(())
    }

    /// Appends the lines that fit into the segment, and returns the rest.
    fn write_some<'l>(&mut self, lines: &'l [u8], now: i64) -> io::Result<&'l [u8]> {
        if self.torn {
            self.file.set_len(self.size)?;
            self.torn = false;
        }
        let room = usize::try_from(self.limit.saturating_sub(self.size)).unwrap_or(usize::MAX);
        let taken = match fitting(lines, room) {
            0 if self.size > 0 => {
                self.rotate(now)?;
                return Ok(lines);
            }
            0 => memchr::memchr(b'\n', lines).map_or(lines.len(), |feed| feed + 1),
            fitting => fitting,
        };
        let (now, later) = lines.split_at_checked(taken).unwrap_or((lines, &[]));
        self.torn = true;
        self.file.write_all(now)?;
        self.torn = false;
        self.size = self
            .size
            .saturating_add(u64::try_from(now.len()).unwrap_or(u64::MAX));
        Ok(later)
    }

    /// Starts the next segment.
    fn rotate(&mut self, now: i64) -> io::Result<()> {
        self.file.sync_data()?;
        let number = self.number.saturating_add(1);
        self.file = create(&self.directory, number)?;
        self.number = number;
        self.size = 0;
        self.tidy(now);
        Ok(())
    }

    /// Removes segments that are too old or exceed the total size.
    pub(super) fn tidy(&self, now: i64) {
        if let Err(error) = self.prune(now) {
            tracing::warn!(%error, "cannot remove an old segment of the audit log");
        }
    }

    /// Waits until what was written is on disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn prune(&self, now: i64) -> io::Result<()> {
        let now = u64::try_from(now).unwrap_or(0);
        let oldest = now.saturating_sub(u64::try_from(self.age.as_micros()).unwrap_or(u64::MAX));
        // The current segment may still grow to its limit.
        let mut room = self.total.saturating_sub(self.limit);
        for number in numbers(&self.directory)?.into_iter().rev() {
            if number == self.number {
                continue;
            }
            let path = path(&self.directory, number);
            let segment = fs::metadata(&path)?;
            let is_old = segment
                .modified()
                .is_ok_and(|written| since_1970(written) < oldest);
            if is_old || segment.len() > room {
                fs::remove_file(path)?;
                // All earlier segments are removed as well, so that the log has no gap.
                room = 0;
            }
            room = room.saturating_sub(segment.len());
        }
        Ok(())
    }
}

/// A file system time in microseconds.
fn since_1970(time: SystemTime) -> u64 {
    let since = time
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
}

/// How many bytes of whole lines fit into `room`.
fn fitting(lines: &[u8], room: usize) -> usize {
    match lines.get(..room) {
        None => lines.len(),
        Some(start) => memchr::memrchr(b'\n', start).map_or(0, |feed| feed + 1),
    }
}

/// Never opens an existing file: a segment has one writer, and a symlink planted in its place is
/// not followed.
fn create(directory: &Path, number: u64) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path(directory, number))
}

fn path(directory: &Path, number: u64) -> PathBuf {
    directory.join(format!("audit-{number:08}.jsonl"))
}

/// The numbers of the segments, in order.
fn numbers(directory: &Path) -> io::Result<Vec<u64>> {
    let mut numbers = Vec::new();
    for entry in fs::read_dir(directory)? {
        let name = entry?.file_name();
        let number = name
            .to_str()
            .and_then(|name| name.strip_prefix("audit-"))
            .and_then(|name| name.strip_suffix(".jsonl"))
            .and_then(|number| number.parse::<u64>().ok());
        numbers.extend(number);
    }
    numbers.sort_unstable();
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_700_000_000_000_000;

    fn open(directory: &Path, segment: u64, total: u64) -> io::Result<Segments> {
        let settings = Settings {
            segment_bytes: segment,
            total_bytes: total,
            ..Settings::new(directory.to_owned())
        };
        Segments::open(&settings, NOW)
    }

    fn contents(directory: &Path) -> Vec<(u64, String)> {
        let read = |number| fs::read_to_string(path(directory, number)).unwrap();
        numbers(directory)
            .unwrap()
            .into_iter()
            .map(|number| (number, read(number)))
            .collect()
    }

    #[test]
    fn segments_hold_whole_lines_and_the_oldest_go() {
        let directory = tempfile::tempdir().unwrap();
        let mut segments = open(directory.path(), 10, 34).unwrap();
        segments.write(b"1234\n1234\n12\n", NOW).unwrap();
        segments.write(b"longer than a segment\n", NOW).unwrap();
        segments.write(b"x\n", NOW).unwrap();
        let expected = [
            (3, "longer than a segment\n".to_owned()),
            (4, "x\n".to_owned()),
        ];
        assert_eq!(contents(directory.path()), expected);
    }

    #[test]
    fn half_a_line_is_taken_back() {
        let directory = tempfile::tempdir().unwrap();
        let mut segments = open(directory.path(), 100, 1000).unwrap();
        segments.write(b"whole\n", NOW).unwrap();
        segments.file.write_all(b"ha").unwrap();
        segments.torn = true;
        segments.write(b"next\n", NOW).unwrap();
        assert_eq!(
            contents(directory.path()),
            [(1, "whole\nnext\n".to_owned())]
        );
    }

    #[test]
    fn lines_that_find_no_segment_are_counted() {
        let directory = tempfile::tempdir().unwrap();
        let mut segments = open(directory.path(), 10, 1000).unwrap();
        fs::remove_dir_all(directory.path()).unwrap();
        let lost = segments
            .write(b"1234\n1234\n1234\n1234\n", NOW)
            .unwrap_err();
        assert_eq!(
            (lost.error.kind(), lost.lines),
            (io::ErrorKind::NotFound, 2)
        );
        fs::create_dir(directory.path()).unwrap();
        segments.write(b"12\n", NOW).unwrap();
        assert_eq!(contents(directory.path()), [(2, "12\n".to_owned())]);
    }

    #[test]
    fn a_restart_appends_to_no_segment_and_leaves_other_files_alone() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("audit-x.jsonl"), "mine").unwrap();
        fs::write(path(directory.path(), 7), "half a li").unwrap();
        let mut segments = open(directory.path(), 100, 1000).unwrap();
        segments.write(b"x\n", NOW).unwrap();
        let expected = [(7, "half a li".to_owned()), (8, "x\n".to_owned())];
        assert_eq!(contents(directory.path()), expected);
        assert!(directory.path().join("audit-x.jsonl").exists());
    }

    #[test]
    fn old_segments_go_by_size_and_age_however_often_the_process_starts() {
        let directory = tempfile::tempdir().unwrap();
        let numbers = || numbers(directory.path()).unwrap();
        for start in 1..=20 {
            let mut segments = open(directory.path(), 100, 1000).unwrap();
            segments.write(b"x\n", NOW).unwrap();
            assert_eq!(numbers().len(), start);
        }
        let write_at = |number, micros| {
            let file = File::options()
                .write(true)
                .open(path(directory.path(), number));
            let at = SystemTime::UNIX_EPOCH + Duration::from_micros(micros);
            file.unwrap().set_modified(at).unwrap();
        };
        let day = 24 * 60 * 60 * 1_000_000;
        for number in 1..=20 {
            let days: u64 = if number <= 5 { 91 } else { 89 };
            write_at(number, 1_700_000_000_000_000 - days * day);
        }
        open(directory.path(), 100, 1000).unwrap();
        assert_eq!(numbers(), (6..=21).collect::<Vec<_>>());
        open(directory.path(), 100, 106).unwrap();
        assert_eq!(numbers(), [18, 19, 20, 21, 22]);
    }
}
