// One bundle per audience, and one for diagrams. Names carry their content's hash, so browsers may keep them for ever;
// Django finds them through dist/manifest.json (template tag `asset`).
import { defineConfig } from "vite";

const HASHED = "[name].[hash:12]";

export default defineConfig({
  base: "/static/dist/",
  publicDir: false,
  logLevel: "warn",
  css: { preprocessorOptions: { scss: { loadPaths: ["node_modules/govuk-frontend/dist"], quietDeps: true } } },
  build: {
    outDir: "../src/motcua/static/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    modulePreload: false,
    target: "es2019", // cheap phones keep their first browser for years
    cssTarget: ["chrome80", "safari13"],
    rollupOptions: {
      // htmx offers eval to pages that allow it; ours do not (content policy, allowEval: false).
      onwarn: (warning, show) => warning.code === "EVAL" || show(warning),
      input: {
        citizen: "scripts/citizen.js",
        officer: "scripts/officer.js",
        drawing: "scripts/drawing.js", // bpmn-js: only on pages with a diagram
        "citizen-style": "styles/citizen.scss",
        "officer-style": "styles/officer.scss",
        designer: "scripts/designer.js", // where a process is drawn; the editor itself is a piece of its own
        "drawing-style": "styles/drawing.scss",
        "designer-style": "styles/designer.scss",
      },
      output: {
        hashCharacters: "hex",
        entryFileNames: `${HASHED}.js`,
        chunkFileNames: `${HASHED}.js`,
        assetFileNames: `${HASHED}[extname]`,
      },
    },
  },
});
