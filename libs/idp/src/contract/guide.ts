/** What a guide may name with `{…}`: the integration's own values, filled in where it is shown. */
export const GUIDE_STAND_INS = Object.freeze({
  publicUrl: 'https://<MoovingON AI rest endpoint>',
  acsUrl: 'https://<MoovingON AI rest endpoint>/sso/acs/',
  audience: 'https://<MoovingON AI rest endpoint>/sso/acs/<unique_identifier>',
  relayState: '<unique_identifier>',
  uniqueIdentifier: '<unique_identifier>',
  loginUrl: 'https://<MoovingON AI rest endpoint>/sso/login/<unique_identifier>',
  callbackUrl: 'https://<MoovingON AI rest endpoint>/sso/oidc/callback',
  revocationUrl: 'https://<MoovingON AI rest endpoint>/sso/revoke/<unique_identifier>',
  logoutUrl: 'https://<MoovingON AI rest endpoint>/sso/logout/<unique_identifier>',
  metadataUrl: 'https://<MoovingON AI rest endpoint>/sso/metadata/<unique_identifier>',
  certificateUrl: 'https://<MoovingON AI rest endpoint>/sso/certificate.pem',
  logoUrl: 'https://<MoovingON AI rest endpoint>/api/v1/identity-providers/<identity provider>/logo',
  scimBaseUrl: 'https://<MoovingON AI rest endpoint>/api/scim/v2',
  scimUsername: '<SCIM username>',
});

export type GuidePlaceholder = keyof typeof GUIDE_STAND_INS;
export type GuideValues = Readonly<Partial<Record<GuidePlaceholder, string>>>;

/** A field of the vendor's form and what goes into it: a line with a copy button. */
export interface GuideEntry {
  /** As the vendor calls it. */
  readonly field: string;
  /** Plain text, placeholders filled in: what is copied. */
  readonly value: string;
  /** Markdown. */
  readonly note?: string;
}

/** One thing to do. */
export interface GuideStep {
  /** Markdown. */
  readonly text: string;
  readonly enter?: readonly GuideEntry[];
  /** Markdown: a trap on the way, and how to stay out of it. */
  readonly warning?: string;
}

export interface GuideSection {
  /** For links: lower case with dashes. */
  readonly id: string;
  readonly title: string;
  /** Where the steps are done. */
  readonly place: 'vendor' | 'here';
  /** Markdown. */
  readonly introduction?: string;
  readonly steps: readonly GuideStep[];
}

/** How an integration is set up, from the first click to the test. */
export interface Guide {
  readonly title: string;
  /** Markdown. */
  readonly introduction: string;
  /** Markdown, one paragraph each: what to know before the first click. */
  readonly notes: readonly string[];
  readonly sections: readonly GuideSection[];
  readonly questions: readonly { readonly question: string; readonly answer: string }[];
}

/** The guide with an integration's own values; what is missing is shown as in the printed guide, `<unique_identifier>`. */
export function renderGuide(guide: Guide, values: GuideValues): Guide {
  const markdown = (text: string) => fillIn(text, (name) => codeSpan(valueOf(name, values)));
  const plain = (text: string) => fillIn(text, (name) => valueOf(name, values));
  return {
    title: guide.title,
    introduction: markdown(guide.introduction),
    notes: guide.notes.map(markdown),
    sections: guide.sections.map(({ introduction, steps, ...section }) => ({
      ...section,
      ...(introduction && { introduction: markdown(introduction) }),
      steps: steps.map(({ text, enter, warning }) => ({
        text: markdown(text),
        ...(enter && { enter: enter.map(({ field, value, note }) => ({ field, value: plain(value), ...(note && { note: markdown(note) }) })) }),
        ...(warning && { warning: markdown(warning) }),
      })),
    })),
    questions: guide.questions.map(({ question, answer }) => ({ question, answer: markdown(answer) })),
  };
}

/** A text, such as a hint, with an integration's own values. */
export function renderText(text: string, values: GuideValues): string {
  return fillIn(text, (name) => valueOf(name, values));
}

/** The rendered guide as one Markdown page. */
export function guideToMarkdown(guide: Guide): string {
  const sections = guide.sections.map(({ title, introduction, steps }) => [`## ${title}`, introduction, steps.map(stepToMarkdown).join('\n')].filter(Boolean).join('\n\n'));
  const questions = guide.questions.map(({ question, answer }) => `**${question}** ${answer}`);
  const notes = guide.notes.map((note, position) => `${position + 1}. ${note}`).join('\n');
  return [`# ${guide.title}`, guide.introduction, '## Notes', notes, ...sections, '## Questions', ...questions].join('\n\n') + '\n';
}

/** The page of a guide in docs/: with stand-ins for what belongs to an integration. */
export function printedGuide({ key, guide }: { readonly key: string; readonly guide: Guide }): string {
  return `${guideToMarkdown(renderGuide(guide, {}))}\n<!-- Made from libs/idp-plugins/src/${key}/guide.ts by npm run docs. -->\n`;
}

function stepToMarkdown({ text, enter = [], warning }: GuideStep, position: number): string {
  const entries = enter.map(({ field, value, note }) => `   - **${field}:** ${codeSpan(value)}${note ? `. ${note}` : ''}`);
  return [`${position + 1}. ${text}`, ...entries, ...(warning ? ['', `   > ${warning}`, ''] : [])].join('\n');
}

/** The placeholders of a text that no guide knows: for the contract's tests. */
export function unknownPlaceholders(text: string): readonly string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name]) => name as string).filter((name) => !Object.hasOwn(GUIDE_STAND_INS, name));
}

const PLACEHOLDER = /\{([A-Za-z]+)\}/g;

function fillIn(text: string, write: (name: string) => string): string {
  return text.replace(PLACEHOLDER, (_, name: string) => write(name));
}

function valueOf(name: string, values: GuideValues): string {
  return values[name as GuidePlaceholder] ?? GUIDE_STAND_INS[name as GuidePlaceholder] ?? `{${name}}`;
}

/** CommonMark §6.1: fenced by one backtick more than the longest run inside, so that no value can end it. */
function codeSpan(value: string): string {
  const longest = Math.max(0, ...[...value.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = longest > 0 ? ' ' : '';
  return `${fence}${padding}${value.replace(/\s+/g, ' ')}${padding}${fence}`;
}
