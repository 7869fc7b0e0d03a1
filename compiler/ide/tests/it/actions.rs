use std::fmt::Write as _;

use flowright_diagnostics::FileId;
use flowright_ide::{Action, ActionKind, Analysis, Project};

use crate::support::fixtures;

#[test]
fn actions() {
    fixtures("actions", |fixture| {
        let analysis = &fixture.analysis;
        let actions = analysis.actions(fixture.file, fixture.offset, fixture.end);
        let mut shown = String::new();
        for action in &actions {
            let kind = match action.kind {
                ActionKind::QuickFix => "fix",
                ActionKind::Refactor => "refactor",
                ActionKind::FixAll => "fix all",
            };
            let preferred = if action.preferred { ", preferred" } else { "" };
            let mends = action.mends.and_then(|at| analysis.diagnostics.get(at));
            let mends = mends.map_or(String::new(), |one| format!(", {}", one.code.as_str()));
            let _ = writeln!(shown, "{} ({kind}{preferred}{mends})", action.title);
            let after = checked(analysis, action);
            for ((_, old), (_, new)) in analysis.sources.iter().zip(after.sources.iter()) {
                shown.push_str(&difference(&old.text, &new.text));
            }
            shown.push('\n');
        }
        if shown.is_empty() {
            "nothing\n".to_owned()
        } else {
            shown
        }
    });
}

/// The project after an action, which must not introduce syntax errors.
fn checked(analysis: &Analysis, action: &Action) -> Analysis {
    let after = analysis.edited(&action.edits);
    let mistakes = |of: &Analysis| {
        let files = of.sources.iter();
        let mistakes = files.map(|(id, file)| flowright_syntax::parse(id, &file.text).1.len());
        mistakes.sum::<usize>()
    };
    let (_, text) = after.sources.iter().next().expect("a file");
    assert!(
        mistakes(&after) <= mistakes(analysis),
        "{} gives\n{}",
        action.title,
        text.text
    );
    after
}

/// The lines that differ, with one line of context on each side.
fn difference(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    if old == new {
        return String::new();
    }
    let same = |pair: &(&&str, &&str)| pair.0 == pair.1;
    let start = old.iter().zip(&new).take_while(same).count();
    let rest = (old.len() - start).min(new.len() - start);
    let end = old.iter().rev().zip(new.iter().rev()).take(rest);
    let end = end.take_while(same).count();
    let mut shown = String::new();
    let mut line = |mark: char, text: &str| {
        let _ = writeln!(shown, "{}", format!("  {mark} {text}").trim_end());
    };
    if let Some(before) = start.checked_sub(1) {
        line(' ', old[before]);
    }
    old[start..old.len() - end]
        .iter()
        .for_each(|one| line('-', one));
    new[start..new.len() - end]
        .iter()
        .for_each(|one| line('+', one));
    if let Some(after) = old.get(old.len() - end) {
        line(' ', after);
    }
    shown
}

const EXAMPLES: [&str; 3] = [
    include_str!("../../../../examples/contact_form/contact_form.flow"),
    include_str!("../../../../examples/github_push/github_push.flow"),
    include_str!("../../../../examples/signup/signup.flow"),
];

/// Whichever line is missing, no action introduces syntax errors.
#[test]
fn actions_on_broken_programs_do_not_break_more() {
    for text in EXAMPLES {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        for missing in 0..lines.len() {
            let others = lines.iter().enumerate().filter(|(at, _)| *at != missing);
            let text: String = others.map(|(_, line)| *line).collect();
            let mut project = Project::new();
            project.set("a.flow", text);
            let analysis = project.analyse();
            for one in &analysis.diagnostics {
                let span = one.primary.span;
                for action in analysis.actions(span.file, span.start, span.end) {
                    checked(&analysis, &action);
                }
            }
        }
    }
}

#[test]
fn actions_at_every_place_of_a_program_do_not_break_it() {
    for text in EXAMPLES {
        let mut project = Project::new();
        project.set("a.flow", text);
        let analysis = project.analyse();
        let end = u32::try_from(text.len()).expect("small");
        for offset in 0..end + 2 {
            let word = text
                .bytes()
                .skip(offset as usize)
                .take_while(u8::is_ascii_alphanumeric);
            let word = u32::try_from(word.count()).expect("small");
            for length in [0, word] {
                for action in analysis.actions(FileId(0), offset, offset + length) {
                    checked(&analysis, &action);
                }
            }
        }
    }
}
