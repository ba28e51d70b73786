import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { ApiProblems, refuseHttp } from '@app/http';
import { ReadSignInOptions } from '../sign-in-options/read-sign-in-options.js';

class SignInOptionsRequest {
  @ApiProperty({ description: 'The e-mail address of the person who wants to sign in. Its domain alone decides.', example: 'dana@acme.example' })
  @IsString()
  @MaxLength(320)
  email!: string;
}

class SignInOptionView {
  @ApiProperty({ description: 'Where the sign-in begins; takes `?returnTo=`.', example: 'https://rest.example.com/sso/login/acme' })
  loginUrl!: string;

  @ApiProperty({ description: "The identity provider's name.", example: 'Okta' })
  provider!: string;

  @ApiProperty({ type: String, nullable: true, description: "The account's name, where there are several to choose from.", example: null })
  account!: string | null;
}

class SignInOptionsView {
  @ApiProperty({ type: [SignInOptionView], description: 'Empty where nobody with this e-mail domain has signed in through an identity provider yet.' })
  options!: readonly SignInOptionView[];
}

@ApiTags('Sign-in')
@Controller('api/v1/sign-in-options')
export class SignInOptionsController {
  constructor(private readonly reading: ReadSignInOptions) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'readSignInOptions',
    summary: 'Where somebody signs in, by e-mail address',
    description: 'The verified integrations through which people of the e-mail domain have signed in. Open to everybody: it says the same of a person who exists and of one who does not.',
  })
  @ApiOkResponse({ type: SignInOptionsView })
  @ApiProblems([refuseHttp, 'request_invalid', 'cross_site_request', 'rate_limited'])
  async read(@Body() { email }: SignInOptionsRequest, @Req() request: FastifyRequest): Promise<SignInOptionsView> {
    return { options: await this.reading.of(email, request.ip) };
  }
}
