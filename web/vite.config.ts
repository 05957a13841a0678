import { defineConfig } from "vite";

// `npm run dev` shows the page beside a server that runs already:
//   ALEE_SERVER=http://127.0.0.1:8421 ALEE_TOKEN=... npm run dev
const server = process.env["ALEE_SERVER"] ?? "http://127.0.0.1:8421";
const token = process.env["ALEE_TOKEN"] ?? "";

export default defineConfig({
  base: "./",
  build: {
    outDir: "../src/alee/dashboard/static",
    emptyOutDir: true,
    assetsInlineLimit: 0, // the page's policy allows no data in place of files
    modulePreload: { polyfill: false },
    target: "es2022",
  },
  server: {
    proxy: {
      "/api": {
        target: server,
        changeOrigin: true,
        headers: { Authorization: `Bearer ${token}`, Origin: server },
      },
    },
  },
});
