// Handlers that set headers in every way that Node and Express have. Each tries to allow every origin.

import { start } from "./start.mjs";

const EVERY = { "Access-Control-Allow-Origin": "*", "Access-Control-Max-Age": "1", "X-Form": "1" };

await start((app) => {
  app.get("/set", (request, response) => response.set(EVERY).send("text"));
  app.get("/json", (request, response) => response.set(EVERY).json({}));
  app.get("/object", (request, response) => response.writeHead(200, EVERY).end());
  app.get("/reason", (request, response) => response.writeHead(200, "Fine", EVERY).end());
  app.get("/nothing", (request, response) => response.set(EVERY).writeHead(200).end());
  app.get("/list", (request, response) => {
    response.set("X-Form", "0").writeHead(200, Object.entries(EVERY).flat()).end();
  });
  app.get("/pairs", (request, response) => response.writeHead(200, Object.entries(EVERY)).end());
  app.get("/stream", (request, response) => {
    response.set(EVERY).write("a");
    response.end("b");
  });
  app.get("/flush", (request, response) => {
    response.set(EVERY).flushHeaders();
    response.end();
  });
  app.get("/inner", (request, response) => {
    // Another middleware that changes the head later than its handler.
    const { writeHead } = response;
    response.writeHead = function (...all) {
      this.setHeader("Access-Control-Allow-Origin", "*");
      return writeHead.apply(this, all);
    };
    response.set(EVERY).end();
  });
  app.get("/throw", (request, response) => {
    response.set(EVERY);
    throw new Error("deliberate");
  });
  app.get("/two-cookies", (request, response) => {
    response.writeHead(200, ["Set-Cookie", "a=1", "Set-Cookie", "b=2", "X-Form", "1"]).end();
  });
});
