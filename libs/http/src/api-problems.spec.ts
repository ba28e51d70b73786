import { Controller, Get } from '@nestjs/common';
import { defineProblems } from '@app/kernel';
import { ApiProblems } from './index.js';

// Where @nestjs/swagger keeps what @ApiResponse says; it exports no name for it.
const RESPONSES = 'swagger/apiResponse';

const refuse = defineProblems({
  account_unknown: { status: 404, title: 'No such account' },
  webhook_unknown: { status: 404, title: 'No such webhook' },
  forbidden: { status: 403, title: 'Not allowed' },
});

@ApiProblems([refuse, 'account_unknown', 'forbidden'])
@Controller('things')
class ThingsController {
  @Get()
  @ApiProblems([refuse, 'webhook_unknown'])
  read(): void {}

  notARoute(): void {}
}

const responsesOf = (name: 'read' | 'notARoute') => Reflect.getMetadata(RESPONSES, ThingsController.prototype[name]) as Record<string, { description: string }> | undefined;

describe('the refusals of an operation', () => {
  it('are those of the method and of the controller together, though they share a status', () => {
    const responses = responsesOf('read')!;
    expect(Object.keys(responses).sort()).toEqual(['403', '404']);
    expect(responses['404']!.description).toBe('`webhook_unknown`: No such webhook. `account_unknown`: No such account');
    expect(responsesOf('notARoute')).toBeUndefined();
  });

  it('have to be defined', () => {
    expect(() => ApiProblems([refuse, 'thing_unknown'])).toThrow('@ApiProblems names thing_unknown, which is not defined');
  });
});
