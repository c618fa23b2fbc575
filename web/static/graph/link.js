// The view in the fragment of the address: things, places, what is hidden and pinned, filters, layout, choice.
// Packed (deflate) since a view of a hundred things is some thousand characters otherwise.
const MARK = "#v1=";
const MOST = 400; // things whose places are kept too

const bytes64 = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const of64 = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const through = async (data, stream) => new Uint8Array(await new Response(new Blob([data]).stream().pipeThrough(stream)).arrayBuffer());

async function pack(data) {
  const packed = await through(new TextEncoder().encode(JSON.stringify(data)), new CompressionStream("deflate-raw"));
  let text = "";
  for (let start = 0; start < packed.length; start += 3000) text += bytes64(packed.subarray(start, start + 3000));
  return text;
}

export async function written(model, layout, base) {
  const iris = [...model.nodes.keys()];
  const at = (set) => iris.map((iri, n) => (set.has(iri) ? n : -1)).filter((n) => n >= 0);
  const { filters, selected } = model;
  const data = {
    n: iris.map((iri) => (iri.startsWith(base) ? iri.slice(base.length) : iri)), h: at(model.hidden), p: at(model.pinned), l: layout,
    f: { c: [...filters.classes], r: [...filters.relations], w: filters.place, a: filters.from, b: filters.to },
    s: selected?.node ? { n: iris.indexOf(selected.node) } : selected?.edge ? { e: selected.edge } : null,
    x: iris.length <= MOST ? iris.map((iri) => { const place = model.positions.get(iri); return place ? [Math.round(place.x), Math.round(place.y)] : null; }) : null,
  };
  return iris.length ? MARK + await pack(data) : "";
}

// What a fragment says, as IRIs and sets; null where it is none of a view. Throws for one that is broken.
export async function read(fragment, base) {
  if (!fragment.startsWith(MARK)) return null;
  const data = JSON.parse(new TextDecoder().decode(await through(of64(fragment.slice(MARK.length)), new DecompressionStream("deflate-raw"))));
  const iris = data.n.map((text) => (text.includes("://") ? text : base + text));
  const some = (numbers) => new Set(numbers.map((n) => iris[n]).filter(Boolean));
  return {
    iris, hidden: some(data.h), pinned: some(data.p), layout: data.l,
    filters: { classes: new Set(data.f.c), relations: new Set(data.f.r), place: String(data.f.w), from: String(data.f.a), to: String(data.f.b) },
    selected: data.s ? ("n" in data.s ? { node: iris[data.s.n] } : { edge: String(data.s.e) }) : null,
    positions: new Map((data.x ?? []).flatMap((place, n) => (Array.isArray(place) && place.every(Number.isFinite) ? [[iris[n], { x: place[0], y: place[1] }]] : []))),
  };
}
