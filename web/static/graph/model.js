// What is in the view: things, the relations between them that are known, what is hidden and pinned, the filters.
// Relations whose other end is not in the view yet are kept, and drawn when it comes.
export const edgeId = (edge) => `${edge.source} ${edge.relation} ${edge.target}`;

export class Model extends EventTarget {
  nodes = new Map();
  edges = new Map();
  hidden = new Set();
  pinned = new Set();
  positions = new Map();
  filters = { classes: new Set(), relations: new Set(), place: "", from: "", to: "" };
  selected = null; // {node: iri} or {edge: id}

  changed(what = "content") {
    this.dispatchEvent(new CustomEvent("change", { detail: what }));
  }

  // Take in an answer of the server; the IRIs that are new.
  add(found) {
    const fresh = [];
    for (const node of found.nodes) {
      if (!this.nodes.has(node.iri)) fresh.push(node.iri);
      this.nodes.set(node.iri, node);
    }
    for (const edge of found.edges) this.edges.set(edgeId(edge), edge);
    return fresh;
  }

  visible(node) {
    const { classes, place, from, to } = this.filters;
    if (this.hidden.has(node.iri) || classes.has(node.class)) return false;
    if (place && !(node.place || "").split(", ").includes(place)) return false;
    const year = node.date ? Number(node.date.slice(0, 4)) : null;
    return !(year !== null && ((from && year < Number(from)) || (to && year > Number(to))));
  }

  shownNodes() {
    return [...this.nodes.values()].filter((node) => this.visible(node));
  }

  shownEdges(nodes = this.shownNodes()) {
    const here = new Set(nodes.map((node) => node.iri));
    return [...this.edges.values()].filter(
      (edge) => here.has(edge.source) && here.has(edge.target) && !this.filters.relations.has(edge.relation),
    );
  }

  between() {
    return [...this.edges.values()].filter((edge) => this.nodes.has(edge.source) && this.nodes.has(edge.target));
  }

  edgesOf(iri) {
    return this.shownEdges().filter((edge) => edge.source === iri || edge.target === iri);
  }

  select(selected) {
    this.selected = selected;
    this.changed("selection");
  }

  clear() {
    for (const each of [this.nodes, this.hidden, this.pinned, this.positions]) each.clear();
    this.selected = null;
  }

  // What undo and redo go between.
  snapshot() {
    return {
      nodes: [...this.nodes.values()], hidden: [...this.hidden], pinned: [...this.pinned],
      positions: [...this.positions].map(([iri, at]) => [iri, { ...at }]),
    };
  }

  restore(kept) {
    this.nodes = new Map(kept.nodes.map((node) => [node.iri, node]));
    this.hidden = new Set(kept.hidden);
    this.pinned = new Set(kept.pinned);
    this.positions = new Map(kept.positions.map(([iri, at]) => [iri, { ...at }]));
    if (this.selected?.node && !this.nodes.has(this.selected.node)) this.selected = null;
  }
}
