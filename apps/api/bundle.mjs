import { readdirSync } from 'node:fs';
import { rolldown } from 'rolldown';

/**
 * `node apps/api/bundle.mjs`, after the service was compiled: its three thousand modules as a few files in dist/apps/api/bundle, since most of a
 * start was spent on finding and reading them one by one. Names of classes stay: the OpenAPI document, migrations and logs show them.
 */
const COMMANDS = 'dist/apps/api/src/commands';
const commands = readdirSync(COMMANDS).filter((file) => file.endsWith('.js')).map((file) => [`commands/${file.slice(0, -3)}`, `${COMMANDS}/${file}`]);
const ENTRIES = { main: 'dist/apps/api/src/main.js', worker: 'dist/libs/saml/src/engine/worker.js', ...Object.fromEntries(commands) };

// They have native code or WebAssembly, or read files that lie beside them.
const LOADED_FROM_THEIR_PACKAGE = ['bcrypt', 'better-sqlite3', 'libxml2-wasm'];
// Loaded by others where they are installed. Whatever else is missing fails the build.
const NOT_INSTALLED = [/^@nestjs\/(microservices|websockets|platform-express)(\/|$)/, /^@fastify\/(multipart|view)$/, 'pg-native'];

const bundle = await rolldown({
  input: ENTRIES,
  platform: 'node',
  external: [...LOADED_FROM_THEIR_PACKAGE, ...NOT_INSTALLED],
  onLog(level, { code, message }, handle) {
    if (code === 'UNRESOLVED_IMPORT') throw new Error(message);
    handle(level, { code, message });
  },
});
await bundle.write({ dir: 'dist/apps/api/bundle', format: 'esm', keepNames: true, sourcemap: true, comments: false, minify: { compress: false, mangle: false, codegen: { removeWhitespace: true, asciiOnly: true } }, entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' });
await bundle.close();
