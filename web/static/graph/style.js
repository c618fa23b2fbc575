// How Cytoscape draws what is in the view.
import { CLASSES, card, colour, dim, ink, marked } from "./look.js";

export function stylesheet(many, size) {
  const text = ink(), faint = dim(), paper = card(), mark = marked();
  return [
    { selector: "node", style: {
      width: 26, height: 26, label: "data(name)", color: text, "font-size": size, "text-wrap": "wrap", "text-max-width": 150,
      "text-valign": "bottom", "text-margin-y": 3, "min-zoomed-font-size": many ? 9 : 8, "background-color": colour("AgencyKind"),
      "text-outline-color": paper, "text-outline-width": many ? 0 : 2, "border-width": 0,
    } },
    ...Object.entries(CLASSES).map(([name, look]) => (
      { selector: `node[class = "${name}"]`, style: { shape: look.shape, "background-color": colour(name) } })),
    { selector: 'node[class = "Document"]', style: { width: 34, height: 24 } },
    { selector: "node[?citedOnly]", style: { "background-color": paper, "border-width": 2, "border-color": colour("Document") } },
    { selector: "node.pinned", style: { "border-width": 3, "border-color": text, "border-style": "double" } },
    { selector: "node.band", style: {
      shape: "rectangle", width: 1, height: 1, "background-opacity": 0, "border-width": 0, color: faint, "font-size": 14, "font-weight": 600, "text-max-width": 400,
      "text-halign": "right", "text-valign": "center", "text-margin-y": 0, events: "no", "min-zoomed-font-size": 0,
    } },
    { selector: "edge", style: {
      width: 1.4, "line-color": faint, "line-opacity": many ? 0.4 : 0.55, "target-arrow-color": faint,
      "target-arrow-shape": many ? "none" : "triangle", "arrow-scale": 0.8, "curve-style": many ? "haystack" : "bezier", "haystack-radius": 0,
    } },
    { selector: "edge[?inferred]", style: { "line-style": "dashed" } },
    { selector: "edge[?doubtful]", style: { "line-style": "dotted", width: 2 } },
    { selector: "edge.near, edge.way", style: many ? {} : {
      label: "data(name)", "font-size": size - 2, "min-zoomed-font-size": 8, color: text, "text-background-color": paper, "text-background-opacity": 0.9, "text-rotation": "autorotate",
    } },
    { selector: ".way", style: { "line-color": mark, "target-arrow-color": mark, width: 4, "line-opacity": 1 } },
    { selector: "node.way", style: { "border-width": 4, "border-color": mark, width: 34, height: 30 } },
    { selector: "edge.chosen", style: { width: 4, "line-color": mark, "target-arrow-color": mark, "line-opacity": 1 } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": mark, "z-index": 9, "font-weight": 700, "min-zoomed-font-size": 0 } },
  ];
}
