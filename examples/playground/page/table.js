// The table: a group of rows for each part of the API, and for each case a row with its details below.

import { details } from "/details.js";
import { element, prose } from "/element.js";
import { summary } from "/outcome.js";

/// The rows of a part. Each is a function that shows what was observed.
export function group(part, cases, sites) {
  const rows = new Map();
  const body = element("tbody", { role: "rowgroup" }, heading(part));
  for (const item of cases) {
    const { elements, show } = row(item, sites.get(item.site));
    body.append(...elements);
    rows.set(item.id, show);
  }
  return { body, rows };
}

function heading({ path, about, policy }) {
  const title = element("div", {}, element("h3", {}, path), element("p", {}, ...prose(about)));
  const cell = element("th", { colspan: "5", scope: "rowgroup", role: "rowheader" }, title, element("pre", {}, policy));
  return element("tr", { class: "part", role: "row" }, cell);
}

function row(item, site) {
  const below = element("tr", { id: `${item.id}-details`, class: "details", role: "row", hidden: "" });
  const button = element("button", { type: "button", class: "opener", "aria-expanded": "false" }, item.name);
  button.setAttribute("aria-controls", below.id);
  button.addEventListener("click", () => toggle(button, below.hidden));
  const did = cell("The browser did", pending());
  const mark = element("td", { class: "mark", role: "cell" });
  const above = element(
    "tr",
    { id: item.id, class: "case", role: "row", "data-case": item.id, "data-expected": summary(item.expected) },
    element("th", { scope: "row", role: "rowheader" }, button, element("p", { class: "from" }, "from ", code(site.origin))),
    cell("The request", ...request(item)),
    cell("The policy says", ...outcome(item.expected)),
    did,
    mark,
  );
  const show = (seen) => {
    const agrees = summary(seen) === summary(item.expected);
    above.dataset.observed = summary(seen);
    above.dataset.agrees = String(agrees);
    did.replaceChildren(...outcome(seen));
    mark.replaceChildren(element("span", { class: agrees ? "agrees" : "differs" }, agrees ? "agrees" : "differs"));
    below.replaceChildren(details(item, seen));
    return agrees;
  };
  const reset = () => {
    delete above.dataset.observed;
    delete above.dataset.agrees;
    did.replaceChildren(pending());
    mark.replaceChildren();
    below.replaceChildren();
  };
  return { elements: [above, below], show: Object.assign(show, { reset }) };
}

export function toggle(button, isOpen) {
  button.setAttribute("aria-expanded", String(isOpen));
  document.getElementById(button.getAttribute("aria-controls")).hidden = !isOpen;
}

function cell(label, ...children) {
  return element("td", { role: "cell", "data-label": label }, element("div", {}, ...children));
}

function request({ path, init, times }) {
  const lines = [element("p", {}, code(`${init.method} ${path}`))];
  lines.push(...init.headers.map(([name, value]) => element("p", { class: "fine" }, code(`${name}: ${value}`))));
  if (init.credentials === "include") {
    lines.push(element("p", { class: "fine" }, "with credentials"));
  }
  if (init.mode !== "cors") {
    lines.push(element("p", { class: "fine" }, "mode ", code(init.mode)));
  }
  if (times > 1) {
    lines.push(element("p", { class: "fine" }, "twice"));
  }
  return lines;
}

function outcome({ kind, status, headers, preflights, handled }) {
  const verdict = element("span", { class: `verdict ${kind.replace(" ", "-")}` }, status === null ? kind : `${kind}, ${status}`);
  const lines = [element("p", {}, verdict)];
  if (headers.length > 0) {
    lines.push(element("p", { class: "fine" }, code(headers.join(", "))));
  }
  lines.push(element("p", { class: "fine" }, `${count(preflights, "preflight")}, ${reached(handled)}`));
  return lines;
}

function pending() {
  return element("p", { class: "fine" }, "…");
}

function count(number, noun) {
  return `${number === 0 ? "no" : number} ${noun}${number === 1 ? "" : "s"}`;
}

function reached(handled) {
  return handled === 0 ? "handler not reached" : `handler reached${handled > 1 ? ` ${handled} times` : ""}`;
}

function code(text) {
  return element("code", {}, text);
}
