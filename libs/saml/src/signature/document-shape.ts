import { Offence } from '../offence.js';
import { isSame, type MessageDocument, type SignedElement } from './signed-document.js';

/** Two elements with one ID: which of them a reference means is not ours to guess. */
export function requireUniqueIds(document: MessageDocument): void {
  const seen = new Set<string>();
  for (const id of document.everyId()) {
    if (seen.has(id))
      throw new Offence('An ID is there twice', { condition: 'duplicate-id', expected: 'each ID once', received: id });
    seen.add(id);
  }
}

/** Signatures belong directly into what they sign, and nowhere else. */
export function requireSignaturesIn(document: MessageDocument, owners: readonly SignedElement[]): void {
  const places = owners.map(({ name }) => name).join(' or ');
  for (const signature of document.everyElement('Signature')) {
    const owner = signature.parent;
    if (owner && owners.some((candidate) => isSame(candidate, owner))) continue;
    throw new Offence('A signature is in another place', {
      condition: 'signature-structure',
      expected: `in ${places}`,
      received: `in ${owner?.name ?? 'nothing'}`,
    });
  }
}
