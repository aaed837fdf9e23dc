// The details of a case: why, what the script got, and what the API saw.

import { element, prose } from "/element.js";
import { isPreflight } from "/outcome.js";

export function details({ path, expected, observer }, { result, exchanges }) {
  const readable = new Set(result.headers.map(([name]) => name));
  const seen = exchanges.map((exchange) => exchangeOf(exchange, path, readable));
  const sections = [
    section("Why", element("ol", {}, ...expected.why.map(clause))),
    section("What the script got", got(result)),
    section(`What ${observer} saw`, ...(seen.length > 0 ? seen : [element("p", {}, "Nothing.")])),
  ];
  return element("td", { colspan: "4", role: "cell" }, element("div", { class: "sections" }, ...sections));
}

function section(title, ...children) {
  return element("section", {}, element("h4", {}, title), ...children);
}

function clause({ kind, text, link }) {
  const place = element("a", { href: link, rel: "noreferrer", target: "_blank" }, STANDARDS[new URL(link).host]);
  place.append(element("span", { class: "unseen" }, `, ${link.split("#")[1].replaceAll("-", " ")}`));
  const said = { note: "", passes: "Passes: ", stops: "Stops: " }[kind];
  return element("li", { class: kind }, element("span", { class: "unseen" }, said), ...prose(text), " ", place);
}

/// The script cannot read a preflight.
function exchangeOf(exchange, path, readable) {
  const isReadable = (name) => !isPreflight(exchange) && readable.has(name);
  return element(
    "pre",
    {},
    line("first", `${exchange.method} ${path}`),
    ...exchange.asked.map(([name, value]) => line("", `${name}: ${value}`)),
    line("first answer", exchange.status),
    ...exchange.answered.map(([name, value]) => header(name, value, isReadable(name))),
  );
}

function header(name, value, isReadable) {
  const made = line(isReadable ? "readable-line" : "", `${name}: ${value}`);
  if (isReadable) {
    made.append(element("span", { class: "tag" }, "readable"));
  }
  return made;
}

function got({ type, status, said, headers, body, error }) {
  if (error !== undefined) {
    return element("pre", {}, line("first", error));
  }
  return element(
    "pre",
    {},
    line("first", said ?? `status ${status}, type ${type}`),
    ...headers.map(([name, value]) => line("", `${name}: ${value}`)),
    ...((body ?? "") === "" ? [] : [line("body", body)]),
  );
}

function line(kind, text) {
  return element("span", { class: `line ${kind}` }, String(text));
}

/// By the host of a link.
const STANDARDS = {
  "fetch.spec.whatwg.org": "Fetch",
  "html.spec.whatwg.org": "HTML",
  "websockets.spec.whatwg.org": "WebSockets",
  "www.rfc-editor.org": "RFC 6455",
  "www.w3.org": "Fetch Metadata",
};
