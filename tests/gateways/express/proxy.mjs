// A proxy: its handler writes the head of the response with all lines of the service.

import http from "node:http";
import net from "node:net";

import { start } from "./start.mjs";

await start((app, service, server) => {
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
  server.on("upgrade", (request, socket, first) => {
    if (request.method === "GET") {
      passOn(request, socket, first, net.connect(port, host));
    } else {
      answerWith(app, request, socket);
    }
  });
});

// Node.js gives a WebSocket to no middleware.
function passOn({ method, url, rawHeaders }, socket, first, service) {
  const line = (name, index) => (index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : []);
  const head = [`${method} ${url} HTTP/1.1`, ...rawHeaders.flatMap(line), "", ""];
  service.write(head.join("\r\n"), "latin1");
  service.write(first);
  socket.pipe(service).pipe(socket);
  socket.on("error", () => service.destroy());
  service.on("error", () => socket.destroy());
}

function answerWith(app, request, socket) {
  const response = new http.ServerResponse(request);
  response.assignSocket(socket);
  response.on("finish", () => socket.end());
  app(request, response);
}
