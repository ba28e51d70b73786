import type { Problem } from '@app/kernel';
import { type Markup, html } from './html.js';
import { type RenderedPage, renderPage } from './page.js';

/**
 * A refusal in plain words: what is wrong, what to change (the hint), expected beside received (the members `expected` and `received`,
 * a text or a list of texts each) and the reference number.
 */
export function renderRefusalPage(problem: Problem, reference: string): RenderedPage {
  return renderPage({
    title: problem.title,
    body: html`<h1>${problem.title}</h1>
      <p>${problem.detail}</p>
      ${comparison(problem.members)}
      ${
        problem.hint !== undefined &&
        html`<h2>What to change</h2>
          <p>${problem.hint}</p>`
      }
      <p class="quiet">Reference number <code>${reference}</code> · ${problem.code}</p>`,
  });
}

function comparison({ expected, received }: Readonly<Record<string, unknown>>): Markup | undefined {
  const rows = [row('Expected', expected), row('Received', received)];
  return rows.some(Boolean)
    ? html`<h2>Expected and received</h2>
        <table>
          <tbody>
            ${rows}
          </tbody>
        </table>`
    : undefined;
}

function row(heading: string, value: unknown): Markup | undefined {
  const texts = (Array.isArray(value) ? value : [value]).filter(
    (text) => typeof text === 'string' || typeof text === 'number',
  );
  return texts.length > 0
    ? html`<tr>
        <th scope="row">${heading}</th>
        <td>${texts.map((text) => html`<div><code>${text}</code></div>`)}</td>
      </tr>`
    : undefined;
}
