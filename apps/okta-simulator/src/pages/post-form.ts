import type { SignInForm } from '../saml/identity-provider.js';
import { html } from './html.js';

/** The page that carries a response to the service provider: it submits itself, or by a click where scripts are off. */
export function postFormPage(form: SignInForm): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Signing in…</title>
      </head>
      <body>
        <form id="appForm" action="${form.action}" method="post">
          <input name="SAMLResponse" type="hidden" value="${form.fields.SAMLResponse}" />
          <input name="RelayState" type="hidden" value="${form.fields.RelayState}" />
          <noscript
            ><p>Scripts are off.</p>
            <button type="submit">Continue</button></noscript
          >
        </form>
        <script>
          document.getElementById('appForm').submit();
        </script>
      </body>
    </html>`.text;
}
