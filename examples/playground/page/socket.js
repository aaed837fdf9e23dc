// Opens a WebSocket, and waits for its first message.

export async function connect(url) {
  try {
    return { type: "message", said: "a message", headers: [], body: await firstMessage(url) };
  } catch (error) {
    return { type: "closed", error: error.message, headers: [] };
  }
}

function firstMessage(url) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace(/^http/, "ws"));
    socket.addEventListener("message", ({ data }) => {
      socket.close();
      resolve(data);
    });
    // The event says nothing about the reason.
    socket.addEventListener("error", () => reject(new Error("the event `error`")));
    socket.addEventListener("close", () => reject(new Error("the event `close`")));
  });
}
