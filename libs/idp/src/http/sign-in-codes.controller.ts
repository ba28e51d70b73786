import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { Authenticated, type Caller, CurrentCaller, refuseDirectory } from '@app/directory';
import { ApiProblems, refuseHttp } from '@app/http';
import { refuseSignIn } from '../problems.js';
import { ExchangeCode } from '../sign-in/exchange-code.js';

class SignInCodeRequest {
  @ApiProperty({ description: 'The `code` that APP_URL was called with. Good once, for 60 seconds.', example: 'kU3VYp1cRk9jWq2dN8sXvA7tB4zLhE6gM0oPfYi5rCw' })
  @IsString()
  @MaxLength(200)
  code!: string;
}

class ExchangedUser {
  @ApiProperty({ example: '01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8d9e' }) id!: string;
  @ApiProperty({ example: 'dana@acme.example' }) userName!: string;
  @ApiProperty({ type: String, nullable: true, example: 'dana@acme.example' }) email!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Dana' }) givenName!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Levi' }) familyName!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Dana Levi' }) displayName!: string | null;
}

class ExchangedAccount {
  @ApiProperty({ example: '01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8d9f' }) id!: string;
  @ApiProperty({ example: 'Acme' }) name!: string;
}

class ExchangedSession {
  @ApiProperty({ example: '01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8da0' }) id!: string;
  @ApiProperty({ format: 'date-time', example: '2026-11-25T09:00:00.000Z', description: 'The absolute end; being idle may end it before.' }) expiresAt!: string;
}

class ExchangedSignIn {
  @ApiProperty({ type: ExchangedUser }) user!: ExchangedUser;
  @ApiProperty({ type: ExchangedAccount }) account!: ExchangedAccount;
  @ApiProperty({ enum: ['member', 'admin'], description: 'What the sign-in carries: `admin` at most, also for an owner.' }) role!: string;
  @ApiProperty({ type: ExchangedSession }) session!: ExchangedSession;
}

@ApiTags('Sign-in')
@Controller('api/v1/sign-in-codes')
export class SignInCodesController {
  constructor(private readonly codes: ExchangeCode) {}

  @Post('exchange')
  @HttpCode(200)
  @Authenticated('sign-in-codes.exchange')
  @ApiOperation({
    operationId: 'exchangeSignInCode',
    summary: 'Exchange a sign-in code',
    description: 'For the server of an application on another origin (APP_URL): the code in its address tells, once and within 60 seconds, who has signed in.',
  })
  @ApiOkResponse({ type: ExchangedSignIn })
  @ApiProblems([refuseHttp, 'request_invalid', 'unauthenticated'], [refuseSignIn, 'sign_in_code_invalid'], [refuseDirectory, 'forbidden'])
  exchange(@Body() { code }: SignInCodeRequest, @CurrentCaller() caller: Caller): Promise<ExchangedSignIn> {
    return this.codes.exchange(code, caller);
  }
}
