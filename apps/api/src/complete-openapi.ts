import type { OpenAPIObject } from '@nestjs/swagger';
import { isBelow, type ListedProblem, problemExamples, problemResponse, refuseHttp } from '@app/http';
import type { ProblemDefinition } from '@app/kernel';
import { problemSections } from './problem-list.js';
import { databaseProblems } from './translate-database-error.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Examples = NonNullable<NonNullable<OpenAPIObject['components']>['examples']>;
interface Listed {
  description: string;
  content?: Record<string, { examples?: Record<string, unknown>; schema?: object }>;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;
const SCIM = '/api/scim/v2';
// Where a browser gets a page.
const PAGES = '/sso';
const page = { schema: { type: 'string', example: '<!doctype html>' } };
const WITHOUT_DATABASE = ['/health/live', '/metrics'];

const listed = (definitions: Record<string, ProblemDefinition>, ...codes: string[]): ListedProblem[] => codes.map((code) => ({ ...(definitions[code] as ProblemDefinition), code }));
const ofEverything = listed(refuseHttp.definitions, 'request_malformed', 'headers_too_large', 'internal_error');
const ofBodies = listed(refuseHttp.definitions, 'body_malformed', 'request_timeout', 'body_too_large', 'media_type_unsupported');
const ofAccounts = listed(refuseHttp.definitions, 'rate_limited');
const ofDatabase = listed(databaseProblems, 'database_unavailable', 'database_full');

/** Says of every operation what holds for all of them, so that no controller has to: how it is refused by HTTP itself, and that it is open where it is. */
export function completeOpenApi(document: OpenAPIObject): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) if (item[method]) complete(path, item[method]);
  }
  document.components = { ...document.components, examples: examplesThatAreUsed(document) };
  return document;
}

function examplesThatAreUsed({ paths }: OpenAPIObject): Examples {
  const text = JSON.stringify(paths);
  const all = problemSections.flatMap(([, definitions]) => Object.entries(problemExamples(definitions)));
  return Object.fromEntries(all.filter(([code]) => text.includes(`"#/components/examples/${code}"`))) as Examples;
}

function complete(path: string, operation: Operation): void {
  operation.security ??= [];
  const problems = isBelow(SCIM, path) ? ofUnreadHeads(operation) : problemsOf(path, operation);
  for (const status of new Set(problems.map((problem) => problem.status))) addTo(operation, status, problems.filter((problem) => problem.status === status));
  if (isBelow(PAGES, path)) alsoAsPage(operation);
}

function problemsOf(path: string, { requestBody, security, responses }: Operation): readonly ListedProblem[] {
  const isCounted = isBelow('/api/v1', path) && security?.length !== 0 && !('429' in responses);
  return [...ofEverything, ...(isCounted ? ofAccounts : []), ...(requestBody ? ofBodies : []), ...(WITHOUT_DATABASE.includes(path) ? [] : ofDatabase)];
}

/** SCIM describes its own errors, in its own form; but what is refused before its address is read has the form of all others. */
function ofUnreadHeads({ requestBody }: Operation): readonly ListedProblem[] {
  return listed(refuseHttp.definitions, 'request_malformed', 'headers_too_large', ...(requestBody ? ['request_timeout'] : []));
}

function alsoAsPage({ responses }: Operation): void {
  for (const [status, response] of Object.entries(responses)) {
    const { content } = response as Listed;
    if (Number(status) >= 400 && content) content['text/html'] = page;
  }
}

function addTo({ responses }: Operation, status: number, problems: readonly ListedProblem[]): void {
  const added = problemResponse(problems);
  const there = responses[status] as Listed | undefined;
  if (!there) {
    responses[status] = added;
    return;
  }
  there.description = `${there.description}. ${added.description}`;
  const [type, { examples }] = Object.entries(added.content)[0] as [string, { examples: Record<string, unknown> }];
  const content = (there.content ??= {});
  content[type] = { ...added.content['application/problem+json'], ...content[type], examples: { ...content[type]?.examples, ...examples } };
}
