import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiExcludeEndpoint, ApiNoContentResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems, referenceOf, refuseHttp } from '@app/http';
import { administrationBy } from '../callers/administration-by.js';
import { Authenticated, CurrentCaller } from '../callers/authenticated.decorator.js';
import type { Caller } from '../callers/caller.js';
import { IssuePasswordReset, SET_PASSWORD_PATH } from '../password-resets/issue-password-reset.js';
import { RedeemPasswordReset } from '../password-resets/redeem-password-reset.js';
import { setPasswordPage } from '../password-resets/set-password-page.js';
import { refuseDirectory } from '../problems.js';
import { ApiGuarded } from './api-guarded.decorator.js';

export class PasswordResetResource {
  @ApiProperty({ example: 'https://login.example.com/set-password#dGhlIHRva2Vu', description: 'Hand it to the user on a way that you trust. Good once, for a day; a newer one ends it.' })
  url!: string;

  @ApiProperty({ format: 'date-time', example: '2026-01-06T09:00:00.000Z' })
  expiresAt!: string;
}

export class RedeemPasswordResetRequest {
  @ApiProperty({ example: 'dGhlIHRva2Vu', description: 'What follows # in the link.' })
  @IsString()
  @MaxLength(200)
  token!: string;

  @ApiProperty({ example: 'correct horse battery staple', description: 'At least 12 characters, at most 72 bytes in UTF-8.' })
  @IsString()
  password!: string;
}

@ApiTags('Users')
@Controller()
export class PasswordResetsController {
  constructor(
    private readonly issuing: IssuePasswordReset,
    private readonly redeeming: RedeemPasswordReset,
  ) {}

  @Post('api/v1/accounts/:accountId/users/:userId/password-reset')
  @Authenticated('owners.manage')
  @ApiGuarded()
  @ApiOperation({ operationId: 'issuePasswordReset', summary: 'Make a link to set a password', description: 'For owners and staff.' })
  @ApiCreatedResponse({ type: PasswordResetResource })
  @ApiProblems([refuseDirectory, 'staff_protected', 'user_unknown'])
  async issue(@Param('accountId') accountId: string, @Param('userId') userId: string, @CurrentCaller() caller: Caller): Promise<PasswordResetResource> {
    const { url, expiresAt } = await this.issuing.issue(administrationBy(caller, accountId), userId);
    return { url, expiresAt: new Date(expiresAt).toISOString() };
  }

  @Post('api/v1/password-resets')
  @HttpCode(204)
  @ApiOperation({ operationId: 'redeemPasswordReset', summary: 'Set a password by a link', description: 'Sessions opened by the old password end.' })
  @ApiNoContentResponse()
  @ApiProblems([refuseHttp, 'request_invalid', 'cross_site_request'], [refuseDirectory, 'password_reset_invalid', 'password_invalid'])
  async redeem(@Body() { token, password }: RedeemPasswordResetRequest, @Req() request: FastifyRequest): Promise<void> {
    await this.redeeming.redeem(token, password, { address: request.ip, reference: referenceOf(request) });
  }

  @Get(SET_PASSWORD_PATH)
  @ApiExcludeEndpoint()
  show(@Res() reply: FastifyReply): void {
    const { headers, contentType, body } = setPasswordPage();
    void reply.headers({ ...headers, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).type(contentType).send(body);
  }
}
