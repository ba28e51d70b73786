import { Injectable } from '@nestjs/common';
import type { Tx } from '@app/persistence';
import type { ChangeContext, ChangeOptions } from './person.js';

@Injectable()
export class DeleteUser {
  remove(_tx: Tx, _context: ChangeContext, _userId: string, _options?: ChangeOptions): Promise<void> {
    throw new Error('under construction');
  }
}
