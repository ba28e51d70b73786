import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { renderErrors } from '../../apps/api/src/render-errors.js';
import { renderOpenApi } from '../../apps/api/src/render-openapi.js';
import { ExchangeChecker } from '../support/openapi/exchange-checker.js';
import { type Document, type Media, type Operation, readDocument } from '../support/openapi/document.js';
import { startTestService } from '../support/start-service.js';

const operations = ({ paths }: Document) => Object.entries(paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ name: `${method} ${path}`, operation })));
const document = readDocument();

describe('the description of the API', () => {
  it('is openapi.json, which is generated (npm run docs), and what the service shows', async () => {
    const text = readFileSync('openapi.json', 'utf8');
    expect(await renderOpenApi()).toBe(text);
    const service = await startTestService('sqlite');
    expect(await (await fetch(`${service.url}/api/openapi.json`)).json()).toEqual(JSON.parse(text));
    await service.stop();
  });

  it('passes a strict linter without a warning', async () => {
    // Redocly's strict rules without one: to it, an operation that answers with a redirect, as those of a sign-in do, has no success.
    const config = await createConfig({ extends: ['recommended-strict'], rules: { 'operation-2xx-response': 'off' } });
    const findings = await lintFromString({ source: readFileSync('openapi.json', 'utf8'), absoluteRef: 'openapi.json', config });
    expect(findings.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)).toEqual([]);
  });

  it('gives every operation an id, a summary, a description and a success', () => {
    const incomplete = operations(document).filter(({ operation: { operationId, summary, description, responses } }) => !operationId || !summary || !description || !Object.keys(responses).some((status) => /^[23]|^501$/.test(status)));
    expect(incomplete.map(({ name }) => name)).toEqual([]);
    const ids = operations(document).map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives every answer that has a body, and every body that is sent, an example', () => {
    const contents = (operation: Operation) => [operation.requestBody?.content ?? {}, ...Object.values(operation.responses).map(({ content = {} }) => content)].flatMap((content) => Object.entries(content));
    const without = operations(document).flatMap(({ name, operation }) => contents(operation).filter(([type, media]) => /json$/.test(type) && !hasExample(media)).map(([type]) => `${name} ${type}`));
    expect(without).toEqual([]);
  });

  it('says of every operation how it is refused', () => {
    const silent = operations(document).filter(({ operation: { responses } }) => !Object.keys(responses).some((status) => /^4/.test(status)));
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('yields a TypeScript client', async () => {
    const types = astToString(await openapiTypescript(readFileSync('openapi.json', 'utf8'), { defaultNonNullable: false }));
    expect(types).toContain('"/api/v1/accounts/{accountId}/integrations"');
  });
});

describe('the list of errors', () => {
  it('is docs/errors.md, which is generated (npm run docs)', () => {
    expect(readFileSync('docs/errors.md', 'utf8')).toBe(renderErrors());
  });

  it('has every code that the description names', () => {
    const codes = JSON.stringify(document).matchAll(/#\/components\/examples\/(\w+)/g);
    const text = readFileSync('docs/errors.md', 'utf8');
    expect([...new Set([...codes].map(([, code]) => code))].filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
  });
});

describe('the check of every exchange', () => {
  const checker = new ExchangeChecker(document);
  const exchange = {
    method: 'GET',
    url: new URL('http://localhost/api/v1/session'),
    requestType: null,
    requestBody: undefined,
    status: 200,
    responseType: 'application/json; charset=utf-8',
    responseBody: '{"user":{}}',
  };

  it.each([
    ['a body that lacks what is described, or has more', exchange, /must have required property/],
    ['a status that is not described', { ...exchange, status: 418 }, /the status is not described/],
    ['a media type that is not described', { ...exchange, responseType: 'text/html' }, /the media type text\/html is not described/],
    ['an operation that is not described', { ...exchange, url: new URL('http://localhost/api/v1/secret') }, /no such operation/],
    ['a parameter that is not described', { ...exchange, url: new URL('http://localhost/health/live?x=1'), responseBody: '{"status":"live"}' }, /the parameter x is not described/],
  ])('finds %s', (_, wrong, fault) => expect(checker.check(wrong).join()).toMatch(fault));

  it('finds nothing where all is as described', () => {
    expect(checker.check({ ...exchange, url: new URL('http://localhost/health/live'), responseBody: '{"status":"live"}' })).toEqual([]);
  });
});

function hasExample({ example, examples, schema = {} }: Media): boolean {
  return example !== undefined || (examples !== undefined && Object.keys(examples).length > 0) || schemaHasExample(schema as Schema, new Set());
}

interface Schema {
  readonly $ref?: string;
  readonly example?: unknown;
  readonly examples?: unknown;
  readonly enum?: unknown;
  readonly type?: string | readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
}

/** Whether an example can be put together: where the schema itself has none, its members have. */
function schemaHasExample(schema: Schema, seen: Set<Schema>): boolean {
  if (schema.example !== undefined || schema.examples !== undefined || schema.enum !== undefined || schema.type === 'boolean') return true;
  if (seen.has(schema)) return true;
  seen.add(schema);
  if (schema.$ref) return schemaHasExample(document.components.schemas[schema.$ref.split('/').at(-1) as string] as Schema, seen);
  if (schema.allOf) return schema.allOf.some((part) => schemaHasExample(part, seen));
  if (schema.items) return schemaHasExample(schema.items, seen);
  const members = Object.values(schema.properties ?? {});
  return members.length > 0 && members.some((member) => schemaHasExample(member, seen));
}
