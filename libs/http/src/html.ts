const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** A piece of HTML that is safe to send: made by {@link html} alone. */
export class Markup {
  private constructor(readonly text: string) {}

  /** For texts of this library that no outsider can touch, such as its style sheet. */
  static fromOwnText(text: string): Markup {
    return new Markup(text);
  }

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: texts are escaped, pieces of HTML and lists are put in, `null`, `undefined` and `false` are left out. */
export type HtmlValue = string | number | Markup | null | undefined | false | readonly HtmlValue[];

/** HTML from a template in which every value is escaped, for content and for attributes in quotation marks. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Markup {
  return Markup.fromOwnText(parts.reduce((text, part, at) => `${text}${render(values[at - 1])}${part}`));
}

function render(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(render).join('');
  return escapeHtml(String(value));
}

/** Control characters, which HTML forbids, become U+FFFD; the ones that turn the direction of text around do too. */
function escapeHtml(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
    .replace(/[&<>"'`]/g, (character) => ENTITIES[character] as string);
}
