//! Prints the policy of the company.

fn main() {
    println!("{}", acme_cors::API);
}
