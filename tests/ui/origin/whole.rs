//! Texts that are not an origin at all.

use cors_policy::cors_policy;

cors_policy! {
    // An empty entry means no origin.
    static EMPTY = { origins: [""] };

    // `*` means every site, as it does in the header.
    static STAR = { origins: ["*"] };

    // `null` means pages without an origin, like local files.
    static NULL = { origins: ["null"] };

    // `Null` is another spelling of it.
    static NULL_IN_ANOTHER_CASE = { origins: ["Null"] };

    // One string can contain several origins, with commas as in other headers.
    static SEVERAL_WITH_COMMAS = { origins: ["https://a.example.com, https://b.example.com"] };

    // The header once took several origins with spaces between them.
    static SEVERAL_WITH_SPACES = { origins: ["https://a.example.com https://b.example.com"] };

    // An entry is a regular expression, so `|` means "or".
    static SEVERAL_WITH_BARS = { origins: ["https://a.example.com|https://b.example.com"] };

    // An entry is trimmed.
    static SPACE_AROUND = { origins: [" https://app.example.com"] };

    // A line break at the end does not matter.
    static LINE_BREAK = { origins: ["https://app.example.com\n"] };

    // A comma belongs into the string.
    static COMMA = { origins: ["https://app.example.com,"] };

    // `any` is in a list, and in quotes.
    static ANY = { origins: ["any"] };
}

fn main() {}
