// The graph explorer: its parts put together, and what people do with them.
import { get, post } from "./api.js";
import { Canvas } from "./canvas.js";
import { byId, later, say } from "./dom.js";
import * as files from "./files.js";
import { History } from "./history.js";
import { keys } from "./keys.js";
import { legend } from "./legend.js";
import { read, written } from "./link.js";
import { list } from "./list.js";
import { Model } from "./model.js";
import { panel } from "./panel.js";
import { learn, nodeLabel, t } from "./said.js";
import { search } from "./search.js";

const root = byId("explorer");
const base = root.dataset.base;
const model = new Model();
const history_ = new History(model, ({ canUndo, canRedo }) => { byId("undo").disabled = !canUndo; byId("redo").disabled = !canRedo; });
let canvas = null;
let pathFrom = null;
let lastFocus = null;

const library = import("../vendor/cytoscape.js").catch(() => null);

// -- what is shown ---------------------------------------------------------------------------------------------------

function redraw(how = {}) {
  if (canvas) canvas.draw(how);
  const nodes = model.shownNodes();
  byId("count").textContent = t("count", { nodes: nodes.length, edges: model.shownEdges(nodes).length });
  byId("unhide").hidden = !model.hidden.size;
  byId("unhide").textContent = t("unhide", { n: model.hidden.size });
  keepLink();
}

const keepLink = later(250, async () => {
  const fragment = await written(model, byId("layout").value, base);
  window.history.replaceState(null, "", location.pathname + location.search + fragment);
});

function tell(found, added) {
  const parts = added === null ? [] : [t("expanded", { n: added })];
  if (found.truncated) parts.push(t("truncated", { n: found.limit ?? "" }));
  if (found.leftOut) parts.push(t("left_out"));
  say(parts.join(" "));
}

async function attempt(run) {
  say(t("loading"));
  try {
    return await run();
  } catch (error) {
    say(t("failed", { why: error.message }), true);
    return null;
  }
}

// Take in what the server found, as one step that can be undone.
function take(found, { arrange = true, fit = false, fresh = false } = {}) {
  history_.keep();
  if (fresh) model.clear();
  const added = model.add(found);
  for (const node of found.nodes) model.hidden.delete(node.iri);
  model.changed();
  redraw({ arrange: arrange && canvas?.layout !== "force", fit });
  tell(found, fresh ? null : added.length);
  return added;
}

// -- what people do --------------------------------------------------------------------------------------------------

const acts = {
  choose(selected, focus = false) {
    if (selected?.node && pathFrom && selected.node !== pathFrom) { acts.pathTo(selected.node); return; }
    if (focus && document.activeElement) lastFocus = document.activeElement;
    model.select(selected);
    canvas?.mark();
    if (selected?.node) canvas?.reveal(selected.node);
    details.draw(focus);
    keepLink();
  },
  back() {
    canvas?.mark();
    details.draw();
    if (lastFocus?.dataset?.iri) shown.focus(lastFocus.dataset.iri);
    else (lastFocus?.isConnected ? lastFocus : byId("canvas")).focus();
  },
  async expand(iri, group) {
    const there = [...model.edges.values()].filter((edge) => edge.relation === group.relation
      && (group.outward ? edge.source : edge.target) === iri && model.nodes.has(group.outward ? edge.target : edge.source)).length;
    const asked = { iri, relation: group.relation, outward: group.outward, limit: 50, offset: there };
    let found = await attempt(() => get("expand", asked));
    // Things that came by another way stand anywhere in the order: where the page brings none, begin from the start.
    if (found && there && !found.nodes.some((node) => !model.nodes.has(node.iri))) found = await attempt(() => get("expand", { ...asked, offset: 0, limit: 500 }));
    if (!found) return;
    take(found, { fit: true });
    details.draw();
  },
  async expandAll(iri) {
    const found = await attempt(() => get("focus", { iri }));
    if (found) { take(found, { fit: true }); details.draw(); }
  },
  pin(iri) {
    history_.keep();
    if (model.pinned.has(iri)) model.pinned.delete(iri); else model.pinned.add(iri);
    model.changed("pin");
    redraw();
    details.draw();
  },
  hide(iri) {
    history_.keep();
    model.hidden.add(iri);
    model.selected = null;
    model.changed();
    redraw();
    details.draw();
  },
  async focus(iri) {
    const found = await attempt(() => get("focus", { iri }));
    if (!found) return;
    take(found, { fresh: true, fit: true });
    acts.choose({ node: iri });
  },
  pathFrom: () => pathFrom,
  startPath(iri) {
    pathFrom = iri;
    say(t("path_choose"));
    byId("thing").focus();
  },
  async pathTo(iri) {
    const from = pathFrom;
    pathFrom = null;
    let found = await attempt(() => get("path", { from, to: iri }));
    if (found && !found.path.length) found = await attempt(() => get("path", { from, to: iri, common: true }));
    if (!found) return;
    if (!found.path.length) { say(t(found.truncated ? "path_cut" : "path_none", { n: found.truncated ? found.limit : 12 })); return; }
    take(found, { fit: true });
    canvas?.mark(found.path);
    say(t("path_found", { n: found.path.length - 1 }));
    acts.choose({ node: iri });
  },
  undo() { if (history_.undo()) restored(); },
  redo() { if (history_.redo()) restored(); },
};

