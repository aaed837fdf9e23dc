// One call of `fetch`, and all that a script gets to know of it.

export async function call({ url, init }) {
  try {
    const response = await fetch(url, init);
    const body = await response.text();
    return { type: response.type, status: response.status, headers: [...response.headers], body };
  } catch (error) {
    return { type: "error", error: String(error), headers: [] };
  }
}
