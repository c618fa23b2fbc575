// The same things as a list, for keys and screen readers, and for looking a thing up in a full drawing.
import { byId, el, later } from "./dom.js";
import { nodeLabel, t, termLabel } from "./said.js";
import { symbol } from "./legend.js";

const MOST = 300;
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D").toLowerCase();

export function list(model, choose) {
  const filter = byId("list-filter");

  function draw() {
    const kept = document.activeElement?.dataset?.iri;
    const asked = plain(filter.value.trim());
    const nodes = model.shownNodes().filter((node) => !asked || plain(nodeLabel(node)).includes(asked));
    const degree = new Map();
    for (const edge of model.shownEdges()) for (const end of [edge.source, edge.target]) degree.set(end, (degree.get(end) ?? 0) + 1);
    nodes.sort((a, b) => a.class.localeCompare(b.class) || nodeLabel(a).localeCompare(nodeLabel(b), "vi"));
    const parts = [];
    let name = "", items = null;
    for (const node of nodes.slice(0, MOST)) {
      if (node.class !== name) {
        name = node.class;
        items = el("ul");
        parts.push(el("h3", {}, `${termLabel(name)} (${nodes.filter((each) => each.class === name).length})`), items);
      }
      items.append(el("li", {}, item(node, degree.get(node.iri) ?? 0)));
    }
    if (!nodes.length) parts.push(el("p", { className: "dim" }, t("list_empty")));
    if (nodes.length > MOST) parts.push(el("p", { className: "dim" }, t("list_more", { n: nodes.length - MOST })));
    byId("list").replaceChildren(...parts);
    if (kept) focus(kept);
  }

  const citedOnly = (node) => node.class === "Document" && node.read === false;

  function item(node, degree) {
    const chosen = model.selected?.node === node.iri;
    const button = el("button", { type: "button", onclick: () => choose(node.iri) }, symbol(node.class, citedOnly(node)), ` ${nodeLabel(node)} `, citedOnly(node) ? el("span", { className: "hidden" }, `(${t("cited_only")}) `) : "", el("span", { className: "dim" }, `(${degree})`));
    button.dataset.iri = node.iri;
    button.setAttribute("aria-pressed", String(chosen));
    if (citedOnly(node)) button.title = t("cited_only");
    return button;
  }

  function marks() {
    for (const button of byId("list").querySelectorAll("button[data-iri]")) {
      button.setAttribute("aria-pressed", String(model.selected?.node === button.dataset.iri));
    }
  }

  function focus(iri) {
    byId("list").querySelector(`button[data-iri="${CSS.escape(iri)}"]`)?.focus();
  }

  // Up and down go through the list as through any list.
  byId("list").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const all = [...byId("list").querySelectorAll("button")];
    const next = all[all.indexOf(document.activeElement) + step];
    if (next) { event.preventDefault(); next.focus(); }
  });
  filter.addEventListener("input", later(150, draw));
  model.addEventListener("change", (event) => (event.detail === "selection" ? marks() : draw()));
  return { focus };
}
