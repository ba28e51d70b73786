import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, cpus, loadavg, release, totalmem, type } from 'node:os';

const require = createRequire(import.meta.url);

/** What the numbers hang on: the machine, Node.js, and the versions that are compared. */
export function machineFacts(packages) {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryInGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()} ${arch()}`,
    node: process.version,
    openssl: process.versions.openssl,
    loadBefore: loadavg()[0].toFixed(2),
    at: new Date().toISOString(),
    versions: Object.fromEntries([...new Set(packages)].sort().map((name) => [name, versionOf(name)])),
  };
}

/** The version of a package as it is resolved from here: the bench's own first, then the service's. */
export function versionOf(name) {
  for (const folder of require.resolve.paths(name) ?? []) {
    try {
      return JSON.parse(readFileSync(`${folder}/${name}/package.json`, 'utf8')).version;
    } catch {
      // The next folder up.
    }
  }
  return 'not installed';
}
