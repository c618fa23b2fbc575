"use strict";
// Words of documents reach the page as text alone: textContent here, text on a canvas in vis-network.
const draw = () => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges.map((edge, id) => ({ ...edge, id })));
  const panel = document.getElementById("panel");
  const network = new vis.Network(document.getElementById("picture"), { nodes, edges }, JSON.parse(data.options));

  const made = (name, text, below = []) => {
    const element = document.createElement(name);
    element.textContent = text;
    element.append(...below);
    return element;
  };
  const quotes = (said) => said.map(({ what, quote, place }) => {
    const block = made("blockquote", "");
    if (what) block.append(made("span", what + ": "));
    block.append(made("span", "« " + quote + " »"), document.createElement("br"), made("cite", place));
    return block;
  });
  const button = (text, id) => {
    const element = made("button", text);
    element.type = "button";
    element.addEventListener("click", () => choose(id));
    return element;
  };
  const relation = (edge, id) => {
    const out = edge.from === id;
    const item = made("li", (out ? "→ " : "← ") + edge.name + " ");
    item.append(button(nodes.get(out ? edge.to : edge.from).name, out ? edge.to : edge.from), ...quotes(edge.said));
    return item;
  };
  const showNode = (id) => {
    const node = nodes.get(id);
    const links = edges.get({ filter: (edge) => edge.from === id || edge.to === id });
    const kind = made("p", node.kindName);
    kind.className = "kind";
    const facts = made("dl", "");
    node.facts.forEach(([name, value]) => facts.append(made("dt", name), made("dd", value)));
    panel.replaceChildren(made("h2", node.name), kind, facts, made("h2", words.words));
    panel.append(...(node.said.length ? quotes(node.said) : [made("p", words.wordless)]));
    if (links.length) panel.append(made("h2", words.relations), made("ul", "", links.map((edge) => relation(edge, id))));
    panel.parentElement.scrollTop = 0;
  };
  const showEdge = (id) => {
    const edge = edges.get(id);
    const ends = [button(nodes.get(edge.from).name, edge.from), made("p", "→ " + edge.name), button(nodes.get(edge.to).name, edge.to)];
    panel.replaceChildren(made("h2", edge.name), ...ends, made("h2", words.words));
    panel.append(...(edge.said.length ? quotes(edge.said) : [made("p", words.wordless)]));
    panel.parentElement.scrollTop = 0;
  };
  const choose = (id) => {
    network.selectNodes([id], false);
    network.focus(id, { scale: Math.max(network.getScale(), 0.7) });
    showNode(id);
  };

  network.on("click", (event) => {
    if (event.nodes.length) showNode(event.nodes[0]);
    else if (event.edges.length) showEdge(event.edges[0]);
  });
  const readable = () => {
    network.fit();
    if (network.getScale() > 1) network.moveTo({ scale: 1 });
    if (network.getScale() < 0.45 && nodes.length) {
      const first = network.getPosition(data.nodes[0].id);
      const middle = Math.max(...data.nodes.map((node) => node.x)) / 2; // of the columns
      const top = Math.min(...data.nodes.map((node) => node.y)) + document.getElementById("picture").clientHeight / 2 / 0.7 - 80;
      const columns = { x: middle, y: Math.max(first.y, top) }; // no empty page above them
      network.moveTo({ position: data.way === "LR" ? columns : first, scale: 0.7 });
    }
  };
  document.getElementById("fit").addEventListener("click", () => network.fit());
  if (data.way) readable();
  else network.once("stabilizationIterationsDone", () => { network.setOptions({ physics: false }); readable(); });

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  const list = document.getElementById("list");
  data.nodes.forEach((node) => list.append(made("li", "", [button(node.name, node.id)])));
  document.getElementById("find").addEventListener("input", (event) => {
    const wanted = plain(event.target.value);
    [...list.children].forEach((item, at) => { item.hidden = !plain(data.nodes[at].name).includes(wanted); });
  });
  window.picture = { network, nodes, edges };
};
// A canvas does not wait for its font.
document.fonts.load("17px Picture").then(draw, draw);
