import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Authenticated, type Caller, CurrentCaller, refuseDirectory } from '@app/directory';
import { ApiProblems, refuseHttp } from '@app/http';
import { type DescribedKey, RollOver } from '../keys/roll-over.js';
import { refuseSignIn } from '../problems.js';

const STATES = ['next', 'signing', 'former'] as const;

/** A key pair of the service; its private half never leaves it. */
export class ServiceKeyResource {
  @ApiProperty({ type: 'integer', example: 2 })
  generation!: number;

  @ApiProperty({ enum: STATES, description: '`next`: published, decrypts, does not sign yet. `signing`: signs requests and logout messages. `former`: signed before, still published, still decrypts.', example: 'next' })
  state!: (typeof STATES)[number];

  @ApiProperty({ description: 'SHA-256 of the certificate.', example: '3F:A1:…' })
  fingerprint!: string;

  @ApiProperty({ description: 'PEM: for identity providers that are filled in by hand, before the key signs.' })
  certificate!: string;

  @ApiProperty({ format: 'date-time' })
  notAfter!: string;

  @ApiProperty({ format: 'date-time', description: 'From when on it signs, a week after it was published unless it is activated.' })
  signsFrom!: string;
}

export class ServiceKeyPage {
  @ApiProperty({ type: [ServiceKeyResource], description: 'The newest first.' })
  items!: readonly ServiceKeyResource[];

  @ApiProperty({ type: 'string', nullable: true, example: null })
  nextCursor!: string | null;
}

const Refusals = (...codes: (keyof typeof refuseSignIn.definitions)[]) => ApiProblems([refuseHttp, 'unauthenticated', 'cross_site_request'], [refuseDirectory, 'forbidden'], [refuseSignIn, ...codes]);
const Generation = () => ApiParam({ name: 'generation', schema: { type: 'integer', minimum: 1 }, example: 2 });

/** The service's own keys, for staff: publish the next, activate it, retire the former. */
@ApiTags('Service keys')
@Controller('api/v1/service-keys')
export class ServiceKeysController {
  constructor(private readonly rollOver: RollOver) {}

  @Get()
  @Authenticated('service-keys.read')
  @ApiOperation({ operationId: 'listServiceKeys', summary: "The service's own keys", description: 'For staff. All of them are in our SAML metadata, and all of them decrypt assertions.' })
  @ApiOkResponse({ type: ServiceKeyPage })
  @ApiProblems([refuseHttp, 'unauthenticated'], [refuseDirectory, 'forbidden'])
  async list(): Promise<ServiceKeyPage> {
    return { items: (await this.rollOver.list()).map(resource), nextCursor: null };
  }

  @Post()
  @Authenticated('service-keys.manage')
  @ApiOperation({
    operationId: 'publishServiceKey',
    summary: 'Publish the next key',
    description: 'For staff. From now on our metadata shows both certificates, and what is encrypted to either is read; the new key signs in a week, or once it is activated. A former key is retired with it.',
  })
  @ApiCreatedResponse({ type: ServiceKeyResource })
  @Refusals('service_key_waiting')
  async publish(@CurrentCaller() caller: Caller): Promise<ServiceKeyResource> {
    return resource(await this.rollOver.publish(caller));
  }

  @Post(':generation/activate')
  @HttpCode(200)
  @Authenticated('service-keys.manage')
  @Generation()
  @ApiOperation({ operationId: 'activateServiceKey', summary: 'Let the next key sign now', description: 'For staff. Once identity providers that verify our requests have its certificate. The key before stays published and decrypts.' })
  @ApiOkResponse({ type: ServiceKeyResource })
  @Refusals('service_key_unknown', 'service_key_state')
  async activate(@Param('generation') generation: string, @CurrentCaller() caller: Caller): Promise<ServiceKeyResource> {
    return resource(await this.rollOver.activate(numberOf(generation), caller));
  }

  @Delete(':generation')
  @HttpCode(204)
  @Authenticated('service-keys.manage')
  @Generation()
  @ApiOperation({ operationId: 'retireServiceKey', summary: 'Retire a key that does not sign', description: 'For staff. Once identity providers that encrypt assertions have the certificate of the key that signs: what they encrypt to this one is refused from now on.' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Refusals('service_key_unknown', 'service_key_state')
  retire(@Param('generation') generation: string, @CurrentCaller() caller: Caller): Promise<void> {
    return this.rollOver.retire(numberOf(generation), caller);
  }
}

/** What is no generation is none of ours. */
function numberOf(generation: string): number {
  return /^[1-9]\d{0,8}$/.test(generation) ? Number(generation) : 0;
}

function resource({ generation, state, fingerprint, certificate, notAfter, signsFrom }: DescribedKey): ServiceKeyResource {
  return { generation, state, fingerprint, certificate, notAfter: new Date(notAfter).toISOString(), signsFrom: new Date(signsFrom).toISOString() };
}
