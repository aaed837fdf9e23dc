//! `export`

use std::fs;

use cors_policy_gateways::Target;

use crate::ran::run;

#[test]
fn the_text_goes_to_the_output_and_the_verdict_to_the_error() {
    let ran = run(&["export", "API", "--to", "express"]);
    assert_eq!(ran.status, 0);
    assert!(ran.out.contains("https://app.example.com") && !ran.out.starts_with("==>"), "{ran:?}");
    assert!(ran.err.starts_with("verdict: exact\nplace: "), "{ran:?}");
    let several = run(&["export", "API", "--to", "nginx"]);
    assert!(several.out.starts_with("==> cors-api.http.conf (inside of `http { … }`) <==\n"));
}

#[test]
fn every_target_can_be_named() {
    for target in Target::ALL {
        let ran = run(&["export", "CATALOGUE", "--to", target.name(), "--narrower"]);
        // Some targets cannot express anything of this policy. The error says why.
        let is_refused = ran.status == 2 && ran.err.starts_with("error: ");
        assert!(is_refused || ran.status == 0 && !ran.out.is_empty(), "{target}: {ran:?}");
    }
}

#[test]
fn what_a_gateway_cannot_express_is_an_error_or_left_out() {
    let refused = run(&["export", "API", "--to", "aws-http-api"]);
    assert!(refused.fails().contains("https://*.preview.example.com"), "{refused:?}");
    let narrower = run(&["export", "API", "--to", "aws-http-api", "--narrower", "--json"]);
    let narrower = narrower.json(0);
    assert_eq!(
        (&narrower["target"], &narrower["verdict"]),
        (&"aws-http-api".into(), &"narrower".into())
    );
    assert_eq!(narrower["left_out"].as_array().map(Vec::len), Some(1));
    assert!(
        narrower["files"][0]["text"].as_str().is_some_and(|text| text.contains("app.example.com"))
    );
}

#[test]
fn an_unknown_target_is_an_error_with_all_names() {
    let ran = run(&["export", "API", "--to", "ngnix"]);
    assert!(ran.fails().contains("nginx") && ran.err.contains("varnish"), "{ran:?}");
}

#[test]
fn files_are_written_and_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    let deploy = folder.path().join("new/deploy");
    let deploy_argument = deploy.to_str().expect("a path in UTF-8");
    let export = |more: &[&str]| run(&[&["export", "API", "--to", "nginx"], more].concat());

    let missing = export(&["--check", deploy_argument]);
    assert!(missing.fails().contains("several files"), "{missing:?}");
    let written = export(&["--output", deploy_argument]);
    assert_eq!((written.status, written.out.lines().count()), (0, 2), "{written:?}");
    let same = export(&["--check", deploy_argument]);
    assert_eq!((same.status, same.out.as_str()), (0, ""), "{same:?}");

    let file = deploy.join("cors-api.http.conf");
    let text = fs::read_to_string(&file).expect("it was written");
    fs::write(&file, text.replace("app", "\u{1b}[2Jevil")).expect("it is replaced");
    let differs = export(&["--check", deploy_argument]);
    assert_eq!(differs.status, 1, "{differs:?}");
    assert!(differs.out.contains("\n-") && differs.out.contains("\n+"), "{differs:?}");
    assert!(!differs.out.contains('\u{1b}'), "{differs:?}");

    fs::remove_file(&file).expect("it is removed");
    let missing = export(&["--check", deploy_argument]);
    assert!(missing.fails().contains("cannot read"), "{missing:?}");
}

#[test]
fn one_file_is_checked_by_its_path() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("anything.mjs");
    let check =
        || run(&["export", "API", "--to", "express", "--check", path.to_str().expect("UTF-8")]);
    fs::write(&path, run(&["export", "API", "--to", "express"]).out).expect("it is written");
    assert_eq!(check().status, 0);
    fs::write(&path, [0xff, b'\n']).expect("it is written");
    assert_eq!(check().status, 1);
}
