import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// `npm run dev` serves the page itself and hands everything else to a running Attune.
const attune = process.env.ATTUNE_SERVER ?? 'http://127.0.0.1:8420';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'target/classes/static',
    emptyOutDir: true,
    target: 'es2022',
    // below the size at which a data: address would need its own line in the content security policy
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      '/v1': { target: attune, ws: true },
      '/clips': attune,
      '/sign-in': attune,
    },
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
