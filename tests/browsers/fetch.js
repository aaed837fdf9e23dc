// The body of a function that WebDriver calls: plays all cases at once, and the fetches of each one after the other.
const [cases, done] = arguments;

const bodies = {
  None: () => undefined,
  Text: () => "grace",
  Form: () => new URLSearchParams({ name: "grace" }),
  Multipart: () => new FormData(),
  Json: () => new Blob(["{}"], { type: "application/json" }),
};

async function see(url, { query, body, pause, ...init }) {
  await new Promise((resolve) => setTimeout(resolve, pause));
  try {
    const response = await fetch(url + query, { ...init, body: bodies[body]() });
    const headers = Object.fromEntries(response.headers);
    return { status: response.status, headers, body: await response.text() };
  } catch (error) {
    return { error: error.name };
  }
}

async function play({ url, fetches }) {
  const results = [];
  for (const fetched of fetches) results.push(await see(url, fetched));
  return results;
}

Promise.all(cases.map(play)).then((results) => done({ origin: self.origin, results }));
