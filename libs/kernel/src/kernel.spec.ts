import { jest } from '@jest/globals';
import { SecretSealer, defineProblems, earliestIdAt, equalInConstantTime, foldCase, newId, newReference } from './index.js';

describe('SecretSealer', () => {
  const sealer = new SecretSealer(['a'.repeat(32)]);

  it('opens what it sealed, for the same context', () => {
    expect(sealer.open(sealer.seal('geheim', 'scim_credentials/1'), 'scim_credentials/1')).toBe('geheim');
  });

  it('does not open a value that was moved to another row', () => {
    const sealed = sealer.seal('geheim', 'scim_credentials/1');
    expect(() => sealer.open(sealed, 'scim_credentials/2')).toThrow();
  });

  it('does not open a value of which one character was changed', () => {
    const sealed = sealer.seal('geheim', 'row');
    const last = sealed.at(-3) === 'A' ? 'B' : 'A';
    expect(() => sealer.open(`${sealed.slice(0, -3)}${last}${sealed.slice(-2)}`, 'row')).toThrow();
  });

  it('goes on opening old values while the key is being replaced, and tells them apart', () => {
    const both = new SecretSealer(['b'.repeat(32), 'a'.repeat(32)]);
    const old = sealer.seal('geheim', 'row');
    expect(both.open(old, 'row')).toBe('geheim');
    expect(both.isCurrent(old)).toBe(false);
    expect(both.isCurrent(both.seal('geheim', 'row'))).toBe(true);
    expect(() => sealer.open(both.seal('geheim', 'row'), 'row')).toThrow(/SECRET_KEY that is not configured/);
    expect([sealer.knows(old), sealer.knows(both.seal('geheim', 'row')), both.knows(old)]).toEqual([true, false, true]);
  });

  it('seals anew what an earlier key has sealed, for the same context, so that the earlier key can go', () => {
    const resealed = new SecretSealer(['b'.repeat(32), 'a'.repeat(32)]).reseal(sealer.seal('geheim', 'row'), 'row');
    const next = new SecretSealer(['b'.repeat(32)]);
    expect(next.open(resealed, 'row')).toBe('geheim');
    expect(() => next.open(resealed, 'other row')).toThrow();
    expect(() => next.reseal(sealer.seal('geheim', 'row'), 'row')).toThrow(/SECRET_KEY that is not configured/);
  });

  it('derives a key of each key for each purpose, that of the current key first', () => {
    const keys = new SecretSealer(['b'.repeat(32), 'a'.repeat(32)]).derive('cursors');
    expect(keys[1]).toEqual(sealer.derive('cursors')[0]);
    expect(keys[0]).not.toEqual(keys[1]);
    expect(sealer.derive('cursors')).not.toEqual(sealer.derive('scim-cursors'));
  });
});

describe('defineProblems', () => {
  const refuse = defineProblems({ thing_unknown: { status: 404, title: 'No such thing' } });

  it('makes a Problem with the status and title of its code', () => {
    expect(refuse('thing_unknown', 'no thing has the id 7', { hint: 'look again' })).toMatchObject({
      code: 'thing_unknown',
      status: 404,
      title: 'No such thing',
      detail: 'no thing has the id 7',
      hint: 'look again',
    });
  });

  it('keeps what was there when something is added', () => {
    const problem = refuse('thing_unknown', 'x', { headers: { allow: 'GET' } }).with({ hint: 'h', headers: { 'retry-after': '1' } });
    expect(problem.headers).toEqual({ allow: 'GET', 'retry-after': '1' });
    expect(problem.hint).toBe('h');
  });
});

it('folds the case of every script and keeps look-alikes apart', () => {
  expect(foldCase('Ärger@Example.COM')).toBe(foldCase('ÄRGER@example.com'));
  expect(foldCase('ﬁn@example.com')).not.toBe(foldCase('fin@example.com'));
});

it('compares texts of any length', () => {
  expect(equalInConstantTime('a', 'a')).toBe(true);
  expect(equalInConstantTime('a', 'ab')).toBe(false);
});

it('makes reference numbers that can be read aloud, no two alike, those of one time beside each other', () => {
  const later = jest.spyOn(Date, 'now').mockReturnValue(1_764_000_001_000);
  const [second] = [newReference(), later.mockReturnValue(1_764_000_000_999)];
  const first = Array.from({ length: 2_000 }, newReference);
  later.mockRestore();
  for (const reference of [second, ...first]) expect(reference).toMatch(/^[2-9B-Z]{4}-[2-9B-Z]{4}-[2-9B-Z]{4}$/);
  expect(new Set(first).size).toBe(first.length);
  expect([...first, second].sort().at(-1)).toBe(second);
  expect(new Set(first.map((reference) => reference.slice(0, 6))).size).toBe(1);
});

it('tells ids of before from ids of after an instant', () => {
  const [before, now] = [newId(), Date.now()];
  expect(before < earliestIdAt(now + 1)).toBe(true);
  expect(newId() >= earliestIdAt(now)).toBe(true);
});
