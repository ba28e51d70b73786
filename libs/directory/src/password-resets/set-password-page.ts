import { html, renderPage, type RenderedPage } from '@app/http';

// The token comes out of the fragment, which no server and no log sees, and is taken out of the address at once.
const SCRIPT = `
const token = location.hash.slice(1);
history.replaceState(null, '', location.pathname);
const form = document.querySelector('form');
const message = document.querySelector('#message');
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (form.password.value !== form.again.value) { message.textContent = 'The two passwords differ.'; return; }
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ token, password: form.password.value });
  try {
    const answer = await fetch('api/v1/password-resets', { method: 'POST', headers, body });
    if (answer.ok) { form.remove(); message.textContent = 'The password is set. You can sign in with it now.'; document.querySelector('#onward').hidden = false; return; }
    const problem = await answer.json();
    message.textContent = problem.detail + (problem.hint ? ' ' + problem.hint : '');
  } catch { message.textContent = 'The service does not answer. Please try again.'; }
});`;

/** The page behind a link to set a password; it only talks to `POST /api/v1/password-resets`. */
export function setPasswordPage(): RenderedPage {
  const body = html`<h1>Set your password</h1>
    <p>At least 12 characters. A sentence that only you would think of is a good one.</p>
    <form>
      <p><label>New password<br /><input name="password" type="password" autocomplete="new-password" minlength="12" required /></label></p>
      <p><label>The same again<br /><input name="again" type="password" autocomplete="new-password" minlength="12" required /></label></p>
      <p><button>Set the password</button></p>
    </form>
    <p id="message" role="status"></p>
    <p id="onward" hidden><a href="./">Sign in</a></p>`;
  const page = renderPage({ title: 'Set your password', body, script: SCRIPT });
  const policy = `${page.headers['content-security-policy']}; connect-src 'self'`;
  return { ...page, headers: { ...page.headers, 'content-security-policy': policy } };
}
