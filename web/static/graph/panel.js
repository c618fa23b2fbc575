// The facts of the thing or relation that is chosen, the words it stands on, and what can be done with it.
import { get } from "./api.js";
import { byId, el } from "./dom.js";
import { edgeId } from "./model.js";
import { day, nodeLabel, place, t, termLabel } from "./said.js";

const base = byId("explorer").dataset.base;

// The page of a thing, as the server makes the addresses of pages.
export function pageOf(iri) {
  if (!iri.startsWith(base)) return /^https?:/.test(iri) ? iri : "";
  const [path, fragment] = iri.slice(base.length).split("#");
  const quoted = (text) => encodeURIComponent(text).replace(/%(2F|3A|40|21|24|26|27|28|29|2A|2B|2C|3B|3D|7E)/g, decodeURIComponent);
  return `/${quoted(path)}${fragment ? `#${quoted(fragment)}` : ""}`;
}

export const facts = (rows) => el("dl", { className: "facts" }, ...rows.filter(([, value]) => value).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));

export function quotes(found) {
  if (found.basis === "registry") return el("p", { className: "dim" }, t("registry"));
  if (!found.evidence.length) return el("p", { className: "dim" }, t("evidence_none"));
  return el("div", {}, ...found.evidence.map((each) => el("blockquote", { className: "quote" }, each.quote,
    el("footer", { className: "dim" }, each.document ? `${each.document}, ` : "", el("a", { href: pageOf(each.iri) }, place(each.path)),
      [each.file && each.line ? ` · ${each.file}:${each.line}` : "", each.corrected ? ` · ${each.corrected}` : ""].join("")))),
    found.truncated ? el("p", { className: "dim" }, t("truncated", { n: found.evidence.length })) : null);
}

export function head(title, close) {
  const heading = el("h2", { tabIndex: -1 }, title);
  return el("div", { className: "panel-head" }, heading, el("button", { type: "button", onclick: close, ariaLabel: t("close") }, "×"));
}

