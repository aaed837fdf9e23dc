// The outcome of a case, in the words of the expected result. It comes from the script's result and from the log of the
// API.

export function observed(results, exchanges, sent) {
  const result = results.at(-1);
  const isSame = results.every(({ type, status }) => type === result.type && status === result.status);
  const names = result.headers.map(([name]) => name);
  const kind = isSame ? kindOf(result) : "mixed";
  return {
    kind,
    status: kind === "readable" ? result.status : null,
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

function kindOf({ type }) {
  return { cors: "readable", opaque: "opaque", error: "blocked" }[type] ?? type;
}
