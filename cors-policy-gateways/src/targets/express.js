
export default function cors(request, response, next) {
  const { status, headers, vary } = decide(
    request.method,
    (name) => request.headersDistinct[name.toLowerCase()] ?? [],
  );
  const { writeHead } = response;
  // Every response passes here last, also an error and one of a handler that writes no head itself.
  response.writeHead = function (code, ...more) {
    setAll(this, more.find((argument) => typeof argument === "object" && argument !== null) ?? []);
    for (const name of CORS_HEADERS) {
      this.removeHeader(name);
    }
    for (const [name, value] of headers) {
      this.appendHeader(name, value);
    }
    const names = missing([this.getHeader("Vary") ?? []].flat().join(", "), vary);
    if (names.length > 0) {
      this.appendHeader("Vary", names.join(", "));
    }
    return writeHead.call(this, code, ...more.filter((argument) => typeof argument === "string"));
  };
  if (status === null) {
    next();
  } else {
    response.writeHead(status).end();
  }
}

// Sets the headers that a handler gives to `writeHead`, in each form that Node accepts.
function setAll(response, headers) {
  if (!Array.isArray(headers)) {
    Object.entries(headers).forEach(([name, value]) => response.setHeader(name, value));
    return;
  }
  const flat = Array.isArray(headers[0]) ? headers.flat() : headers;
  const pairs = flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1]]] : []));
  pairs.forEach(([name]) => response.removeHeader(name));
  pairs.forEach(([name, value]) => response.appendHeader(name, value));
}
