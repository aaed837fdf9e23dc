// A proxy: its handler writes the head of the response with all lines of the service.

import http from "node:http";

import { start } from "./start.mjs";

await start((app, service) => {
  const [host, port] = service.split(":");
  app.use((request, response) => {
    const { method, url: path, rawHeaders: headers } = request;
    const forwarded = http.request({ host, port, method, path, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.pipe(response);
    });
    forwarded.on("error", () => response.sendStatus(502));
    request.pipe(forwarded);
  });
});
