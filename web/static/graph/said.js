// The words of the page, in its language.
const said = JSON.parse(document.getElementById("explorer-said").textContent);
export const language = document.getElementById("explorer").dataset.lang;

export function t(key, filled = {}) {
  return (said[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in filled ? String(filled[name]) : whole));
}

// Where something stands: a part of the head or the foot of a document by its name, all else by its path.
export function place(path) {
  const found = /^(?:head|foot)\/([^./]+)(?:\.(\d+))?$/.exec(path);
  const name = found && said[`zone.${found[1]}`];
  return name ? [name, found[2]].filter(Boolean).join(" ") : path;
}

// A date as it is written in Viet Nam; what is none as it is.
export function day(value) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value ?? "");
  return found ? `${found[3]}/${found[2]}/${found[1]}` : value;
}

// Labels of classes and relations come from the ontology, by way of the server.
const labels = new Map();

export function learn(terms) {
  for (const each of terms) labels.set(each.name, each[language] || each.vi);
}

export const termLabel = (name) => labels.get(name) ?? name;
export const nodeLabel = (node) => (language === "en" && node.labelEn) || node.label;
