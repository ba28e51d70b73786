import { MESSAGE_LIMITS } from './limits.js';
import { streamXml } from './stream-xml.js';
import { refusingOffences } from '../offence.js';

/**
 * Reads through a message without keeping it, before anything builds a tree: no DOCTYPE, no processing instruction, no
 * comment, well-formed, within the limits. The first offence ends it.
 * @throws Problem `saml_response_malformed` (400)
 */
export function screenXml(xml: string): void {
  refusingOffences('saml_response_malformed', () => streamXml(xml, MESSAGE_LIMITS));
}
