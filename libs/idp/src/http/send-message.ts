import type { FastifyReply } from 'fastify';
import { html, renderPage } from '@app/http';
import type { OutgoingMessage } from '@app/saml';

/** Sends the browser on with a message: a redirect, or a page whose form goes off by itself (SAML Bindings §3.4, §3.5). */
export function sendMessage(reply: FastifyReply, message: OutgoingMessage): void {
  if (message.binding === 'redirect') return redirect(reply, message.url);
  const fields = Object.entries(message.fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);
  const page = renderPage({
    title: 'One moment',
    body: html`<h1>One moment</h1>
      <p>You are sent to your identity provider.</p>
      <form method="post" action="${message.url}">${fields}<button type="submit">Go on</button></form>`,
    script: 'document.forms[0].submit()',
    formTargets: [message.url],
  });
  void reply.status(200).headers(page.headers).type(page.contentType).send(page.body);
}

/** 303: the browser goes on with GET, whatever it came with. */
export function redirect(reply: FastifyReply, location: string): void {
  void reply.status(303).header('location', location).send();
}
