// The search of a site of files: what things are called, without diacritics too.
(() => {
  const input = document.getElementById("site-q");
  const list = document.getElementById("site-found");
  if (!input || !list || !window.siteIndex) return;
  const MOST = 20;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  const rows = window.siteIndex.map(([label, file]) => [label, file, fold(label)]);
  const up = list.dataset.root;
  input.closest("form").hidden = false;
  input.addEventListener("input", () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    const found = words.length ? rows.filter(([, , folded]) => words.every((word) => folded.includes(word))) : [];
    list.replaceChildren(...found.slice(0, MOST).map(([label, file]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = up + file.split("/").map(encodeURIComponent).join("/");
      link.textContent = label;
      item.append(link);
      return item;
    }));
    list.hidden = !found.length;
  });
  input.closest("form").addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
})();
