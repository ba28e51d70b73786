import { readFileSync } from 'node:fs';

/**
 * node test/bench/profile.js <file.cpuprofile> […]: where a process spent its time, by package or folder of ours, by function (time
 * of its own) and by function with all that it called, as shares of the time in which it was not idle.
 */
const SHOWN = 45;

for (const file of process.argv.slice(2)) {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8'));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const own = new Map();
  samples.forEach((id, index) => own.set(id, (own.get(id) ?? 0) + timeDeltas[index]));
  const places = new Map();
  const functions = new Map();
  const inclusive = new Map();
  let busy = 0;
  for (const [id, time] of own) {
    const { functionName, url, lineNumber } = byId.get(id).callFrame;
    if (functionName === '(idle)' || functionName === '(root)') continue;
    busy += time;
    add(places, placeOf(functionName, url), time);
    add(functions, `${functionName || '(anonymous)'} ${shortened(url)}${url ? `:${lineNumber + 1}` : ''}`, time);
  }
  sumUp(nodes[0], byId, own, inclusive, new Set());
  console.log(`\n${file}: busy for ${(busy / 1e6).toFixed(1)} s`);
  for (const [title, times] of [['by place', places], ['by function', functions], ['by function, with what it called', inclusive]]) {
    console.log(`-- ${title}`);
    for (const [name, time] of [...times].sort((a, b) => b[1] - a[1]).slice(0, SHOWN)) console.log(`${((100 * time) / busy).toFixed(1).padStart(5)} %  ${name}`);
  }
}

/** The time of a node with its children; of a function that calls itself, the outermost counts. */
function sumUp(node, byId, own, inclusive, above) {
  const { functionName, url, lineNumber } = node.callFrame;
  const name = `${functionName || '(anonymous)'} ${shortened(url)}:${lineNumber + 1}`;
  const outermost = url && !url.startsWith('node:') && !above.has(name);
  if (outermost) above.add(name);
  let time = functionName === '(idle)' ? 0 : (own.get(node.id) ?? 0);
  for (const child of node.children ?? []) time += sumUp(byId.get(child), byId, own, inclusive, above);
  if (outermost) {
    above.delete(name);
    add(inclusive, name, time);
  }
  return time;
}

function add(map, key, time) {
  map.set(key, (map.get(key) ?? 0) + time);
}

function placeOf(functionName, url) {
  if (!url) return functionName.startsWith('(') ? functionName : 'native';
  if (url.startsWith('node:')) return url.split('/').slice(0, 2).join('/');
  const path = shortened(url);
  return /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path.split('/').slice(0, 4).join('/');
}

function shortened(url) {
  return url.replace(/^file:\/\//, '').replace(/^.*\/(?=(dist|node_modules)\/)/, '');
}
