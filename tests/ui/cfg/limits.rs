//! The limits of conditions in one declaration. Each error appears immediately, and not after seconds.

use cors_policy::{cors_origins, cors_policy};

// Conditions exclude each other, so any number of them may be written.
cors_policy! {
    static CONDITIONS = {
        origins: [
            "https://app.example.com",
            #[cfg(any(
                target_os = "0", target_os = "1", target_os = "2", target_os = "3", target_os = "4",
                target_os = "5", target_os = "6", target_os = "7", target_os = "8", target_os = "9",
                target_os = "10", target_os = "11", target_os = "12", target_os = "13", target_os = "14",
                target_os = "15", target_os = "16", target_os = "17", target_os = "18", target_os = "19",
                target_os = "20", target_os = "21", target_os = "22", target_os = "23", target_os = "24",
                target_os = "25", target_os = "26", target_os = "27", target_os = "28", target_os = "29",
                target_os = "30", target_os = "31", target_os = "32", target_os = "33", target_os = "34",
                target_os = "35", target_os = "36", target_os = "37", target_os = "38", target_os = "39",
                target_os = "40", target_os = "41", target_os = "42", target_os = "43", target_os = "44",
                target_os = "45", target_os = "46", target_os = "47", target_os = "48", target_os = "49",
                target_os = "50", target_os = "51", target_os = "52", target_os = "53", target_os = "54",
                target_os = "55", target_os = "56", target_os = "57", target_os = "58", target_os = "59",
                target_os = "60", target_os = "61", target_os = "62", target_os = "63", target_os = "64",
                target_os = "65", target_os = "66", target_os = "67", target_os = "68", target_os = "69",
                target_os = "70", target_os = "71", target_os = "72", target_os = "73", target_os = "74",
                target_os = "75", target_os = "76", target_os = "77", target_os = "78", target_os = "79",
                target_os = "80", target_os = "81", target_os = "82", target_os = "83", target_os = "84",
                target_os = "85", target_os = "86", target_os = "87", target_os = "88", target_os = "89",
                target_os = "90", target_os = "91", target_os = "92", target_os = "93", target_os = "94",
                target_os = "95", target_os = "96", target_os = "97", target_os = "98", target_os = "99",
                target_os = "100", target_os = "101", target_os = "102", target_os = "103", target_os =
                "104", target_os = "105", target_os = "106", target_os = "107", target_os = "108",
                target_os = "109", target_os = "110", target_os = "111", target_os = "112", target_os =
                "113", target_os = "114", target_os = "115", target_os = "116", target_os = "117",
                target_os = "118", target_os = "119", target_os = "120", target_os = "121", target_os =
                "122", target_os = "123", target_os = "124", target_os = "125", target_os = "126",
                target_os = "127", target_os = "128"
            ))]
            "https://a.example.com",
        ],
    };
}

/// Doubles the entries for each `x`.
macro_rules! doubled {
    ([] $name:ident $($entry:literal)*) => {
        cors_policy! {
            static $name = {
                origins: [$($entry),*],
                methods: [
                    #[cfg(a)] A, #[cfg(b)] B, #[cfg(c)] C, #[cfg(d)] D, #[cfg(e)] E, #[cfg(f)] F,
                ],
            };
        }
    };
    ([x $($rest:tt)*] $name:ident $($entry:literal)*) => {
        doubled!([$($rest)*] $name $($entry)* $($entry)*);
    };
}

// Any number of origins may be written together with conditions.
doubled!([x x x x x x x x x x x x] ENTRIES "https://app.example.com");

cors_origins! {
    // A set may have any number of conditions.
    static SET = [
        "https://app.example.com",
        #[cfg(a)] "https://a.example.com",
        #[cfg(b)] "https://b.example.com",
        #[cfg(c)] "https://c.example.com",
        #[cfg(d)] "https://d.example.com",
        #[cfg(e)] "https://e.example.com",
        #[cfg(f)] "https://f.example.com",
        #[cfg(g)] "https://g.example.com",
    ];
}

fn main() {}
