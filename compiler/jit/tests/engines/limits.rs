//! Rejected code and its errors.

use crate::common::{SITE, word};
use flowright_ir::code::{BlockId, Code, Instruction, Local, LocalId, Terminator, TypeId};
use flowright_jit::testing::{CodeBuilder, suspend};
use flowright_jit::{Jit, JitError, Size};

fn refused(code: &Code) -> JitError {
    // SAFETY: this code is never run.
    match unsafe { Jit::default().codes(&[code]) } {
        Ok(_) => unreachable!("this code must be refused"),
        Err(error) => error,
    }
}

#[test]
fn code_that_is_too_large_is_refused() {
    let mut builder = CodeBuilder::new();
    let to = builder.local();
    builder.block(vec![word(to, 1); 60_000], Terminator::Done);
    let error = refused(&builder.finish());
    assert_eq!(
        error,
        JitError::TooLarge {
            what: Size::Instructions,
            found: 60_001,
            limit: 50_000
        }
    );
    assert_eq!(
        error.to_string(),
        "a handler has 60001 instructions; the maximum is 50000"
    );

    let mut builder = CodeBuilder::new();
    let to = builder.local();
    let value = vec![to; 5_000];
    builder.block(
        vec![
            word(to, 1),
            Instruction::AppendJson {
                ty: TypeId(0),
                value,
                site: SITE,
            },
        ],
        Terminator::Done,
    );
    assert!(matches!(
        refused(&builder.finish()),
        JitError::TooLarge {
            what: Size::CallWords,
            found: 5_000,
            ..
        }
    ));
}

#[test]
fn code_that_names_what_it_does_not_have_is_refused() {
    let block = |instructions, terminator| {
        let mut builder = CodeBuilder::new();
        builder.local();
        builder.block(instructions, terminator);
        builder.finish()
    };
    let local = LocalId(0);
    for (code, what) in [
        (block(vec![word(LocalId(7), 1)], Terminator::Done), "local"),
        (block(vec![], Terminator::Jump(BlockId(9))), "block"),
        (
            block(vec![word(local, 0)], suspend(0, local, 0)),
            "resume point",
        ),
        (
            block(
                vec![Instruction::StepResult { to: local, word: 4 }],
                Terminator::Done,
            ),
            "word of the frame's header",
        ),
    ] {
        assert!(
            matches!(refused(&code), JitError::Malformed { what: found, .. } if found == what),
            "{what}: {:?}",
            refused(&code)
        );
    }
    let mut code = block(vec![], Terminator::Done);
    code.locals = vec![Local {
        frame: Some(code.frame_words),
    }];
    assert!(matches!(
        refused(&code),
        JitError::Malformed {
            what: "frame word",
            ..
        }
    ));
    code.locals.clear();
    code.frame_words = 2;
    assert!(matches!(
        refused(&code),
        JitError::Malformed {
            what: "frame word",
            ..
        }
    ));
    code.blocks.clear();
    code.frame_words = 5;
    assert!(matches!(
        refused(&code),
        JitError::Malformed {
            what: "block",
            index: 0
        }
    ));
}
