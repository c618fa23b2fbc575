// The drawing: keeps Cytoscape's elements as the model is, and tells the model where things were put.
import { layered, bandLabel } from "./layers.js";
import { onTheme } from "./look.js";
import { edgeId } from "./model.js";
import { nodeLabel, termLabel } from "./said.js";
import { stylesheet } from "./style.js";
import { still } from "./dom.js";

const NAMED = 12; // edges whose names are written beside the node that is chosen
const MANY = 800, DAGRE = 400, FORCE = 2500;

const clipped = (text) => (text.length > 34 ? `${text.slice(0, 34).replace(/\s+\S*$/, "")}…` : text);

export class Canvas {
  layout = "layers";
  size = 15;
  #many = null;

  constructor(cytoscape, container, model) {
    this.model = model;
    this.container = container;
    this.cytoscape = cytoscape;
    onTheme(() => this.cy?.style(stylesheet(this.#many, this.size)));
  }

  // Large views are drawn without what costs most while they move; Cytoscape takes that only when it is made.
  #make(many) {
    this.cy?.destroy();
    this.#many = many;
    this.cy = this.cytoscape({
      container: this.container, style: stylesheet(many, this.size), minZoom: 0.02, maxZoom: 4,
      hideEdgesOnViewport: many, textureOnViewport: many, pixelRatio: many ? 1 : "auto", boxSelectionEnabled: false,
    });
    this.cy.on("tap", (event) => {
      const { target } = event;
      if (target === this.cy) this.onpick?.(null);
      else if (target.isNode()) this.onpick?.({ node: target.id() });
      else this.onpick?.({ edge: target.id() });
    });
    this.cy.on("dragfreeon", "node", (event) => {
      this.onmoved?.(event.target.id(), { ...event.target.position() });
    });
    this.cy.on("grabon", "node", () => this.ongrab?.());
    if (!many) this.cy.on("zoom", () => this.#letters());
  }

  // Names grow as the drawing gets smaller, up to where they would cover each other, so that they can be read.
  #letters() {
    const size = Math.round(Math.max(15, Math.min(20, 11 / this.cy.zoom())));
    if (size === this.size) return;
    this.size = size;
    this.cy.style(stylesheet(this.#many, size));
  }

  #note(node) {
    if (!node.hasClass("band")) this.model.positions.set(node.id(), { ...node.position() });
  }

  // Draw what the model shows. `arrange`: put all that is not pinned in its place again.
  draw({ arrange = false, fit = false } = {}) {
    const nodes = this.model.shownNodes();
    const edges = this.model.shownEdges(nodes);
    const many = nodes.length + edges.length > MANY;
    if (many !== this.#many) this.#make(many);
    const { cy, model } = this;
    const wanted = new Set([...nodes.map((node) => node.iri), ...edges.map(edgeId)]);
    const unplaced = nodes.some((node) => !model.positions.has(node.iri));
    if (arrange || unplaced) this.#place(nodes, edges, arrange);
    cy.batch(() => {
      cy.elements().filter((each) => !wanted.has(each.id())).remove();
      const fresh = [];
      for (const node of nodes) {
        const there = cy.getElementById(node.iri);
        if (there.nonempty()) there.position({ ...model.positions.get(node.iri) });
        else fresh.push(this.#node(node));
      }
      for (const edge of edges) if (cy.getElementById(edgeId(edge)).empty()) fresh.push(this.#edge(edge));
      cy.add(fresh);
      cy.nodes().forEach((node) => node.toggleClass("pinned", model.pinned.has(node.id())));
      if (this.layout === "layers") cy.add(this.#bands());
    });
    this.mark();
    if (this.layout === "force" && (arrange || unplaced)) this.#force(fit);
    else if (fit) this.fit();
  }

  #node(node) {
    const name = clipped(nodeLabel(node));
    const data = { id: node.iri, class: node.class, name, citedOnly: node.class === "Document" && node.read === false };
    return { group: "nodes", data, position: { ...this.model.positions.get(node.iri) } };
  }

  #edge(edge) {
    const data = { id: edgeId(edge), source: edge.source, target: edge.target, name: termLabel(edge.relation),
      inferred: edge.inferred, doubtful: edge.confidence < 1 };
    return { group: "edges", data };
  }

  #bands() {
    return this.marks.map(({ band, x, y }) => ({
      group: "nodes", data: { id: `band ${band}`, name: bandLabel(band) }, classes: "band", position: { x, y }, selectable: false, grabbable: false,
    }));
  }

  marks = [];

  // Places for the first paint, computed at once; a force layout goes on from them.
  #place(nodes, edges, arrange) {
    const { positions, pinned } = this.model;
    const put = (iri, at) => { if (!(pinned.has(iri) && positions.has(iri))) positions.set(iri, at); };
    this.marks = [];
    if (this.layout === "circle") {
      const radius = Math.max(160, (nodes.length * 78) / (2 * Math.PI));
      nodes.forEach((node, n) => {
        const turn = (2 * Math.PI * n) / nodes.length - Math.PI / 2;
        put(node.iri, { x: radius * Math.cos(turn), y: radius * Math.sin(turn) });
      });
      return;
    }
    const force = this.layout === "force";
    if (force && !arrange) { this.#beside(nodes, edges); return; }
    const { at, bands } = layered(nodes, edges, force ? new Map() : this.#dagre(nodes, edges), this.container.clientWidth / (this.container.clientHeight || 1));
    for (const [iri, place] of at) put(iri, place);
    if (!force) this.marks = bands;
  }

  // What is new lies near what it came from.
  #beside(nodes, edges) {
    const { positions } = this.model;
    nodes.filter((node) => !positions.has(node.iri)).forEach((node, n) => {
      const edge = edges.find((each) => (each.source === node.iri && positions.has(each.target)) || (each.target === node.iri && positions.has(each.source)));
      const near = edge ? positions.get(edge.source === node.iri ? edge.target : edge.source) : { x: 0, y: 0 };
      positions.set(node.iri, { x: near.x + 90 * Math.cos(n * 2.4), y: near.y + 90 * Math.sin(n * 2.4) });
    });
  }

  #dagre(nodes, edges) {
    if (nodes.length > DAGRE || !edges.length) return new Map();
    const hidden = this.cytoscape({ headless: true, styleEnabled: true, style: [{ selector: "node", style: { width: 140, height: 30 } }], elements: [
      ...nodes.map((node) => ({ data: { id: node.iri } })),
      ...edges.map((edge) => ({ data: { id: edgeId(edge), source: edge.target, target: edge.source } })),
    ] });
    hidden.layout({ name: "dagre", rankDir: "TB", ranker: "longest-path", animate: false, fit: false }).run();
    const found = new Map(hidden.nodes().map((node) => [node.id(), { ...node.position() }]));
    hidden.destroy();
    return found;
  }

  #force(fit) {
    const { cy, model } = this;
    const some = cy.nodes().length;
    const fixedNodeConstraint = [...model.pinned].filter((iri) => cy.getElementById(iri).nonempty())
      .map((iri) => ({ nodeId: iri, position: model.positions.get(iri) }));
    const run = cy.layout({
      name: "fcose", randomize: false, quality: some > 400 ? "draft" : "default", animate: !still() && some < 200, animationDuration: 350,
      fit, padding: 24, nodeSeparation: 120, idealEdgeLength: 130, nodeRepulsion: 12000, nodeDimensionsIncludeLabels: some <= 400, ...(some > FORCE ? { numIter: 200 } : {}),
      ...(fixedNodeConstraint.length ? { fixedNodeConstraint } : {}),
    });
    run.one("layoutstop", () => {
      // fcose measures names too and so shifts what it holds by half of theirs.
      for (const iri of model.pinned) cy.getElementById(iri).position({ ...model.positions.get(iri) });
      cy.nodes().forEach((node) => this.#note(node));
    });
    run.run();
  }

  mark(way = this.way ?? []) {
    this.way = way;
    const { cy, model } = this;
    if (!cy) return;
    cy.batch(() => {
      cy.elements(".chosen, .near, .way").removeClass("chosen near way");
      const { node, edge } = model.selected ?? {};
      const beside = node ? cy.getElementById(node).addClass("chosen").connectedEdges() : cy.collection();
      if (beside.length <= NAMED) beside.addClass("near");
      if (edge) cy.getElementById(edge).addClass("chosen near");
      way.forEach((iri, n) => {
        const here = cy.getElementById(iri).addClass("way");
        if (n) here.edgesWith(cy.getElementById(way[n - 1])).addClass("way");
      });
    });
  }

  fit() {
    if (this.#many) { this.#fitPlaces(); return; }
    const { size } = this;
    this.cy.fit(undefined, 20);
    if (this.size !== size) this.cy.fit(undefined, 20); // names took another size, and with it another place
    if (this.cy.zoom() > 1.3) { this.cy.zoom(1.3); this.cy.center(); }
  }

  // Cytoscape measures every label for this, which takes seconds where there are thousands; places are enough.
  #fitPlaces() {
    const places = this.model.shownNodes().map((node) => this.model.positions.get(node.iri)).filter(Boolean);
    if (!places.length) return;
    const edge = (pick, key) => places.reduce((found, place) => pick(found, place[key]), places[0][key]);
    const [x1, x2, y1, y2] = [edge(Math.min, "x"), edge(Math.max, "x"), edge(Math.min, "y"), edge(Math.max, "y")];
    const zoom = Math.min((this.cy.width() - 40) / (x2 - x1 + 100), (this.cy.height() - 40) / (y2 - y1 + 100), 1.3);
    this.cy.viewport({ zoom, pan: { x: this.cy.width() / 2 - (zoom * (x1 + x2)) / 2, y: this.cy.height() / 2 - (zoom * (y1 + y2)) / 2 } });
  }

  zoom(factor) {
    this.cy.zoom({ level: this.cy.zoom() * factor, renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 } });
  }

  // Bring a node into sight if it is out of it.
  reveal(iri) {
    const node = this.cy.getElementById(iri);
    if (node.empty()) return;
    const { x, y } = node.renderedPosition();
    if (x < 30 || y < 30 || x > this.cy.width() - 30 || y > this.cy.height() - 30) this.cy.center(node);
  }

  // The nearest node in a direction, for the arrow keys.
  towards(iri, dx, dy) {
    const here = this.cy.getElementById(iri);
    if (here.empty()) return this.cy.nodes().not(".band").first().id() ?? null;
    const from = here.position();
    let best = null, least = Infinity;
    this.cy.nodes().not(".band").forEach((node) => {
      const x = node.position("x") - from.x, y = node.position("y") - from.y;
      const along = x * dx + y * dy, aside = Math.abs(x * dy - y * dx);
      const far = along + 2 * aside;
      if (along > 1 && far < least) { least = far; best = node.id(); }
    });
    return best;
  }
}
