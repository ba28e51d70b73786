import { All, Controller } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { scimProblem } from '../protocol/index.js';

/** `/Me` (RFC 7644 §3.11): credentials of an integration are no user, so that there is nobody to be an alias of. */
@ApiExcludeController()
@Controller('api/scim/v2/Me')
export class MeController {
  @All()
  refuse(): never {
    throw scimProblem('scim_not_implemented', 'The credentials belong to an integration and not to a user, expected the address of a user (/Users/{id}) instead of /Me');
  }
}
