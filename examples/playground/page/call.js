// Makes one call of `fetch`, opens one WebSocket, or posts one form, and returns everything that a script can see of the
// result.

import { post } from "/form.js";
import { connect } from "/socket.js";

export function call({ url, init }) {
  const how = { websocket: connect, navigate: post }[init.mode] ?? fetched;
  return how(url, init);
}

async function fetched(url, init) {
  try {
    const response = await fetch(url, init);
    const body = await response.text();
    return { type: response.type, status: response.status, headers: [...response.headers], body };
  } catch (error) {
    return { type: "error", error: String(error), headers: [] };
  }
}
