import { Global, Module } from '@nestjs/common';
import { Events } from './events.js';
import { Outbox } from './outbox.js';
import { OutboxBell } from './outbox-bell.js';

@Global()
@Module({ providers: [OutboxBell, { provide: Events, useClass: Outbox }], exports: [Events, OutboxBell] })
export class EventsModule {}
