//! Lists of origins as arguments of `clap`.

use clap::Parser;
use cors_policy::{OriginList, cors_policy};

/// A command line with a list of origins.
#[derive(Debug, Parser)]
struct Arguments {
    #[arg(long)]
    origins: OriginList,
}

cors_policy! {
    static API = { origins: [configured], credentials: true };
}

#[test]
fn an_option_is_a_list() {
    let arguments =
        Arguments::try_parse_from(["api", "--origins", "https://a.example, https://b.example"]);
    let origins = arguments.expect("valid").origins;
    assert_eq!(origins.to_string(), "https://a.example, https://b.example");
    let api = API.configure(&origins).expect("valid");
    assert!(api.allows("https://b.example"));
}

#[test]
fn clap_prints_every_mistake_of_an_option() {
    let error = Arguments::try_parse_from(["api", "--origins=https://a.example/,b.example"]);
    let message = error.expect_err("two entries are invalid").to_string();
    assert!(
        message.starts_with(
            "error: invalid value 'https://a.example/,b.example' for '--origins <ORIGINS>': invalid origins:
  entry 1: `https://a.example/`: an origin has no trailing slash; write `https://a.example`
  entry 2: `b.example`: "
        ),
        "{message}"
    );
}

#[test]
fn what_only_the_policy_forbids_names_the_option() {
    let arguments = Arguments::try_parse_from(["api", "--origins", "http://a.example"]);
    let origins = arguments.expect("legal in itself").origins;
    let error =
        API.configure(&origins).expect_err("the policy has credentials").named("`--origins`");
    let message = error.to_string();
    assert!(
        message.starts_with(
            "invalid origins in `--origins`:\n  entry 1: `http://a.example` is not encrypted"
        ),
        "{message}"
    );
}
