/**
 * http: what is the same for every request, whichever library serves it.
 * Flow: {@link createFastifyAdapter} numbers the request, sets the headers, refuses cross-site writes and reads the body →
 * {@link RequestValidationPipe} checks it by its DTO → the route → whatever is thrown on the way goes through the {@link ErrorResponder}:
 * translated to a Problem, logged, rendered in the form of its address (problem+json; SCIM and pages register their own renderer).
 * Beside it: pages, cursors and tables (CSV) of /api/v1, the session cookie, HTML that is escaped by default, the interface of rate limits.
 * Neighbours: kernel (Problem, Clock) below; everything that has controllers above. Wiring: `apps/api` makes log, renderers and
 * translators, then `new ErrorResponder`, `createFastifyAdapter`, `NestFactory.create`, `configureHttp`.
 */
export { createFastifyAdapter, type HttpOptions } from './fastify-adapter.js';
export { configureHttp } from './configure-http.js';
export { AcceptsCsv, BodyLimit, MEGABYTE } from './body-limit.decorator.js';
export { REFERENCE_HEADER, RequestReference, referenceOf } from './request-reference.js';
export { annotateRequest, factsOf, type RequestFacts } from './request-facts.js';
export { RequestObserver, type RequestSummary } from './request-observer.js';

export { ErrorLog, type ErrorLogEntry } from './error-log.js';
export { ErrorRenderers, isBelow, type ErrorRenderer, type RenderedError } from './error-renderer.js';
export { ErrorResponder, type ErrorResponderParts } from './error-responder.js';
export { ProblemFilter } from './problem.filter.js';
export { ProblemJsonRenderer, problemDocument } from './problem-json.renderer.js';
export { HtmlRefusalRenderer, wantsHtml } from './html-refusal.renderer.js';
export { type ErrorTranslator } from './translate-http-error.js';
export { refuseHttp } from './problems.js';

export { RequestValidationPipe, type InvalidMember } from './request-validation.pipe.js';
export { escapePointer, findUnstorableText, isStorableText, refuseUnstorableText } from './check-text.js';
export { PageQuery, type Page } from './page-query.js';
export { Cursors, type CursorPosition } from './cursors.js';
export { CSV_TYPE, csvLine, type CsvValue, wantsCsv } from './csv.js';

export { BrowserCookie } from './browser-cookie.js';
export { SessionCookie } from './session-cookie.js';
export { CrossSiteGuard, type CrossSiteGuardOptions } from './cross-site-guard.js';
export { securityHeaders } from './security-headers.js';
export { RateLimiter, rateLimited, type RateDecision, type RateLimit } from './rate-limiter.js';
export { InMemoryRateLimiter } from './in-memory-rate-limiter.js';

export { ApiProblems, ProblemDocument, problemExamples, problemResponse, type ListedProblem } from './api-problems.decorator.js';

export { html, type HtmlValue, type Markup } from './html.js';
export { renderPage, type PageParts, type RenderedPage } from './page.js';
export { renderRefusalPage } from './refusal-page.js';
