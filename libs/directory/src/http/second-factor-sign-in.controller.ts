import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems, refuseHttp } from '@app/http';
import { refuseDirectory } from '../problems.js';
import { SignInWithSecondFactor } from '../second-factors/sign-in-with-second-factor.js';
import { HandOutSession, signingInFrom } from './hand-out-session.js';
import { assertOneAnswer, SecondFactorAnswerRequest } from './second-factor.request.js';
import { OwnSessionResource } from './session.resource.js';

@ApiTags('Session')
@Controller('api/v1/session/second-factor')
export class SecondFactorSignInController {
  constructor(
    private readonly signing: SignInWithSecondFactor,
    private readonly handing: HandOutSession,
  ) {}

  @Post()
  @ApiOperation({
    operationId: 'signInWithSecondFactor',
    summary: 'Finish a sign-in with the second factor',
    description: 'Answers the challenge of `401 second_factor_required` with one of `code`, `recoveryCode` and `passkey`. Then the session cookie is set as by `POST /api/v1/session`.',
  })
  @ApiCreatedResponse({ type: OwnSessionResource })
  @ApiProblems(
    [refuseHttp, 'request_invalid', 'cross_site_request', 'rate_limited'],
    [refuseDirectory, 'challenge_invalid', 'second_factor_invalid', 'credentials_invalid', 'user_inactive', 'sso_required', 'user_unknown'],
  )
  async signIn(@Body() { challenge, ...answer }: SecondFactorAnswerRequest, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<OwnSessionResource> {
    assertOneAnswer(answer);
    return this.handing.answer(await this.signing.signIn(challenge, answer, signingInFrom(request)), request, reply);
  }
}
