//! The files of the log.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The segments of a directory, and the one that is written.
#[derive(Debug)]
pub(super) struct Segments {
    directory: PathBuf,
    limit: u64,
    keep: usize,
    number: u64,
    file: File,
    size: u64,
    /// Whether the file may hold more than `size`: the start of a line that could not be written.
    torn: bool,
}

/// Lines that could not be written.
#[derive(Debug)]
pub(super) struct Lost {
    pub(super) error: io::Error,
    pub(super) lines: usize,
}

impl Segments {
    /// Goes on with a new segment: the last one may end in half a line.
    pub(super) fn open(directory: &Path, limit: u64, keep: usize) -> io::Result<Self> {
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
            directory: directory.to_owned(),
            limit,
            keep: keep.max(1),
            number,
            file,
            size: 0,
            torn: false,
        };
        segments.prune()?;
        Ok(segments)
    }

    /// Appends whole lines, in as many segments as they need. A segment is larger than its limit only by holding one line
    /// that is.
    ///
    /// After an error what was written of a line is taken back, so that the next one does not join it. No new segment is
    /// begun for it: on a full disk that would drive out the old ones.
    pub(super) fn write(&mut self, mut lines: &[u8]) -> Result<(), Lost> {
        while !lines.is_empty() {
            lines = self.write_some(lines).map_err(|error| Lost {
                error,
                lines: memchr::memchr_iter(b'\n', lines).count(),
            })?;
        }
        Ok(())
    }

    /// Appends what fits into the segment, and gives the rest.
    fn write_some<'l>(&mut self, lines: &'l [u8]) -> io::Result<&'l [u8]> {
        if self.torn {
            self.file.set_len(self.size)?;
            self.torn = false;
        }
        let room = usize::try_from(self.limit.saturating_sub(self.size)).unwrap_or(usize::MAX);
        let taken = match fitting(lines, room) {
            0 if self.size > 0 => {
                self.rotate()?;
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

    /// Begins the next segment.
    fn rotate(&mut self) -> io::Result<()> {
        self.file.sync_data()?;
        let number = self.number.saturating_add(1);
        self.file = create(&self.directory, number)?;
        self.number = number;
        self.size = 0;
        if let Err(error) = self.prune() {
            tracing::warn!(%error, "an old segment of the audit log could not be removed");
        }
        Ok(())
    }

    /// Waits until what was written is on disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }

    fn prune(&self) -> io::Result<()> {
        let numbers = numbers(&self.directory)?;
        let surplus = numbers.len().saturating_sub(self.keep);
        for number in numbers.into_iter().take(surplus) {
            fs::remove_file(path(&self.directory, number))?;
        }
        Ok(())
    }
}

/// How many bytes of whole lines fit into the room.
fn fitting(lines: &[u8], room: usize) -> usize {
    match lines.get(..room) {
        None => lines.len(),
        Some(start) => memchr::memrchr(b'\n', start).map_or(0, |feed| feed + 1),
    }
}

/// Never opens what is already there: a segment has one writer, and a link in its place is not followed.
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
        let mut segments = Segments::open(directory.path(), 10, 2).unwrap();
        segments.write(b"1234\n1234\n12\n").unwrap();
        segments.write(b"longer than a segment\n").unwrap();
        segments.write(b"x\n").unwrap();
        let expected = [
            (3, "longer than a segment\n".to_owned()),
            (4, "x\n".to_owned()),
        ];
        assert_eq!(contents(directory.path()), expected);
    }

    #[test]
    fn half_a_line_is_taken_back() {
        let directory = tempfile::tempdir().unwrap();
        let mut segments = Segments::open(directory.path(), 100, 2).unwrap();
        segments.write(b"whole\n").unwrap();
        segments.file.write_all(b"ha").unwrap();
        segments.torn = true;
        segments.write(b"next\n").unwrap();
        assert_eq!(
            contents(directory.path()),
            [(1, "whole\nnext\n".to_owned())]
        );
    }

    #[test]
    fn lines_that_find_no_segment_are_counted() {
        let directory = tempfile::tempdir().unwrap();
        let mut segments = Segments::open(directory.path(), 10, 2).unwrap();
        fs::remove_dir_all(directory.path()).unwrap();
        let lost = segments.write(b"1234\n1234\n1234\n1234\n").unwrap_err();
        assert_eq!(
            (lost.error.kind(), lost.lines),
            (io::ErrorKind::NotFound, 2)
        );
        fs::create_dir(directory.path()).unwrap();
        segments.write(b"12\n").unwrap();
        assert_eq!(contents(directory.path()), [(2, "12\n".to_owned())]);
    }

    #[test]
    fn a_restart_appends_to_no_segment_and_leaves_other_files_alone() {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("audit-x.jsonl"), "mine").unwrap();
        fs::write(path(directory.path(), 7), "half a li").unwrap();
        let mut segments = Segments::open(directory.path(), 100, 8).unwrap();
        segments.write(b"x\n").unwrap();
        let expected = [(7, "half a li".to_owned()), (8, "x\n".to_owned())];
        assert_eq!(contents(directory.path()), expected);
        assert!(directory.path().join("audit-x.jsonl").exists());
    }
}
