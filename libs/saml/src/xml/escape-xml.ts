const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text for an element or a quoted attribute. Characters that XML 1.0 cannot hold are an error, not a silent loss. */
export function escapeXml(text: string): string {
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text) || /\p{Surrogate}/u.test(text)) {
    throw new TypeError('The text holds a character that XML cannot hold');
  }
  return text.replace(/[&<>"'\t\n\r]/g, (character) => ESCAPES[character] as string);
}
