import { Injectable } from '@nestjs/common';
import type { Tx } from '@app/persistence';
import type { ChangeContext, NewPerson, PersonOutcome } from './person.js';

@Injectable()
export class CreateUser {
  create(_tx: Tx, _context: ChangeContext, _person: NewPerson): Promise<PersonOutcome> {
    throw new Error('under construction');
  }
}
