//! IP addresses, in forms that no browser sends.

use cors_policy::cors_policy;

cors_policy! {
    // The short form is an address.
    static V4_SHORT = { origins: ["http://127.1"] };

    // Numbers may be filled up with zeros.
    static V4_ZEROS = { origins: ["http://192.168.001.010"] };

    // Numbers may be hexadecimal.
    static V4_HEXADECIMAL = { origins: ["http://0x7f.0.0.1:3000"] };

    // A dot at the end does not matter.
    static V4_FINAL_DOT = { origins: ["http://127.0.0.1.:3000"] };

    // Numbers may exceed a byte.
    static V4_HIGH = { origins: ["http://256.0.0.1"] };

    // A host that ends in a number is a name.
    static V4_NAME = { origins: ["https://release.2"] };

    // A range of addresses is a pattern.
    static V4_RANGE = { origins: ["http://192.168.0.0/24"] };

    // The brackets belong to the URL only.
    static V6_WITHOUT_BRACKETS = { origins: ["http://::1"] };

    // The port follows the last colon.
    static V6_WITHOUT_BRACKETS_WITH_PORT = { origins: ["http://::1:3000"] };

    // One bracket will do.
    static V6_HALF_A_BRACKET = { origins: ["http://[::1:3000"] };

    // Zeros may be written out.
    static V6_LONG = { origins: ["http://[0:0:0:0:0:0:0:1]:3000"] };

    // Its digits may be in upper case.
    static V6_UPPER_CASE = { origins: ["http://[2001:DB8::1]"] };

    // Its end may be in the form of an IPv4 address.
    static V6_DOTTED = { origins: ["http://[::ffff:192.0.2.1]"] };

    // An address on the local link has a zone.
    static V6_ZONE = { origins: ["http://[fe80::1%25eth0]"] };

    // An IPv4 address can be in brackets.
    static V4_IN_BRACKETS = { origins: ["http://[127.0.0.1]"] };
}

fn main() {}
