// The outcome of a case, in the words of the expected result. It comes from the script's result and from the log of the
// API.

export function observed(results, exchanges, sent) {
  const result = results.at(-1);
  const isSame = results.every(({ type, status }) => type === result.type && status === result.status);
  const names = result.headers.map(([name]) => name);
  const { kind, status } = isSame ? seenOf(result, exchanges) : { kind: "mixed", status: null };
  return {
    kind,
    status,
    headers: sent.filter((name) => names.includes(name)),
    preflights: exchanges.filter(isPreflight).length,
    handled: exchanges.filter(({ handled }) => handled).length,
    result,
    exchanges,
  };
}

/// The outcome if the page that makes the call did not open.
export function unopened(error) {
  const result = { type: "none", error: error.message, headers: [] };
  return { kind: "not tried", status: null, headers: [], preflights: 0, handled: 0, result, exchanges: [] };
}

/// Everything that is compared, in one line.
export function summary({ kind, status, headers, preflights, handled }) {
  const what = status === null ? kind : `${kind} ${status}`;
  return `${what}; headers ${headers.join(" ") || "none"}; preflights ${preflights}; handled ${handled}`;
}

export function isPreflight({ method, asked }) {
  return method === "OPTIONS" && asked.some(([name]) => name === "access-control-request-method");
}

function seenOf(result, exchanges) {
  const fetched = { cors: "readable", opaque: "opaque", error: "blocked" }[result.type];
  if (fetched !== undefined) {
    return { kind: fetched, status: fetched === "readable" ? result.status : null };
  }
  return answered(result, exchanges);
}

/// A script is not told why a WebSocket does not open, or what came of a form. The API knows.
function answered({ type }, [exchange]) {
  if (exchange === undefined) {
    return { kind: "not sent", status: null };
  }
  const { handled, status } = exchange;
  const kinds = handled ? { message: "opened", shown: "posted" } : { closed: "refused", shown: "refused" };
  return { kind: kinds[type] ?? "mixed", status };
}
