//! The tests are the files beside this one, and in `servers` those that need a server.
