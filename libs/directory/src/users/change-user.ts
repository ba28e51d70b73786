import { Injectable } from '@nestjs/common';
import type { Tx } from '@app/persistence';
import type { ChangeContext, ChangeOptions, PersonChangesOf, PersonOutcome } from './person.js';

@Injectable()
export class ChangeUser {
  change(_tx: Tx, _context: ChangeContext, _userId: string, _changes: PersonChangesOf, _options?: ChangeOptions): Promise<PersonOutcome> {
    throw new Error('under construction');
  }
}
