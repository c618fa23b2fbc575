// What the worker of the large view lays out with. The package's own worker comes from a blob: address, which the
// server's Content-Security-Policy forbids; web/static/graph/layout-worker.js is a file and calls one step of it.
import iterate from "graphology-layout-forceatlas2/iterate.js";

export { iterate };
