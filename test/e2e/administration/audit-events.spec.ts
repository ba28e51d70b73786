/* eslint-disable @typescript-eslint/no-explicit-any -- what a test reads of an answer, it asserts */
import { AuditTrail, systemActor } from '@app/audit';
import { UnitOfWork } from '@app/persistence';
import { ApiClient } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { runStatement } from '../../support/run-statement.js';
import { scimClient, type TestClient } from '../../support/scim-client.js';
import { startTestService, type TestService } from '../../support/start-service.js';

describe.each(engines)('the audit trail by API on %s', (engine) => {
  let service: TestService;
  let owner: ApiClient;
  let client: TestClient;
  let path: string;
  let danaId: string;

  const list = async (query = '') => (await owner.get(`${path}${query}`)).body.items as any[];
  const csv = (query: string, accept = '*/*') => fetch(`${service.url}${path}${query}`, { headers: { cookie: (owner as any).credentials.cookie, accept } });

  beforeAll(async () => {
    service = await startTestService(engine);
    owner = await ApiClient.signIn(service.url);
    const accountId = owner.session.account.id;
    path = `/api/v1/accounts/${accountId}/audit-events`;
    client = await scimClient(service, { accountId });
    danaId = (await owner.post(`/api/v1/accounts/${accountId}/users`, { email: 'dana@acme.example', displayName: '=HYPERLINK("http://evil.example")', firstPhone: '+12125550123' })).body.id;
    await owner.patch(`/api/v1/accounts/${accountId}/users/${danaId}`, { givenName: 'Dana "D", Levi' });
    const { body } = await client.post('/Users', { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: '@sum@acme.example' });
    await client.delete(`/Users/${body.id}`);
  });
  afterAll(() => service.stop());

  describe('is narrowed', () => {
    it('by what happened, by who did it and to whom', async () => {
      expect((await list('?action=user.changed')).map(({ subject }) => subject.id)).toEqual([danaId]);
      expect((await list(`?subjectId=${danaId}`)).map(({ action }) => action)).toEqual(['user.changed', 'user.created']);
      expect((await list(`?actorId=${owner.session.user.id}&action=user.created`)).map(({ subject }) => subject.id)).toEqual([danaId]);
    });

    it('by an integration: what it did, and what happened to it', async () => {
      const actions = (await list(`?integrationId=${client.integrationId}`)).map(({ action, actor, subject }) => [action, actor.kind, subject.kind]);
      expect(actions).toEqual([
        ['user.deleted', 'provisioning-client', 'user'],
        ['user.created', 'provisioning-client', 'user'],
        ['scim_credential.first_used', 'provisioning-client', 'integration'],
      ]);
    });

    it('by time: from an instant on, and before another, in any zone', async () => {
      const [changed] = await list('?action=user.changed');
      const exact = changed.at as string;
      const next = new Date(Date.parse(exact) + 1).toISOString();
      expect((await list(`?action=user.changed&from=${exact}&to=${next}`)).length).toBe(1);
      expect(await list(`?action=user.changed&to=${exact}`)).toEqual([]);
      expect(await list(`?action=user.changed&from=${next}`)).toEqual([]);
      const inZone = `${new Date(Date.parse(exact) + 2 * 3_600_000).toISOString().slice(0, -1)}%2B02:00`;
      expect((await list(`?action=user.changed&from=${inZone}`)).length).toBe(1);
      expect(await list('?to=1970-01-01')).toEqual([]);
      expect((await list('?from=1970-01-01')).length).toBeGreaterThan(4);
    });

    it.each(['from=yesterday', 'to=2026-13-01T00:00:00Z', 'from=2026-11-24T09:00:00', 'to=2026-11-24T09:00:00+02:00', 'from=7', 'format=xml', 'from=2026-01-01&from=2026-01-02'])('with a 400 for %s', async (query) => {
      const { status, body } = await owner.get(`${path}?${query}`);
      expect([status, ['request_invalid', 'parameter_repeated'].includes(body.code)]).toEqual([400, true]);
    });

    it('over pages, whose cursors hold for their filters alone', async () => {
      const first = (await owner.get(`${path}?limit=1&subjectId=${danaId}`)).body;
      expect(first.items[0].action).toBe('user.changed');
      const second = (await owner.get(`${path}?limit=1&subjectId=${danaId}&cursor=${first.nextCursor}`)).body;
      expect([second.items[0].action, second.nextCursor]).toEqual(['user.created', null]);
      expect((await owner.get(`${path}?limit=1&cursor=${first.nextCursor}`)).body.code).toBe('cursor_invalid');
      expect((await owner.get(`${path}?limit=1&subjectId=${danaId}&from=2020-01-01&cursor=${first.nextCursor}`)).body.code).toBe('cursor_invalid');
    });
  });

  describe('as a table', () => {
    it('is CSV for ?format=csv and for Accept: text/csv, and JSON else', async () => {
      for (const [query, accept] of [['?format=csv', '*/*'], ['', 'text/csv'], ['?format=csv', 'application/json']] as const) {
        const answer = await csv(query, accept);
        expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([200, 'text/csv; charset=utf-8; header=present', 'attachment; filename="audit-events.csv"']);
        expect((await answer.text()).split('\r\n')[0]).toBe('"id","at","action","actorKind","actorId","actorName","subjectKind","subjectId","subjectName","address","reference","before","after"');
      }
      expect((await csv('?format=json', 'text/csv')).headers.get('content-type')).toMatch(/^application\/json/);
      expect((await csv('', '*/*')).headers.get('content-type')).toMatch(/^application\/json/);
    });

    it('says the same as the pages, with the same filters', async () => {
      const events = await list(`?subjectId=${danaId}`);
      const [names, ...rows] = readCsv(await (await csv(`?format=csv&subjectId=${danaId}`)).text());
      const table = rows.map((row) => Object.fromEntries(row.map((cell, position) => [names?.[position], cell])));
      expect(table.map(({ before, after, ...row }) => ({ ...row, before: before === '' ? null : JSON.parse(before as string), after: JSON.parse(after as string) }))).toEqual(
        events.map(({ id, at, action, actor, subject, address, reference, before, after }) => ({ id, at, action, actorKind: actor.kind, actorId: actor.id, actorName: actor.name, subjectKind: subject.kind, subjectId: subject.id, subjectName: subject.name, address, reference, before, after })),
      );
      expect(table[0]?.after).toContain('Dana \\"D\\", Levi');
    });

    it('holds no formula', async () => {
      const rows = readCsv(await (await csv('?format=csv')).text());
      expect(rows.flat()).toContain("'@sum@acme.example");
      expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    });

    it('holds all events, however many pages they are, while they are sent', async () => {
      const trail = service.app.get(AuditTrail);
      const accountId = owner.session.account.id;
      await service.app.get(UnitOfWork).run(async (tx) => {
        for (let count = 0; count < 1_234; count += 1) await trail.record(tx, { accountId, action: 'test.many', actor: systemActor, subject: { kind: 'test', id: String(count) } });
      });
      const answer = await csv('?format=csv&action=test.many');
      expect(answer.headers.get('content-length')).toBeNull();
      const rows = readCsv(await answer.text());
      expect(rows.slice(1).map((row) => row[7])).toEqual(Array.from({ length: 1_234 }, (_, position) => String(1_233 - position)));
    });

    it('is for whoever may read the trail', async () => {
      const response = await fetch(`${service.url}${path}?format=csv`);
      expect([response.status, response.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
      const other = await ApiClient.signIn(service.url);
      expect((await other.get('/api/v1/accounts/nowhere/audit-events?format=csv')).body.code).toBe('account_unknown');
    });
  });

  describe('in the database', () => {
    const statements = ["UPDATE audit_events SET action = 'nothing'", `UPDATE audit_events SET actor_name = NULL WHERE action = 'user.changed'`, 'DELETE FROM audit_events', "DELETE FROM audit_events WHERE action = 'user.changed'"];

    it.each(statements)('refuses %s', async (statement) => {
      await expect(runStatement(service.database, statement)).rejects.toThrow(/audit events (are never changed|stay as long as their account)/);
      expect((await list(`?subjectId=${danaId}`)).map(({ action }) => action)).toEqual(['user.changed', 'user.created']);
    });

    it('refuses the events of the whole installation, too', async () => {
      await service.app.get(UnitOfWork).run((tx) => service.app.get(AuditTrail).record(tx, { accountId: null, action: 'test.installation', actor: systemActor, subject: { kind: 'test', id: null } }));
      await expect(runStatement(service.database, "DELETE FROM audit_events WHERE action = 'test.installation'")).rejects.toThrow(/stay as long/);
    });
  });
});

/** Cells of a text by RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, cell, end] of text.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    rows.at(-1)?.push((cell as string).replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  return rows.slice(0, -1);
}
