// Bundles entries/*.js into the folder that is given, minified, with the licences of all that is in them.
import { build } from "esbuild";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2];

function licence(folder) {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name)).sort();
  return names.map((name) => readFileSync(join(folder, name), "utf8").trim()).join("\n\n");
}

function notice() {
  const { packages } = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
  const parts = ["Libraries of others in this folder, with their licences. Made by: make assets"];
  for (const [path, said] of Object.entries(packages).sort()) {
    const folder = join(here, path);
    if (!path || said.dev || said.devOptional || !existsSync(folder)) continue;
    const name = path.replace(/^.*node_modules\//, "");
    parts.push(`${name} ${said.version} (${said.license ?? "licence below"})\n\n${licence(folder)}`.trim());
  }
  return parts.join(`\n\n${"-".repeat(78)}\n\n`) + "\n";
}

// What a library does that the Content-Security-Policy of the pages refuses (code and styles out of words), and what
// does the same without. A text that is not there any more is an error: then this list is out of date.
const patches = {
  "@triply/yasgui/build/yasgui.min.js": [
    ['Function("r","regeneratorRuntime = r")(', "(r=>{globalThis.regeneratorRuntime=r})("],
    ['new Function("return this")()', "globalThis"],
    ['Function("return this")()', "globalThis"],
    ["<strong style='text-decoration:underline'>", "<strong class='expected'>"],
  ],
};

const patched = {
  name: "patched",
  setup({ onLoad }) {
    for (const [name, changes] of Object.entries(patches)) {
      const filter = new RegExp(`${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
      onLoad({ filter }, ({ path }) => {
        let contents = readFileSync(path, "utf8");
        for (const [old, made] of changes) {
          if (!contents.includes(old)) throw new Error(`${name} does not have ${old} any more: build.mjs`);
          contents = contents.replaceAll(old, made);
        }
        return { contents, loader: "js" };
      });
    }
  },
};

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
await build({
  absWorkingDir: here,
  bundle: true,
  define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
  entryNames: "[name]",
  entryPoints: readdirSync(join(here, "entries")).map((name) => join("entries", name)),
  format: "esm",
  legalComments: "external",
  loader: { ".png": "file", ".svg": "file", ".woff": "file", ".woff2": "file" },
  logLevel: "error",
  minify: true,
  outdir: target,
  plugins: [patched],
  target: "es2022",
});
writeFileSync(join(target, "NOTICE.txt"), notice());
