//! Makes the JavaScript module of a Worker: `bindgen worker.wasm folder` writes `index_bg.wasm` and `index_bg.js` to the folder.
//!
//! `worker-build`, which a deployment uses, does this too, but first downloads `wasm-bindgen`, `wasm-opt` and `esbuild`. The tests need
//! none of them.

use std::env;
use std::error::Error;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let (Some(worker), Some(folder), None) = (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("usage: bindgen <worker.wasm> <folder>".into());
    };
    Bindgen::new()
        .input_path(worker)
        .bundler(true)?
        .typescript(false)
        .out_name("index")
        .generate(folder)?;
    Ok(())
}
