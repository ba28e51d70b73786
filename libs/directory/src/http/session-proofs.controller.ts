import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, refuseHttp } from '@app/http';
import { Authenticated, CurrentCaller } from '../callers/authenticated.decorator.js';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { ProveSession } from '../second-factors/prove-session.js';
import { assertOneAnswer, SessionProofRequest } from './second-factor.request.js';
import { ChallengeResource, challengeResource } from './second-factor.resource.js';

@ApiTags('Session')
@Controller('api/v1/session')
export class SessionProofsController {
  constructor(private readonly proving: ProveSession) {}

  @Post('proof-challenges')
  @Authenticated()
  @ApiOperation({
    operationId: 'beginProof',
    summary: 'Ask to show again that it is me',
    description: 'In a session opened by password. What guards your second factors asks for a proof of the last ten minutes; a sign-in is one.',
  })
  @ApiCreatedResponse({ type: ChallengeResource })
  @ApiProblems([refuseHttp, 'unauthenticated', 'cross_site_request'], [refuseDirectory, 'forbidden'])
  async begin(@CurrentCaller() caller: Caller): Promise<ChallengeResource> {
    return challengeResource(await this.proving.begin(caller));
  }

  @Post('proofs')
  @HttpCode(204)
  @Authenticated()
  @ApiOperation({ operationId: 'prove', summary: 'Show that it is me', description: 'By one of the `methods` of the challenge: a second factor where the user has one, else the password.' })
  @ApiNoContentResponse()
  @ApiProblems(
    [refuseHttp, 'request_invalid', 'unauthenticated', 'cross_site_request', 'rate_limited'],
    [refuseDirectory, 'challenge_invalid', 'second_factor_invalid', 'credentials_invalid', 'forbidden', 'session_unknown'],
  )
  async answer(@Body() { challenge, ...answer }: SessionProofRequest, @CurrentCaller() caller: Caller): Promise<void> {
    assertOneAnswer(answer);
    await this.proving.answer(caller, challenge, answer);
  }
}
