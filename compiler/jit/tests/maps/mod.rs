//! The memory mappings of this process.

/// A range of addresses.
pub struct Mapping {
    /// The size in bytes.
    pub bytes: u64,
    /// `rwxp`, with a dash for each permission it lacks.
    pub rights: String,
    /// Whether nothing backs it: no file, no stack, no heap.
    pub is_anonymous: bool,
}

impl Mapping {
    /// Whether it contains code that does not come from a file.
    pub fn is_machine_code(&self) -> bool {
        self.is_anonymous && self.rights.contains('x')
    }
}

/// All mappings; `None` if the host does not report them.
pub fn mappings() -> Option<Vec<Mapping>> {
    let text = std::fs::read_to_string("/proc/self/maps").ok()?;
    text.lines().map(mapping).collect()
}

fn mapping(line: &str) -> Option<Mapping> {
    let mut words = line.split_ascii_whitespace();
    let (from, to) = words.next()?.split_once('-')?;
    let address = |text| u64::from_str_radix(text, 16).ok();
    Some(Mapping {
        bytes: address(to)? - address(from)?,
        rights: words.next()?.to_owned(),
        // Offset, device and inode come in between.
        is_anonymous: words.nth(3).is_none(),
    })
}
