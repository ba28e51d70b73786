import { defineProblems } from '@app/kernel';

/** The refusals that belong to HTTP itself rather than to a rule of ours. */
export const refuseHttp = defineProblems({
  request_malformed: { status: 400, title: 'The request is malformed' },
  url_malformed: { status: 400, title: 'The address is malformed' },
  body_malformed: { status: 400, title: 'The body cannot be read' },
  text_invalid: { status: 400, title: 'A text holds a character that cannot be stored' },
  request_invalid: { status: 400, title: 'The request is not valid' },
  parameter_repeated: { status: 400, title: 'A parameter was given more than once' },
  cursor_invalid: { status: 400, title: 'The cursor is not valid' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  forbidden: { status: 403, title: 'Not allowed' },
  cross_site_request: { status: 403, title: 'The request came from another site' },
  route_unknown: { status: 404, title: 'No such address' },
  method_not_allowed: { status: 405, title: 'The address does not have this method' },
  request_timeout: { status: 408, title: 'The request took too long to arrive' },
  body_too_large: { status: 413, title: 'The body is too large' },
  media_type_unsupported: { status: 415, title: 'The media type of the body is not supported' },
  rate_limited: { status: 429, title: 'Too many requests' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  internal_error: { status: 500, title: 'Something went wrong on our side' },
});
