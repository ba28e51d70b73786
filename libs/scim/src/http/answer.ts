import type { FastifyReply } from 'fastify';
import { type ListResponse, type Projection, writeList, ifMatchHolds, ifNoneMatchHolds, scimProblem } from '../protocol/index.js';
import { bytesOf } from './bytes-of.js';
import type { ScimCall } from './scim-call.js';
import { SCIM_MEDIA_TYPE } from './scim-error.renderer.js';

/** A resource, as far as its headers are made of it. */
interface Versioned {
  readonly meta?: { readonly location: string; readonly version: string };
}

// Bytes: to a text Fastify would add a charset, which JSON does not have (RFC 8259 §11).
const send = (reply: FastifyReply, body: object): void => sendBytes(reply, Buffer.from(JSON.stringify(body)));
const sendBytes = (reply: FastifyReply, bytes: Buffer): void => void reply.header('content-type', SCIM_MEDIA_TYPE).send(bytes);

export function answerDocument(reply: FastifyReply, document: object): void {
  send(reply.code(200), document);
}

export function answerList(reply: FastifyReply, list: ListResponse): void {
  sendBytes(reply.code(200), bytesOf(writeList(list)));
}

/** A resource that was made or changed, with its ETag; 201 with its address. */
export function answerResource(reply: FastifyReply, status: 200 | 201, resource: Versioned, projection: Projection): void {
  const { location, version } = resource.meta ?? {};
  void reply.code(status).header('etag', version);
  if (status === 201) void reply.header('location', location);
  send(reply, projection.project(resource));
}

/** A resource that was read: 304 where the client has this version (RFC 7644 §3.14), 412 where it insists on another. */
export function answerRead(reply: FastifyReply, call: ScimCall, resource: Versioned, projection: Projection): void {
  const version = Number(/\d+/.exec(resource.meta?.version ?? '')?.[0]);
  if (!ifMatchHolds(call.ifMatch, version)) {
    throw scimProblem('scim_precondition_failed', `The resource has another version, expected ${call.ifMatch?.slice(0, 100)}, it has ${resource.meta?.version}`);
  }
  if (ifNoneMatchHolds(call.ifNoneMatch, version)) return answerResource(reply, 200, resource, projection);
  void reply.code(304).header('etag', resource.meta?.version).send();
}

export function answerNothing(reply: FastifyReply, version?: string): void {
  if (version !== undefined) void reply.header('etag', version);
  void reply.code(204).send();
}
