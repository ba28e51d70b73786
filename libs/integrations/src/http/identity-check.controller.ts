import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';
import { Authenticated } from '@app/directory';
import { PageQuery } from '@app/http';
import { IdentityPageView } from '../identity-view.js';
import { ShowIdentities } from '../show-identities.js';
import { ListProblems } from './problem-sets.js';

const WORDS: Readonly<Record<string, boolean>> = { true: true, false: false };

export class IdentityCheckQuery extends PageQuery {
  @ApiPropertyOptional({ type: 'boolean', default: false, description: 'Only people of whom something does not match.' })
  @IsOptional()
  @Transform(({ value }) => (typeof value === 'string' && Object.hasOwn(WORDS, value) ? WORDS[value] : value) as unknown)
  @IsBoolean({ message: 'mismatching is not a choice, expected true or false' })
  mismatching?: boolean;
}

@ApiTags('Integrations')
@Controller('api/v1/accounts/:accountId/integrations/:id/identity-check')
export class IdentityCheckController {
  constructor(private readonly identities: ShowIdentities) {}

  @Get()
  @Authenticated('integrations.read')
  @ApiOperation({
    operationId: 'checkIdentities',
    summary: "Whether people's names match",
    description:
      'For each person of the account, in the order of creation: the NameID of the last sign-in through this integration, SCIM userName, externalId and e-mail address side by side, what does not match, and what to change. A sign-in that was refused because no user has its name (Error 405) stands with the person whom the name resembles.',
  })
  @ApiOkResponse({ type: IdentityPageView })
  @ListProblems('integration_unknown')
  check(@Param('accountId') accountId: string, @Param('id') id: string, @Query() { mismatching = false, limit, cursor }: IdentityCheckQuery): Promise<IdentityPageView> {
    return this.identities.page(accountId, id, { limit, cursor, mismatching });
  }
}
