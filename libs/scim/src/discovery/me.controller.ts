import { Controller, Delete, Get, Patch, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ScimOperation } from '../documentation/scim-operation.decorator.js';
import { scimProblem } from '../protocol/index.js';

const Refused = (operationId: string) =>
  ScimOperation({
    operationId,
    summary: 'Not offered',
    description: 'The credentials belong to an integration and not to a user, so that there is nobody to be an alias of (RFC 7644 §3.11).',
    answer: { status: 501, description: 'Use `/Users/{id}`.', schema: 'ScimError' },
  });

/** `/Me` (RFC 7644 §3.11): credentials of an integration are no user, so that there is nobody to be an alias of. */
@ApiTags('SCIM discovery')
@Controller('api/scim/v2/Me')
export class MeController {
  @Get()
  @Refused('getScimMe')
  read(): never {
    throw notOffered();
  }

  @Post()
  @Refused('createScimMe')
  create(): never {
    throw notOffered();
  }

  @Put()
  @Refused('replaceScimMe')
  replace(): never {
    throw notOffered();
  }

  @Patch()
  @Refused('patchScimMe')
  patch(): never {
    throw notOffered();
  }

  @Delete()
  @Refused('deleteScimMe')
  remove(): never {
    throw notOffered();
  }
}

function notOffered() {
  return scimProblem('scim_not_implemented', 'The credentials belong to an integration and not to a user, expected the address of a user (/Users/{id}) instead of /Me');
}
