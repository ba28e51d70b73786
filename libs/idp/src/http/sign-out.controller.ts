import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiProblems, refuseHttp } from '@app/http';
import { SignedInBrowser } from './signed-in-browser.js';

@ApiTags('Sign-in')
@Controller('sso/sign-out')
export class SignOutController {
  constructor(private readonly browser: SignedInBrowser) {}

  @Post()
  @HttpCode(303)
  @ApiOperation({ operationId: 'signOutByForm', summary: 'Sign out (a form of our own pages)', description: 'Ends the session of the cookie. Where single logout is set up, the identity provider signs the person out too.' })
  @ApiResponse({ status: 303, description: 'To the identity provider, or home; the cookie is forgotten.' })
  @ApiProblems([refuseHttp, 'cross_site_request'])
  signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.browser.leave(request, reply);
  }
}
