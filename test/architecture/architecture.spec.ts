import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Rules about the sources that no dependency checker sees. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'apps', 'libs', 'ormconfig.ts'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.(ts|mjs|tsx)$/.test(file) && existsSync(file));
const production = files.filter((file) => !/\.spec\.tsx?$/.test(file) && !/^apps\/(okta-simulator|console)\/|^apps\/api\/\w+\.mjs$/.test(file));
const holding = (pattern: RegExp, among = production) => among.filter((file) => pattern.test(readFileSync(file, 'utf8')));

describe('the house', () => {
  it('knows Okta in its plugin and in the list of plugins only', () => {
    const allowed = /^libs\/idp-plugins\/|^apps\/api\/src\/identity-providers\.ts$/;
    // What a person reads may name it as the example that it is; code may not.
    const inCode = holding(/okta/i).filter((file) => !allowed.test(file) && /okta/i.test(withoutTexts(readFileSync(file, 'utf8'))));
    expect(inCode).toEqual([]);
  });

  it('reads the environment in libs/settings only', () => {
    expect(holding(/process\.env/).filter((file) => !/^libs\/settings\/|^ormconfig\.ts$/.test(file))).toEqual([]);
  });

  it('takes the time from the Clock where rules depend on it', () => {
    const lib = production.filter((file) => /^libs\/(directory|idp|integrations|scim|credentials|saml)\//.test(file));
    expect(holding(/\bDate\.now\(\)|new Date\(\)/, lib)).toEqual([]);
  });

  it('binds no bare value behind LIMIT, OFFSET or LIKE, where SQLite would plan the statement anew each time', () => {
    const bare = /\b(LIMIT|OFFSET|LIKE) \$\{(?!whole\()/;
    expect(holding(bare)).toEqual([]);
  });

  it('leaves nothing for later', () => {
    expect(holding(/\b(TODO|FIXME|XXX|HACK)\b/, files)).toEqual([]);
  });

  it('has no drawer for everything', () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|managers?|misc)(\/|\.ts$)/.test(file))).toEqual([]);
  });

  it('opens every library with a few lines on what it is for', () => {
    const indices = production.filter((file) => /^libs\/[^/]+\/src\/index\.ts$/.test(file));
    expect(indices.length).toBeGreaterThan(4);
    expect(indices.filter((file) => !readFileSync(file, 'utf8').startsWith('/**\n'))).toEqual([]);
  });
});

/** The code without comments and string literals. */
function withoutTexts(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/gm, '');
}
