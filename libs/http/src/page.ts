import { createHash } from 'node:crypto';
import { Markup, html } from './html.js';

/** What a page is made of. */
export interface PageParts {
  readonly title: string;
  readonly body: Markup;
  /** A script of our own, allowed by its hash; nothing from outside may be in it. */
  readonly script?: string;
  /** Origins or addresses that a form of the page may be sent to. */
  readonly formTargets?: readonly string[];
}

/** A page, ready to be sent: `reply.headers(page.headers).type(page.contentType).send(page.body)`. */
export interface RenderedPage {
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
  readonly body: string;
}

const STYLE = `:root{color-scheme:light dark;--ink:#1b2430;--quiet:#55606e;--paper:#fff;--ground:#f3f5f8;--line:#d5dbe3}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf1;--quiet:#a7b1be;--paper:#1c232c;--ground:#12171d;--line:#3a4552}}
*{box-sizing:border-box}
body{margin:0;padding:2rem 1rem;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,sans-serif}
main{max-width:44rem;margin:0 auto;padding:2rem;background:var(--paper);border:1px solid var(--line);border-radius:.75rem;overflow-wrap:anywhere}
h1{margin:0 0 1rem;font-size:1.5rem;line-height:1.25}
h2{margin:1.75rem 0 .5rem;font-size:1.05rem}
p{margin:.5rem 0}
table{width:100%;border-collapse:collapse}
th,td{padding:.5rem .75rem .5rem 0;border-top:1px solid var(--line);text-align:start;vertical-align:top}
th{width:8rem;font-weight:600}
code{font-family:ui-monospace,monospace}
.quiet{margin-top:2rem;color:var(--quiet)}`;

/** A small page that needs nothing else: no assets, no script unless given, light and dark, readable by screen readers. */
export function renderPage({ title, body, script, formTargets = [] }: PageParts): RenderedPage {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · MoovingON AI</title>
        ${ownElement('style', STYLE)}
      </head>
      <body>
        <main>${body}</main>
        ${script !== undefined && ownElement('script', script)}
      </body>
    </html> `;
  return {
    headers: { 'content-security-policy': policy(script, formTargets) },
    contentType: 'text/html; charset=utf-8',
    body: page.text,
  };
}

/** In one piece, since its hash in the policy counts every blank. */
function ownElement(name: 'style' | 'script', text: string): Markup {
  return Markup.fromOwnText(`<${name}>${text}</${name}>`);
}

/** Content Security Policy Level 3: the style sheet and the script by their hashes, nothing else at all. */
function policy(script: string | undefined, formTargets: readonly string[]): string {
  return [
    "default-src 'none'",
    `style-src ${sourceHash(STYLE)}`,
    ...(script === undefined ? [] : [`script-src ${sourceHash(script)}`]),
    `form-action ${formTargets.length > 0 ? formTargets.map(sourceExpression).join(' ') : "'none'"}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function sourceHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The origin of an address: paths in a policy can hold characters that end a directive. */
function sourceExpression(target: string): string {
  return target === "'self'" ? target : new URL(target).origin;
}
