// The SPARQL editor: YASQE in the place of the plain box, and results as a table of links to the pages of this server.
import Yasgui from "./vendor/yasgui.js";

const byId = (id) => document.getElementById(id);
const said = JSON.parse(byId("editor-said").textContent);
const words = said.words;
const PAGE = 200;
const plain = byId("query");
let asking = null;

// -- the box ---------------------------------------------------------------------------------------------------------

const { Yasqe } = Yasgui;
const declared = Object.entries(said.prefixes).map(([name, space]) => `${name}: <${space}>`).sort();
// What is completed are the terms of this graph; the library's own lists would be fetched from other hosts.
Yasqe.forkAutocompleter("prefixes", { name: "prefixes", get: declared, persistenceId: null });
Yasqe.forkAutocompleter("class", { name: "class", get: said.terms.classes, bulk: true, persistenceId: null });
Yasqe.forkAutocompleter("property", { name: "property", get: said.terms.properties, bulk: true, persistenceId: null });
Yasqe.defaults.autocompleters = ["variables", "class", "property", "prefixes"];

byId("editor").hidden = false;
const box = new Yasqe(byId("editor"), {
  value: plain.value, persistenceId: null, consumeShareLink: null, createShareableLink: null, showQueryButton: false,
  resizeable: false, editorHeight: "auto", viewportMargin: Infinity, prefixCcApi: "", queryingDisabled: "",
  extraKeys: { "Ctrl-Enter": () => run(), "Cmd-Enter": () => run(), Tab: false, "Shift-Tab": false },
});
plain.hidden = true;
byId("query-label").removeAttribute("for");
const input = box.getInputField();
input.setAttribute("aria-label", words.query);
byId("keys").hidden = false;

// -- asking ----------------------------------------------------------------------------------------------------------

async function ask(accept, signal) {
  const body = new URLSearchParams({ query: box.getValue() });
  const answer = await fetch(said.endpoint, { method: "POST", body, headers: { Accept: accept }, signal });
  if (answer.ok) return answer;
  const told = await answer.json().catch(() => ({}));
  throw new Error(told.detail ?? `${answer.status} ${answer.statusText}`);
}

async function run() {
  asking?.abort();
  asking = new AbortController();
  const { signal } = asking;
  const begun = performance.now();
  byId("stop").hidden = false;
  status(words.running);
  byId("result").replaceChildren();
  keep();
  try {
    const answer = await ask("application/sparql-results+json, text/turtle;q=0.5", signal);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const cut = answer.headers.has("Chidao-Truncated");
    if (answer.headers.get("content-type").startsWith("text/turtle")) {
      graph(await answer.text());
      status(`${seconds} s`);
    } else {
      const found = await answer.json();
      if ("boolean" in found) {
        paragraph(words.truth.replace("{truth}", found.boolean ? words.yes : words.no));
        status(`${seconds} s`);
      } else {
        table(found.head.vars, found.results.bindings);
        status(words.rows.replace("{n}", found.results.bindings.length).replace("{seconds}", seconds));
      }
    }
    if (cut) paragraph(words.truncated).className = "notes";
    byId("save").hidden = false;
  } catch (error) {
    status("");
    if (!signal.aborted) refused(error instanceof TypeError ? words.gone : error.message);
  } finally {
    if (asking?.signal === signal) { asking = null; byId("stop").hidden = true; }
  }
}

function keep() {
  const address = new URL(location.pathname, location.href);
  address.searchParams.set("query", box.getValue());
  if (address.href.length < 8000) history.replaceState(null, "", address);
}

byId("ask").addEventListener("submit", (event) => { event.preventDefault(); run(); });
byId("stop").addEventListener("click", () => { asking?.abort(); byId("run").focus(); });
byId("download").addEventListener("click", async () => {
  const form = byId("form");
  try {
    const answer = await ask(form.value);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    link.download = `chidao.${form.selectedOptions[0].textContent.toLowerCase()}`;
    link.click();
    URL.revokeObjectURL(link.href);
  } catch (error) { refused(error.message); }
});

// -- showing ---------------------------------------------------------------------------------------------------------

const status = (text) => { byId("status").textContent = text; };

function element(name, text = "", className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

const paragraph = (text) => byId("result").appendChild(element("p", text));

function refused(text) {
  const line = element("p", text, "problem");
  line.setAttribute("role", "alert");
  byId("result").replaceChildren(line);
}

function graph(text) {
  const shown = element("pre", text, "source");
  shown.tabIndex = 0;
  byId("result").appendChild(shown);
}

function short(iri) {
  const found = Object.entries(said.prefixes).find(([, space]) => iri.startsWith(space));
  if (found) return `${found[0]}:${iri.slice(found[1].length)}`;
  return iri.startsWith(said.base) ? iri.slice(said.base.length) : iri;
}

function cell(term) {
  const shown = document.createElement("td");
  if (!term) return shown;
  if (term.type !== "uri") {
    shown.textContent = term.value;
    if (term["xml:lang"]) shown.lang = term["xml:lang"];
    return shown;
  }
  // Only what is no script: an IRI of the graph may be anything.
  const here = term.value.startsWith(said.base);
  if (!here && !/^https?:\/\//.test(term.value)) { shown.textContent = term.value; return shown; }
  const link = element("a", short(term.value));
  link.href = here ? `/${term.value.slice(said.base.length).split("/").map(part).join("/")}` : term.value;
  shown.appendChild(link);
  return shown;
}

const part = (text) => encodeURI(text).replaceAll("?", "%3F");

function table(names, rows) {
  if (!rows.length) { paragraph(words.nothing); return; }
  const wide = element("div", "", "wide");
  wide.tabIndex = 0;
  wide.setAttribute("role", "region");
  wide.setAttribute("aria-label", words.table);
  const made = element("table", "", "answer");
  const head = made.createTHead().insertRow();
  for (const name of names) { const th = element("th", name); th.scope = "col"; head.appendChild(th); }
  const body = made.createTBody();
  let shown = 0;
  const more = element("button", words.more);
  more.type = "button";
  const go = () => {
    for (const row of rows.slice(shown, shown + PAGE)) {
      const line = body.insertRow();
      for (const name of names) line.appendChild(cell(row[name]));
    }
    shown += PAGE;
    more.hidden = shown >= rows.length;
  };
  more.addEventListener("click", go);
  go();
  wide.appendChild(made);
  byId("result").replaceChildren(wide, more);
}
