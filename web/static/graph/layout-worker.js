// ForceAtlas2 step by step, away from the page: places come back now and then, until all is done.
import { iterate } from "../vendor/forceatlas2.js";

const TURNS = 300, SHOWN_MS = 250;
const WIDE = 10, TIE = 3; // columns of the matrices of graphology-layout-forceatlas2

function matrices(nodes, edges) {
  const points = new Float32Array((nodes.length / 3) * WIDE), ties = new Float32Array((edges.length / 2) * TIE);
  for (let n = 0; n < nodes.length / 3; n += 1) {
    points.set([nodes[3 * n], nodes[3 * n + 1], 0, 0, 0, 0, 1, 1, nodes[3 * n + 2], 0], n * WIDE);
  }
  for (let n = 0; n < edges.length / 2; n += 1) {
    const [one, other] = [edges[2 * n] * WIDE, edges[2 * n + 1] * WIDE];
    ties.set([one, other, 1], n * TIE);
    points[one + 6] += 1;
    points[other + 6] += 1;
  }
  return [points, ties];
}

self.addEventListener("message", ({ data }) => {
  const [points, ties] = matrices(data.nodes, data.edges);
  const count = points.length / WIDE;
  const settings = {
    linLogMode: false, outboundAttractionDistribution: false, adjustSizes: false, edgeWeightInfluence: 0, scalingRatio: 4, strongGravityMode: false,
    gravity: 0.6, slowDown: 1 + Math.log(count), barnesHutOptimize: count > 1000, barnesHutTheta: 0.7,
  };
  let shown = 0;
  for (let turn = 1; turn <= TURNS; turn += 1) {
    iterate(settings, points, ties);
    const done = turn === TURNS;
    if (done || performance.now() - shown > SHOWN_MS) {
      shown = performance.now();
      const places = new Float32Array(count * 2);
      for (let n = 0; n < count; n += 1) { places[2 * n] = points[n * WIDE]; places[2 * n + 1] = points[n * WIDE + 1]; }
      self.postMessage({ places, turn, done }, [places.buffer]);
    }
  }
});