function restored() {
  model.changed();
  redraw({ fit: true });
  details.draw();
}

const details = panel(model, acts);
const shown = list(model, (iri) => acts.choose({ node: iri }, true));
legend(model, () => { redraw(); model.changed("filter"); });
search(async (node) => {
  if (pathFrom) { acts.pathTo(node.iri); return; }
  if (!model.nodes.has(node.iri)) {
    const found = await attempt(() => get("focus", { iri: node.iri }));
    if (!found) return;
    take(found, { fit: true });
  }
  model.hidden.delete(node.iri);
  acts.choose({ node: node.iri });
});

byId("undo").addEventListener("click", acts.undo);
byId("redo").addEventListener("click", acts.redo);
byId("fit").addEventListener("click", () => canvas?.fit());
byId("zoom-in").addEventListener("click", () => canvas?.zoom(1.25));
byId("zoom-out").addEventListener("click", () => canvas?.zoom(0.8));
byId("unhide").addEventListener("click", () => { history_.keep(); model.hidden.clear(); restored(); });
byId("clear").addEventListener("click", () => { history_.keep(); model.clear(); canvas?.mark([]); restored(); say(""); });
byId("layout").addEventListener("change", () => {
  if (!canvas) return;
  history_.keep();
  canvas.layout = byId("layout").value;
  redraw({ arrange: true, fit: true });
});
byId("share").addEventListener("click", async () => {
  const address = location.origin + location.pathname + await written(model, byId("layout").value, base);
  window.history.replaceState(null, "", address);
  await navigator.clipboard.writeText(address).catch(() => prompt(t("share"), address));
  say(t("shared"));
});
byId("export").addEventListener("click", (event) => {
  const form = event.target.dataset?.form;
  if (!form || !canvas?.cy) return;
  byId("export").open = false;
  if (form === "png") files.save("chidao.png", files.png(canvas.cy));
  if (form === "svg") files.save("chidao.svg", files.svg(canvas.cy), "image/svg+xml");
  if (form === "graphml") files.save("chidao.graphml", files.graphml(model), "application/xml");
  if (form === "json") files.save("chidao.json", files.json(model), "application/json");
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && pathFrom) { pathFrom = null; say(""); details.draw(); }
});

// -- where it begins -------------------------------------------------------------------------------------------------

async function opened() {
  const kept = await read(location.hash, base).catch(() => null);
  if (kept) {
    const found = await post("view", { iris: kept.iris });
    model.add(found);
    Object.assign(model, { hidden: kept.hidden, pinned: kept.pinned, positions: kept.positions, filters: model.filters });
    Object.assign(model.filters, kept.filters);
    byId("layout").value = kept.layout;
    byId("layout").value ||= "layers";
    model.selected = kept.selected;
    return found;
  }
  const { focus } = root.dataset;
  const found = focus ? await get("focus", { iri: focus }) : await get("start");
  model.add(found);
  if (focus) model.selected = { node: found.focus };
  return found;
}

async function begin() {
  const [terms, found, made] = await Promise.all([get("terms"), opened().catch((error) => ({ error })), library]);
  learn(terms.terms);
  if (made) {
    canvas = new Canvas(made.default, byId("canvas"), model);
    canvas.layout = byId("layout").value;
    canvas.onpick = (selected) => acts.choose(selected);
    let before = null;
    canvas.ongrab = () => { before = model.snapshot(); };
    canvas.onmoved = (iri, at) => { history_.keep(before); model.positions.set(iri, at); model.pinned.add(iri); redraw(); model.changed("pin"); };
    keys(byId("canvas"), model, canvas, acts);
  }
  model.changed();
  redraw({ fit: true });
  details.draw();
  if (found.error) say(t("failed", { why: found.error.message }), true);
  else if (made) tell(found, null);
  else say(t("no_library"), true);
  root.dataset.ready = "true";
}

byId("status").textContent = t("loading");
begin().catch((error) => say(t("failed", { why: error.message }), true));
// For tests and for the console of who wants more.
root.explorer = { model, get canvas() { return canvas; }, nodeLabel };
