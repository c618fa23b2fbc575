// The words on a line of the picture lead to the step in the list, and open its evidence.
// No module: browsers load none from a folder (chidao publish).
(() => {
function open() {
  const step = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const words = step?.querySelector(":scope > details");
  if (words) { words.open = true; words.querySelector("summary").focus({ preventScroll: true }); }
}
addEventListener("hashchange", open);
document.querySelector("svg.lineage")?.addEventListener("click", (event) => { if (event.target.closest("a.how")) setTimeout(open); });
open();
})();
