import { Body, Controller, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Authenticated, refuseDirectory } from '@app/directory';
import { AcceptsCsv, ApiProblems, BodyLimit, MEGABYTE, refuseHttp } from '@app/http';
import { refuseRehearsal } from '../problems.js';
import { rehearsalExamples } from './rehearsal-examples.js';
import { RehearsalQuery, RehearsalView } from './rehearsal-views.js';
import { RehearseList } from './rehearse-list.js';

/** Ten thousand people of an export with all that it says of each. */
const MOST_BYTES = 32 * MEGABYTE;

@ApiTags('Integrations')
@Controller('api/v1/accounts/:accountId/integrations/:id/scim/rehearsal')
export class RehearsalController {
  constructor(private readonly rehearsal: RehearseList) {}

  @Post()
  @HttpCode(200)
  @BodyLimit(MOST_BYTES)
  @AcceptsCsv()
  @Authenticated('integrations.write')
  @ApiOperation({
    operationId: 'rehearseProvisioning',
    summary: 'Rehearse provisioning: what a list of users would do, without doing it',
    description:
      "Takes the users that are going to be assigned at the identity provider, and tells who would be linked, created, changed (and what), left without admin, refused (with the very error), and whom the list does not name. Nothing is written, and SCIM need not be on. By the rules of provisioning themselves, one after the other in the order of the list: each is looked up, then created by POST, or changed by PUT of what is there with the list's values laid over it, as provisioning clients do. Users as SCIM resources (`{\"users\": […]}`, a ListResponse, or the list itself); with Okta, also what it exports: the answer of its `/api/v1/users`, or a CSV file (`text/csv`) with columns such as login, email, firstName, lastName, id, status. At most 20,000 people and 32 MB.",
  })
  @ApiConsumes('application/json', 'text/csv')
  @ApiBody({ description: 'The list.', schema: {}, examples: rehearsalExamples })
  @ApiOkResponse({ type: RehearsalView })
  @ApiProblems(
    [refuseHttp, 'request_invalid', 'unauthenticated', 'cross_site_request', 'body_malformed', 'body_too_large', 'media_type_unsupported'],
    [refuseDirectory, 'forbidden', 'account_unknown'],
    [refuseRehearsal, 'rehearsal_list_invalid', 'rehearsal_list_too_long', 'integration_unknown'],
  )
  run(@Param('accountId') accountId: string, @Param('id') id: string, @Query() { lookUp = 'userName' }: RehearsalQuery, @Body() body: unknown): Promise<RehearsalView> {
    return this.rehearsal.run(accountId, id, body, lookUp);
  }
}
