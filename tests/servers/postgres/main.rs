//! Instances of the example `tenants` that share a PostgreSQL database: a change at one is used by the other, and both
//! continue while the database is away.
//!
//! This needs PostgreSQL, so `cargo xtask postgres` runs it, and `cargo test` does not.

mod instance;
#[path = "../process.rs"]
mod process;
mod server;
#[path = "../socket.rs"]
mod socket;

use std::thread;
use std::time::{Duration, Instant};

use instance::{ACME, GLOBEX, Instance};
use server::Server;

const APP: &str = "https://app.acme.example";
const SHOP: &str = "https://shop.globex.example";
const NEW: &str = "https://new.acme.example";
const LATER: &str = "https://later.acme.example";

#[test]
fn a_change_at_one_instance_is_used_by_the_other() {
    let server = Server::start("notify");
    let (one, other) = (Instance::start(&server), Instance::start(&server));
    assert!(one.allows(ACME, APP) && other.allows(ACME, APP), "the first start stores this origin");
    assert!(
        !one.allows(GLOBEX, APP) && !other.allows(GLOBEX, APP),
        "each tenant has its own origins"
    );

    assert_eq!(one.add(ACME, NEW).status, 200);
    assert!(one.allows(ACME, NEW), "this instance uses it at once");
    until("the other instance is notified", || other.allows(ACME, NEW));
    assert!(!one.allows(GLOBEX, NEW) && !other.allows(GLOBEX, NEW), "only the tenant has changed");

    assert_eq!(other.remove(ACME, NEW).status, 200);
    assert!(!other.allows(ACME, NEW));
    until("the first instance is notified", || !one.allows(ACME, NEW));
    assert!(one.allows(ACME, APP) && other.allows(ACME, APP), "the rest is as it was");
}

#[test]
fn instances_continue_without_the_database_and_catch_up_when_it_returns() {
    let mut server = Server::start("away");
    let (one, other) = (Instance::start(&server), Instance::start(&server));

    server.end();
    let refused = one.add(ACME, NEW);
    assert_eq!(refused.status, 503, "{}", refused.body);
    for instance in [&one, &other] {
        assert!(instance.allows(ACME, APP) && instance.allows(GLOBEX, SHOP), "they continue");
        assert!(!instance.allows(ACME, NEW), "nothing was added");
    }

    // No instance is notified of this change, because only psql is connected yet.
    server.restart_and_run(&format!("INSERT INTO origins VALUES ('{ACME}', '{LATER}')"));
    for instance in [&one, &other] {
        until("they catch up", || instance.allows(ACME, LATER));
    }

    // The instances are notified again.
    until("the database can be written again", || one.add(ACME, NEW).status == 200);
    until("the other instance is notified", || other.allows(ACME, NEW));
    assert_eq!(one.remove(ACME, APP).status, 200);
    assert!(!one.allows(ACME, APP));
    until("the other instance is notified", || !other.allows(ACME, APP));
}

#[test]
fn an_invalid_row_of_one_tenant_leaves_the_others_alone() {
    let server = Server::start("invalid");
    let (one, other) = (Instance::start(&server), Instance::start(&server));
    let bad = "https://bad.acme.example/";

    server.run(&format!(
        "INSERT INTO origins VALUES ('{ACME}', '{bad}'), ('{GLOBEX}', '{LATER}');
         INSERT INTO tenants VALUES ('initech.localhost');
         INSERT INTO origins VALUES ('initech.localhost', '{NEW}')"
    ));
    for instance in [&one, &other] {
        until("the other tenants change", || {
            instance.allows(GLOBEX, LATER) && instance.allows("initech.localhost", NEW)
        });
        assert!(instance.allows(ACME, APP), "the tenant keeps its origins");
        assert!(!instance.allows(ACME, bad));
    }
    // An instance that starts now has policies for all other tenants.
    let late = Instance::start(&server);
    assert!(!late.allows(ACME, APP) && late.allows(GLOBEX, LATER));

    let refused = one.add(ACME, NEW);
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert!(refused.body.contains(bad), "{}", refused.body);
    assert_eq!(one.remove(ACME, APP).status, 409, "the policy cannot change yet");
    assert_eq!(one.remove(ACME, bad).status, 200);
    for instance in [&one, &other, &late] {
        until("the tenant is valid again", || !instance.allows(ACME, APP));
    }
    assert_eq!(late.add(ACME, NEW).status, 200);
    assert!(late.allows(ACME, NEW));

    server.run("DELETE FROM tenants WHERE host = 'initech.localhost'");
    for instance in [&one, &other, &late] {
        until("the tenant is removed", || !instance.allows("initech.localhost", NEW));
    }
}

#[test]
fn two_instances_cannot_exceed_the_limit_together() {
    let server = Server::start("limit");
    let (one, other) = (Instance::start(&server), Instance::start(&server));
    let add = |instance: &Instance, name: &str| {
        let answers =
            (0..40).map(|n| instance.add(ACME, &format!("https://{name}{n}.acme.example")));
        answers.filter(|answer| answer.status == 200).count()
    };
    let added = thread::scope(|scope| {
        let a = scope.spawn(|| add(&one, "a"));
        let b = scope.spawn(|| add(&other, "b"));
        [a, b].map(|thread| thread.join().expect("no panic")).iter().sum::<usize>()
    });
    // The first start stores one origin, and the limit is 50.
    assert_eq!(added, 49);
}

#[test]
fn instances_may_start_at_the_same_moment() {
    let server = Server::start("together");
    let start = || {
        thread::scope(|scope| {
            let threads = [(); 6].map(|()| scope.spawn(|| Instance::start(&server)));
            threads.map(|thread| thread.join().expect("it starts"))
        })
    };
    for instance in start() {
        assert!(instance.allows(ACME, APP) && instance.allows(GLOBEX, SHOP));
    }
}

#[test]
fn an_invalid_origin_is_not_stored() {
    let server = Server::start("refused");
    let instance = Instance::start(&server);
    for origin in ["*", "null", "http://app.acme.example", "https://app.acme.example/", "%00", "'"]
    {
        let answer = instance.add(ACME, origin);
        assert_eq!(answer.status, 422, "{origin}: {}", answer.body);
    }
    for host in ["nobody.localhost", "%00", "'"] {
        assert_eq!(instance.add(host, NEW).status, 404, "{host}");
        assert_eq!(instance.remove(host, NEW).status, 404, "{host}");
    }
    assert_eq!(instance.remove(ACME, "%00").status, 404);
    let stored = server.run(&format!("SELECT origin FROM origins WHERE host = '{ACME}'"));
    assert_eq!(stored.trim(), APP);
}

/// Waits until a condition is true.
fn until(what: &str, mut condition: impl FnMut() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < DEADLINE, "{what}: not within {} s", DEADLINE.as_secs());
        thread::sleep(Duration::from_millis(10));
    }
}

/// Longer than the pause of an instance between two attempts to connect, on a busy machine.
const DEADLINE: Duration = Duration::from_secs(30);
