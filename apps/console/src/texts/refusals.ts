export const refusalTexts = {
  refusals: {
    title: 'Refusals',
    introduction: 'What was refused, over all accounts: at signing in and in provisioning; kept 30 days. Without a reference number: what belongs to no account.',
    search: 'Reference number',
    searchHelp: 'As somebody has read it out, such as K7QM-2XW9-4HTB; in small letters too, and without dashes.',
    all: 'Show what belongs to no account',
    none: 'Nothing was refused that belongs to no account',
    noneHint: 'Somebody has a reference number? Enter it above.',
    notFound: 'No refusal has this reference number',
    notFoundHint: 'Letters and digits may be mistaken for others; and refusals are kept 30 days.',
    list: 'What was refused',
    columns: { at: 'When', kind: 'What', place: 'Where', detail: 'What was wrong', reference: 'Reference' },
    kinds: { 'sign-in': 'Sign-in', provisioning: 'Provisioning' } as Readonly<Record<string, string>>,
    nobody: 'no account',
    code: 'Code',
    subject: 'Who',
    request: 'Request',
  },
  takeover: {
    title: 'Take over from another integration',
    introduction:
      'Where the application at the identity provider was replaced by a new one: people and groups of the old integration belong to this one from then on, each as he is. SCIM of the old one is switched off, so that taking the old application down deactivates nobody.',
    from: 'The integration that is replaced',
    choose: 'Choose …',
    take: 'Take over',
    question: (from: string) => `Take over from ${from}?`,
    done: (people: number, groups: number, scimSwitchedOff: boolean) =>
      `Taken over: ${people.toLocaleString()} people and ${groups.toLocaleString()} groups.${scimSwitchedOff ? ' SCIM of the old integration is switched off.' : ''}`,
  },
};
