//! Every loop spends fuel or suspends for a step.

use super::broken::Problem;
use super::flow::edges;
use super::subject::Subject;
use crate::code::BlockId;

/// How far a block has been visited.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

pub(super) fn check(subject: &Subject<'_>) -> Result<(), Problem> {
    let count = subject.code.blocks.len();
    let mut states = vec![State::New; count];
    for start in (0..).map(BlockId).take(count) {
        let mut path = vec![(start, free_ways(subject, start))];
        if states.get(start.0 as usize) != Some(&State::New) {
            continue;
        }
        set(&mut states, start, State::Open);
        while let Some((id, ways)) = path.last_mut() {
            let id = *id;
            let Some(next) = ways.pop() else {
                set(&mut states, id, State::Done);
                path.pop();
                continue;
            };
            match states.get(next.0 as usize) {
                Some(State::Open) => {
                    return Err((Some(next), "a loop that spends no fuel".to_owned()));
                }
                Some(State::New) => {
                    set(&mut states, next, State::Open);
                    path.push((next, free_ways(subject, next)));
                }
                _ => {}
            }
        }
    }
    Ok(())
}

fn set(states: &mut [State], block: BlockId, state: State) {
    if let Some(place) = states.get_mut(block.0 as usize) {
        *place = state;
    }
}

/// The successors of a block without a return to the engine.
fn free_ways(subject: &Subject<'_>, id: BlockId) -> Vec<BlockId> {
    let Some(block) = subject.code.blocks.get(id.0 as usize) else {
        return Vec::new();
    };
    let edges = edges(subject, &block.terminator).into_iter();
    let ways = edges.filter(|edge| !edge.returns).map(|edge| edge.to);
    ways.chain(block.catch).collect()
}
