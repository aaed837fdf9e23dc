//! How much memory configured origins take.

use allocation_counter::AllocationInfo;
use cors_policy::{Configured, PolicyTemplate, cors_policy};

cors_policy! {
    static API = { origins: [configured] };
}

/// The goal is about the tables of a policy that is in use. While they are made they may not take more either, so that a
/// reload does not need a larger machine.
#[test]
fn an_origin_takes_at_most_64_bytes_beside_its_text() {
    let exact = |n| format!("https://tenant-{n:05}.example.com");
    let pattern = |n| format!("https://*.tenant-{n:05}.example.com");
    let any_port = |n| format!("https://tenant-{n:05}.example.com:*");
    let mixed = |n| match n % 3 {
        0 => exact(n),
        1 => pattern(n),
        _ => any_port(n),
    };
    let lists: [(&str, &dyn Fn(usize) -> String); 4] =
        [("exact", &exact), ("`*.`", &pattern), ("`:*`", &any_port), ("mixed", &mixed)];
    for (kind, origin) in lists {
        let origins = (0..ORIGINS).map(origin).collect::<Vec<_>>();
        let text = origins.iter().map(String::len).sum::<usize>() as u64;
        let (policy, allocated) = configured(&API, &origins);
        for (state, bytes) in [
            ("ready", allocated.bytes_current.unsigned_abs()),
            ("while configured", allocated.bytes_max),
        ] {
            let each = (bytes - text) / ORIGINS as u64;
            println!("{kind}, {state}: {each} bytes for each");
            assert!(each <= 64, "{kind}, {state}: {each} bytes for each");
        }
        drop(policy);
    }
}

#[test]
fn reconfiguring_frees_the_old_origins() {
    let origins = (0..1_000).map(|n| format!("https://tenant-{n}.example.com")).collect::<Vec<_>>();
    let (policy, _) = configured(&API, &origins);
    // The first reload may keep what `arc-swap` needs for each thread.
    policy.reconfigure(&origins).unwrap();
    let again = allocation_counter::measure(|| policy.reconfigure(&origins).unwrap());
    assert_eq!(again.bytes_current, 0);
}

fn configured(
    template: &'static PolicyTemplate,
    origins: &[String],
) -> (Configured, AllocationInfo) {
    let mut policy = None;
    let allocated = allocation_counter::measure(|| policy = template.configure(origins).ok());
    (policy.expect("the origins are legal"), allocated)
}

const ORIGINS: usize = 100_000;
