
// Puts the policy around a handler: `export default { fetch: cors(handler) }`.
export function cors(handler) {
  return async (request, ...more) => {
    const { status, headers, vary } = decide(request.method, (name) => {
      const value = request.headers.get(name);
      return value === null ? [] : [value];
    });
    const answer = status ? new Response(null, { status }) : await handler(request, ...more);
    // The headers of a response of `fetch` cannot be changed, those of a copy can.
    const response = new Response(answer.body, answer);
    for (const name of CORS_HEADERS) {
      response.headers.delete(name);
    }
    for (const [name, value] of headers) {
      response.headers.append(name, value);
    }
    const names = missing(response.headers.get("Vary") ?? "", vary);
    if (names.length > 0) {
      response.headers.append("Vary", names.join(", "));
    }
    return response;
  };
}

// Sends a request to the service behind the Worker.
async function toService(request) {
  try {
    return await fetch(request, { redirect: "manual" });
  } catch (error) {
    console.error(error);
    return new Response("Bad Gateway\n", { status: 502 });
  }
}

export default { fetch: cors(toService) };
