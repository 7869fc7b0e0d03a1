//! The program to be edited.

use std::fmt::Write as _;
use std::fs;

use crate::editor::Result;

/// The number of files.
pub const FILES: usize = 50;

/// The number of lines in the file that is edited.
pub const LINES: usize = 2000;

/// The number of lines in each other file.
const OTHERS: usize = 200;

/// A program on disk.
pub struct Program {
    pub folder: tempfile::TempDir,
    /// The text of the file that is edited.
    pub text: String,
    pub lines: usize,
}

/// Writes the program into its own folder.
pub fn write() -> Result<Program> {
    let folder = tempfile::tempdir()?;
    let mut number = 0;
    let mut lines = 0;
    let mut first = String::new();
    for file in 0..FILES {
        let (mut text, most) = if file == 0 {
            (head(), LINES)
        } else {
            (String::new(), OTHERS)
        };
        while text.lines().count() < most {
            workflow(&mut text, number)?;
            number += 1;
        }
        let text: String = whole(&text, most);
        lines += text.lines().count();
        fs::write(folder.path().join(format!("file_{file}.flow")), &text)?;
        if file == 0 {
            first = text;
        }
    }
    Ok(Program {
        folder,
        text: first,
        lines,
    })
}

/// The declarations that fit into that many lines, padded with comments in place of the last one.
fn whole(text: &str, lines: usize) -> String {
    if text.lines().count() <= lines {
        return text.to_owned();
    }
    let last = text.rfind("\n/// Work ").map_or(0, |at| at + 1);
    let mut kept = text.get(..last).unwrap_or_default().to_owned();
    while kept.lines().count() < lines {
        kept.push_str("// what is left to fill the file\n");
    }
    kept
}

fn head() -> String {
    String::from(
        r#"secret github
secret slack_url
config ci_url: text = "https://ci.example.com"

/// What of a push event is read.
type Push = {
  ref: text
  after: text
  deleted: bool
  repository: { full_name: text }
  pusher: { name: text, email: text? }
  commits: [{ id: text, message: text }]
}

/// One row for each commit that main was moved to.
collection deployments {
  repository: text
  commit: text
  status: "asked" | "running" | "failed" = "asked"
  build: int?
  created_at: time = now()
  unique (repository, commit)
  index (status, created_at)
}

channel team = slack { url secrets.slack_url }

service ci {
  url config.ci_url
  timeout 5s
}
"#,
    )
}

fn workflow(text: &mut String, number: usize) -> Result<()> {
    write!(
        text,
        r#"
/// Work {number}: deploys when main moves, and tells the team.
workflow push_{number} {{
  trigger webhook POST "/push/{number}" {{
    verify github(secrets.github)
    when context.headers["x-github-event"] == "push"
    body json Push
    mode sync
  }}

  let push = context.data
  if push.ref != "refs/heads/main" or push.deleted {{
    respond 200 json {{ result: "main did not move" }}
  }}

  let row = upsert deployments by (repository, commit) {{
    repository: push.repository.full_name
    commit: push.after
  }}

  try {{
    let deploy = http POST ci "/deploys/{{push.repository.full_name}}" {{
      json {{ commit: push.after, by: push.pusher.name }}
      expect {{ id: int }}
    }}
    update deployments where .id == row.id set {{ status: "running", build: deploy.body.id }}
    notify team "{{push.pusher.name}} moved main by {{push.commits.length}} commits: build {{deploy.body.id}}"
    respond 200 json {{ result: "deploying", build: deploy.body.id }}
  }} catch e {{
    update deployments where .id == row.id set {{ status: "failed" }}
    notify team "main at {{push.after.take(7)}} was not deployed: {{e.message}}"
    respond 502 json {{ result: "not deployed", reason: e.code }}
  }}
}}
"#
    )?;
    Ok(())
}
