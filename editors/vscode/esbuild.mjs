// Two bundles: the extension, which runs in the editor's Node, and the script of the preview page.
import { build } from "esbuild";

const common = { bundle: true, minify: true, target: "es2022", logLevel: "warning" };

await build({
  ...common,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  platform: "node",
  format: "cjs",
  external: ["vscode"],
});
await build({
  ...common,
  entryPoints: ["src/page/page.ts", "src/page/page.css"],
  outdir: "dist",
  platform: "browser",
  format: "iife",
});
