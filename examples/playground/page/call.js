// Makes one call of `fetch`, and returns everything that a script can see of the result.

export async function call({ url, init }) {
  try {
    const response = await fetch(url, init);
    const body = await response.text();
    return { type: response.type, status: response.status, headers: [...response.headers], body };
  } catch (error) {
    return { type: "error", error: String(error), headers: [] };
  }
}
