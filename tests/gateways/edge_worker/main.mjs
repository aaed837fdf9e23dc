// The main module of a Worker in Rust, as `worker-build` writes it. It also counts the random numbers that the Worker asks for.
import * as bindings from "./index_bg.js";
import wasm from "./index_bg.wasm";

const instance = new WebAssembly.Instance(wasm, { "./index_bg.js": bindings });
bindings.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start?.();

let randomNumbers = 0;
const getRandomValues = crypto.getRandomValues.bind(crypto);
crypto.getRandomValues = (values) => {
  randomNumbers += 1;
  return getRandomValues(values);
};

export default {
  async fetch(request, env, context) {
    const response = await bindings.fetch(request, env, context);
    if (new URL(request.url).pathname === "/random-numbers") {
      return new Response(`${randomNumbers}`);
    }
    return response;
  },
};
