import { readBody, runContestant } from '../serve.js';
import { nodeSaml } from './validator.js';

/** The floor of a sign-in with node-saml: a bare server around its validation, nothing stored, no session. */
await runContestant({
  async seed({ identityProvider }) {
    return { facts: { identityProvider } };
  },

  async serve({ serviceProvider, facts }) {
    const saml = nodeSaml(serviceProvider, facts.identityProvider);
    const listener = async (request, response) => {
      try {
        const SAMLResponse = new URLSearchParams(await readBody(request)).get('SAMLResponse');
        const { profile } = await saml.validatePostResponseAsync({ SAMLResponse });
        response.writeHead(303, { location: `https://app.bench.example/?who=${encodeURIComponent(profile.nameID)}` }).end();
      } catch (error) {
        response.writeHead(401).end(error.message);
      }
    };
    return { listener };
  },
});
