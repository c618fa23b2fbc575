// The canvas of the large view.
import Graph from "graphology";
import Sigma from "sigma";

export { Graph, Sigma };
