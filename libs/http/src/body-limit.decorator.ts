import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';

/** A mebibyte: the limit of a body where a route says nothing else. */
export const MEGABYTE = 1_048_576;

/** The most bytes that the body of this route may have; more is `413 body_too_large`. Goes together with `@RouteConfig()` in any order but above it. */
export function BodyLimit(bytes: number): MethodDecorator {
  return routeConfig({ bodyLimit: bytes });
}

/** This route reads `text/csv` beside JSON: then the body is the text. Everywhere else it is `415 media_type_unsupported`. */
export function AcceptsCsv(): MethodDecorator {
  return routeConfig({ acceptsCsv: true });
}

function routeConfig(more: object): MethodDecorator {
  return (_target, _name, descriptor) => {
    const handler = descriptor.value as object;
    const config = Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, handler) as object | undefined;
    Reflect.defineMetadata(FASTIFY_ROUTE_CONFIG_METADATA, { ...config, ...more }, handler);
  };
}
