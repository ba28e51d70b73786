import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = 'apps/console/src';
const STYLES = 'node_modules/@mantine/core/styles';

it('each part of Mantine that the console shows brings its style sheet', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
  const imports = files.flatMap((name) => [...readFileSync(join(SOURCES, name), 'utf8').matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].map(([, names]) => names as string));
  const parts = new Set(imports.flatMap((names) => names.split(',').map((name) => name.trim())).filter((name) => existsSync(join(STYLES, `${name}.css`))));
  const sheet = readFileSync(join(SOURCES, 'styles/mantine.css'), 'utf8');
  expect(parts.size).toBeGreaterThan(10);
  expect([...parts].filter((part) => !sheet.includes(`/styles/${part}.layer.css`))).toEqual([]);
});
