import type { RunningSimulator } from '../start-okta-simulator.js';
import type { Service } from '../story/guide-scene.js';

/** The guide for the person in front of the terminal, with this demonstration's addresses filled in. */
export function whatToClick(
  { url, ownerEmail, ownerPassword }: Service,
  { url: okta, metadataUrl }: RunningSimulator,
): string {
  const acs = `${url}/sso/acs/`;
  return `
MoovingON AI      ${url}/            API ${url}/api/docs
  Owner           ${ownerEmail}
  Password        ${ownerPassword}
Simulated Okta    ${okta}/        (end-user dashboard)
                  ${okta}/admin   (administration)

 1. In Okta, ${okta}/admin/app, fill in and save
      Single sign-on URL   ${acs}
      Audience             ${acs}acme-okta
      Default RelayState   acme-okta
 2. In Okta, ${okta}/admin/app/assignments, assign ada.lovelace@example.com.
 3. In MoovingON AI, ${url}/api/docs, sign in as the owner (POST /api/v1/session), then add Okta
    (POST /api/v1/accounts/{accountId}/integrations) with
      entityId             ${acs}acme-okta
      metadataUrl          ${metadataUrl}
 4. In Okta, ${okta}/, choose Ada and click the tile: Error 405, for she has no user yet.
 5. In MoovingON AI, add a user with her e-mail address; click the tile again: she is in, and the integration is verified.
 6. In MoovingON AI, switch SCIM on (PUT …/integrations/{id}/scim) and copy base URL, username and password.
 7. In Okta, ${okta}/admin/app/provisioning, tick Enable SCIM provisioning, paste them, tick the three actions, save.
 8. In Okta, ${okta}/admin/app/profile-editor, add the guide's three attributes.
 9. In Okta, assign the group Operations: its people are there. Assign MoovingON administrators with moovingon_ai_admin true.
10. Things that go wrong, one click each: ${okta}/admin/faults. Every request and answer: ${okta}/admin/log

Ctrl-C ends both; nothing is kept. npm run demo -- --auto does all of this by itself.
`;
}
