import { DAY } from '@app/kernel';
import type { IntegrationCertificateEntity, IntegrationEntity } from '@app/persistence';
import { nameChangeWarnings, warningsOf } from './warnings.js';

const NOW = Date.parse('2026-01-05T09:00:00Z');
const integration = (changes: Partial<IntegrationEntity> = {}) => ({ provided: { validUntil: null }, scimEnabled: false, verifiedAt: 1, ...changes }) as IntegrationEntity;
const endingIn = (days: number) => ({ notAfter: NOW + days * DAY }) as IntegrationCertificateEntity;
const codes = (...parameters: Parameters<typeof warningsOf>) => warningsOf(...parameters).map(({ code }) => code);

describe('an integration warns', () => {
  it('of nothing when all is well', () => {
    expect(codes(integration(), [endingIn(61)], null, NOW)).toEqual([]);
  });

  it.each([
    [60, 'certificate_expiring', 'in 60 days'],
    [1, 'certificate_expiring', 'in 1 day.'],
    [0, 'certificate_expired', 'ended on 2026-01-05'],
    [-1, 'certificate_expired', 'ended on 2026-01-04'],
  ])('%d days before the end of its last certificate', (days, code, words) => {
    expect(warningsOf(integration(), [endingIn(days)], null, NOW)).toEqual([{ code, detail: expect.stringContaining(words) }]);
  });

  it('not of a certificate that has a successor', () => {
    expect(codes(integration(), [endingIn(-1), endingIn(365)], null, NOW)).toEqual([]);
  });

  it('when its metadata cannot be read, or is out of date', () => {
    expect(warningsOf(integration(), [endingIn(365)], 'example.com refused the connection.', NOW)).toEqual([{ code: 'metadata_unreadable', detail: expect.stringContaining('refused the connection') }]);
    expect(codes(integration({ provided: { validUntil: NOW } }), [endingIn(365)], null, NOW)).toEqual(['metadata_expired']);
  });

  it('when SCIM is on and nobody has signed in since its settings were changed', () => {
    expect(codes(integration({ scimEnabled: true, verifiedAt: null }), [endingIn(365)], null, NOW)).toEqual(['scim_unverified']);
    expect(codes(integration({ scimEnabled: true }), [endingIn(365)], null, NOW)).toEqual([]);
  });

  it('for a week after many people were given other names', () => {
    const at = (namesChangedAt: number | null) => nameChangeWarnings({ namesChangedAt } as Parameters<typeof nameChangeWarnings>[0], NOW).map(({ code }) => code);
    expect([at(null), at(NOW), at(NOW - 7 * DAY + 1), at(NOW - 7 * DAY)]).toEqual([[], ['names_changed'], ['names_changed'], []]);
  });
});
