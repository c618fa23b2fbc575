// The view as a file: PNG, SVG, GraphML (yEd, Gephi, Cytoscape, networkx) and JSON.
import { card, colour, corners, dim, ink } from "./look.js";
import { nodeLabel, termLabel } from "./said.js";

// XML cannot hold most control characters, whatever a document has.
const xml = (text) => String(text ?? "").replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
  .replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

export function json(model) {
  const nodes = model.shownNodes();
  const place = (node) => model.positions.get(node.iri) ?? {};
  return JSON.stringify({ nodes: nodes.map((node) => ({ ...node, ...place(node) })), edges: model.shownEdges(nodes) }, null, 1);
}

const NODE = [["label", "string"], ["class", "string"], ["place", "string"], ["date", "string"], ["level", "int"], ["x", "double"], ["y", "double"]];
const EDGE = [["relation", "string"], ["label", "string"], ["confidence", "double"], ["inferred", "boolean"]];

export function graphml(model) {
  const nodes = model.shownNodes();
  const keys = (kind, known) => known.map(([name, type]) => `<key id="${kind[0]}_${name}" for="${kind}" attr.name="${name}" attr.type="${type}"/>`);
  const data = (kind, known, values) => known.filter(([name]) => values[name] !== undefined && values[name] !== null && values[name] !== "")
    .map(([name]) => `<data key="${kind[0]}_${name}">${xml(values[name])}</data>`).join("");
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">', ...keys("node", NODE), ...keys("edge", EDGE),
    '<graph edgedefault="directed">',
    ...nodes.map((node) => `<node id="${xml(node.iri)}">${data("node", NODE, { ...node, label: nodeLabel(node), ...model.positions.get(node.iri) })}</node>`),
    ...model.shownEdges(nodes).map((edge) => `<edge source="${xml(edge.source)}" target="${xml(edge.target)}">${data("edge", EDGE, { ...edge, label: termLabel(edge.relation) })}</edge>`),
    "</graph>", "</graphml>", ""].join("\n");
}

// Names of relations on paper: a picture cannot be pointed at. Of very many they would cover everything else.
const MOST_NAMED = 150;

export function svg(cy) {
  const box = cy.elements().boundingBox();
  const pad = 30;
  const view = [box.x1 - pad, box.y1 - pad, box.w + 2 * pad, box.h + 2 * pad].map((n) => n.toFixed(1));
  const named = cy.edges().length <= MOST_NAMED;
  const lines = cy.edges().map((edge) => {
    const from = edge.source().position(), to = edge.target().position();
    const dash = edge.data("inferred") ? ' stroke-dasharray="6 3"' : edge.data("doubtful") ? ' stroke-dasharray="2 3"' : "";
    const far = Math.hypot(to.x - from.x, to.y - from.y) || 1, short = Math.min(18, far / 2);
    const x = to.x - ((to.x - from.x) / far) * short, y = to.y - ((to.y - from.y) / far) * short;
    return `<line x1="${from.x.toFixed(1)}" y1="${from.y.toFixed(1)}" x2="${x.toFixed(1)}" y2="${y.toFixed(1)}" stroke="${dim()}" stroke-width="1.4"${dash} marker-end="url(#to)"><title>${xml(edge.data("name"))}</title></line>${named ? `<text x="${((from.x + to.x) / 2).toFixed(1)}" y="${((from.y + to.y) / 2 - 3).toFixed(1)}" text-anchor="middle" font-size="10" fill="${dim()}">${xml(edge.data("name"))}</text>` : ""}`;
  });
  const shapes = cy.nodes().map((node) => {
    const { x, y } = node.position();
    if (node.hasClass("band")) return `<text x="${x}" y="${y}" font-weight="600" font-size="14" fill="${dim()}">${xml(node.data("name"))}</text>`;
    const name = node.data("class"), fill = colour(name), points = corners(name)?.map(([a, b]) => `${(x + 13 * a).toFixed(1)},${(y + 13 * b).toFixed(1)}`).join(" ");
    const shape = points ? `<polygon points="${points}" fill="${fill}"/>` : `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="13" fill="${fill}"/>`;
    return `<g><title>${xml(node.id())}</title>${shape}<text x="${x.toFixed(1)}" y="${(y + 28).toFixed(1)}" text-anchor="middle" font-size="12" fill="${ink()}">${xml(node.data("name"))}</text></g>`;
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view.join(" ")}" font-family="system-ui, sans-serif">`,
    `<defs><marker id="to" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="${dim()}"/></marker></defs>`,
    `<rect x="${view[0]}" y="${view[1]}" width="${view[2]}" height="${view[3]}" fill="${card()}"/>`, ...lines, ...shapes, "</svg>", ""].join("\n");
}

const MOST_PIXELS = 8000;

export function png(cy) {
  const named = cy.edges().length <= MOST_NAMED ? cy.edges().not(".near") : cy.collection();
  named.addClass("near");
  try { return drawn(cy); } finally { named.removeClass("near"); }
}

function drawn(cy) {
  const box = cy.elements().boundingBox();
  const scale = Math.min(2, MOST_PIXELS / Math.max(box.w, box.h, 1));
  return cy.png({ output: "blob", full: true, scale, bg: card() });
}

export function save(name, content, media) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type: media }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
