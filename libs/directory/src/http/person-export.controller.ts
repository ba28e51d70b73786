import { Readable } from 'node:stream';
import { Controller, Get, Param, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '@app/http';
import { Authenticated } from '../callers/authenticated.decorator.js';
import { ExportPerson } from '../person-export/export-person.js';
import { refuseDirectory } from '../problems.js';
import { ApiGuarded } from './api-guarded.decorator.js';
import { PersonExportResource } from './person-export.resource.js';

@ApiTags('Users')
@Controller('api/v1/accounts/:accountId/users/:id/export')
@ApiGuarded()
export class PersonExportController {
  constructor(private readonly exporting: ExportPerson) {}

  @Get()
  @Authenticated('audit.read')
  @ApiOperation({
    operationId: 'exportUser',
    summary: 'Everything that is kept of a user',
    description: 'For a person who asks what is kept of him: attributes, what integrations call him, groups, sessions, second factors, API keys, and what the logs and the audit trail say about him and of what he did. No password, token or key, nor a digest of one. With the permission to read the audit trail, as parts of that are in it.',
  })
  @ApiOkResponse({ type: PersonExportResource })
  @ApiProblems([refuseDirectory, 'user_unknown'])
  async export(@Param('accountId') accountId: string, @Param('id') id: string): Promise<StreamableFile> {
    const document = Readable.from(await this.exporting.export(accountId, id));
    return new StreamableFile(document, { type: 'application/json; charset=utf-8', disposition: `attachment; filename="user-${id}.json"` });
  }
}
