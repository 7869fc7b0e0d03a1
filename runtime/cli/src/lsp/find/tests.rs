use super::*;

fn keys(paths: &[&str]) -> Vec<Key> {
    let key = |path: &&str| match path.split_once(':') {
        Some(_) => Key::Buffer((*path).to_owned()),
        None => Key::File(PathBuf::from(path)),
    };
    paths.iter().map(key).collect()
}

fn folders(paths: &[&str]) -> Vec<PathBuf> {
    paths.iter().map(PathBuf::from).collect()
}

/// The programs, one per line.
fn found(places: &Places, known: &[&str], open: &[&str]) -> Vec<String> {
    let programs = programs(places, &keys(known), &keys(open));
    let line = |(root, keys): (Root, BTreeSet<Key>)| {
        let root = match root {
            Root::Folder(folder) => folder.display().to_string(),
            Root::Alone(_) => "alone".to_owned(),
        };
        let keys: Vec<String> = keys.iter().map(Key::name).collect();
        format!("{root}: {}", keys.join(" "))
    };
    programs.into_iter().map(line).collect()
}

fn workspace(paths: &[&str]) -> Places {
    Places {
        folders: folders(paths),
        listed: None,
    }
}

#[test]
fn the_topmost_folders_with_a_file_are_one_program_each() {
    let known = [
        "/w/examples/a/a.flow",
        "/w/examples/b/b.flow",
        "/w/flows/sub/y.flow",
        "/w/flows/x.flow",
    ];
    assert_eq!(
        found(&workspace(&["/w"]), &known, &[]),
        [
            "/w/examples/a: /w/examples/a/a.flow",
            "/w/examples/b: /w/examples/b/b.flow",
            "/w/flows: /w/flows/sub/y.flow /w/flows/x.flow",
        ]
    );
    let with_one_above = [&known[..], &["/w/all.flow"]].concat();
    assert_eq!(found(&workspace(&["/w"]), &with_one_above, &[]).len(), 1);
}

#[test]
fn an_open_file_that_is_not_on_the_disk_counts_as_one_that_is() {
    assert_eq!(
        found(&workspace(&["/w"]), &["/w/sub/a.flow"], &["/w/new.flow"]),
        ["/w: /w/new.flow /w/sub/a.flow"]
    );
}

#[test]
fn listed_folders_are_the_programs() {
    let mut places = workspace(&["/w", "/v"]);
    places.listed = Some(folders(&["./flows/../flows", "flows/sub", "/else"]));
    let known = [
        "/w/flows/x.flow",
        "/w/flows/deep/y.flow",
        "/w/flows/sub/z.flow",
        "/v/flows/x.flow",
        "/w/other/o.flow",
        "/else/e.flow",
    ];
    assert_eq!(
        found(&places, &known, &[]),
        [
            "/else: /else/e.flow",
            "/v/flows: /v/flows/x.flow",
            "/w/flows: /w/flows/deep/y.flow /w/flows/x.flow",
            "/w/flows/sub: /w/flows/sub/z.flow",
        ]
    );
}

#[test]
fn an_open_file_elsewhere_belongs_with_those_beside_it() {
    let known = [
        "/tmp/a.flow",
        "/tmp/b.flow",
        "/tmp/below/c.flow",
        "/opt/d.flow",
    ];
    assert_eq!(
        found(&workspace(&["/w"]), &known, &["/tmp/a.flow"]),
        ["/tmp: /tmp/a.flow /tmp/b.flow"]
    );
    let hidden = [
        "/w/.git/a.flow",
        "/w/target/b.flow",
        "/w/x/node_modules/c.flow",
    ];
    assert!(found(&workspace(&["/w"]), &hidden, &[]).is_empty());
    assert_eq!(
        found(&workspace(&["/w"]), &[], &["/w/target/b.flow"]),
        ["/w/target: /w/target/b.flow"]
    );
}

#[test]
fn what_is_no_source_file_is_alone() {
    assert_eq!(
        found(
            &workspace(&["/w"]),
            &["/w/a.flow"],
            &["untitled:1", "/w/notes.txt"]
        ),
        ["/w: /w/a.flow", "alone: /w/notes.txt", "alone: untitled:1"]
    );
}

#[test]
fn of_folders_in_each_other_the_outer_one_counts() {
    let known = ["/w/a.flow", "/w/in/b.flow"];
    assert_eq!(
        found(&workspace(&["/w/in", "/w", "/w"]), &known, &[]),
        ["/w: /w/a.flow /w/in/b.flow"]
    );
}
