import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type Document, findOperation, type Media, type Operation } from './document.js';

export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly requestType: string | null;
  readonly requestBody: string | undefined;
  readonly status: number;
  readonly responseType: string | null;
  readonly responseBody: string;
}

const SCIM = '/api/scim/v2';
// What is answered where there is no such operation, before anything else is looked at; 501 is SCIM's /Me (RFC 7644 §3.11).
const WITHOUT_OPERATION = [400, 401, 403, 404, 405, 413, 415, 429, 501];

/** Holds requests and their answers against the description of the API. */
export class ExchangeChecker {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(private readonly document: Document) {
    (addFormats as unknown as (ajv: Ajv2020) => void)(this.ajv);
    this.ajv.addSchema({ $id: 'document', components: { schemas: closed(document.components.schemas) } });
  }

  /** @returns what does not agree */
  check(exchange: Exchange): string[] {
    if (exchange.method === 'OPTIONS') return [];
    const found = findOperation(this.document, exchange.method, exchange.url.pathname);
    if (!found?.operation) return WITHOUT_OPERATION.includes(exchange.status) ? [] : ['there is no such operation in the description'];
    const { template, operation } = found;
    const faults = [...this.answerFaults(template, operation, exchange), ...(exchange.status < 400 ? this.requestFaults(template, operation, exchange) : [])];
    return faults.map((fault) => `${exchange.method} ${template} → ${exchange.status}: ${fault}`);
  }

  private answerFaults(template: string, { responses }: Operation, { method, status, responseType, responseBody }: Exchange): string[] {
    const response = responses[status];
    if (!response) return [`the status is not described, expected ${Object.keys(responses).join(', ')}`];
    if (method === 'HEAD' || responseBody === '') return [];
    return this.bodyFaults(`${method} ${template} ${status}`, response.content, responseType, responseBody);
  }

  /** A request that was carried out has to be one that the description allows. SCIM takes more than it describes (strings for booleans, any case). */
  private requestFaults(template: string, operation: Operation, { method, url, requestType, requestBody }: Exchange): string[] {
    if (url.pathname.startsWith(SCIM)) return [];
    const known = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query').map(({ name }) => name);
    const faults = [...url.searchParams.keys()].filter((name) => !known.includes(name)).map((name) => `the parameter ${name} is not described`);
    if (requestBody === undefined || requestBody === '') return faults;
    return [...faults, ...this.bodyFaults(`${method} ${template} request`, operation.requestBody?.content, requestType, requestBody).map((fault) => `the request: ${fault}`)];
  }

  private bodyFaults(key: string, content: Readonly<Record<string, Media>> | undefined, type: string | null, body: string): string[] {
    const mediaType = (type ?? '').split(';', 1)[0]?.trim() ?? '';
    const media = content?.[mediaType];
    if (!media) return [`the media type ${mediaType} is not described, expected ${Object.keys(content ?? {}).join(', ') || 'no body'}`];
    if (!media.schema || !/json$/.test(mediaType)) return [];
    const validate = this.validatorOf(`${key} ${mediaType}`, media.schema);
    if (validate(JSON.parse(body))) return [];
    return (validate.errors ?? []).slice(0, 5).map(({ instancePath, message, params }) => `the body ${instancePath} ${message} ${JSON.stringify(params)}`);
  }

  private validatorOf(key: string, schema: object): ValidateFunction {
    const known = this.compiled.get(key);
    if (known) return known;
    const validate = this.ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/')) as object);
    this.compiled.set(key, validate);
    return validate;
  }
}

/** An object has the members that are described and no others; those of SCIM may have extensions. */
function closed(schemas: Document['components']['schemas']): object {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, isOpen(name, schema) ? schema : { additionalProperties: false, ...schema }]));
}

function isOpen(name: string, schema: Record<string, unknown>): boolean {
  // The members of a problem are those of its code (RFC 9457 §3.2).
  return name.includes('Scim') || name === 'ProblemDocument' || !('properties' in schema) || ['allOf', 'oneOf', 'anyOf'].some((word) => word in schema);
}
