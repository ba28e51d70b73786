import { csvLine } from '@app/http';
import { csvTable } from '../../apps/console/src/components/csv.js';

it('a table that the console writes is one that the service could have written, formulas and all', () => {
  const row = { plain: 'dana@acme.example', quoted: 'say "hi", you', none: null, number: 405, formula: '=1+1', phone: '+12125550123', hidden: ' "@SUM(A1)', data: { email: ['a@b.example'] } };
  const columns = Object.keys(row) as (keyof typeof row)[];
  expect(csvTable(columns, [row, row])).toBe(csvLine(columns) + csvLine([...Object.values(row).slice(0, -1), JSON.stringify(row.data)] as string[]).repeat(2));
  expect(csvTable(['a', 'b'], [])).toBe('"a","b"\r\n');
});
