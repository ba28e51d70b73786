import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, type Page, refuseHttp } from '@app/http';
import { ChangeAccount } from '../accounts/change-account.js';
import { CreateAccount } from '../accounts/create-account.js';
import { ReadAccounts } from '../accounts/read-accounts.js';
import { Authenticated, CurrentCaller } from '../callers/authenticated.decorator.js';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { AccountChangesRequest, AccountQuery, AccountDetails, AccountResource, accountResource, CreatedAccountResource, NewAccountRequest } from './account.resource.js';
import { ApiGuarded } from './api-guarded.decorator.js';
import { PageOf } from './page-of.js';

@ApiTags('Accounts')
@Controller('api/v1/accounts')
@ApiGuarded()
export class AccountsController {
  constructor(
    private readonly reading: ReadAccounts,
    private readonly creation: CreateAccount,
    private readonly changing: ChangeAccount,
  ) {}

  @Get()
  @Authenticated('accounts.manage')
  @ApiOperation({ operationId: 'listAccounts', summary: 'List all accounts', description: 'For staff, in the order of creation; `search` looks for a part of the name.' })
  @ApiOkResponse({ type: PageOf(AccountResource) })
  @ApiProblems([refuseHttp, 'request_invalid', 'cursor_invalid'])
  async list(@Query() query: AccountQuery): Promise<Page<AccountResource>> {
    const { items, nextCursor } = await this.reading.list(query);
    return { items: items.map(accountResource), nextCursor };
  }

  @Post()
  @Authenticated('accounts.manage')
  @ApiOperation({ operationId: 'createAccount', summary: 'Create an account with its owner', description: 'For staff. The owner signs in with a password, and no provisioning client can take that away.' })
  @ApiCreatedResponse({ type: CreatedAccountResource })
  @ApiProblems([refuseHttp, 'request_invalid', 'text_invalid'], [refuseDirectory, 'password_invalid', 'user_invalid'])
  async create(@Body() { name, owner }: NewAccountRequest, @CurrentCaller() { actor }: Caller): Promise<CreatedAccountResource> {
    const created = await this.creation.create({ name, owner }, actor);
    const password = created.generatedPassword;
    return { ...accountResource(created.account), owner: { id: created.owner.id, email: owner.email, ...(password !== null && { password }) } };
  }

  @Get(':accountId')
  @Authenticated('account.read')
  @ApiOperation({ operationId: 'readAccount', summary: 'Read an account', description: 'With what its administrators should look at.' })
  @ApiOkResponse({ type: AccountDetails })
  async read(@Param('accountId') accountId: string): Promise<AccountDetails> {
    const { account, warnings } = await this.reading.read(accountId);
    return { ...accountResource(account), warnings };
  }

  @Patch(':accountId')
  @Authenticated('account.write')
  @ApiOperation({ operationId: 'changeAccount', summary: 'Change an account', description: 'For its owners and for staff.' })
  @ApiOkResponse({ type: AccountResource })
  @ApiProblems([refuseHttp, 'request_invalid', 'text_invalid'], [refuseDirectory, 'integration_not_verified'])
  async change(@Param('accountId') accountId: string, @Body() body: AccountChangesRequest, @CurrentCaller() { actor }: Caller): Promise<AccountResource> {
    return accountResource(await this.changing.change(accountId, body, actor));
  }
}
