// The drawing by keys alone.
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

export function keys(container, model, canvas, acts) {
  container.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !canvas.cy) return;
    const iri = model.selected?.node;
    if (WAYS[event.key]) {
      const next = canvas.towards(iri, ...WAYS[event.key]);
      if (next) acts.choose({ node: next });
    } else if (event.key === "+" || event.key === "=") canvas.zoom(1.25);
    else if (event.key === "-") canvas.zoom(0.8);
    else if (event.key === "0") canvas.fit();
    else if (event.key === "Escape") acts.choose(null);
    else if (!model.selected) return;
    else if (event.key === "Enter") acts.choose(model.selected, true);
    else if (!iri) return;
    else if (event.key === "e" || event.key === "E") acts.expandAll(iri);
    else if (event.key === "h" || event.key === "H" || event.key === "Delete") acts.hide(iri);
    else if (event.key === "p" || event.key === "P") acts.pin(iri);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.target.closest("input, textarea, select")) return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) acts.undo();
    else if (key === "y" || (key === "z" && event.shiftKey)) acts.redo();
    else return;
    event.preventDefault();
  });
}
