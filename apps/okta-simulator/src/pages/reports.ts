import type { Task } from '../provisioning/task.js';
import type { Exchange } from '../scim/exchange-log.js';
import { html, type Html } from './html.js';
import { adminPage, type PageContext } from './layout.js';

const SHOWN = 200;

export function tasksPage(context: PageContext, tasks: readonly Task[]): string {
  const rows = tasks
    .slice(-SHOWN)
    .reverse()
    .map(
      (task) =>
        html`<tr>
          <td>${task.at.toISOString()}</td>
          <td>${task.title}${task.error && html`<br /><span class="bad">${task.error}</span>`}</td>
          <td class="${task.outcome === 'done' ? 'good' : 'bad'}">${task.outcome}</td>
          <td>${task.milliseconds.toFixed(0)} ms</td>
        </tr>`,
    );
  const content = html`<section>
    <table>
      <caption>
        ${tasks.length} tasks, the newest first
      </caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col">Outcome</th>
          <th scope="col">Time</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`;
  return adminPage('Tasks', context, content);
}

export function logPage(context: PageContext, exchanges: readonly Exchange[]): string {
  const rows = exchanges
    .slice(-SHOWN)
    .reverse()
    .map(
      (exchange) =>
        html`<tr>
          <td><a href="/admin/log/${exchange.number}">${exchange.number}</a></td>
          <td>${exchange.purpose}</td>
          <td>
            <code>${exchange.request.method} ${readable(exchange.request.url)}</code>
          </td>
          <td>${outcome(exchange)}</td>
          <td>${exchange.milliseconds?.toFixed(0)} ms</td>
        </tr>`,
    );
  const content = html`<section>
    <table>
      <caption>
        The last ${Math.min(SHOWN, exchanges.length)} requests to MoovingON AI, the newest first
      </caption>
      <thead>
        <tr>
          <th scope="col">No.</th>
          <th scope="col">For</th>
          <th scope="col">Request</th>
          <th scope="col">Answer</th>
          <th scope="col">Time</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`;
  return adminPage('Requests and answers', context, content);
}

export function exchangePage(
  context: PageContext,
  { number, at, purpose, request, answer, error, milliseconds }: Exchange,
): string {
  const content = html`<section>
      <h2>${purpose}</h2>
      <p class="soft">${at.toISOString()} · ${milliseconds?.toFixed(1)} ms</p>
      <pre>
${request.method} ${request.url}
${request.headers.map(([name, value]) => `${name}: ${value}`).join('\n')}

${pretty(request.body)}</pre>
    </section>
    <section>
      <h2>Answer</h2>
      ${
        answer
          ? html`<pre>
${answer.status}
${Object.entries(answer.headers)
                .map(([name, value]) => `${name}: ${value}`)
                .join('\n')}

${pretty(answer.body)}</pre>`
          : html`<p class="bad">${error ?? 'none yet'}</p>`
      }
    </section>`;
  return adminPage(`Request ${number}`, context, content);
}

function outcome({ answer, error }: Exchange): Html {
  if (!answer) return html`<span class="bad">${error ?? 'none yet'}</span>`;
  return html`<span class="${answer.status < 400 ? 'good' : 'bad'}">${answer.status}</span>`;
}

function pretty(body: string | undefined): string {
  try {
    return body ? JSON.stringify(JSON.parse(body), undefined, 2) : '';
  } catch {
    return body ?? '';
  }
}

/** Path and query as a person reads them; an address that is no valid encoding stays as it is. */
function readable(url: string): string {
  const { pathname, search } = new URL(url);
  try {
    return decodeURIComponent(pathname + search);
  } catch {
    return pathname + search;
  }
}
