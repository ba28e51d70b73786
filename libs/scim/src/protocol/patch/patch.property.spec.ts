import fc from 'fast-check';
import {
  BULK_REQUEST,
  CORE_GROUP,
  CORE_USER,
  ENTERPRISE_USER,
  PATCH_OP,
  SEARCH_REQUEST,
  applyUserPatch,
  planBulk,
  project,
  readBulkRequest,
  readGroup,
  readGroupPatch,
  readListQuery,
  readSearchRequest,
  readUser,
  requireValid,
  USER,
  type UserResource,
} from '../index.js';
import { arbitraryUser, type ArbitraryUser } from '../../../../../test/support/scim/arbitraries.js';
import { valueOrRefusal } from '../../../../../test/support/scim/refusal.js';

const patch = (Operations: unknown[]) => ({ schemas: [PATCH_OP], Operations });
const text = fc.constantFrom('a', 'b', 'c');
const type = fc.constantFrom('work', 'home');

/** A simple model of a user: a title, and one address for each type. */
interface Model {
  title: string | undefined;
  emails: Map<string, string>;
  primary: string | undefined;
}
interface Step {
  operation: unknown;
  change: (model: Model) => void;
}

const step = fc.oneof(
  text.map((value): Step => ({
    operation: { op: 'replace', path: 'TITLE', value },
    change: (model) => (model.title = value),
  })),
  text.map((value): Step => ({
    operation: { op: 'Add', value: { title: value } },
    change: (model) => (model.title = value),
  })),
  fc.constant<Step>({ operation: { op: 'remove', path: 'title' }, change: (model) => (model.title = undefined) }),
  fc.constant<Step>({
    operation: { op: 'replace', path: 'title', value: '' },
    change: (model) => (model.title = undefined),
  }),
  fc.tuple(type, text).map(([key, value]): Step => ({
    operation: { op: 'Replace', path: `emails[type eq "${key}"].value`, value },
    change: ({ emails }) => emails.set(key, value),
  })),
  type.map((key): Step => ({
    operation: { op: 'Replace', path: `emails[type eq "${key}"].value`, value: '' },
    change: (model) => {
      model.emails.delete(key);
      if (model.primary === key) model.primary = undefined;
    },
  })),
  type.map((key): Step => ({
    operation: { op: 'Replace', path: `emails[type eq "${key}" and value pr].primary`, value: 'True' },
    change: (model) => (model.primary = key),
  })),
  fc.uniqueArray(type).chain((keys) =>
    fc.array(text, { minLength: keys.length, maxLength: keys.length }).map((values): Step => ({
      operation: {
        op: 'replace',
        path: 'emails',
        value: keys.map((key, index) => ({ type: key, value: values[index] })),
      },
      change: (model) => {
        model.emails = new Map(keys.map((key, index) => [key, values[index] as string]));
        model.primary = undefined;
      },
    })),
  ),
);

const modelOf = ({ title, emails = [] }: UserResource): Model => ({
  title,
  emails: new Map(emails.map((entry) => [entry.type as string, entry.value as string])),
  primary: emails.find(({ primary }) => primary === true)?.type,
});

it('RFC 7644 §3.5.2: any operations one after the other do to a user what they do to a simple model', () => {
  const stored: UserResource = { schemas: [CORE_USER], userName: 'ada', emails: [{ type: 'work', value: 'a' }] };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const model = modelOf(stored);
      const before = structuredClone(stored);
      // To mark an entry that is not there is noTarget; the model has no word for that.
      const possible: Step[] = [];
      for (const one of steps) {
        const next = { ...model, emails: new Map(model.emails) };
        one.change(next);
        if (next.primary !== undefined && !next.emails.has(next.primary)) continue;
        Object.assign(model, next);
        possible.push(one);
      }
      const { resource } = requireValid(applyUserPatch(stored, patch(possible.map(({ operation }) => operation))));
      const result = modelOf(resource);
      expect({ ...result, emails: Object.fromEntries(result.emails) }).toEqual({
        ...model,
        emails: Object.fromEntries(model.emails),
      });
      expect(resource.emails?.length ?? 0).toBe(model.emails.size);
      expect(stored).toEqual(before);
    }),
    { numRuns: 500 },
  );
});

