//! Stars out of place.

use cors_policy::cors_policy;

cors_policy! {
    // `*` stands for every host.
    static HOST = { origins: ["https://*"] };

    // `*` stands for every site, and needs no quotes.
    static BARE = { origins: [*] };

    // `*` stands for every host and every port.
    static HOST_AND_PORT = { origins: ["https://*:*"] };

    // `*.` stands for every host.
    static NOTHING_BELOW = { origins: ["https://*."] };

    // `*` needs no dot.
    static NO_DOT = { origins: ["https://*example.com"] };

    // `*` stands for a part of a label.
    static PART_OF_A_LABEL = { origins: ["https://app-*.example.com"] };

    // `*` stands for a label in the middle.
    static MIDDLE = { origins: ["https://app.*.example.com"] };

    // `*` stands for one label, so two are needed.
    static TWO = { origins: ["https://*.*.example.com"] };

    // `*` stands for every country.
    static END = { origins: ["https://example.*"] };

    // `*.` stands for a network.
    static IPV4 = { origins: ["http://*.168.0.1"] };

    // `*.` stands before any host.
    static IPV6 = { origins: ["http://*.[::1]"] };
}

fn main() {}
