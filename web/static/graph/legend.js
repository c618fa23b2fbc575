// What shapes and lines mean; each entry also shows or hides its kind. Places and years filter too.
import { byId, el, later, svg } from "./dom.js";
import { colour, corners, onTheme } from "./look.js";
import { t, termLabel } from "./said.js";

// `hollow`: of a document that is only cited, as the drawing has it.
export function symbol(name, hollow = false) {
  const points = corners(name)?.map(([x, y]) => `${8 + 7 * x},${8 + 7 * y}`).join(" ");
  const paint = hollow ? { fill: "none", stroke: colour(name), "stroke-width": 1.6 } : { fill: colour(name) };
  const shape = points ? svg("polygon", { points, ...paint }) : svg("circle", { cx: 8, cy: 8, r: 7, ...paint });
  return svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, shape);
}

export function legend(model, filtered) {
  const { filters } = model;

  function boxes(title, counts, off, mark) {
    const names = [...counts.keys()].sort((a, b) => termLabel(a).localeCompare(termLabel(b), "vi"));
    return el("fieldset", {}, el("legend", {}, title), ...names.map((name) => {
      const box = el("input", { type: "checkbox", checked: !off.has(name) });
      box.dataset.name = name;
      box.addEventListener("change", () => { if (box.checked) off.delete(name); else off.add(name); filtered(); });
      return el("label", {}, box, mark?.(name), `${termLabel(name)} (${counts.get(name)})`);
    }));
  }

  function year(key, label) {
    const box = el("input", { type: "number", min: 1900, max: 2100, value: filters[key], id: key });
    box.addEventListener("input", later(300, () => { filters[key] = /^\d{4}$/.test(box.value) ? box.value : ""; filtered(); }));
    return el("label", {}, label, box);
  }

  function draw() {
    const kept = document.activeElement?.closest("#legend") ? document.activeElement.dataset.name || document.activeElement.id : "";
    const tally = (found, key) => found.reduce((counts, each) => counts.set(each[key], (counts.get(each[key]) ?? 0) + 1), new Map());
    const nodes = [...model.nodes.values()];
    const places = [...new Set(nodes.flatMap((node) => (node.place ? node.place.split(", ") : [])))].sort((a, b) => a.localeCompare(b, "vi"));
    const place = el("select", { id: "place" }, el("option", { value: "" }, t("everywhere")), ...places.map((name) => el("option", { value: name, selected: name === filters.place }, name)));
    place.addEventListener("change", () => { filters.place = place.value; filtered(); });
    const where = el("fieldset", {}, el("legend", { className: "hidden" }, `${t("place")}, ${t("from_year")}, ${t("to_year")}`),
      el("label", {}, t("place"), place), year("from", t("from_year")), year("to", t("to_year")), el("span", { className: "dim" }, t("line_inferred")));
    byId("legend").replaceChildren(
      boxes(t("classes"), tally(nodes, "class"), filters.classes, symbol), boxes(t("relations"), tally(model.between(), "relation"), filters.relations), where);
    if (kept) (byId("legend").querySelector(`[data-name="${CSS.escape(kept)}"]`) ?? byId(kept))?.focus();
  }

  model.addEventListener("change", (event) => { if (event.detail === "content") draw(); });
  onTheme(draw);
}
