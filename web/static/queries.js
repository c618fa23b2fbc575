// The box above the catalogue: questions whose words hold all that is typed, without diacritics.
const fold = (said) => said.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");

const box = document.getElementById("words");
const groups = [...document.querySelectorAll(".tagged")].map((section) => ({
  section, items: [...section.querySelectorAll("li")].map((item) => ({ item, words: fold(item.textContent) })),
}));

const narrow = () => {
  const wanted = fold(box.value).split(/\s+/).filter(Boolean);
  let any = false;
  for (const { section, items } of groups) {
    let shown = false;
    for (const { item, words } of items) {
      item.hidden = !wanted.every((word) => words.includes(word));
      shown ||= !item.hidden;
    }
    section.hidden = !shown;
    any ||= shown;
  }
  document.getElementById("none").hidden = any;
};

document.getElementById("narrow").hidden = false;
box.addEventListener("input", narrow);
narrow();
