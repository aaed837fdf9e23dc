// Decides about a request. `lines(name)` returns the lines of a request header.
// The status is that of the answer to a preflight, and `null` for all other requests.
function decide(method, lines) {
  const origins = lines("Origin");
  // A page sends one line. Several lines match nothing, because no origin contains a comma.
  const origin = origins.join(", ");
  const grant = grantOf(origin);
  const isPreflight =
    method === "OPTIONS" &&
    origins.length > 0 &&
    lines("Access-Control-Request-Method").length > 0;
  if (!isPreflight) {
    return { status: null, headers: grant ? grant.actual(origin) : [], vary: VARY };
  }
  if (!grant) {
    return { status: 403, headers: [], vary: VARY };
  }
  return { status: 204, headers: grant.preflight(origin, lines), vary: grant.preflightVary };
}
