import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { SignInLog } from '@app/audit';
import { referenceOf } from '@app/http';
import { Problem } from '@app/kernel';
import type { FastifyRequest } from 'fastify';
import { catchError, type Observable } from 'rxjs';
import { NamedIntegration } from '../sign-in/named-integration.js';
import { SignInRate } from '../sign-in/sign-in-rate.js';

/**
 * Notes what was refused at signing in and out beside the responses, which note it themselves, so that it is found by the reference
 * number that the person was shown. No more of one address than it may send responses.
 */
@Injectable()
export class RecordRefusals implements NestInterceptor {
  constructor(
    private readonly log: SignInLog,
    private readonly integrations: NamedIntegration,
    private readonly rate: SignInRate,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return next.handle().pipe(catchError((error: unknown) => this.noteAndThrow(request, error)));
  }

  /** Whether or not it could be noted, the refusal is answered. */
  private async noteAndThrow(request: FastifyRequest, error: unknown): Promise<never> {
    await this.note(request, error).catch(() => undefined);
    throw error;
  }

  private async note(request: FastifyRequest, error: unknown): Promise<void> {
    if (!(error instanceof Problem) || error.status === 429 || !(await this.mayNote(request.ip))) return;
    const { uniqueIdentifier = '' } = request.params as { uniqueIdentifier?: string };
    const integration = await this.integrations.find(uniqueIdentifier);
    const { code: outcome, detail, hint = null } = error;
    const whose = { accountId: integration?.accountId ?? null, integrationId: integration?.id ?? null, userId: null };
    await this.log.recordRefused({ ...whose, outcome, reference: referenceOf(request), address: request.ip, subject: null, detail, hint, assertion: null });
  }

  private async mayNote(address: string): Promise<boolean> {
    try {
      await this.rate.take(address);
      return true;
    } catch {
      return false;
    }
  }
}
