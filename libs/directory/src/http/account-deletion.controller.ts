import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, refuseHttp } from '@app/http';
import { DeleteAccount } from '../accounts/delete-account.js';
import { Authenticated, CurrentCaller } from '../callers/authenticated.decorator.js';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { AccountDeletionQuery, AccountDeletionResource, accountDeletionResource } from './account-deletion.resource.js';
import { ApiGuarded } from './api-guarded.decorator.js';

@ApiTags('Accounts')
@Controller('api/v1/accounts/:accountId')
@ApiGuarded()
export class AccountDeletionController {
  constructor(private readonly deletion: DeleteAccount) {}

  @Get('deletion-preview')
  @Authenticated('accounts.manage')
  @ApiOperation({ operationId: 'previewAccountDeletion', summary: 'What would go with an account', description: 'For staff. Changes nothing.' })
  @ApiOkResponse({ type: AccountDeletionResource })
  async preview(@Param('accountId') accountId: string): Promise<AccountDeletionResource> {
    return accountDeletionResource(await this.deletion.preview(accountId));
  }

  @Delete()
  @HttpCode(204)
  @Authenticated('accounts.manage')
  @ApiOperation({
    operationId: 'deleteAccount',
    summary: 'Delete an account with everything of it',
    description:
      'For staff, and for good: users, groups, sessions, API keys, integrations and their credentials, webhooks and what they were still to hear of, and all logs, the audit trail among them. What stays is one audit event in the account of whoever did it. Look at the preview first, and repeat the name of the account in `confirm`. One’s own account cannot be deleted.',
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @ApiProblems([refuseHttp, 'request_invalid'], [refuseDirectory, 'deletion_unconfirmed', 'own_account'])
  async remove(@Param('accountId') accountId: string, @Query() { confirm }: AccountDeletionQuery, @CurrentCaller() caller: Caller): Promise<void> {
    await this.deletion.delete(caller, accountId, confirm);
  }
}
