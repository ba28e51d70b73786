import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '@app/http';
import { Authenticated, CurrentCaller } from '../callers/authenticated.decorator.js';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { ListSecondFactors } from '../second-factors/list-second-factors.js';
import { RemoveSecondFactors } from '../second-factors/remove-second-factors.js';
import { ApiGuarded } from './api-guarded.decorator.js';
import { SecondFactorsResource, secondFactorsResource } from './second-factor.resource.js';

@ApiTags('Users')
@Controller('api/v1/accounts/:accountId/users/:userId/second-factors')
@ApiGuarded()
export class UserSecondFactorsController {
  constructor(
    private readonly listing: ListSecondFactors,
    private readonly removal: RemoveSecondFactors,
  ) {}

  @Get()
  @Authenticated('users.read')
  @ApiOperation({ operationId: 'listUserSecondFactors', summary: "List a user's second factors", description: 'What the user signs in with beside the password. Never a secret.' })
  @ApiOkResponse({ type: SecondFactorsResource })
  @ApiProblems([refuseDirectory, 'user_unknown'])
  async list(@Param('accountId') accountId: string, @Param('userId') userId: string): Promise<SecondFactorsResource> {
    return secondFactorsResource(await this.listing.list(accountId, userId));
  }

  @Delete()
  @HttpCode(204)
  @Authenticated('owners.manage')
  @ApiOperation({
    operationId: 'removeUserSecondFactors',
    summary: "Remove all of another user's second factors",
    description: 'For owners and staff, to help somebody who has lost them. The password alone signs in again then. Your own you delete at `/api/v1/session/second-factors`.',
  })
  @ApiNoContentResponse()
  @ApiProblems([refuseDirectory, 'user_unknown', 'owner_protected', 'staff_protected'])
  async remove(@Param('accountId') accountId: string, @Param('userId') userId: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.removal.byAdministrator(caller, accountId, userId);
  }
}
