/**
 * phone: the one rule about telephone numbers.
 * `parseE164` decides, pure and without correcting anything; `E164PhonePipe` and `@IsE164()` bring it to the routes and DTOs of /api/v1.
 * SCIM uses the function, because it must first see whether a value differs from what is stored.
 * Neighbours: kernel (Problem) below; directory, scim and /api/v1 above.
 */
export { parseE164, E164_EXAMPLE, type E164Result } from './parse-e164.js';
export { E164PhonePipe } from './e164-phone.pipe.js';
export { IsE164 } from './is-e164.decorator.js';
export { refusePhone } from './problems.js';
