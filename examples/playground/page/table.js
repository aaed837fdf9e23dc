// A part of the API: its policy, and a table of its cases, each with its details in the row below.

import { details } from "/details.js";
import { element, prose } from "/element.js";
import { summary } from "/outcome.js";

/// Returns the section of a part, and two functions for the row of each case: `reset` and `show`.
export function sectionOf({ path, about, policy, configuration }, cases, sites) {
  const title = element("h3", { id: path.slice(1) }, path);
  const declared = [element("p", {}, ...prose(about)), element("pre", {}, policy)];
  const head = element("div", { class: "part" }, title, ...declared, ...exported(configuration));
  const rows = cases.map((item) => rowOf(item, sites.get(item.site)));
  const body = element("tbody", { role: "rowgroup" }, ...rows.flatMap(({ elements }) => elements));
  const table = element("table", { role: "table", "aria-labelledby": title.id }, heading(), body);
  return {
    section: element("section", { class: "calls", "aria-labelledby": title.id }, head, table),
    rows: rows.map(({ id, reset, show }) => [id, { reset, show }]),
  };
}

/// Opens or closes the details of a case.
export function toggle(opener, isOpen) {
  opener.setAttribute("aria-expanded", String(isOpen));
  document.getElementById(opener.getAttribute("aria-controls")).hidden = !isOpen;
}

/// The policy in the language of the gateway, if there is one.
function exported(configuration) {
  if (configuration === null) {
    return [];
  }
  const { title, text } = configuration;
  return [element("details", {}, element("summary", {}, ...prose(title)), element("pre", {}, text))];
}

function rowOf(item, site) {
  const below = element("tr", { id: `${item.id}-details`, class: "details", role: "row", hidden: "" });
  const policy = cell(COLUMNS[1], ...outcome(item.expected));
  const browser = cell(COLUMNS[2]);
  const mark = element("td", { class: "mark", role: "cell" });
  const expected = summary(item.expected);
  const above = element(
    "tr",
    { id: item.id, class: "case", role: "row", "data-case": item.id, "data-expected": expected },
    element("th", { scope: "row", role: "rowheader" }, opener(item, below), ...request(item, site)),
    policy,
    browser,
    mark,
  );

  const reset = () => {
    delete above.dataset.observed;
    delete above.dataset.agrees;
    browser.replaceChildren(fine("…"));
    mark.replaceChildren();
    below.replaceChildren();
  };
  const show = (seen) => {
    const agrees = summary(seen) === expected;
    const word = agrees ? "agrees" : "differs";
    above.dataset.observed = summary(seen);
    above.dataset.agrees = String(agrees);
    browser.replaceChildren(...outcome(seen));
    mark.replaceChildren(element("span", { class: word }, word));
    below.replaceChildren(details(item, seen));
    return agrees;
  };
  return { id: item.id, elements: [above, below], reset, show };
}

function heading() {
  const cells = COLUMNS.map((name) => element("th", { scope: "col", role: "columnheader" }, name));
  const agreement = element("span", { class: "unseen" }, "Agreement");
  const last = element("th", { scope: "col", role: "columnheader" }, agreement);
  return element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...cells, last));
}

function opener({ name }, below) {
  const attributes = { type: "button", class: "opener", "aria-expanded": "false", "aria-controls": below.id };
  const button = element("button", attributes, name);
  button.addEventListener("click", () => toggle(button, below.hidden));
  return button;
}

function request({ path, init, times }, { origin }) {
  const more = [];
  if (init.credentials === "include") {
    more.push("with credentials");
  }
  if (init.mode !== "cors") {
    more.push(MODES[init.mode]);
  }
  if (times > 1) {
    more.push("twice");
  }
  return [
    element("p", {}, code(`${init.method} ${path}`)),
    ...init.headers.map(([name, value]) => fine(code(`${name}: ${value}`))),
    ...(more.length > 0 ? [fine(more.join(", "))] : []),
    fine("from ", code(origin)),
  ];
}

function outcome({ kind, status, headers, preflights, handled }) {
  const verdict = element("span", { class: `verdict ${kind.replace(" ", "-")}` }, kind);
  const said = status === null ? [verdict] : [verdict, " ", code(status)];
  return [
    element("p", {}, ...said),
    ...(headers.length > 0 ? [element("p", { class: "fine names" }, ...prose(listOf(headers)))] : []),
    fine(`${preflightsOf(preflights)}, ${handlerOf(handled)}`),
  ];
}

function listOf(names) {
  return names.map((name) => `\`${name}\``).join(", ");
}

function preflightsOf(number) {
  return { 0: "no preflight", 1: "1 preflight" }[number] ?? `${number} preflights`;
}

function handlerOf(number) {
  return { 0: "handler not reached", 1: "handler ran", 2: "handler ran twice" }[number] ?? `handler ran ${number} times`;
}

function cell(label, ...children) {
  return element("td", { role: "cell", "data-label": label }, ...children);
}

function fine(...children) {
  return element("p", { class: "fine" }, ...children);
}

function code(text) {
  return element("code", {}, String(text));
}

const MODES = { "no-cors": "mode no-cors", navigate: "a form", websocket: "a WebSocket" };
const COLUMNS = ["What is tried", "The policy says", "The browser did"];
