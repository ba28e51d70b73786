/** Rows in batches, as they come from the database. */
export type Batches = AsyncIterable<readonly unknown[]>;

/** The text of a JSON object in pieces: whole members first, then members that are lists too long to be held at once. */
export async function* jsonDocument(members: Record<string, unknown>, lists: Record<string, Batches>): AsyncGenerator<string, void> {
  yield JSON.stringify(members).slice(0, -1);
  for (const [name, batches] of Object.entries(lists)) {
    yield `,${JSON.stringify(name)}:[`;
    let separator = '';
    for await (const rows of batches) {
      yield separator + rows.map((row) => JSON.stringify(row)).join(',');
      separator = ',';
    }
    yield ']';
  }
  yield '}\n';
}
