import { readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

/** Writes the types of the API, for the console's client, out of openapi.json. */
const document = JSON.parse(readFileSync('openapi.json', 'utf8'));
writeFileSync('apps/console/src/api/schema.d.ts', astToString(await openapiTS(document, { defaultNonNullable: false })));
