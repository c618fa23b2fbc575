// Places by level: a band for each, the higher level above; within a band in the order that crosses fewest relations.
import { t } from "./said.js";

const WIDE = 180, HIGH = 110, GAP = 40; // room for a name of three lines at its largest
const WORK = { Task: 6, ReportingDuty: 6, Target: 6, Project: 7, Agency: 8, AgencyGroup: 8 };

export function band(node) {
  return node.class === "Document" ? node.level ?? 5 : WORK[node.class] ?? 9;
}

export const bandLabel = (number) => t(`level_${number}`);

// From the places of a first layout (dagre), or from none, to rows: {at: Map(iri -> {x, y}), bands: [{band, y}]}.
// `aspect`: how wide the drawing is for its height.
export function layered(nodes, edges, first = new Map(), aspect = 1.2) {
  const bands = new Map();
  for (const node of nodes) {
    const number = band(node);
    if (!bands.has(number)) bands.set(number, []);
    bands.get(number).push(node.iri);
  }
  const order = [...bands.keys()].sort((a, b) => a - b);
  const x = new Map(nodes.map((node, n) => [node.iri, first.get(node.iri)?.x ?? n]));
  if (!first.size) sweep(order.map((number) => bands.get(number)), neighbours(edges), x);
  const most = widest(order.map((number) => bands.get(number).length), aspect);
  const at = new Map();
  const marks = [];
  let y = 0;
  for (const number of order) {
    const row = bands.get(number).sort((a, b) => x.get(a) - x.get(b) || (a < b ? -1 : 1));
    const rows = Math.ceil(row.length / most), columns = Math.ceil(row.length / rows);
    // Aside by turns, so that a line between the bands beside does not run through a node of this one.
    const aside = (marks.length % 2 ? 1 : -1) * 26;
    marks.push({ band: number, y: y - 30 });
    // Down the columns, so that neighbours in the order stay neighbours.
    row.forEach((iri, n) => {
      const column = Math.floor(n / rows);
      at.set(iri, { x: (column - (columns - 1) / 2) * WIDE + aside, y: y + (n % rows) * HIGH });
    });
    y += rows * HIGH + GAP;
  }
  const left = Math.min(0, ...[...at.values()].map((place) => place.x)) - WIDE / 2;
  return { at, bands: marks.map((mark) => ({ ...mark, x: left })) };
}

// So many columns that the whole comes nearest to the shape of the drawing.
function widest(sizes, aspect) {
  let best = 1, least = Infinity;
  for (let most = 3; most <= 80; most += 1) {
    const wide = Math.min(most, Math.max(...sizes)) * WIDE;
    const high = sizes.reduce((sum, size) => sum + Math.ceil(size / most) * HIGH + GAP, 0);
    const side = Math.max(wide / aspect, high);
    if (side < least) { least = side; best = most; }
  }
  return best;
}

function neighbours(edges) {
  const found = new Map();
  const put = (one, other) => found.set(one, [...(found.get(one) ?? []), other]);
  if (edges.length > 20000) return found;
  for (const edge of edges) { put(edge.source, edge.target); put(edge.target, edge.source); }
  return found;
}

// The barycentre of what each is related to, band by band, some times over (Sugiyama's second step).
function sweep(rows, beside, x) {
  for (let turn = 0; turn < 4; turn += 1) {
    for (const row of turn % 2 ? [...rows].reverse() : rows) {
      const middle = new Map(row.map((iri) => {
        const near = beside.get(iri) ?? [];
        return [iri, near.length ? near.reduce((sum, other) => sum + x.get(other), 0) / near.length : x.get(iri)];
      }));
      row.sort((a, b) => middle.get(a) - middle.get(b));
      row.forEach((iri, n) => x.set(iri, (n - row.length / 2) * (1000 / row.length)));
    }
  }
}
