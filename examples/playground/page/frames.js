// The pages of other origins, as frames of this one.

import { element } from "/element.js";

/// Returns a function that makes a call on a page of this site.
export function open({ origin, address, sandboxed }) {
  const frame = element("iframe", { title: origin, hidden: "", src: `${address}/frame` });
  if (sandboxed) {
    frame.setAttribute("sandbox", "allow-scripts");
  }
  // A sandboxed frame has an opaque origin, so only `*` reaches it. The message contains no secret.
  const target = sandboxed ? "*" : origin;
  const waiting = new Map();
  const opened = new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`this browser does not open ${address}`));
    // An error page loads too, but it never sends `ready`.
    frame.addEventListener("load", () => setTimeout(fail, GRACE));
    setTimeout(fail, PATIENCE);
    addEventListener("message", ({ source, origin: sender, data }) => {
      if (source !== frame.contentWindow || sender !== origin) {
        return;
      }
      if (data === "ready") {
        resolve();
      } else {
        waiting.get(data.id)(data.result);
        waiting.delete(data.id);
      }
    });
  });
  // Each call reports this failure.
  opened.catch(() => {});
  document.body.append(frame);

  let last = 0;
  return async (request) => {
    await opened;
    return new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      frame.contentWindow.postMessage({ id: last, request }, target);
    });
  };
}

const GRACE = 3_000;
const PATIENCE = 30_000;
