//! Random code that follows the rules of [`Code`].

use std::sync::Arc;

use flowright_ir::code::{Block, BlockId, Code, Raised, SiteId, Terminator};
use flowright_stdlib::failure::FailureCode;
use flowright_stdlib::memory::Constants;

use super::build::suspend;
use super::constants::DATA;
use super::places::{Places, types};
use super::source::Source;
use super::writer::Writer;

/// Code with everything it needs to run.
#[derive(Clone, Debug)]
pub struct Case {
    /// The code.
    pub code: Code,
    /// Its constants.
    pub constants: Arc<Constants>,
    /// The words of its steps' results, and where it resumes: see [`Run`](super::Run).
    pub answers: Vec<u64>,
    /// The frame words that are the same on both engines: all but addresses.
    pub comparable: Vec<usize>,
}

impl Case {
    /// The case generated from these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Case {
        let mut source = Source::new(bytes);
        let mut places = Places::new(&mut source);
        let count = 2 + source.below(8);
        let resume_points: Vec<BlockId> = (0..1 + source.below(4))
            .map(|_| BlockId(1 + source.below(count)))
            .collect();
        let mut sites = 0;
        let mut blocks = Vec::new();
        for index in 0..=count {
            let id = BlockId(index);
            let initialises = resume_points.contains(&id) || index == 0;
            let mut writer = Writer::new(&mut source, &mut places, &mut sites);
            if initialises {
                writer.initialise(index == 0);
            }
            if index > 0 && writer.source.once_in(4) {
                writer.after_return();
            }
            if index == count {
                writer.everything();
            } else {
                writer.some();
            }
            let instructions = writer.finish();
            let shape = Shape {
                index,
                count,
                points: resume_points.len(),
            };
            let terminator = shape.terminator(&mut source, &places, &mut sites);
            // A block that initialises locals must not catch failures: its catch would read locals
            // that are not written yet.
            let catch = (!initialises && index + 1 < count && source.once_in(2))
                .then(|| BlockId(index + 1 + source.below(count - index)));
            blocks.push(Block {
                instructions,
                terminator,
                catch,
            });
        }
        let answers = (0..12).map(|_| source.word()).collect();
        let comparable = places.comparable();
        let code = Code {
            locals: places.locals,
            blocks,
            resume_points,
            frame_words: places.frame_words,
        };
        let constants = Constants {
            data: DATA.as_bytes().into(),
            types: types(),
            ..Constants::default()
        };
        Case {
            code,
            constants: Arc::new(constants),
            answers,
            comparable,
        }
    }
}

/// What a terminator may refer to.
struct Shape {
    index: u32,
    count: u32,
    points: usize,
}

impl Shape {
    fn terminator(&self, source: &mut Source<'_>, places: &Places, sites: &mut u32) -> Terminator {
        if self.index == self.count {
            return match source.below(3) {
                0 => Terminator::Return(places.ints.first().copied().unwrap_or(places.spare[0])),
                _ => Terminator::Done,
            };
        }
        let next = self.index + 1;
        let mut forward = || BlockId(next + source.below(self.count + 1 - next));
        let (then, otherwise) = (forward(), forward());
        let points = u32::try_from(self.points).unwrap_or(1);
        match source.below(8) {
            0 | 1 => Terminator::Jump(then),
            2 | 3 => Terminator::Branch {
                condition: source.pick(&places.bools, places.spare[0]),
                then,
                otherwise,
            },
            4 => Terminator::Fuel {
                cost: 1 + source.below(200),
                resume: source.below(points),
            },
            5 | 6 => {
                let step = source.below(3);
                let arguments = source.pick(&places.records, places.spare[0]);
                suspend(step, arguments, source.below(points))
            }
            _ => {
                *sites += 1;
                let [address, length] = source.pick(&places.texts, [places.spare[0]; 2]);
                Terminator::Fail {
                    failure: Raised::New {
                        code: FailureCode::Fail,
                        message: [address, length],
                    },
                    site: SiteId(*sites),
                }
            }
        }
    }
}
