//! Prints the policy of the company, for a file that shows each change of it in review.

fn main() {
    println!("{}", acme_cors::API);
}
