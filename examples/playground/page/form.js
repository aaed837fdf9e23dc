// Posts a form into a hidden frame, and waits until the frame shows the answer.

import { element } from "/element.js";

export async function post(url, { method, body }) {
  const frame = element("iframe", { name: `answer to ${url}`, title: "The answer to a form", hidden: "" });
  const form = element("form", { method, action: url, target: frame.name, hidden: "" }, ...fieldsOf(body));
  document.body.append(frame, form);
  try {
    await shown(frame, () => form.submit());
    return { type: "shown", said: "nothing: the answer is in a frame", headers: [] };
  } catch (error) {
    return { type: "closed", error: error.message, headers: [] };
  } finally {
    form.remove();
    frame.remove();
  }
}

function fieldsOf(body) {
  return [...new URLSearchParams(body)].map(([name, value]) => element("input", { type: "hidden", name, value }));
}

function shown(frame, submit) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("the frame shows no answer")), PATIENCE);
    frame.addEventListener("load", () => isEmpty(frame) || resolve());
    submit();
  });
}

/// Some browsers load the empty document of a new frame first. A script cannot look into a frame of another origin.
function isEmpty(frame) {
  try {
    return frame.contentWindow.location.href === "about:blank";
  } catch {
    return false;
  }
}

const PATIENCE = 10_000;
