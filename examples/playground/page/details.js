// The details of a case: why, what went over the wire, and what the script got.

import { element, prose } from "/element.js";
import { isPreflight } from "/outcome.js";

export function details(item, seen) {
  const readable = new Set(seen.result.headers.map(([name]) => name));
  const wire = seen.exchanges.map((exchange) => exchangeOf(exchange, item, readable));
  const sections = element(
    "div",
    { class: "sections" },
    section("Why", element("ol", { class: "why" }, ...item.expected.why.map(clause))),
    section("On the wire", ...(wire.length > 0 ? wire : [element("p", {}, "Nothing arrived at the API.")])),
    section("What the script got", ...got(seen.result)),
  );
  return element("td", { colspan: "5", role: "cell" }, sections);
}

function section(title, ...children) {
  return element("section", {}, element("h4", {}, title), ...children);
}

function clause({ kind, text, link }) {
  const place = element("a", { href: link, rel: "noreferrer", target: "_blank" }, "Fetch");
  place.setAttribute("aria-label", `Fetch, ${link.split("#")[1].replaceAll("-", " ")}`);
  const said = { note: "", passes: "Passes: ", stops: "Stops: " }[kind];
  return element("li", { class: kind }, element("span", { class: "unseen" }, said), ...prose(text), " ", place);
}

function exchangeOf(exchange, { path }, readable) {
  const isAsking = isPreflight(exchange);
  const title = isAsking ? "Preflight" : "Request";
  const isRead = (name) => !isAsking && readable.has(name);
  return element(
    "div",
    { class: "exchange" },
    element("h5", {}, title),
    element("pre", {}, line(`${exchange.method} ${path}`), ...exchange.asked.map((header) => headerOf(header, false))),
    element("pre", {}, line(exchange.status), ...exchange.answered.map((header) => headerOf(header, isRead(header[0])))),
  );
}

function headerOf([name, value], isRead) {
  const made = element("span", { class: isRead ? "line read" : "line" }, `${name}: ${value}`);
  if (isRead) {
    made.append(element("span", { class: "tag" }, "readable"));
  }
  return made;
}

function line(text) {
  return element("span", { class: "line first" }, String(text));
}

function got({ type, status, headers, body, error }) {
  if (error !== undefined) {
    return [element("pre", {}, line(error))];
  }
  const lines = headers.map(([name, value]) => element("span", { class: "line" }, `${name}: ${value}`));
  const text = body === "" ? [] : [element("span", { class: "line body" }, body)];
  return [element("pre", {}, line(`status ${status}, type ${type}`), ...lines, ...text)];
}
