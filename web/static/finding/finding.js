// Suggestions while typing: each input with data-suggest (the kind that is wanted, or nothing for all), and the search of
// the page's head. WAI-ARIA Authoring Practices, "Combobox with list autocomplete"; without this script it is a plain field.
// From typing until the answer to what was typed the field is busy: the list, which answers other words, is still shown
// (it would flicker) but not chosen from by keys. An arrow pressed meanwhile waits for the answer and chooses from that.
const WAIT = 150;
const LEAST = 2;
let number = 0;

function combobox(input, kind, go) {
  const id = `suggestions-${number += 1}`;
  const list = document.createElement("ul");
  list.id = id;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.label || "Gợi ý / Suggestions");
  const said = document.createElement("span");
  said.className = "hidden";
  said.setAttribute("role", "status");
  const box = document.createElement("span");
  box.className = "combobox";
  input.replaceWith(box);
  box.append(input, list, said);
  for (const [name, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id,
  })) input.setAttribute(name, value);

  let chosen = -1;
  let asked = 0;
  let timer = 0;
  let busy = false;
  let step = 0; // what an arrow chooses when the answer is there: 1 its first, -1 its last, 0 none was pressed
  const options = () => [...list.children];

  function wait(whether) {
    busy = whether;
    step = 0;
    if (busy) input.setAttribute("aria-busy", "true"); else input.removeAttribute("aria-busy");
  }

  function unchoose() {
    chosen = -1;
    for (const each of options()) each.setAttribute("aria-selected", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function close() {
    clearTimeout(timer);
    asked += 1; // an answer that is on its way is not wanted any more
    wait(false);
    unchoose();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }

  function choose(at) {
    const all = options();
    if (!all.length) return;
    chosen = (at + all.length) % all.length;
    all.forEach((each, i) => each.setAttribute("aria-selected", String(i === chosen)));
    all[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", all[chosen].id);
  }

  function take(at) {
    const one = options()[at];
    close();
    if (!one) return;
    if (go) {
      location.href = one.dataset.href;
    } else {
      input.value = one.dataset.value;
      input.focus();
    }
  }

  function show(found) {
    list.replaceChildren(...found.map((each, i) => {
      const one = document.createElement("li");
      one.id = `${id}-${i}`;
      one.setAttribute("role", "option");
      one.setAttribute("aria-selected", "false");
      one.dataset.href = each.href;
      one.dataset.value = each.value;
      const label = document.createElement("span");
      label.textContent = each.label;
      const detail = document.createElement("span");
      detail.className = "dim";
      detail.textContent = [kind ? "" : each.kindName, each.detail].filter(Boolean).join(" · ");
      one.append(label, " ", detail);
      one.addEventListener("mousedown", (event) => { event.preventDefault(); take(i); });
      return one;
    }));
    const first = step;
    wait(false);
    unchoose();
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(Boolean(found.length)));
    said.textContent = found.length ? `${found.length} ${list.getAttribute("aria-label")}` : "";
    if (first) choose(first > 0 ? 0 : -1);
  }

  async function ask() {
    const typed = input.value.trim();
    const mine = asked += 1;
    if (typed.length < LEAST || typed.includes("://")) { close(); return; }
    if (!busy) wait(true);
    try {
      const given = new URLSearchParams({ q: typed, ...(kind ? { kind } : {}) });
      const reply = await fetch(`/suggest.json?${given}`);
      const found = reply.ok ? (await reply.json()).suggestions : [];
      if (mine !== asked) return;
      if (document.activeElement === input) show(found); else close();
    } catch { if (mine === asked) close(); /* no suggestions, then: the field works without */ }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    asked += 1;
    wait(true);
    unchoose();
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = event.key === "ArrowDown" ? 1 : -1;
      if (busy) { step = next; } else if (list.hidden) { ask(); } else { choose(chosen < 0 && next < 0 ? -1 : chosen + next); }
      event.preventDefault();
    } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "Escape") {
      if (!list.hidden || step) event.preventDefault(); // else it empties a field of type search
      close();
    }
  });
}

const search = document.getElementById("q");
if (search) combobox(search, "", true);
for (const input of document.querySelectorAll("input[data-suggest]")) {
  combobox(input, input.dataset.suggest, !input.dataset.suggest);
}

// On a phone the filters of a list stand behind a button, since the list is what was asked for.
const narrow = matchMedia("(max-width: 40rem)");
for (const filters of document.querySelectorAll("details.filtering")) {
  const fit = () => { filters.open = !narrow.matches; };
  narrow.addEventListener("change", fit);
  fit();
}
