// Validates filters of an `HTTPRoute` with the schema of the Gateway API. The input is a list of lists of filters. The output
// is a list with the error of each, or null.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const models = `${process.env.GATEWAY_NODE}/node_modules/@kubernetes-models/gateway-api`;
const { HTTPRoute } = await import(pathToFileURL(`${models}/gateway.networking.k8s.io/v1/HTTPRoute.js`));

const errors = JSON.parse(readFileSync(0, "utf8")).map((filters) => {
  try {
    new HTTPRoute({ metadata: { name: "test" }, spec: { rules: [{ filters }] } }).validate();
    return null;
  } catch (error) {
    return String(error.message);
  }
});
console.log(JSON.stringify(errors));
