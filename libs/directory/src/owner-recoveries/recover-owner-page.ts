import { html, renderPage, type RenderedPage } from '@app/http';

// The token comes out of the fragment, which no server and no log sees, and is taken out of the address at once. Opening the page spends
// nothing, so that what looks at links before a person does (mail gateways, chat previews) does not use it up.
const SCRIPT = `
const token = location.hash.slice(1);
history.replaceState(null, '', location.pathname);
const [recovery, factor] = document.querySelectorAll('form');
const message = document.querySelector('#message');
let challenge;
const say = (text) => { message.textContent = text; };
const send = async (path, body) => {
  try {
    const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify(body) });
    if (answer.ok) { say('You are signed in.'); location.replace('./'); return; }
    const problem = await answer.json();
    if (problem.code === 'second_factor_required') {
      challenge = problem.challenge;
      recovery.hidden = true;
      factor.hidden = false;
      say('The link is right. This owner has a second factor; a passkey is asked for at the usual sign-in page.');
      return;
    }
    say(problem.detail + (problem.hint ? ' ' + problem.hint : ''));
  } catch { say('The service does not answer. Please try again.'); }
};
recovery.addEventListener('submit', (event) => {
  event.preventDefault();
  const password = recovery.password.value;
  if (password !== recovery.again.value) { say('The two passwords differ.'); return; }
  void send('api/v1/owner-recoveries', password === '' ? { token } : { token, password });
});
factor.addEventListener('submit', (event) => {
  event.preventDefault();
  const typed = factor.code.value.trim();
  const isCode = /^[0-9 -]{6,8}$/.test(typed);
  void send('api/v1/session/second-factor', isCode ? { challenge, code: typed } : { challenge, recoveryCode: typed });
});`;

/** The page behind a link of `recover-owner`; it only talks to `POST /api/v1/owner-recoveries` and, for the second factor, to the sign-in. */
export function recoverOwnerPage(): RenderedPage {
  const body = html`<h1>Sign in as the owner</h1>
    <form>
      <p>This link is good once. You may set a new password with it: at least 12 characters. Leave both fields empty to keep the one you have.</p>
      <p><label>New password<br /><input name="password" type="password" autocomplete="new-password" minlength="12" /></label></p>
      <p><label>The same again<br /><input name="again" type="password" autocomplete="new-password" /></label></p>
      <p><button>Sign in</button></p>
    </form>
    <form hidden>
      <p><label>Code of your authenticator app, or a recovery code<br /><input name="code" autocomplete="one-time-code" required /></label></p>
      <p><button>Sign in</button></p>
    </form>
    <p id="message" role="status"></p>`;
  const page = renderPage({ title: 'Sign in as the owner', body, script: SCRIPT });
  const policy = `${page.headers['content-security-policy']}; connect-src 'self'`;
  return { ...page, headers: { ...page.headers, 'content-security-policy': policy } };
}
