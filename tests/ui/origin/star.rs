//! Stars out of place.

use cors_policy::cors_policy;

cors_policy! {
    // `*` means every host.
    static HOST = { origins: ["https://*"] };

    // `*` means every site, and needs no quotes.
    static BARE = { origins: [*] };

    // `*` means every host and every port.
    static HOST_AND_PORT = { origins: ["https://*:*"] };

    // `*.` means every host.
    static NOTHING_BELOW = { origins: ["https://*."] };

    // `*` needs no dot.
    static NO_DOT = { origins: ["https://*example.com"] };

    // `*` means a part of a label.
    static PART_OF_A_LABEL = { origins: ["https://app-*.example.com"] };

    // `*` means a label in the middle.
    static MIDDLE = { origins: ["https://app.*.example.com"] };

    // `*` means one label, so two are needed.
    static TWO = { origins: ["https://*.*.example.com"] };

    // `*` means every country.
    static END = { origins: ["https://example.*"] };

    // `*.` means a network.
    static IPV4 = { origins: ["http://*.168.0.1"] };

    // `*.` can be before any host.
    static IPV6 = { origins: ["http://*.[::1]"] };
}

fn main() {}
