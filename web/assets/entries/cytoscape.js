// The graph's canvas with its layouts: force (fcose) and layers (dagre).
import cytoscape from "cytoscape";
import dagre from "cytoscape-dagre";
import fcose from "cytoscape-fcose";

cytoscape.use(dagre);
cytoscape.use(fcose);
export default cytoscape;
