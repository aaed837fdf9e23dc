// A page of another origin: it makes calls for the page that contains it, and sends the result to that page.

import { call } from "/call.js";

addEventListener("message", async ({ source, origin, data }) => {
  if (source === parent) {
    source.postMessage({ id: data.id, result: await call(data.request) }, origin);
  }
});

parent.postMessage("ready", "*");
