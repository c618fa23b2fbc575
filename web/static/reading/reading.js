// A document beside its facts: pointing at a fact lights up its words, pointing at words lights up their facts.
// Both also with the keyboard: focus lights up, Enter goes to the other side, Escape puts it out.
// No module: browsers load none from a folder (chidao publish).
(() => {
const words = document.getElementById("words");
const facts = document.getElementById("facts");
const wide = matchMedia("(min-width: 64rem)");
const sides = new Map();

for (const [side, root] of [["words", words], ["facts", facts]]) {
  for (const each of root?.querySelectorAll("[data-f]") ?? []) {
    for (const number of each.dataset.f.split(" ")) {
      if (!sides.has(number)) sides.set(number, { words: [], facts: [] });
      sides.get(number)[side].push(each);
    }
  }
}

let lit = [];
let waiting = 0;

function out() {
  clearTimeout(waiting);
  for (const each of lit) each.classList.remove("lit");
  lit = [];
}

/** The elements of the other side, in the order of the page or, for words, the narrowest fact first. */
function others(each) {
  const side = words?.contains(each) ? "facts" : "words";
  return each.dataset.f.split(" ").flatMap((number) => sides.get(number)?.[side] ?? []);
}

function light(each, wait) {
  if (lit[0] === each) return; // scrolling moves the page below the pointer, which is no wish of its own
  out();
  const found = others(each);
  lit = [each, ...found];
  for (const one of lit) one.classList.add("lit");
  const first = found[0];
  if (!first) return;
  const show = () => {
    for (let up = first.closest("details:not([open])"); up; up = up.parentElement.closest("details:not([open])")) up.open = true;
    const place = first.getBoundingClientRect();
    const seen = place.top >= 0 && place.bottom <= innerHeight;
    if (facts.contains(first) || !seen) first.scrollIntoView({ block: facts.contains(first) ? "nearest" : "center" });
  };
  // Where text and facts stand below each other, the page does not run away from who reads.
  if (wide.matches && facts.classList.contains("beside")) waiting = setTimeout(show, wait);
}

const holder = (event) => event.target.closest?.("[data-f]");

for (const root of [words, facts]) {
  if (!root) continue;
  root.addEventListener("pointerover", (event) => {
    const each = holder(event);
    if (each && event.pointerType !== "touch") light(each, 150);
  });
  root.addEventListener("pointerleave", out);
  root.addEventListener("focusin", (event) => {
    const each = holder(event);
    if (each) light(each, 0);
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") out();
    const each = holder(event);
    if (event.key !== "Enter" || !each || event.target !== each || each.matches("a[href]")) return;
    const first = others(each)[0];
    if (!first) return;
    event.preventDefault();
    go(first);
  });
}

// Words are links to their narrowest fact, which without this script is a jump; with it the fact also takes the focus.
words?.addEventListener("click", (event) => {
  const each = event.target.closest("a.m");
  const first = each && others(each)[0];
  if (!first || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(first);
});

function go(first) {
  if (!first.matches("a[href], [tabindex]")) first.tabIndex = -1;
  for (let up = first.closest("details:not([open])"); up; up = up.parentElement.closest("details:not([open])")) up.open = true;
  first.focus({ preventScroll: true });
  first.scrollIntoView({ block: wide.matches ? "nearest" : "center" });
}
})();
