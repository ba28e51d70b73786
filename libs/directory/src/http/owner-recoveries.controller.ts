import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiExcludeEndpoint, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems, refuseHttp } from '@app/http';
import { RECOVER_OWNER_PATH } from '../owner-recoveries/issue-owner-recovery.js';
import { recoverOwnerPage } from '../owner-recoveries/recover-owner-page.js';
import { RedeemOwnerRecovery } from '../owner-recoveries/redeem-owner-recovery.js';
import { refuseDirectory } from '../problems.js';
import { HandOutSession, signingInFrom } from './hand-out-session.js';
import { OwnSessionResource } from './session.resource.js';

export class RedeemOwnerRecoveryRequest {
  @ApiProperty({ example: 'dGhlIHRva2Vu', description: 'What follows # in the link.' })
  @IsString()
  @MaxLength(200)
  token!: string;

  @ApiPropertyOptional({ example: 'correct horse battery staple', description: 'A new password: at least 12 characters, at most 72 bytes in UTF-8. Without it the password stays.' })
  @IsOptional()
  @IsString()
  password?: string;
}

@ApiTags('Session')
@Controller()
export class OwnerRecoveriesController {
  constructor(
    private readonly redeeming: RedeemOwnerRecovery,
    private readonly handing: HandOutSession,
  ) {}

  @Post('api/v1/owner-recoveries')
  @ApiOperation({
    operationId: 'redeemOwnerRecovery',
    summary: 'Sign in as an owner by a link of the host',
    description: 'The link is made by `npm run recover-owner -- <account>` on the host, is good once and for 15 minutes. Sets the session cookie as by `POST /api/v1/session`. Of an owner with a second factor it is asked for as there, unless the link was made with `--without-second-factor`: then all of them are removed.',
  })
  @ApiCreatedResponse({ type: OwnSessionResource })
  @ApiProblems([refuseHttp, 'request_invalid', 'cross_site_request'], [refuseDirectory, 'owner_recovery_invalid', 'password_invalid', 'second_factor_required'])
  async redeem(@Body() { token, password }: RedeemOwnerRecoveryRequest, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<OwnSessionResource> {
    return this.handing.answer(await this.redeeming.redeem(token, password, signingInFrom(request)), request, reply);
  }

  @Get(RECOVER_OWNER_PATH)
  @ApiExcludeEndpoint()
  show(@Res() reply: FastifyReply): void {
    const { headers, contentType, body } = recoverOwnerPage();
    void reply.headers({ ...headers, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).type(contentType).send(body);
  }
}
