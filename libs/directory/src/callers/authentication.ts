import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.js';

/** Metadata of a route: the permission that it asks for, null where being signed in is enough. */
export const PERMISSION = 'directory/permission';

/** A request after the guard has seen it. */
export type CallersRequest = FastifyRequest & { caller?: Caller };
