// Starts an application for each policy: the arguments are a word for the application, and pairs of a module and a port.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const folder = process.env.GATEWAY_NODE ?? process.cwd();
export const express = createRequire(`${folder}/`)("express");
const [, , word, ...rest] = process.argv;

export async function start(application) {
  while (rest.length > 0) {
    const [file, port] = rest.splice(0, 2);
    const { default: cors } = await import(pathToFileURL(file));
    const app = express();
    app.use(cors);
    application(app, word, app.listen(Number(port), "127.0.0.1"));
  }
}
