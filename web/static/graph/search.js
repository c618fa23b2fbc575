// Finding a thing by its name. What is chosen goes to `chosen(node)`.
import { get } from "./api.js";
import { byId, el, later, say } from "./dom.js";
import { symbol } from "./legend.js";
import { day, nodeLabel, t, termLabel } from "./said.js";

export function search(chosen) {
  const form = byId("find-thing"), input = byId("thing"), results = byId("results");
  let asked = 0;

  const close = () => { results.hidden = true; results.replaceChildren(); };

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
      results.replaceChildren(...found.nodes.map((node) => el("li", {}, el("button", { type: "button", onclick: () => pick(node) },
        symbol(node.class), ` ${nodeLabel(node)} `, el("span", { className: "dim" }, [termLabel(node.class), node.place, day(node.date)].filter(Boolean).join(" · "))))));
      results.hidden = !found.nodes.length;
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
    const all = [input, ...results.querySelectorAll("button")];
    const next = all[all.indexOf(document.activeElement) + step];
    if (next) { event.preventDefault(); next.focus(); }
  });
  document.addEventListener("click", (event) => { if (!form.contains(event.target)) close(); });
}
