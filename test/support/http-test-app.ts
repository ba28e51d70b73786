/** A small application for the specs of this library: every kind of route that the others have, and a log that can be read. */
import { connect } from 'node:net';
import { Body, Controller, Delete, Get, HttpCode, Module, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Type } from 'class-transformer';
import { IsEmail, IsIn, IsOptional, IsString, ValidateNested } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Problem } from '@app/kernel';
import {
  BodyLimit,
  ErrorLog,
  type ErrorLogEntry,
  ErrorRenderers,
  ErrorResponder,
  HtmlRefusalRenderer,
  PageQuery,
  ProblemJsonRenderer,
  RequestReference,
  configureHttp,
  createFastifyAdapter,
  isBelow,
} from '@app/http';

export class ListedLog extends ErrorLog {
  readonly entries: ErrorLogEntry[] = [];

  write(entry: ErrorLogEntry): void {
    this.entries.push(entry);
  }
}

export class Owner {
  @IsEmail()
  email!: string;

  @IsOptional()
  @IsString()
  password?: string;
}

export class NewAccount {
  @IsString()
  name!: string;

  @IsOptional()
  @IsIn(['member', 'admin'])
  role?: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => Owner)
  owner?: Owner;
}

export class DatabaseAway extends Error {}

@Controller('api/v1/accounts')
class AccountsController {
  @Get()
  list(@Query() query: PageQuery): PageQuery {
    return query;
  }

  @Post()
  create(@Body() account: NewAccount): NewAccount {
    return account;
  }

  @Get(':id')
  read(@Param('id') id: string): object {
    return { id };
  }

  @Patch(':id')
  change(@Body() body: unknown): object {
    return { body };
  }

  @Delete(':id')
  @HttpCode(204)
  remove(): void {}
}

@Controller()
class OtherController {
  @Get('api/v1/search')
  search(@Query('search') search: string): object {
    return { search };
  }

  @Get('api/v1/reference')
  reference(@RequestReference() reference: string): object {
    return { reference };
  }

  @Post('api/v1/large')
  @BodyLimit(2_000_000)
  large(@Body() body: { text: string }): object {
    return { length: body.text.length };
  }

  @Get('api/v1/broken')
  broken(): never {
    throw new Error('the password is hunter2');
  }

  @Get('api/v1/away')
  away(): never {
    throw new DatabaseAway();
  }

  @Get('api/v1/refused')
  refused(@Res({ passthrough: true }) reply: FastifyReply): never {
    void reply.header('set-cookie', 'moovingon_session=secret');
    throw new Problem('thing_wrong', 409, 'Wrong', 'it is <b>wrong</b>', {
      hint: 'turn it',
      headers: { 'retry-after': '7' },
      members: { expected: 'a', status: 1 },
    });
  }

  @Get('api/v1/unshowable')
  unshowable(): never {
    throw new Problem('thing_wrong', 409, 'Wrong', 'it is wrong', { members: { big: 1n } });
  }

  @Post('sso/acs')
  @HttpCode(200)
  acs(@Body() body: unknown): object {
    return { body: { ...(body as object) } };
  }

  @Get('sso/refused')
  signIn(): never {
    throw new Problem('saml_response_invalid', 401, 'Not signed in', 'audience is <script>alert(1)</script>', {
      hint: 'Change the audience in "Okta"',
      members: { expected: ['https://a/sso', 'token'], received: '<img src=x>' },
    });
  }

  @Post('api/scim/v2/Users')
  createUser(): object {
    return {};
  }

  @Get('api/scim/v2/Users')
  users(): never {
    throw new Problem('filter_wrong', 400, 'Wrong', 'bad filter');
  }
}

@Module({ controllers: [AccountsController, OtherController] })
class TestModule {}

export interface TestApp {
  readonly url: string;
  readonly log: ListedLog;
  close(): Promise<void>;
  /** Sends bytes as they are and returns everything that comes back until the connection ends. */
  raw(request: string): Promise<string>;
}

export async function startTestApp(publicUrl = 'http://localhost:3000'): Promise<TestApp> {
  const log = new ListedLog();
  const renderers = new ErrorRenderers(new ProblemJsonRenderer())
    .register({
      matches: (request) => isBelow('/api/scim/v2', request.url),
      render: (problem) => ({
        status: problem.status,
        headers: problem.headers,
        contentType: 'application/scim+json',
        body: JSON.stringify({ scim: problem.code }),
      }),
    })
    .register(new HtmlRefusalRenderer('/sso'));
  const translators = [
    (error: unknown) =>
      error instanceof DatabaseAway ? new Problem('database_unavailable', 503, 'Away', 'away') : undefined,
  ];
  const responder = new ErrorResponder({ log, renderers, translators });
  const adapter = createFastifyAdapter({ publicUrl, trustProxy: false, responder, log });
  const app = await NestFactory.create<NestFastifyApplication>(TestModule, adapter, {
    logger: false,
    abortOnError: false,
  });
  configureHttp(app, responder);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, log, close: () => app.close(), raw: (request) => sendRaw(port, request) };
}

function sendRaw(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
