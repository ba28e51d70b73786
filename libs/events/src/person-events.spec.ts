import { systemActor } from '@app/audit';
import type { UserEntity } from '@app/persistence';
import { personChangeEvents, personEvents } from './index.js';

const dana = {
  id: 'u1',
  accountId: 'a1',
  userName: 'dana@example.com',
  email: 'dana@example.com',
  givenName: 'Dana',
  familyName: 'Levi',
  displayName: null,
  active: true,
  owner: false,
  admin: false,
  staff: false,
  firstPhone: '+972501234567',
  secondPhone: null,
  signInEmail: 'private@example.com',
  passwordHash: '$2b$12$hash',
  managedBy: null,
  attributes: { nickName: 'D' },
} as unknown as UserEntity;
const circumstances = { accountId: 'a1', actor: systemActor };
const typesOf = (changes: Partial<UserEntity>) => personChangeEvents(circumstances, dana, { ...dana, ...changes }).map(({ type }) => type);

describe('events of people', () => {
  it.each([
    [{ givenName: 'D.' }, ['user.changed']],
    [{ firstPhone: null }, ['user.changed', 'user.phones_changed']],
    [{ active: false }, ['user.changed', 'user.deactivated']],
    [{ admin: true }, ['user.changed', 'user.admin_granted']],
    [{ active: false, secondPhone: '+12125550123', admin: true }, ['user.changed', 'user.phones_changed', 'user.deactivated', 'user.admin_granted']],
    [{ version: 7, updatedAt: 9 }, []],
  ])('%j are %j', (changes, types) => expect(typesOf(changes)).toEqual(types));

  it('tell of the end of active and of admin, and not of their beginning twice', () => {
    const was = { ...dana, active: false, admin: true };
    expect(personChangeEvents(circumstances, was, dana).map(({ type }) => type)).toEqual(['user.changed', 'user.admin_revoked']);
  });

  it('say what was and what is', () => {
    const [event] = personChangeEvents(circumstances, dana, { ...dana, firstPhone: null });
    expect(event!.data).toMatchObject({ user: { firstPhone: null }, changes: { firstPhone: { before: '+972501234567', after: null } } });
  });

  it('tell of a new administrator twice: that he is there and what he may', () => {
    expect(personEvents('user.created', circumstances, { ...dana, admin: true }).map(({ type }) => type)).toEqual(['user.created', 'user.admin_granted']);
    expect(personEvents('user.deleted', circumstances, { ...dana, admin: true }).map(({ type }) => type)).toEqual(['user.deleted']);
  });

  it('say nothing of how a person signs in', () => {
    expect(JSON.stringify(personEvents('user.created', circumstances, dana))).not.toMatch(/private@|hash|signIn/);
  });
});
