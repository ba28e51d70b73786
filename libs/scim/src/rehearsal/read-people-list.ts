import type { ExportedPerson, ReadsPeople } from '@app/idp/contract';
import { refuseRehearsal } from '../problems.js';
import { readCsv } from './read-csv.js';

/** As many as a rehearsal takes. */
export const MOST_PEOPLE = 20_000;

/** An entry of the list: a SCIM user, or what was sent in the place of one. */
export interface ListedPerson {
  readonly user: unknown;
  readonly onlyWhereKnown: boolean;
}

const FORMS = '{"users": […]} or a SCIM ListResponse with users in it, the list itself, or a CSV export with a first line of names';

/**
 * The people of a list, in its order: SCIM users, or what the integration's vendor exports.
 * @param body JSON that was read, or the text of a CSV file
 * @throws Problem `rehearsal_list_invalid`, `rehearsal_list_too_long` (400)
 */
export function readPeopleList(body: unknown, vendor: ReadsPeople | undefined): readonly ListedPerson[] {
  const people = typeof body === 'string' ? ofTable(body, vendor) : entriesOf(body).map((entry) => ofEntry(entry, vendor));
  if (people.length <= MOST_PEOPLE) return people;
  throw refuseRehearsal('rehearsal_list_too_long', `The list is too long, expected at most ${MOST_PEOPLE} people, received ${people.length}`, { hint: 'Rehearse it in parts.' });
}

function entriesOf(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  const { users, Resources } = (body ?? {}) as { users?: unknown; Resources?: unknown };
  const list = users ?? Resources;
  if (Array.isArray(list)) return list;
  throw refuseRehearsal('rehearsal_list_invalid', `There is no list of users, expected ${FORMS}`);
}

function ofEntry(entry: unknown, vendor: ReadsPeople | undefined): ListedPerson {
  const exported = typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? vendor?.fromJson(entry as Record<string, unknown>) : undefined;
  return exported ?? { user: entry, onlyWhereKnown: false };
}

function ofTable(text: string, vendor: ReadsPeople | undefined): readonly ExportedPerson[] {
  if (!vendor) throw refuseRehearsal('rehearsal_list_invalid', 'The provider of this integration has no CSV export that is known here, expected JSON', { hint: `Send ${FORMS.split(', or a CSV')[0]}.` });
  const rows = readCsv(text);
  if (!rows) throw refuseRehearsal('rehearsal_list_invalid', 'The CSV cannot be read, expected each quote to be closed (RFC 4180)');
  return rows.map((row, position) => {
    const person = vendor.fromRow(row);
    if (person) return person;
    const names = Object.keys(row).slice(0, 10).map((name) => JSON.stringify(name.slice(0, 40))).join(', ');
    throw refuseRehearsal('rehearsal_list_invalid', `Row ${position + 1} of the CSV names nobody, expected a column with the username or the primary e-mail address, received ${names}`);
  });
}
