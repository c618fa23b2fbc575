// Finding a thing by its name. What is chosen goes to `chosen(node)`.
import { get } from "./api.js";
import { byId, el, later, say } from "./dom.js";
import { symbol } from "./legend.js";
import { day, nodeLabel, t, termLabel } from "./said.js";

export function search(chosen) {
  const form = byId("find-thing"), input = byId("thing"), results = byId("results");
  let asked = 0;
  let shown = [];

  const buttons = () => [...results.querySelectorAll("button")];

  function close() {
    asked += 1; // an answer that is on its way is not wanted any more
    results.hidden = true;
    results.replaceChildren();
  }

  // A later answer must not take the focus from who has gone down the list: it stays on the same thing, or goes back to the
  // field where that is not found any more.
  function show(nodes) {
    const held = buttons().indexOf(document.activeElement);
    const on = held < 0 ? undefined : shown[held].iri;
    shown = nodes;
    results.replaceChildren(...nodes.map((node) => el("li", {}, el("button", { type: "button", onclick: () => pick(node) },
      symbol(node.class), ` ${nodeLabel(node)} `, el("span", { className: "dim" }, [termLabel(node.class), node.place, day(node.date)].filter(Boolean).join(" · "))))));
    results.hidden = !nodes.length;
    if (on !== undefined) (buttons()[nodes.findIndex((node) => node.iri === on)] || input).focus();
  }

  function pick(node) {
    close();
    input.value = "";
    chosen(node);
  }

  async function ask() {
    const words = input.value.trim();
    const mine = (asked += 1);
    if (!words) return close();
    try {
      const found = await get("search", { q: words });
      if (mine !== asked) return undefined;
      say(found.nodes.length ? t("search_found", { n: found.nodes.length }) : t("search_none", { q: words }));
      show(found.nodes);
    } catch (error) {
      if (mine === asked) say(t("failed", { why: error.message }), true);
    }
    return undefined;
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  input.addEventListener("input", later(250, ask));
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); input.focus(); return; }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || results.hidden) return;
    const all = [input, ...buttons()];
    const next = all[all.indexOf(document.activeElement) + step];
    if (next) { event.preventDefault(); next.focus(); }
  });
  document.addEventListener("click", (event) => { if (!form.contains(event.target)) close(); });
}
