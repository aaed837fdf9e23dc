// Makes every call of the plan, one after the other, and shows each outcome.

import { call } from "/call.js";
import { element, prose } from "/element.js";
import { open } from "/frames.js";
import { observed, unopened } from "/outcome.js";
import { follow } from "/refusals.js";
import { sectionOf, toggle } from "/table.js";

const find = (id) => document.getElementById(id);

async function main() {
  const plan = await json("/plan");
  if (location.origin !== plan.sites[0].origin) {
    // The policies list only one origin of this page.
    location.replace(plan.sites[0].origin);
    return;
  }
  const callers = new Map(plan.sites.map((site, index) => [site.id, index === 0 ? call : open(site)]));
  const rows = draw(plan);
  follow(find("refusals"), find("refusals-count"));
  find("again").disabled = false;
  find("again").addEventListener("click", () => isRunning() || run(plan, callers, rows));
  find("all").disabled = false;
  find("all").addEventListener("click", ({ currentTarget }) => toggleAll(currentTarget));
  await run(plan, callers, rows);
  reveal(location.hash.slice(1));
}

function draw({ sites, parts, cases, gateway }) {
  find("gateway").hidden = gateway === null;
  find("gateway").replaceChildren(...prose(gateway ?? ""));
  find("sites").append(...sites.map(siteOf));
  const byId = new Map(sites.map((site) => [site.id, site]));
  const drawn = parts.map((part) => sectionOf(part, cases.filter((item) => item.part === part.path), byId));
  find("calls").append(...drawn.map(({ section }) => section));
  return new Map(drawn.flatMap(({ rows }) => rows));
}

function siteOf({ origin, about }) {
  return element("div", {}, element("dt", {}, element("code", {}, origin)), element("dd", {}, ...prose(about)));
}

async function run({ cases, sent }, callers, rows) {
  begin(cases.length);
  rows.forEach(({ reset }) => reset());
  const name = Date.now().toString(36);
  let agreed = 0;
  for (const [index, item] of cases.entries()) {
    const seen = await observe(item, callers.get(item.site), name, sent);
    agreed += rows.get(item.id).show(seen) ? 1 : 0;
    find("progress").value = index + 1;
  }
  end(agreed, cases.length);
}

/// Each run has its own URLs, so that the browser uses no cached answer of the last run.
async function observe({ id, url, init, times }, caller, run, sent) {
  const query = `case=${id}&run=${run}`;
  const results = [];
  try {
    for (let time = 0; time < times; time += 1) {
      results.push(await caller({ url: `${url}?${query}`, init }));
    }
  } catch (error) {
    return unopened(error);
  }
  return observed(results, await json(`/log?${query}`), sent);
}

/// The button stays enabled during a run, because a disabled button loses the keyboard focus.
function isRunning() {
  return document.documentElement.dataset.state === "running";
}

function begin(count) {
  document.documentElement.dataset.state = "running";
  delete document.documentElement.dataset.agrees;
  find("progress").max = count;
  find("progress").value = 0;
  find("summary").textContent = "Running …";
}

function end(agreed, count) {
  find("summary").textContent = `${agreed} of ${count} agree`;
  document.documentElement.dataset.agrees = String(agreed === count);
  document.documentElement.dataset.state = "done";
}

function toggleAll(button) {
  const isOpen = button.getAttribute("aria-pressed") === "false";
  button.setAttribute("aria-pressed", String(isOpen));
  button.textContent = isOpen ? "Hide all details" : "Show all details";
  document.querySelectorAll(".opener").forEach((opener) => toggle(opener, isOpen));
}

/// Opens the case that the URL names.
function reveal(id) {
  const opener = find(id)?.querySelector(".opener");
  if (opener) {
    toggle(opener, true);
    find(id).scrollIntoView();
  }
}

async function json(path) {
  return (await fetch(path)).json();
}

main().catch((error) => {
  find("summary").textContent = `The page cannot work: ${error.message}`;
});