export function panel(model, acts) {
  const box = byId("panel");
  let asked = 0;

  const button = (label, run, given = {}) => el("button", { type: "button", onclick: run, ...given }, label);
  const close = () => { model.select(null); acts.back(); };

  function empty() {
    box.replaceChildren(el("p", { className: "dim" }, t("panel_empty")));
  }

  function groups(node, counts) {
    const byGroup = new Map();
    for (const each of counts) {
      const key = `${each.relation} ${each.outward}`;
      const group = byGroup.get(key) ?? { ...each, count: 0, classes: [] };
      group.count += each.count;
      group.classes.push(termLabel(each.class));
      byGroup.set(key, group);
    }
    const shown = (group) => [...model.edges.values()].filter((edge) => edge.relation === group.relation
      && (group.outward ? edge.source : edge.target) === node.iri && model.nodes.has(group.outward ? edge.target : edge.source)).length;
    return el("ul", { className: "expand" }, ...[...byGroup.values()].map((group) => {
      const left = Math.max(0, group.count - shown(group));
      const label = `${group.outward ? "→" : "←"} ${termLabel(group.relation)}: ${group.classes.join(", ")}`;
      const made = button("", () => acts.expand(node.iri, group), { disabled: left === 0 });
      made.dataset.relation = group.relation;
      made.append(el("span", {}, label), el("span", { className: "dim" }, left && left < group.count ? `${group.count}; ${t("expand_more", { n: left })}` : String(group.count)));
      return el("li", {}, made);
    }));
  }

  function edgeLink(node, edge) {
    const out = edge.source === node.iri;
    const other = model.nodes.get(out ? edge.target : edge.source);
    return el("li", {}, button(`${out ? "→" : "←"} ${termLabel(edge.relation)}: ${nodeLabel(other)}`, () => acts.choose({ edge: edgeId(edge) }, true), { className: "link" }));
  }

  function nodeHead(node) {
    const where = pageOf(node.iri);
    const pinned = model.pinned.has(node.iri);
    const from = acts.pathFrom();
    return [
      head(nodeLabel(node), close),
      facts([[t("class"), termLabel(node.class) + (node.read === false ? ` (${t("cited_only")})` : "")], [t("place"), node.place],
        [t("date"), day(node.date)], [t("level"), node.level === null ? "" : t(`level_${node.level}`)]]),
      el("p", { className: "acts" }, where ? el("a", { href: where }, t("page")) : null,
        button(pinned ? t("unpin") : t("pin"), () => acts.pin(node.iri)), button(t("hide"), () => acts.hide(node.iri)),
        button(t("only_this"), () => acts.focus(node.iri)),
        from && from !== node.iri ? button(t("path_to", { name: nodeLabel(model.nodes.get(from)) }), () => acts.pathTo(node.iri)) : button(t("path_from"), () => acts.startPath(node.iri))),
    ];
  }

  async function node(iri, focus) {
    const mine = (asked += 1);
    const known = model.nodes.get(iri);
    box.replaceChildren(...nodeHead(known), el("p", { className: "dim" }, t("loading")));
    if (focus) box.querySelector("h2").focus();
    try {
      const found = await get("node", { iri });
      if (mine !== asked) return;
      const edges = model.edgesOf(iri).slice(0, 200);
      const own = document.activeElement === box.querySelector("h2");
      box.replaceChildren(...nodeHead(known),
        el("h3", {}, t("expand")), found.counts.length ? groups(known, found.counts) : el("p", { className: "dim" }, "–"),
        el("h3", {}, t("evidence")), quotes(found),
        ...(edges.length ? [el("h3", {}, t("shown_edges")), el("ul", {}, ...edges.map((edge) => edgeLink(known, edge)))] : []),
        ...(found.facts.length ? [el("h3", {}, t("facts")), facts(found.facts.map((fact) => [fact[document.documentElement.lang] ?? fact.vi,
          fact.iri && pageOf(fact.iri) ? el("a", { href: pageOf(fact.iri) }, fact.value) : day(fact.value)]))] : []));
      if (own) box.querySelector("h2").focus();
    } catch (error) {
      if (mine === asked) box.append(el("p", { className: "problem" }, t("failed", { why: error.message })));
    }
  }

  async function edge(id, focus) {
    const mine = (asked += 1);
    const said = model.edges.get(id);
    const ends = [said.source, said.target].map((iri) => model.nodes.get(iri));
    const link = (end) => button(nodeLabel(end), () => acts.choose({ node: end.iri }, true), { className: "link" });
    const sure = said.confidence < 1 ? said.confidence.toLocaleString(document.documentElement.lang) : "";
    const top = [head(termLabel(said.relation) + (said.inferred ? ` (${t("inferred")})` : ""), close), link(ends[0]), el("p", { className: "dim" }, `↓ ${termLabel(said.relation)}`), link(ends[1]), facts([[t("sure"), sure]])];
    box.replaceChildren(...top, el("p", { className: "dim" }, t("loading")));
    if (focus) box.querySelector("h2").focus();
    try {
      const found = await get("edge", { source: said.source, relation: said.relation, target: said.target });
      if (mine !== asked) return;
      box.lastChild.remove();
      box.append(el("h3", {}, t("evidence")), quotes(found),
        el("p", {}, ...ends.flatMap((end) => [el("a", { href: pageOf(end.iri) }, `${t("page")}: ${nodeLabel(end)}`), el("br")])));
    } catch (error) {
      if (mine === asked) box.append(el("p", { className: "problem" }, t("failed", { why: error.message })));
    }
  }

  function draw(focus = false) {
    const { selected } = model;
    if (selected?.node && model.nodes.has(selected.node)) return node(selected.node, focus);
    if (selected?.edge && model.edges.has(selected.edge)) return edge(selected.edge, focus);
    asked += 1;
    return empty();
  }

  return { draw };
}
