import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettingsError, loadSettings, renderEnvExample, renderSettingsPage, settingDefinitions } from './index.js';

const keyFile = () => join(mkdtempSync(join(tmpdir(), 'settings-')), 'data', 'secret-key');
const load = (environment: Record<string, string> = {}) => loadSettings(environment, keyFile());
const root = new URL('../../../', import.meta.url);

describe('settings', () => {
  it('start on defaults on a laptop', () => {
    expect(load()).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      appUrl: 'http://localhost:3000/',
      database: { kind: 'sqlite', path: './data/moovingon.db' },
      bootstrap: { email: 'owner@example.com', password: undefined },
      trustProxy: false,
    });
  });

  it('generate SECRET_KEY once, readable by the owner of the file alone', () => {
    const file = keyFile();
    const first = loadSettings({}, file).secretKeys[0];
    expect(loadSettings({}, file).secretKeys[0]).toBe(first);
    expect(first.length).toBeGreaterThanOrEqual(32);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['PORT', '80a', /^PORT: takes a whole number from 1 to 65535$/],
    ['PUBLIC_URL', 'ftp://files.internal', /^PUBLIC_URL: takes an http or https address/],
    ['DATABASE_URL', 'mysql://root:hunter2@db/x', /^DATABASE_URL: takes sqlite:<path> or postgres:/],
    ['SECRET_KEY', 'too short', /^SECRET_KEY: takes text of at least 32 characters$/],
    ['BOOTSTRAP_PASSWORD', 'ä'.repeat(40), /^BOOTSTRAP_PASSWORD: takes a password .* 72 bytes/],
    ['TRUST_PROXY', 'everybody', /^TRUST_PROXY: takes true, false/],
    ['METADATA_ALLOW_PRIVATE_HOSTS', 'yes', /^METADATA_ALLOW_PRIVATE_HOSTS: takes true or false$/],
  ])('refuse a bad %s in one line that names it and keeps its value to itself', (name, value, message) => {
    const refused = () => load({ [name]: value });
    expect(refused).toThrow(SettingsError);
    expect(refused).toThrow(message);
    expect(refused).not.toThrow(value);
    expect(refused).not.toThrow('\n');
  });

  it.each([
    [{}, /^SECRET_KEY: is required in production/],
    [{ SECRET_KEY: 'k'.repeat(32), PUBLIC_URL: 'http://login.example.com' }, /^PUBLIC_URL: takes an https address in production$/],
    [{ SECRET_KEY: 'k'.repeat(32), PUBLIC_URL: 'https://login.example.com', BCRYPT_COST: '4' }, /^BCRYPT_COST: .* in production$/],
  ])('refuse in production what is only safe on a laptop', (environment, message) => {
    expect(() => load({ NODE_ENV: 'production', ...environment })).toThrow(message);
  });

  it('keep earlier keys while SECRET_KEY is being replaced', () => {
    const [now, before] = ['n'.repeat(40), 'b'.repeat(40)];
    expect(load({ SECRET_KEY: now, SECRET_KEY_PREVIOUS: before }).secretKeys).toEqual([now, before]);
    expect(load({ SECRET_KEY: now, SECRET_KEY_PREVIOUS: `${before} ${now}` }).secretKeys).toEqual(expect.arrayContaining([now, before]));
  });

  it('keep an earlier key that has blanks in it, as any text may be one', () => {
    const before = 'correct horse battery staple, and more';
    expect(load({ SECRET_KEY: before }).secretKeys).toEqual([before]);
    expect(load({ SECRET_KEY: 'n'.repeat(40), SECRET_KEY_PREVIOUS: before }).secretKeys).toContain(before);
    expect(() => load({ SECRET_KEY: 'n'.repeat(40), SECRET_KEY_PREVIOUS: 'too short' })).toThrow(/^SECRET_KEY_PREVIOUS: takes keys of at least 32 characters/);
  });

  it('are all in .env.example and docs/settings.md, which are generated (npm run docs)', () => {
    expect(readFileSync(new URL('.env.example', root), 'utf8')).toBe(renderEnvExample());
    expect(readFileSync(new URL('docs/settings.md', root), 'utf8')).toBe(renderSettingsPage());
    expect(Object.keys(settingDefinitions)).toContain('TRUST_PROXY');
  });

  it('start on .env.example as it is', () => {
    expect(load({ PORT: '', SECRET_KEY: '' }).port).toBe(3000);
  });
});
