import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Problem } from '@app/kernel';
import { refuseSaml } from '@app/saml';
import { noteIntegration } from '../http/note-integration.js';
import { RequestCookie } from '../requests/request-cookie.js';
import { type Attempt, readAttempt } from '../sign-in/attempt.js';
import { SignInRate } from '../sign-in/sign-in-rate.js';
import { ProvenSignIn } from '../sign-in/proven-sign-in.js';
import { SamlSignIn } from '../sign-in/saml-sign-in.js';
import { SignInRecord } from '../sign-in/sign-in-record.js';
import { type DoorRequest, SAML_STRATEGY } from './saml.strategy.js';

type AcsRequest = FastifyRequest & { attempt?: Attempt; proven?: ProvenSignIn };

/**
 * Lets a request to the ACS through with a proven sign-in, and with nothing else: whatever passport calls success, the
 * route is not reached without one.
 */
@Injectable()
export class SamlGuard extends AuthGuard(SAML_STRATEGY) {
  constructor(
    private readonly signIn: SamlSignIn,
    private readonly record: SignInRecord,
    private readonly cookie: RequestCookie,
    private readonly rate: SignInRate,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<AcsRequest>();
    await this.rate.take(request.ip);
    const attempt = (request.attempt = readAttempt(request, this.cookie.read(request)));
    return this.record.refusals(attempt, async () => {
      try {
        return await this.letThrough(context, attempt);
      } finally {
        noteIntegration(request, attempt.integration);
      }
    });
  }

  private async letThrough(context: ExecutionContext, { samlResponse }: Attempt): Promise<true> {
    if (!samlResponse) throw refuseSaml('saml_response_missing', 'The request has no SAMLResponse, expected a form field of that name, received none.');
    await super.canActivate(context);
    provenOf(context.switchToHttp().getRequest<AcsRequest>());
    return true;
  }

  override getRequest(context: ExecutionContext): DoorRequest {
    const { attempt } = context.switchToHttp().getRequest<AcsRequest>();
    return { body: { SAMLResponse: attempt?.samlResponse ?? '' }, prove: () => this.signIn.prove(attempt as Attempt) };
  }

  /** Nothing that passport could write an answer to: every answer is made here. */
  getResponse(): object {
    return {};
  }

  override handleRequest<User>(error: unknown, user: User, _info: unknown, context: ExecutionContext): User {
    if (error) throw error;
    if (!(user instanceof ProvenSignIn)) throw nobody();
    context.switchToHttp().getRequest<AcsRequest>().proven = user;
    return user;
  }
}

/** The sign-in that the guard let through. @throws Problem `saml_response_invalid` where it let nobody through */
export function provenOf(request: AcsRequest): ProvenSignIn {
  if (request.proven instanceof ProvenSignIn) return request.proven;
  throw nobody();
}

function nobody(): Problem {
  return refuseSaml('saml_response_invalid', 'The response proves nobody, expected a person, received none.', { members: { condition: 'subject', expected: 'a person', received: 'none' } });
}
