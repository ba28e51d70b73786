import type { INestApplication } from '@nestjs/common';
import type { ErrorResponder } from './error-responder.js';
import { ProblemFilter } from './problem.filter.js';
import { RequestValidationPipe } from './request-validation.pipe.js';

/** Gives an application on {@link createFastifyAdapter} its filter and its pipe; call it before `init` or `listen`. */
export function configureHttp(app: INestApplication, responder: ErrorResponder): void {
  app.useGlobalFilters(new ProblemFilter(responder));
  app.useGlobalPipes(new RequestValidationPipe());
}
