import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { compressFiles } from './build/compress-files.js';
import { themeStyles } from './build/theme-styles.js';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** While developing (`npm run console:dev`): the service runs beside it, with PUBLIC_URL=http://localhost:5173. */
const SERVICE = 'http://127.0.0.1:3000';

export default defineConfig({
  root: folder('.'),
  plugins: [themeStyles(), compressFiles()],
  build: {
    outDir: folder('../../dist/console'),
    emptyOutDir: true,
    target: 'es2022',
    // Everything is a file of its own: the Content-Security-Policy knows no data: addresses and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { onwarn: (warning, warn) => (warning.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : warn(warning)) },
  },
  server: { proxy: Object.fromEntries(['/api', '/sso', '/health'].map((path) => [path, SERVICE])) },
});
