// The body of a function that WebDriver calls: plays many cases at once, and the fetches of each one after the other.
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

// Each lane takes the next case when it is done with one. Of thousands of open requests Chromium fails the last.
const results = [];
const entries = cases.entries();

async function lane() {
  for (const [index, item] of entries) results[index] = await play(item);
}

Promise.all(Array.from({ length: 200 }, lane)).then(() => done({ origin: self.origin, results }));
