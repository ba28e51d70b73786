import { Problem } from '@app/kernel';
import { renderScimError, scimProblem, scimProblems } from './scim-problem.js';

describe('RFC 7644 §3.12: SCIM errors', () => {
  it('have the status as a string, the keyword and the detail', () => {
    expect(renderScimError(scimProblem('scim_uniqueness', 'userName is taken'))).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '409',
      scimType: 'uniqueness',
      detail: 'userName is taken',
    });
  });

  it('have no scimType where the RFC has none for them', () => {
    expect(renderScimError(scimProblem('scim_not_found', 'No user has this id'))).not.toHaveProperty('scimType');
  });

  it('say in the detail, which is all that the administrator sees, what to change and the reference number', () => {
    const problem = scimProblem('scim_invalid_value', 'firstPhone is wrong.', { hint: 'Write +972541234567.' });
    expect(renderScimError(problem, 'K7QM-2XW9-4HTB').detail).toBe(
      'firstPhone is wrong. Write +972541234567. (Reference K7QM-2XW9-4HTB)',
    );
  });

  it('render the refusal of another library with its own keyword', () => {
    const foreign = new Problem('user_exists', 409, 'Taken', 'Somebody has it', {
      members: { scimType: 'uniqueness' },
    });
    expect(renderScimError(foreign)).toMatchObject({ status: '409', scimType: 'uniqueness' });
  });

  it('know every keyword of table 9 and of RFC 9865 with its status', () => {
    const rendered = Object.keys(scimProblems).map((code) =>
      renderScimError(scimProblem(code as keyof typeof scimProblems, 'x')),
    );
    const keywords = Object.fromEntries(
      rendered.filter(({ scimType }) => scimType).map(({ scimType, status }) => [scimType, status]),
    );
    expect(keywords).toEqual({
      invalidFilter: '400',
      tooMany: '400',
      uniqueness: '409',
      mutability: '400',
      invalidSyntax: '400',
      invalidPath: '400',
      noTarget: '400',
      invalidValue: '400',
      invalidVers: '400',
      sensitive: '403',
      invalidCursor: '400',
      expiredCursor: '400',
      invalidCount: '400',
    });
  });
});
