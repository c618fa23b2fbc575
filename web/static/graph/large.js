// The large view: the whole graph on WebGL (sigma), its places made by the server, a force layout in a worker on demand.
import { get } from "./api.js";
import { byId, el, later, say, still } from "./dom.js";
import { symbol } from "./legend.js";
import { card, colour, dim, ink, marked, onTheme } from "./look.js";
import { facts, head, pageOf, quotes } from "./panel.js";
import { day, learn, t, termLabel } from "./said.js";
import { search } from "./search.js";

const base = byId("explorer").dataset.base;
const off = new Set();
let chosen = null, hovered = null, beside = new Set();

const library = import("../vendor/sigma.js").catch(() => null);

function webgl() {
  try { return Boolean(document.createElement("canvas").getContext("webgl2")); } catch { return false; }
}

function filled(Graph, data) {
  const graph = new Graph({ type: "directed", multi: true, allowSelfLoops: true });
  const colours = Object.fromEntries(data.classes.map((name) => [name, colour(name)]));
  data.iri.forEach((iri, n) => {
    const name = data.classes[data.class[n]];
    graph.addNode(String(n), { x: data.x[n], y: -data.y[n], size: 1.5 + Math.min(9, Math.sqrt(data.degree[n]) * 0.8), label: (data.label[n] || iri).slice(0, 60), kind: name, color: colours[name] });
  });
  for (let n = 0; n < data.edges.length; n += 3) {
    graph.addDirectedEdgeWithKey(n, String(data.edges[n]), String(data.edges[n + 2]), { kind: data.relations[data.edges[n + 1]] });
  }
  return graph;
}

// A faint line: sigma blends no transparency well on both themes, so it is mixed beforehand.
function faint() {
  const parts = (text) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
  const short = (text) => (text.length === 4 ? `#${[...text.slice(1)].map((c) => c + c).join("")}` : text);
  const [line, paper] = [parts(short(dim())), parts(short(card()))];
  return `#${line.map((c, n) => Math.round(c * 0.14 + paper[n] * 0.86).toString(16).padStart(2, "0")).join("")}`;
}

function show(Sigma, graph) {
  let line = faint(), paper = card(), text = ink(), mark = marked();
  const sigma = new Sigma(graph, byId("canvas"), {
    defaultEdgeColor: line, hideEdgesOnMove: graph.size > 5000, labelRenderedSizeThreshold: 7, labelDensity: 0.6, labelColor: { color: text }, labelSize: 12,
    renderEdgeLabels: false, minCameraRatio: 0.005, maxCameraRatio: 4, zIndex: true, allowInvalidContainer: true,
    defaultDrawNodeHover: (context, data, settings) => {
      context.font = `600 13px ${settings.labelFont}`;
      const label = (data.label ?? "").slice(0, 90), wide = context.measureText(label).width + 12;
      context.fillStyle = paper;
      context.strokeStyle = mark;
      context.fillRect(data.x + data.size + 2, data.y - 12, wide, 24);
      context.strokeRect(data.x + data.size + 2, data.y - 12, wide, 24);
      context.fillStyle = text;
      context.fillText(label, data.x + data.size + 8, data.y + 5);
      context.beginPath();
      context.arc(data.x, data.y, data.size + 3, 0, 2 * Math.PI);
      context.stroke();
    },
    nodeReducer: (node, data) => {
      if (off.has(data.kind)) return { ...data, hidden: true };
      if (node === chosen) return { ...data, color: mark, highlighted: true, zIndex: 3, size: data.size + 3 };
      if (chosen !== null) return beside.has(node) ? { ...data, zIndex: 2 } : { ...data, color: line, label: "", zIndex: 0 };
      return node === hovered ? { ...data, highlighted: true } : data;
    },
    edgeReducer: (edge, data) => {
      if (chosen === null) return data;
      return graph.hasExtremity(edge, chosen) ? { ...data, color: mark, size: 1.5, zIndex: 2 } : { ...data, hidden: true };
    },
  });
  onTheme(() => {
    line = faint(); paper = card(); text = ink(); mark = marked();
    graph.updateEachNodeAttributes((_, data) => ({ ...data, color: colour(data.kind) }), { attributes: ["color"] });
    sigma.setSetting("defaultEdgeColor", line);
    sigma.setSetting("labelColor", { color: text });
  });
  return sigma;
}

function legend(graph, sigma) {
  const counts = new Map();
  graph.forEachNode((_, data) => counts.set(data.kind, (counts.get(data.kind) ?? 0) + 1));
  const boxes = [...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => {
    const box = el("input", { type: "checkbox", checked: true });
    box.dataset.name = name;
    box.addEventListener("change", () => { if (box.checked) off.delete(name); else off.add(name); sigma.refresh({ skipIndexation: true }); });
    return el("label", {}, box, symbol(name), `${termLabel(name)} (${count})`);
  });
  byId("legend").replaceChildren(el("fieldset", {}, el("legend", {}, t("classes")), ...boxes));
}

