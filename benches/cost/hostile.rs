//! Requests and responses that try to be expensive, compared with an ordinary refused request. A hostile request should
//! add at most twice the time of the ordinary one.

use criterion::Criterion;
use http::{Request, header};

use crate::policies::{self, EXACT_3, STRANGER, SUBDOMAINS_3};
use crate::request::{self, Answer, Case, case};
use crate::table::Table;
use crate::{floor, tower};

/// Each of them, to a policy with three origins and to a policy with three patterns.
pub(crate) fn cases(criterion: &mut Criterion) -> Table {
    let mut table = Table::of_added("Added to a tower service, at worst");
    let (exact, patterns) = (policies::tower_http(3), policies::tower_http_subdomains(3));
    for case in hostile() {
        let name = format!("3 exact, {}", case.name);
        let row = tower::contest(
            criterion,
            &name,
            &case,
            &EXACT_3,
            &exact,
            floor::exact,
            floor::one_of_three,
        );
        table.push(&name, row);
        let name = format!("3 with `*.`, {}", case.name);
        let row = tower::contest(
            criterion,
            &name,
            &case,
            &SUBDOMAINS_3,
            &patterns,
            floor::subdomain,
            floor::subdomain,
        );
        table.push(&name, row);
    }
    table
}

fn hostile() -> Vec<Case> {
    let long = format!("https://{}.tenant-00000.example.com", "a".repeat(60 * 1024));
    let labels = format!("https://{}!.tenant-00000.example.com", "a.".repeat(100));
    let commas = format!("{STRANGER}{}", ",".repeat(1_000));
    vec![
        case("ordinary", request::actual(STRANGER), Answer::Ordinary),
        case("60 KiB of `Origin`", request::actual(&long), Answer::Ordinary),
        case("an `Origin` that fits but for one byte", request::actual(&labels), Answer::Ordinary),
        case("an `Origin` with 1,000 commas", request::actual(&commas), Answer::Ordinary),
        case("100 lines of `Origin`", with_many_origins(), Answer::Ordinary),
        case(
            "200 lines of `Vary` from the handler",
            request::actual(STRANGER),
            Answer::VaryingMuch,
        ),
    ]
}

fn with_many_origins() -> Request<()> {
    let mut request = request::actual(STRANGER);
    for _ in 1..100 {
        request.headers_mut().append(header::ORIGIN, request::value_of(STRANGER));
    }
    request
}
