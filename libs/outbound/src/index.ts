/**
 * outbound: requests to addresses that people enter (metadata, webhooks), kept out of our own network.
 * Flow: {@link OutboundHttp}.send → read the address (https) → resolve the name → judge every address → connect to what was judged →
 * follow a redirect from the start → answer, or an {@link OutboundRefusal} that says what is wrong.
 * Neighbours: settings, kernel below; metadata and webhooks above.
 */
export { refusedKindOf } from './address-policy.js';
export { OutboundHttp, type OutboundOptions, type OutboundRequest, type OutboundResponse } from './outbound-http.js';
export { OutboundModule } from './outbound.module.js';
export { OutboundRefusal, type OutboundFault } from './outbound-refusal.js';
