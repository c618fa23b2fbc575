// Questions to the server; an answer that is an error is thrown with its one line.
import { t } from "./said.js";

const ROOT = "/api/graph/";

// What the server gives; where it cannot be reached, that is said in the language of the page, which a browser does not.
async function reached(address, options) {
  try { return await fetch(address, options); } catch { throw new Error(t("unreachable")); }
}

async function answer(response) {
  const found = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error((document.documentElement.lang === "vi" && found.detailVi) || found.detail || response.statusText);
  return found;
}

export async function get(what, given = {}) {
  const query = new URLSearchParams(Object.entries(given).filter(([, value]) => value !== "" && value !== undefined));
  return answer(await reached(`${ROOT}${what}${query.size ? `?${query}` : ""}`, { headers: { Accept: "application/json" } }));
}

export async function post(what, given) {
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  return answer(await reached(ROOT + what, { method: "POST", headers, body: JSON.stringify(given) }));
}
