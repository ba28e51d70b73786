import type { Person } from '../org/model.js';
import type { Task } from '../provisioning/task.js';
import { Html, html } from './html.js';
import { STYLE } from './style.js';

export interface PageContext {
  /** The path of the page, for the menu. */
  readonly path: string;
  readonly person?: Person;
  /** Tasks that the last click led to. */
  readonly tasks?: readonly Task[];
  readonly message?: string;
}

const MENU: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Directory',
    [
      ['/admin/people', 'People'],
      ['/admin/groups', 'Groups'],
    ],
  ],
  [
    'MoovingON AI',
    [
      ['/admin/app', 'General and sign on'],
      ['/admin/app/provisioning', 'Provisioning'],
      ['/admin/app/profile-editor', 'Profile Editor'],
      ['/admin/app/assignments', 'Assignments'],
      ['/admin/app/push-groups', 'Push Groups'],
      ['/admin/app/import', 'Import'],
    ],
  ],
  [
    'Reports',
    [
      ['/admin/tasks', 'Tasks'],
      ['/admin/log', 'Requests and answers'],
      ['/admin/faults', 'Things that go wrong'],
    ],
  ],
];

/** An administrator's page. */
export function adminPage(title: string, context: PageContext, content: Html): string {
  const menu = MENU.map(
    ([heading, links]) =>
      html`<h2>${heading}</h2>
        ${links.map(([path, name]) => html`<a href="${path}" ${current(path, context.path)}>${name}</a>`)}`,
  );
  return document(
    title,
    html`<a href="/">End-user dashboard</a>`,
    html`<div class="columns">
      <nav class="side" aria-label="Administration">${menu}</nav>
      ${main(title, context, content)}
    </div>`,
  );
}

/** A page of the end user. */
export function userPage(title: string, context: PageContext, content: Html): string {
  const name = context.person && `${context.person.profile.firstName} ${context.person.profile.lastName}`;
  const links = context.person
    ? html`<span>${name}</span><a href="/">My apps</a><a href="/settings">Settings</a><a href="/admin">Admin</a>
        <form method="post" action="/logout"><button class="plain">Sign out</button></form>`
    : html`<a href="/admin">Admin</a>`;
  return document(title, links, main(title, context, content));
}

function main(title: string, context: PageContext, content: Html): Html {
  return html`<main id="content">
    <h1>${title}</h1>
    ${context.message && html`<section class="notice" role="status">${context.message}</section>`}
    ${(context.tasks?.length ?? 0) > 0 && tasksNotice(context.tasks ?? [])} ${content}
  </main>`;
}

/** What the last click led to: all failures, and how many went well. */
function tasksNotice(tasks: readonly Task[]): Html {
  const failed = tasks.filter((task) => task.outcome === 'failed');
  const done = tasks.length - failed.length;
  const only =
    tasks.length === 1 && done === 1
      ? html`<p class="good">✓ ${tasks[0]?.title}</p>`
      : done > 0 && html`<p class="good">✓ ${done} tasks done</p>`;
  return html`<section class="notice ${failed.length > 0 && html`failed`}" role="status">
    ${only} ${failed.slice(0, 10).map((task) => html`<p class="bad">✗ ${task.error}</p>`)}
    ${failed.length > 10 && html`<p class="bad">… and ${failed.length - 10} more failures</p>`}
    <a href="/admin/log">Requests and answers</a>
  </section>`;
}

function current(path: string, here: string): Html | false {
  return path === here && new Html('aria-current="page"');
}

function document(title: string, links: Html, body: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} · simulated Okta</title>
        <style>
          ${new Html(STYLE)}
        </style>
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header><span class="name">Simulated Okta</span>${links}</header>
        ${body}
      </body>
    </html>`.text;
}
