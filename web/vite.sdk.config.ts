import { defineConfig } from 'vite';

/** The browser SDK as one module with a stable address, `/sdk/attune.js`; it has no dependency. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'target/classes/static/sdk',
    emptyOutDir: true,
    target: 'es2022',
    lib: { entry: 'src/sdk/index.ts', formats: ['es'], fileName: () => 'attune.js' },
  },
});
