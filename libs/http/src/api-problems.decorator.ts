import { PATH_METADATA } from '@nestjs/common/constants.js';
import { ApiExtraModels, ApiProperty, ApiPropertyOptional, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import type { ProblemDefinition } from '@app/kernel';

/** The shape of every error of the API, for the description (RFC 9457 §3.1 with our members). */
export class ProblemDocument {
  @ApiProperty({ description: 'Names the kind of problem; the same as `code` in the form of a URI.', example: 'tag:moovingon.ai,2025:problem/request_invalid' })
  type!: string;

  @ApiProperty({ description: 'A short sentence that is the same for every occurrence.' })
  title!: string;

  @ApiProperty({ type: 'integer', description: 'The HTTP status.', example: 400 })
  status!: number;

  @ApiProperty({ description: 'What is wrong, what was expected, what was received.' })
  detail!: string;

  @ApiProperty({ description: 'Stable; programs decide by it.', example: 'request_invalid' })
  code!: string;

  @ApiPropertyOptional({ description: 'What to change, and where.' })
  hint?: string;

  @ApiProperty({ description: 'The reference number of the request, which the logs are searched by.', example: 'K7QM-2XW9-4HTB' })
  reference!: string;
}

interface Refusals {
  readonly definitions: Readonly<Record<string, ProblemDefinition>>;
}

/** A refusal by its code. */
export interface ListedProblem extends ProblemDefinition {
  readonly code: string;
}

const LISTED = Symbol('problems');
// Where @nestjs/swagger keeps what @ApiResponse says (it exports no name for it): said again, descriptions would pile up.
const RESPONSES = 'swagger/apiResponse';

/**
 * Lists refusals of an operation, or of all operations of a controller, in its description:
 * `@ApiProblems([refuseIntegration, "integration_unknown"], [refuseHttp, "request_invalid"])`. What several of them list comes together,
 * whatever their statuses. Throws at start for a code that is not defined.
 */
export function ApiProblems(...refusals: readonly (readonly [Refusals, ...string[]])[]): MethodDecorator & ClassDecorator {
  const problems = refusals.flatMap(([{ definitions }, ...codes]) => codes.map((code) => find(definitions, code)));
  return (target: object, name?: string | symbol, descriptor?: PropertyDescriptor) => {
    if (name !== undefined && descriptor) return list(problems, target, name, descriptor);
    // A controller's decorators run after those of its methods; Swagger itself would let the method's 404 hide the controller's.
    const { prototype } = target as { prototype: object };
    for (const method of Object.getOwnPropertyNames(prototype)) {
      const own = Object.getOwnPropertyDescriptor(prototype, method) as PropertyDescriptor;
      if (typeof own.value === 'function' && Reflect.hasMetadata(PATH_METADATA, own.value as object)) list(problems, prototype, method, own);
    }
  };
}

function find(definitions: Refusals['definitions'], code: string): ListedProblem {
  const definition = definitions[code];
  if (!definition) throw new Error(`@ApiProblems names ${code}, which is not defined`);
  return { ...definition, code };
}

function list(more: readonly ListedProblem[], target: object, name: string | symbol, descriptor: PropertyDescriptor): void {
  const handler = descriptor.value as object;
  const before = (Reflect.getMetadata(LISTED, handler) as ListedProblem[] | undefined) ?? [];
  const all = [...before, ...more.filter(({ code }) => !before.some((listed) => listed.code === code))];
  Reflect.defineMetadata(LISTED, all, handler);
  ApiExtraModels(ProblemDocument)(target, name, descriptor);
  for (const status of new Set(all.map((problem) => problem.status))) {
    forget(status, handler);
    ApiResponse({ status, ...problemResponse(all.filter((problem) => problem.status === status)) })(target, name, descriptor);
  }
}

function forget(status: number, handler: object): void {
  const { [status]: _, ...others } = (Reflect.getMetadata(RESPONSES, handler) ?? {}) as Record<number, unknown>;
  Reflect.defineMetadata(RESPONSES, others, handler);
}

/** A response of OpenAPI that lists refusals with one status. Each has its example among the document's components: {@link problemExamples}. */
export function problemResponse(problems: readonly ListedProblem[]) {
  const examples = problems.map(({ code }) => [code, { $ref: `#/components/examples/${code}` }]);
  return {
    description: problems.map(({ code, title }) => `\`${code}\`: ${title}`).join('. '),
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDocument) }, examples: Object.fromEntries(examples) as Record<string, never> } },
  };
}

/** The `components.examples` that {@link problemResponse} refers to. */
export function problemExamples(definitions: Readonly<Record<string, ProblemDefinition>>): Record<string, { summary: string; value: object }> {
  const examples = Object.entries(definitions).map(([code, { status, title }]) => [
    code,
    { summary: title, value: { type: `tag:moovingon.ai,2025:problem/${code}`, title, status, detail: `${title}.`, code, reference: 'K7QM-2XW9-4HTB' } },
  ]);
  return Object.fromEntries(examples) as Record<string, { summary: string; value: object }>;
}
