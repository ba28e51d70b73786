import { runContestant } from '../serve.js';

/** The floor of everything: node:http with an answer that is ready. It shows what the load generator itself can reach. */
await runContestant({
  async serve({ facts }) {
    const headers = { 'content-type': 'application/scim+json', 'content-length': Buffer.byteLength(facts.body) };
    return { listener: (_request, response) => response.writeHead(200, headers).end(facts.body) };
  },
});
