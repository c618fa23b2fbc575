// Light or dark as it was chosen, before anything is painted.
try {
  const kept = localStorage.getItem("theme");
  if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
} catch { /* storage may be forbidden: then the system's choice holds */ }
