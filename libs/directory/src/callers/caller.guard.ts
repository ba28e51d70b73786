import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Callers } from './callers.js';

@Injectable()
export class CallerGuard implements CanActivate {
  constructor(private readonly callers: Callers) {}

  async canActivate(_context: ExecutionContext): Promise<boolean> {
    throw new Error('under construction');
  }
}
