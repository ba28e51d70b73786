import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Authenticated, CurrentCaller, type Caller } from '@app/directory';
import { DeleteIntegration } from '../delete-integration.js';
import { PreviewDeletion } from '../preview-deletion.js';
import { DeletionView } from './integration-pages.js';
import { ReadProblems, WriteProblems } from './problem-sets.js';

@ApiTags('Integrations')
@Controller('api/v1/accounts/:accountId/integrations/:id')
export class DeletionController {
  constructor(
    private readonly deletion: DeleteIntegration,
    private readonly previewing: PreviewDeletion,
  ) {}

  @Get('deletion-preview')
  @Authenticated('integrations.read')
  @ApiOperation({ operationId: 'previewDeletion', summary: 'What deleting an integration would do', description: 'How many sessions would end, how many people and groups would be managed here from then on, and who could not sign in any more. Changes nothing.' })
  @ApiOkResponse({ type: DeletionView })
  @ReadProblems('integration_unknown')
  async preview(@Param('accountId') accountId: string, @Param('id') id: string): Promise<DeletionView> {
    const { withoutWayIn, ...preview } = await this.previewing.preview(accountId, id);
    const people = withoutWayIn.people.map(({ id: personId, userName, displayName }) => ({ id: personId, userName, displayName }));
    return { ...preview, withoutWayIn: { total: withoutWayIn.total, people } };
  }

  @Delete()
  @HttpCode(204)
  @Authenticated('integrations.write')
  @ApiOperation({
    operationId: 'deleteIntegration',
    summary: 'Delete an integration',
    description: 'Nobody signs in through it any more, the sessions that were opened through it end, its SCIM credentials stop working. People stay as they are. The deletion preview tells beforehand whom it concerns.',
  })
  @ApiNoContentResponse({ description: 'It is deleted.' })
  @WriteProblems('integration_unknown')
  async delete(@Param('accountId') accountId: string, @Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.deletion.delete(accountId, id, caller.actor);
  }
}
