//! Cloudflare Access: Cloudflare's own client for Python reads the exports.

use std::path::{Path, PathBuf};
use std::process::Command;

use cors_policy::PolicyRef;
use cors_policy_gateways::{Export, cloudflare_access};
use serde_json::{Value, json};

use crate::policies::{API, BARE, CLOSED, OriginsFrom, PUBLIC, SHAPES, TWO_TIERS};
use crate::program::{Folder, output};
use crate::random;

#[test]
fn cloudflare_access_has_the_properties() {
    let policies = [&API, &BARE, &CLOSED, &PUBLIC, &SHAPES, &TWO_TIERS];
    let policies = policies.map(|policy| policy.with(OriginsFrom::Source));
    let bypass = policies.iter().map(|policy| cloudflare_access::export(policy.clone()));
    let settings = policies.iter().map(|policy| cloudflare_access::narrower(policy.clone()));
    let exports = bypass.chain(settings).flatten().map(|export| application(&export));
    let exports = exports.collect::<Vec<_>>();
    assert_eq!(exports.len(), 11, "all but `cors_headers` for `CLOSED`");
    for (export, verdict) in exports.iter().zip(verdicts(&exports)) {
        assert_eq!(verdict, "ok", "{export}");
    }
}

/// The same check finds a wrong name and a wrong value.
#[test]
fn cloudflare_access_rejects_broken_settings() {
    let api = cloudflare_access::narrower(API.with(OriginsFrom::Source)).expect("it has an origin");
    let api = application(&api);
    let broken = [
        ("allow_origins", json!(["https://app.example.com"])),
        ("allowed_origins", json!("https://app.example.com")),
        ("allowed_methods", json!(["PURGE"])),
        ("allow_credentials", json!("true")),
        ("max_age", json!("600")),
    ];
    let broken = broken.map(|(property, value)| {
        let mut application = api.clone();
        application["cors_headers"][property] = value;
        application
    });
    let misspelled = json!({ "option_preflight_bypass": true });
    let broken = [&broken[..], &[with_address(misspelled)]].concat();
    for (application, verdict) in broken.iter().zip(verdicts(&broken)) {
        assert_ne!(verdict, "ok", "{application}");
    }
}

/// What a random policy with hostile names allows in the settings, it also allows in the library.
#[test]
fn cloudflare_access_allows_no_more_than_random_policies() {
    let policies = random::policies(200);
    let exports = policies.iter().filter_map(|policy| {
        let export = cloudflare_access::narrower(policy.clone()).ok()?;
        Some((policy, application(&export)))
    });
    let (policies, applications): (Vec<_>, Vec<_>) = exports.unzip();
    assert!(policies.len() > 50, "{} of 200 can be expressed", policies.len());
    for (application, verdict) in applications.iter().zip(verdicts(&applications)) {
        assert_eq!(verdict, "ok", "{application}");
    }
    for (policy, application) in policies.iter().zip(&applications) {
        assert!(is_no_wider(&application["cors_headers"], policy), "{policy}\n{application}");
    }
}

fn is_no_wider(settings: &Value, policy: &PolicyRef) -> bool {
    let list = |property: &str| {
        let names = settings[property].as_array().map_or(&[][..], Vec::as_slice);
        names.iter().map(|name| name.as_str().expect("a text"))
    };
    let is = |property: &str| settings[property] == json!(true);
    let has = |names: &[&str], name: &str| names.contains(&name) || names.contains(&"*");
    let (methods, headers) = (policy.methods(), policy.request_headers());
    let safe = ["GET", "HEAD", "POST"];
    let is_public = policy.origins() == cors_policy::Origins::Any;
    is("allow_all_origins") == is_public
        && (!is("allow_credentials") || policy.credentials() && !is_public)
        && list("allowed_origins").all(|origin| policy.allows(origin))
        && (!is("allow_all_methods") || methods == ["*"] && !policy.credentials())
        && list("allowed_methods").all(|name| has(methods, name) || safe.contains(&name))
        && (!is("allow_all_headers") || headers.len() == 2 && has(headers, "*"))
        && list("allowed_headers").all(|name| headers.contains(&name) || name == "Accept")
}

/// The settings, in an application.
fn application(export: &Export) -> Value {
    let [file] = export.files() else { panic!("one file") };
    with_address(serde_json::from_str(file.text()).expect("JSON"))
}

fn with_address(mut settings: Value) -> Value {
    settings["domain"] = json!("app.example.com");
    settings["type"] = json!("self_hosted");
    settings
}

/// What the client says about each application.
fn verdicts(applications: &[Value]) -> Vec<String> {
    let folder = Folder::new("cloudflare_access");
    let file = folder.write("applications.json", &json!(applications).to_string());
    let python = match std::env::var_os("GATEWAY_PYTHON") {
        Some(folder) => PathBuf::from(folder).join("python"),
        None => "python3".into(),
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("cloudflare_access/check.py");
    let mut command = Command::new(python);
    command.arg(script).arg(file);
    let verdicts = output(command).lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(verdicts.len(), applications.len(), "{verdicts:?}");
    verdicts
}
