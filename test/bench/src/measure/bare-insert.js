import Database from 'better-sqlite3';
import { applyPragmas } from '../contestants/durable-sqlite.js';
import { personResource } from '../people.js';

/** Inserts users durably with better-sqlite3, `rows` to a commit, no HTTP around it. */
const [path, seconds, rows] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const database = applyPragmas(new Database(path));
database.exec('CREATE TABLE users (sequence INTEGER PRIMARY KEY, user_name TEXT NOT NULL UNIQUE, resource TEXT NOT NULL)');
const insert = database.prepare('INSERT INTO users (user_name, resource) VALUES (?, ?)');
let count = 0;
const commit = database.transaction(() => {
  for (let row = 0; row < rows; row += 1) {
    const resource = personResource((count += 1));
    insert.run(resource.userName, JSON.stringify(resource));
  }
});
const until = performance.now() + seconds * 1000;
const from = performance.now();
while (performance.now() < until) commit();
const perSecond = count / ((performance.now() - from) / 1000);
database.close();
process.send({ perSecond }, () => process.exit(0));
