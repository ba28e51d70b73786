import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

/** Writes the types of the API out of openapi.json: for the console's client, and for the one that a test does the whole set-up with. */
const document = JSON.parse(readFileSync('openapi.json', 'utf8'));
const types = astToString(await openapiTS(document, { defaultNonNullable: false }));
// Where an image is built there are no tests.
for (const file of ['apps/console/src/api/schema.d.ts', 'test/client/schema.d.ts'])
  if (existsSync(dirname(file))) writeFileSync(file, types);
