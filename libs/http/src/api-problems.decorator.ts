import { applyDecorators } from '@nestjs/common';
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

/**
 * Lists all refusals of an operation in its description, in one call:
 * `@ApiProblems([refuseIntegration, "integration_unknown"], [refuseHttp, "request_invalid"])`. Throws at start for a code that is not defined.
 */
export function ApiProblems(...refusals: readonly (readonly [Refusals, ...string[]])[]): MethodDecorator & ClassDecorator {
  const byStatus = new Map<number, { code: string; title: string }[]>();
  for (const [{ definitions }, ...codes] of refusals) {
    for (const code of codes) {
      const definition = definitions[code];
      if (!definition) throw new Error(`@ApiProblems names ${code}, which is not defined`);
      byStatus.set(definition.status, [...(byStatus.get(definition.status) ?? []), { code, title: definition.title }]);
    }
  }
  return applyDecorators(ApiExtraModels(ProblemDocument), ...[...byStatus].map(([status, problems]) => describe(status, problems)));
}

function describe(status: number, problems: readonly { code: string; title: string }[]): MethodDecorator & ClassDecorator {
  const examples = problems.map(({ code, title }) => [
    code,
    { summary: title, value: { type: `tag:moovingon.ai,2025:problem/${code}`, title, status, detail: `${title}.`, code, reference: 'K7QM-2XW9-4HTB' } },
  ]);
  return ApiResponse({
    status,
    description: problems.map(({ code, title }) => `\`${code}\`: ${title}`).join('. '),
    content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDocument) }, examples: Object.fromEntries(examples) as Record<string, never> } },
  });
}
