//! The tests are in the other files of this folder. The tests that need a server are in `servers`.
