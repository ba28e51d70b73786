import { html, type Markup, type RenderedPage, renderPage } from '@app/http';

export interface SignedInPerson {
  readonly name: string;
  readonly userName: string;
  readonly account: string;
  readonly role: string;
  /** How the session was opened, in words. */
  readonly by: string;
}

/** Who is signed in. */
export function homePage(person: SignedInPerson): RenderedPage {
  const rows: readonly (readonly [string, string])[] = [
    ['Person', person.name],
    ['User name', person.userName],
    ['Account', person.account],
    ['Role', person.role],
    ['Signed in by', person.by],
  ];
  return renderPage({
    title: 'Signed in',
    body: html`<h1>You are signed in</h1>
      <table>
        <tbody>
          ${rows.map(([heading, text]) => html`<tr><th scope="row">${heading}</th><td>${text}</td></tr>`)}
        </tbody>
      </table>
      ${signOutForm('/sso/sign-out')}`,
    formTargets: ["'self'"],
  });
}

/** How to sign in. */
export function welcomePage(): RenderedPage {
  return renderPage({
    title: 'Sign in',
    body: html`<h1>You are not signed in</h1>
      <p>Open MoovingON AI from the dashboard of your company's identity provider.</p>
      <p>Owners and people without an identity provider sign in with e-mail address and password: <a href="/api/docs">POST /api/v1/session</a>.</p>`,
  });
}

/** Another site sent the browser here to sign out: the person decides. */
export function confirmSignOutPage(action: string): RenderedPage {
  return renderPage({
    title: 'Sign out',
    body: html`<h1>Sign out of MoovingON AI?</h1>
      <p>Another site has sent you here.</p>
      ${signOutForm(action)}`,
    formTargets: ["'self'"],
  });
}

function signOutForm(action: string): Markup {
  return html`<form method="post" action="${action}"><p><button type="submit">Sign out</button></p></form>`;
}
