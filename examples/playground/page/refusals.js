// The list of refusals: what the listener of the API is told, with the newest first.

import { element } from "/element.js";

/// Lists the refusals of the server from now on. A refusal can also come from another program, like curl.
export async function follow(list, count) {
  let seen = 0;
  for (;;) {
    try {
      const told = await (await fetch(`/refusals?${seen}`)).json();
      // A server that was started again counts from 1.
      if (told.count < seen) {
        list.replaceChildren();
        seen = 0;
        continue;
      }
      show(list, told);
      seen = told.count;
      count.textContent = wordsOf(told);
    } catch {
      // The server is not running. It may be started again.
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

function show(list, { last, kept }) {
  list.prepend(...last.toReversed().map(entryOf));
  while (list.children.length > kept) {
    list.lastElementChild.remove();
  }
}

/// The sentence contains text of a page. It is never parsed as HTML.
function entryOf({ number, time, policy, reason, intrusion, sentence }) {
  const at = new Date(time);
  const told = element("p", { class: "sentence" });
  told.textContent = sentence;
  const labels = [policy, reason, ...(intrusion === null ? [] : [`guard: ${intrusion}`])];
  return element(
    "li",
    { value: number },
    element("p", { class: "fine" }, element("time", { datetime: at.toISOString() }, at.toLocaleTimeString())),
    element("p", { class: "fine labels" }, ...labels.map((label) => element("code", {}, label))),
    told,
  );
}

function wordsOf({ count, kept }) {
  const number = count === 1 ? "1 refusal" : `${count} refusals`;
  return count > kept ? `${number}, the last ${kept} of them` : number;
}

/// In milliseconds.
const PAUSE = 1_000;
