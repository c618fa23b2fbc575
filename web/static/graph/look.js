// Colours and shapes: a class is told by both. The colours stand out from the page's in light and dark.
export const CLASSES = {
  Document: { shape: "round-rectangle", light: "#8a1c1c", dark: "#ff9d8f" },
  Task: { shape: "ellipse", light: "#1f5a94", dark: "#8ec0f2" },
  ReportingDuty: { shape: "tag", light: "#0b6b78", dark: "#6fd0dd" },
  Target: { shape: "diamond", light: "#6a4a00", dark: "#e6c15c" },
  Project: { shape: "hexagon", light: "#8a4b00", dark: "#f0b15e" },
  Agency: { shape: "rectangle", light: "#1d6b3a", dark: "#7fd6a0" },
  AgencyGroup: { shape: "barrel", light: "#3d6b1d", dark: "#b3d67f" },
  AgencyKind: { shape: "octagon", light: "#5b554c", dark: "#b3aca0" },
  Field: { shape: "triangle", light: "#6b2f8a", dark: "#d3a3f0" },
  Place: { shape: "pentagon", light: "#8a1c5e", dark: "#f29dcb" },
  Change: { shape: "star", light: "#5b554c", dark: "#b3aca0" },
};

// Corners of the shapes on a square from -1 to 1, for the legend and for SVG; those without are round.
const POLYGONS = {
  "round-rectangle": [[-1, -0.7], [1, -0.7], [1, 0.7], [-1, 0.7]], rectangle: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  tag: [[-1, -0.8], [0.4, -0.8], [1, 0], [0.4, 0.8], [-1, 0.8]], diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  hexagon: [[-1, 0], [-0.5, -0.9], [0.5, -0.9], [1, 0], [0.5, 0.9], [-0.5, 0.9]],
  barrel: [[-0.9, -0.8], [0, -1], [0.9, -0.8], [0.9, 0.8], [0, 1], [-0.9, 0.8]],
  octagon: [[-0.4, -1], [0.4, -1], [1, -0.4], [1, 0.4], [0.4, 1], [-0.4, 1], [-1, 0.4], [-1, -0.4]],
  triangle: [[0, -1], [1, 0.9], [-1, 0.9]], pentagon: [[0, -1], [1, -0.25], [0.6, 1], [-0.6, 1], [-1, -0.25]],
  star: [[0, -1], [0.25, -0.3], [1, -0.3], [0.4, 0.15], [0.6, 0.9], [0, 0.45], [-0.6, 0.9], [-0.4, 0.15], [-1, -0.3], [-0.25, -0.3]],
};
export const corners = (name) => POLYGONS[CLASSES[name]?.shape];

export function dark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

export function colour(name) {
  const found = CLASSES[name] ?? CLASSES.AgencyKind;
  return dark() ? found.dark : found.light;
}

const property = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
export const ink = () => property("--ink");
export const dim = () => property("--dim");
export const card = () => property("--card");
export const marked = () => property("--focus");

// Call when light and dark change.
export function onTheme(run) {
  new MutationObserver(run).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", run);
}
