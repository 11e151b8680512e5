import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// `npm run dev` serves the page itself and hands everything else to a running Attune.
const attune = process.env.ATTUNE_SERVER ?? 'http://127.0.0.1:8420';

/** The server recommends from the goods that the shop shows, so it gets them as a file of its own. */
function catalogueForTheServer(): Plugin {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(new URL(`./src/${name}.json`, import.meta.url), 'utf8'));
  return {
    name: 'catalogue-for-the-server',
    generateBundle() {
      const source = JSON.stringify({
        goods: read('shop/goods'),
        colours: read('shop/colours'),
        tags: read('shop/tags'),
        tagNames: tagNames(language => read(`i18n/${language}`) as Record<string, string>),
      });
      this.emitFile({ type: 'asset', fileName: 'catalogue/demo.json', source });
    },
  };
}

/** What people read instead of a tag, by tag and language. */
function tagNames(bundle: (language: string) => Record<string, string>): Record<string, Record<string, string>> {
  const prefix = 'shop.tag.';
  const names: Record<string, Record<string, string>> = {};
  for (const language of ['en', 'ru', 'zh'])
    for (const [key, name] of Object.entries(bundle(language)))
      if (key.startsWith(prefix)) (names[key.slice(prefix.length)] ??= {})[language] = name;
  return names;
}

export default defineConfig({
  plugins: [react(), catalogueForTheServer()],
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
