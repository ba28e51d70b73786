import { commonTexts } from './everywhere.js';

export const auditTexts = {
  audit: {
    title: 'Audit',
    introduction: 'Who did what, when, from where. Nothing here can be changed.',
    none: 'Nothing of that kind has happened',
    noneHint: 'Whatever is changed in this account appears here.',
    noneOfFilter: 'Nothing fits the filter. Show everything, or filter by another name.',
    filter: 'Filter',
    everything: 'Show everything',
    filters: { action: 'What happened', actorId: 'Done by (id)', subjectId: 'Done to (id)', from: 'From (day)', to: 'To (day)', integrationId: 'Integration' },
    examples: { action: 'integration.created', actorId: '', subjectId: '' },
    anyIntegration: 'Any',
    export: 'Export',
    asCsv: 'As a table (CSV)',
    asJson: 'As JSON',
    reading: (count: number) => `${commonTexts.counted(count, 'event', 'events')} read …`,
    columns: { at: 'When', action: 'What happened', actor: 'Who', subject: 'To what', address: 'From' },
    reference: 'Reference number',
    before: 'Before',
    after: 'After',
  },
};