function worker(graph, sigma) {
  const button = byId("rearrange");
  let running = null;
  function stop() {
    running?.terminate();
    running = null;
    button.textContent = t("rearrange");
  }
  button.addEventListener("click", () => {
    if (running) { stop(); return; }
    button.textContent = t("stop");
    running = new Worker(new URL("layout-worker.js", import.meta.url), { type: "module" });
    const index = new Map(graph.nodes().map((node, n) => [node, n]));
    const nodes = new Float32Array(graph.order * 3), edges = new Float32Array(graph.size * 2);
    graph.forEachNode((node, data) => nodes.set([data.x, data.y, data.size], index.get(node) * 3));
    let at = 0;
    graph.forEachEdge((_edge, _data, source, target) => { edges.set([index.get(source), index.get(target)], at); at += 2; });
    running.addEventListener("message", ({ data }) => {
      const list = graph.nodes();
      graph.updateEachNodeAttributes((node, said) => { const n = index.get(node) * 2; said.x = data.places[n]; said.y = data.places[n + 1]; return said; }, { attributes: ["x", "y"] });
      say(`${list.length} · ${data.turn}`);
      if (data.done) { stop(); say(""); }
    });
    running.addEventListener("error", (event) => { stop(); say(t("failed", { why: event.message || "worker" }), true); });
    running.postMessage({ nodes, edges }, [nodes.buffer, edges.buffer]);
  });
}

async function details(iri, focus) {
  const box = byId("panel");
  const close = () => { choose(null); byId("canvas").focus(); };
  box.replaceChildren(head(t("loading"), close));
  try {
    const found = await get("node", { iri });
    const { node } = found;
    box.replaceChildren(head(node.label, close),
      facts([[t("class"), termLabel(node.class)], [t("place"), node.place], [t("date"), day(node.date)]]),
      el("p", { className: "acts" }, el("a", { href: pageOf(iri) }, t("page")), el("a", { href: `/graph?${new URLSearchParams({ focus: iri })}` }, t("open_detail"))),
      el("h3", {}, t("evidence")), quotes(found));
    if (focus) box.querySelector("h2").focus();
  } catch (error) {
    box.replaceChildren(head(t("failed", { why: error.message }), close));
  }
}

let choose = () => {};

function usable(graph, sigma, data) {
  const number = new Map(data.iri.map((iri, n) => [base + iri, String(n)]));
  const camera = sigma.getCamera();
  const duration = () => ({ duration: still() ? 0 : 300 });
  choose = (node, reveal = false) => {
    chosen = node;
    beside = new Set(node === null ? [] : graph.neighbors(node));
    sigma.refresh({ skipIndexation: true });
    if (node === null) byId("panel").replaceChildren(el("p", { className: "dim" }, t("panel_empty")));
    else details(base + data.iri[Number(node)], reveal);
    if (node !== null && reveal) { const { x, y } = sigma.getNodeDisplayData(node); camera.animate({ x, y, ratio: 0.2 }, duration()); }
  };
  sigma.on("clickNode", ({ node }) => choose(node));
  sigma.on("clickStage", () => choose(null));
  sigma.on("enterNode", ({ node }) => { hovered = node; sigma.refresh({ partialGraph: { nodes: [node] }, skipIndexation: true }); });
  sigma.on("leaveNode", ({ node }) => { hovered = null; sigma.refresh({ partialGraph: { nodes: [node] }, skipIndexation: true }); });
  search((node) => {
    const there = number.get(node.iri);
    if (there === undefined) location.assign(`/graph?${new URLSearchParams({ focus: node.iri })}`);
    else choose(there, true);
  });
  byId("zoom-in").addEventListener("click", () => camera.animatedZoom(duration()));
  byId("zoom-out").addEventListener("click", () => camera.animatedUnzoom(duration()));
  byId("fit").addEventListener("click", () => camera.animatedReset(duration()));
  byId("canvas").addEventListener("keydown", (event) => {
    const step = 0.15 * camera.ratio;
    const move = { ArrowRight: [step, 0], ArrowLeft: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] }[event.key];
    if (move) camera.setState({ x: camera.x + move[0], y: camera.y + move[1] });
    else if (event.key === "+" || event.key === "=") camera.animatedZoom(duration());
    else if (event.key === "-") camera.animatedUnzoom(duration());
    else if (event.key === "0") camera.animatedReset(duration());
    else if (event.key === "Escape") choose(null);
    else return;
    event.preventDefault();
  });
  const resized = later(150, () => sigma.resize().refresh());
  new ResizeObserver(resized).observe(byId("canvas"));
}

async function begin() {
  say(t("loading"));
  const [terms, data, made] = await Promise.all([get("terms"), get("large"), library]);
  learn(terms.terms);
  byId("count").textContent = t("count", { nodes: data.iri.length, edges: data.edges.length / 3 });
  if (!made) { say(t("no_library"), true); return; }
  if (!webgl()) { say(t("no_webgl"), true); return; }
  const graph = filled(made.Graph, data);
  const sigma = show(made.Sigma, graph);
  legend(graph, sigma);
  worker(graph, sigma);
  usable(graph, sigma, data);
  say(data.truncated ? t("truncated", { n: data.limit.nodes }) : "");
  byId("explorer").explorer = { graph, sigma, choose };
}

begin().catch((error) => say(t("failed", { why: error.message }), true)).finally(() => { byId("explorer").dataset.ready = "true"; });
