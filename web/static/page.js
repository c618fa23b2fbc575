// What every page has: the switch between light and dark, and keys for the search.
(() => {
const root = document.documentElement;

const theme = document.getElementById("theme");
if (theme) {
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* not kept, then */ }
  });
}

// The menu is open where there is room, and a button where there is none.
const menu = document.getElementById("menu");
if (menu) {
  const wide = matchMedia("(min-width: 60rem)");
  const fit = () => { menu.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
}

// What "more" opens closes by Escape.
const more = document.getElementById("more-menu");
more?.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && more.open) { more.open = false; more.querySelector("summary").focus(); }
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    const search = document.getElementById("q");
    if (search) { event.preventDefault(); search.focus(); search.select(); }
  }
});
})();
