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
  target: "es2022",
});
writeFileSync(join(target, "NOTICE.txt"), notice());
