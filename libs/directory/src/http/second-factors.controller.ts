import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems, refuseHttp } from '@app/http';
import { Authenticated, CurrentCaller } from '../callers/authenticated.decorator.js';
import type { Caller } from '../callers/caller.js';
import { refuseDirectory } from '../problems.js';
import { DeleteSecondFactor } from '../second-factors/delete-second-factor.js';
import { EnrolTotp } from '../second-factors/enrol-totp.js';
import { GenerateRecoveryCodes } from '../second-factors/generate-recovery-codes.js';
import { ListSecondFactors } from '../second-factors/list-second-factors.js';
import { RegisterPasskey } from '../second-factors/register-passkey.js';
import { ConfirmTotpRequest, FinishPasskeyRequest } from './second-factor.request.js';
import {
  AddedSecondFactorResource,
  addedSecondFactorResource,
  PasskeyRegistrationResource,
  RecoveryCodesResource,
  SecondFactorsResource,
  secondFactorsResource,
  TotpEnrolmentResource,
} from './second-factor.resource.js';

const iso = (instant: number) => new Date(instant).toISOString();

@ApiTags('Session')
@Controller('api/v1/session/second-factors')
@Authenticated()
@ApiProblems([refuseHttp, 'unauthenticated'])
export class SecondFactorsController {
  constructor(
    private readonly listing: ListSecondFactors,
    private readonly totp: EnrolTotp,
    private readonly passkeys: RegisterPasskey,
    private readonly deletion: DeleteSecondFactor,
    private readonly codes: GenerateRecoveryCodes,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listOwnSecondFactors', summary: 'List my second factors', description: 'Authenticator apps and passkeys of the caller, and how many recovery codes are left. Never a secret.' })
  @ApiOkResponse({ type: SecondFactorsResource })
  async list(@CurrentCaller() { userId }: Caller): Promise<SecondFactorsResource> {
    return secondFactorsResource(await this.listing.ofUser(userId));
  }

  @Post('totp')
  @ApiOperation({
    operationId: 'beginTotpEnrolment',
    summary: 'Begin to add an authenticator app',
    description: 'In a session opened by password, with a proof of the last ten minutes. Nothing changes before the first code was confirmed.',
  })
  @ApiCreatedResponse({ type: TotpEnrolmentResource })
  @ApiProblems([refuseHttp, 'cross_site_request'], [refuseDirectory, 'forbidden', 'proof_required'])
  async beginTotp(@CurrentCaller() caller: Caller): Promise<TotpEnrolmentResource> {
    const { expiresAt, ...enrolment } = await this.totp.begin(caller);
    return { ...enrolment, expiresAt: iso(expiresAt) };
  }

  @Post('totp/confirm')
  @ApiOperation({
    operationId: 'confirmTotpEnrolment',
    summary: 'Add the authenticator app',
    description: 'With its first code. From then on a sign-in with your password asks for a second factor; with the first one come recovery codes, and your other sessions opened by password end.',
  })
  @ApiCreatedResponse({ type: AddedSecondFactorResource })
  @ApiProblems([refuseHttp, 'request_invalid', 'cross_site_request', 'rate_limited'], [refuseDirectory, 'forbidden', 'challenge_invalid', 'second_factor_invalid', 'second_factor_limit'])
  async confirmTotp(@Body() { enrolment, code, name }: ConfirmTotpRequest, @CurrentCaller() caller: Caller): Promise<AddedSecondFactorResource> {
    return addedSecondFactorResource(await this.totp.confirm(caller, enrolment, { code, name }));
  }

  @Post('passkeys')
  @ApiOperation({ operationId: 'beginPasskeyRegistration', summary: 'Begin to register a passkey', description: 'In a session opened by password, with a proof of the last ten minutes.' })
  @ApiCreatedResponse({ type: PasskeyRegistrationResource })
  @ApiProblems([refuseHttp, 'cross_site_request'], [refuseDirectory, 'forbidden', 'proof_required'])
  async beginPasskey(@CurrentCaller() caller: Caller): Promise<PasskeyRegistrationResource> {
    const { expiresAt, ...registration } = await this.passkeys.begin(caller);
    return { ...registration, expiresAt: iso(expiresAt) };
  }

  @Post('passkeys/finish')
  @ApiOperation({
    operationId: 'finishPasskeyRegistration',
    summary: 'Register the passkey',
    description: 'With what the browser returned. With the first second factor come recovery codes, and your other sessions opened by password end.',
  })
  @ApiCreatedResponse({ type: AddedSecondFactorResource })
  @ApiProblems([refuseHttp, 'request_invalid', 'cross_site_request', 'rate_limited'], [refuseDirectory, 'forbidden', 'challenge_invalid', 'passkey_invalid', 'passkey_known', 'second_factor_limit'])
  async finishPasskey(@Body() { registration, response, name }: FinishPasskeyRequest, @CurrentCaller() caller: Caller): Promise<AddedSecondFactorResource> {
    return addedSecondFactorResource(await this.passkeys.finish(caller, registration, { response, name }));
  }

  @Post('recovery-codes')
  @ApiOperation({ operationId: 'generateRecoveryCodes', summary: 'Make new recovery codes', description: 'The old ones end. In a session opened by password, with a proof of the last ten minutes.' })
  @ApiCreatedResponse({ type: RecoveryCodesResource })
  @ApiProblems([refuseHttp, 'cross_site_request'], [refuseDirectory, 'forbidden', 'proof_required', 'second_factor_missing'])
  async generateCodes(@CurrentCaller() caller: Caller): Promise<RecoveryCodesResource> {
    return { recoveryCodes: await this.codes.generate(caller) };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    operationId: 'deleteOwnSecondFactor',
    summary: 'Delete one of my second factors',
    description: 'In a session opened by password, with a proof of the last ten minutes. With the last one go the recovery codes.',
  })
  @ApiNoContentResponse()
  @ApiProblems([refuseHttp, 'cross_site_request'], [refuseDirectory, 'forbidden', 'proof_required', 'second_factor_unknown'])
  async delete(@Param('id') id: string, @CurrentCaller() caller: Caller): Promise<void> {
    await this.deletion.delete(caller, id);
  }
}
