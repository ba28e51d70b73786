import { html, Html } from './html.js';

export interface FieldOptions {
  hint?: string;
  type?: string;
  required?: boolean;
  autocomplete?: string;
}

export function field(label: string, name: string, value: string | undefined, options: FieldOptions = {}): Html {
  return html`<label
    >${label}${options.hint && html`<small>${options.hint}</small>`}
    <input
      name="${name}"
      type="${options.type ?? 'text'}"
      value="${value ?? ''}"
      ${options.required && new Html('required')}
      autocomplete="${options.autocomplete ?? 'off'}"
    />
  </label>`;
}

export function choice(label: string, name: string, checked: boolean): Html {
  return html`<label class="choice"
    ><input type="checkbox" name="${name}" value="true" ${checked && new Html('checked')} /> ${label}</label
  >`;
}

export function select(
  label: string,
  name: string,
  value: string,
  options: readonly (readonly [string, string])[],
): Html {
  const items = options.map(
    ([key, text]) => html`<option value="${key}" ${key === value && new Html('selected')}>${text}</option>`,
  );
  return html`<label
    >${label}<select name="${name}">
      ${items}
    </select></label
  >`;
}

export function button(action: string, label: string, hidden: Record<string, string> = {}, second = true): Html {
  const inputs = Object.entries(hidden).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  return html`<form method="post" action="${action}">
    ${inputs}<button ${second && new Html('class="second"')}>${label}</button>
  </form>`;
}
