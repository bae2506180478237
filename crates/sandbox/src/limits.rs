//! What a document may cost, and how the system is told so.

use nix::sys::resource::{Resource, getrlimit, setrlimit};
use std::io;
use std::time::Duration;

/// What reading one document may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Address space of the child, in bytes.
    pub memory: u64,
    /// Processor time, in seconds.
    pub cpu: u64,
    /// Stack of the thread that reads, in bytes.
    pub stack: usize,
    /// Time from its start to its answer; longer than the processor time, since a child may wait for a processor.
    pub wall: Duration,
}

impl Limits {
    /// The limits of every document: 768 MiB, 6 s of a processor, 8 MiB of stack, 9 s in all, so that who hands one in has an
    /// answer within 10 s. The largest document that is taken needs less than half of each.
    pub const DOCUMENT: Limits =
        Limits { memory: 768 << 20, cpu: 6, stack: 8 << 20, wall: Duration::from_secs(9) };

    /// The limits of a file of tables, which may be larger than any document: they grow with its length. Room for every byte
    /// as a text, and as many cells as are taken; 8 s of a processor, and one more for every 16 MiB.
    pub(crate) fn table(length: usize) -> Limits {
        let length = length as u64;
        let cpu = 8 + (length >> 24);
        let memory = Limits::DOCUMENT.memory + 10 * length;
        Limits { memory, cpu, stack: Limits::DOCUMENT.stack, wall: Duration::from_secs(3 * cpu) }
    }

    /// Lays the limits on this very process, for good. No file can be written from here on, and no core is left behind.
    pub(crate) fn lay_on(&self) -> io::Result<()> {
        let bounds = [
            (Resource::RLIMIT_AS, self.memory),
            (Resource::RLIMIT_CPU, self.cpu),
            (Resource::RLIMIT_CORE, 0),
            (Resource::RLIMIT_FSIZE, 0),
            (Resource::RLIMIT_NOFILE, 16),
        ];
        for (resource, most) in bounds {
            setrlimit(resource, most, most)?;
        }
        Ok(())
    }
}

/// How many files and connections this process may have open, after asking for as many as the system grants.
///
/// ```
/// assert!(sandbox::descriptors() >= 64);
/// ```
pub fn descriptors() -> usize {
    /// What is asked for at most: a server of one district needs no more.
    const WANTED: u64 = 4096;
    /// What every system grants.
    const FEWEST: usize = 256;
    let Ok((now, most)) = getrlimit(Resource::RLIMIT_NOFILE) else { return FEWEST };
    let wanted = most.min(WANTED);
    let granted = wanted > now && setrlimit(Resource::RLIMIT_NOFILE, wanted, most).is_ok();
    usize::try_from(if granted { wanted } else { now }).unwrap_or(FEWEST)
}
