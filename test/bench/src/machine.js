import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { arch, cpus, loadavg, release, totalmem, type } from 'node:os';
import { dirname, join } from 'node:path';

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

/** The version of a package as it is resolved from here, or, written `package>dependency`, from within that package. */
export function versionOf(name) {
  const path = name.split('>');
  let folder = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
  for (const each of path) folder = folderOf(each, folder);
  return folder ? JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version : 'not installed';
}

function folderOf(name, from) {
  for (let folder = from; folder; folder = folder === dirname(folder) ? undefined : dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate);
  }
  return undefined;
}
