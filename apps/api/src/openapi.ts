import type { INestApplication } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { isBelow } from '@app/http';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { scimSchemas } from '@app/scim';
import type { Settings } from '@app/settings';
import { completeOpenApi } from './complete-openapi.js';

const DESCRIPTION = `Sign-in through the customer's own identity provider (SAML 2.0), provisioning by it (SCIM 2.0), and the administration of both.

**To set up Okta**: sign in with *POST /api/v1/session* (the cookie is kept by your browser), create the integration, copy \`acsUrl\`, \`audience\` and
\`relayState\` into Okta, sign in once through Okta, then switch SCIM on and copy its credentials.

Every error is a problem document (RFC 9457) with a stable \`code\`; SCIM answers SCIM errors (RFC 7644 §3.12).`;

/** The OpenAPI 3.1 document of the application, made from its controllers. */
export function createOpenApiDocument(app: INestApplication, { publicUrl }: Pick<Settings, 'publicUrl'>): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('MoovingON AI identity service')
    .setDescription(DESCRIPTION)
    .setVersion('1.0.0')
    // Relative: a client has the address of the service already, and the document is the same everywhere.
    .addServer(new URL(publicUrl).pathname)
    .addCookieAuth(publicUrl.startsWith('https:') ? '__Host-moovingon_session' : 'moovingon_session', { type: 'apiKey', in: 'cookie', description: 'Set by POST /api/v1/session.' }, 'session')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key of an account.' }, 'apiKey')
    .addBasicAuth({ type: 'http', scheme: 'basic', description: "The integration's SCIM username and password." }, 'scimBasic')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: "The identity provider's signed word (Universal Logout)." }, 'revocationToken')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: "The integration's SCIM token." }, 'scimToken')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'METRICS_TOKEN.' }, 'metricsToken')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  // Made from the schemas that SCIM itself shows, which are no classes.
  document.components = { ...document.components, schemas: { ...document.components?.schemas, ...(scimSchemas as object) } };
  document.info.license = { name: 'Proprietary', identifier: 'LicenseRef-MoovingON-AI' } as typeof document.info.license;
  return completeOpenApi(document);
}

/** Swagger UI at /api/docs and the document at /api/openapi.json. */
export function serveOpenApi(app: NestFastifyApplication, settings: Settings): void {
  allowThePageItsOwnFiles(app);
  SwaggerModule.setup('api/docs', app, () => createOpenApiDocument(app, settings), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true, filter: true, tryItOutEnabled: true },
    customSiteTitle: 'MoovingON AI identity service',
  });
}

// Swagger UI writes style attributes and shows its icons from data: addresses; its scripts are files of our own.
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function allowThePageItsOwnFiles(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    if (isBelow('/api/docs', request.url)) reply.header('content-security-policy', PAGE_POLICY);
  });
}