describe('any user', () => {
  /** What a client can write of it, as it is read: without an extension in which there is nothing. */
  const writable = ({ meta: _meta, [ENTERPRISE_USER]: extension, ...user }: ArbitraryUser) => ({
    ...user,
    ...(Object.keys(extension ?? {}).length > 0 && { [ENTERPRISE_USER]: extension }),
  });

  it('is not changed by its own echo, by PUT or by PATCH', () => {
    fc.assert(
      fc.property(arbitraryUser, (user) => {
        const read = requireValid(readUser(user)).resource;
        const echo = project(USER, { ...read, id: 'u1', meta: user.meta }, {});
        expect(requireValid(readUser(echo)).resource).toEqual(read);
        const stored = { ...read, id: 'u1' };
        expect(requireValid(applyUserPatch(stored, patch([{ op: 'replace', value: echo }]))).resource).toEqual(stored);
        expect(requireValid(applyUserPatch(stored, patch([{ op: 'add', value: echo }]))).resource.title).toEqual(
          read.title,
        );
        expect(read).toEqual({ ...writable(user), schemas: read.schemas });
      }),
    );
  });

  it('has at most one primary address after any addition', () => {
    fc.assert(
      fc.property(arbitraryUser, fc.boolean(), (user, primary) => {
        const stored = requireValid(readUser(user)).resource;
        const value = [{ value: 'new', type: 'new', primary }];
        const { emails } = requireValid(applyUserPatch(stored, patch([{ op: 'add', path: 'emails', value }]))).resource;
        const before = stored.emails?.filter((entry) => entry.primary).length ?? 0;
        expect(emails?.filter((entry) => entry.primary)).toHaveLength(primary ? 1 : before);
      }),
    );
  });
});

describe('any JSON', () => {
  const key = fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'constructor.prototype.polluted',
    '__proto__.polluted',
    'polluted',
    'userName',
    'emails',
    'name',
    'name.givenName',
    'emails[type eq "work"].value',
    'emails[__proto__ eq "x"]',
    'members',
    'members[value eq "x"]',
    CORE_USER,
    ENTERPRISE_USER,
    `${ENTERPRISE_USER}:manager`,
    `${CORE_USER}:__proto__`,
    'value',
    'toString',
    '',
  );
  const leaf = fc.oneof(fc.constantFrom(null, true, 'True', '', 5, 'x', 'bulkId:a', '\ud800', '\u0000'), fc.string());
  // Through JSON.parse, as a body is: only so `__proto__` is a member of its own.
  const json = fc
    .letrec<{ value: string }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        leaf.map((value) => JSON.stringify(value)),
        fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join()}]`),
        fc
          .uniqueArray(fc.tuple(key, tie('value')), { maxLength: 4, selector: ([name]) => name })
          .map((members) => `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()}}`),
      ),
    }))
    .value.map((source) => JSON.parse(source) as unknown);
  const op = fc.constantFrom('add', 'Replace', 'remove', 'move', null);
  const operation = fc.record({ op, path: fc.oneof(key, fc.constant(undefined), fc.string()), value: json });
  const method = fc.constantFrom('POST', 'put', 'PATCH', 'DELETE', 'GET');
  const bulkOperation = fc.record({
    method,
    path: fc.constantFrom('/Users', '/Users/1', '/Groups/bulkId:a', '/__proto__', '/x'),
    bulkId: fc.constantFrom('a', 'b', '__proto__', undefined),
    data: json,
  });
  const user = (): UserResource => ({
    schemas: [CORE_USER],
    userName: 'ada',
    emails: [{ type: 'work', value: 'a@b.co' }],
  });

  it.each<[string, fc.Arbitrary<unknown>, (body: unknown) => unknown]>([
    ['a user', json, (body) => requireValid(readUser(body))],
    ['a group', json, (body) => requireValid(readGroup(body))],
    [
      'a PATCH of a user',
      fc.array(operation),
      (body) => requireValid(applyUserPatch(user(), patch(body as unknown[]))),
    ],
    ['a PATCH of a group', fc.array(operation), (body) => readGroupPatch(patch(body as unknown[]))],
    ['a message', json, (body) => applyUserPatch(user(), body)],
    [
      'a bulk request',
      fc.array(bulkOperation),
      (body) => planBulk(readBulkRequest({ schemas: [BULK_REQUEST], Operations: body })),
    ],
    ['a search', json, (body) => readSearchRequest({ ...(body as object), schemas: [SEARCH_REQUEST] })],
    ['a query', json, (body) => readListQuery({ ...(body as Record<string, unknown>) })],
  ])('as %s is taken, or refused as the client’s fault, and pollutes nothing', (_, bodies, read) => {
    fc.assert(
      fc.property(bodies, (body) => {
        const result = valueOrRefusal(() => read(body));
        expect(({} as Record<string, unknown>).polluted).toBeUndefined();
        expect(Object.keys(Object.prototype)).toEqual([]);
        const resource = (result as { resource?: object }).resource;
        if (resource) expect(Object.getPrototypeOf(resource)).toBe(Object.prototype);
      }),
      { numRuns: 500 },
    );
  });

  it('as PATCH is not followed to any depth', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 50_000; level += 1) deep = { [CORE_USER]: deep, [ENTERPRISE_USER]: deep, name: deep };
    expect(applyUserPatch(user(), patch([{ op: 'add', value: deep }])).resource).toEqual(user());
    let group: unknown = { displayName: 'G' };
    for (let level = 0; level < 50_000; level += 1) group = { [CORE_GROUP]: group, members: [] };
    expect(readGroupPatch(patch([{ op: 'add', value: group }]))).toEqual([]);
  });
});
