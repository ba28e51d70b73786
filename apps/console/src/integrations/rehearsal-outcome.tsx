import { Badge, NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Rehearsal, RehearsedPerson } from '../api/models.js';
import { Fact, Facts } from '../components/facts.js';
import { TextLink } from '../components/links.js';
import { Section } from '../components/page.js';
import { type Column, VirtualTable } from '../components/virtual-table.js';
import { texts } from '../texts/index.js';

const { rehearsal: words } = texts;
const COLOURS = { created: 'green', linked: 'violet', changed: 'violet', unchanged: 'gray', refused: 'red', 'passed-over': 'gray' } as const;
const OUTCOMES = Object.keys(COLOURS) as (keyof typeof COLOURS)[];

/** What a rehearsal has told: in numbers, then person by person. */
export function RehearsalOutcome({ rehearsal, accountId }: { rehearsal: Rehearsal; accountId: string }) {
  const { summary } = rehearsal;
  const [shown, show] = useState('');
  const people = useMemo(() => everybodyOf(rehearsal), [rehearsal]);
  const rows = people.filter((person) => shown === '' || person.outcome === shown || (shown === 'leftWithoutAdmin' && person.leftWithoutAdmin) || (shown === 'deactivated' && person.deactivated));
  return (
    <>
      <Section title={words.summary}>
        <div role="status">
          <Facts>
            <Fact name={words.listed}>{summary.listed.toLocaleString()}</Fact>
            {OUTCOMES.map((outcome) => (
              <Fact key={outcome} name={words.outcomes[outcome]}>
                {(outcome === 'passed-over' ? summary.passedOver : summary[outcome]).toLocaleString()}
              </Fact>
            ))}
            <Fact name={words.deactivated}>{summary.deactivated.toLocaleString()}</Fact>
            <Fact name={words.leftWithoutAdmin}>{summary.leftWithoutAdmin.toLocaleString()}</Fact>
            <Fact name={words.notListed}>{summary.notListed.toLocaleString()}</Fact>
          </Facts>
        </div>
      </Section>
      <Section title={words.people}>
        <NativeSelect
          label={words.show}
          maw={320}
          value={shown}
          onChange={({ currentTarget }) => show(currentTarget.value)}
          data={[
            { value: '', label: words.everybody },
            ...OUTCOMES.map((value) => ({ value, label: words.outcomes[value] })),
            { value: 'deactivated', label: words.deactivated },
            { value: 'leftWithoutAdmin', label: words.leftWithoutAdmin },
          ]}
        />
        {rows.length === 0 ? <p>{words.none}</p> : <VirtualTable key={shown} label={words.people} columns={columnsFor(accountId)} rows={rows} keyOf={({ position }) => String(position)} />}
      </Section>
    </>
  );
}

/** In the order of the list that was uploaded. */
function everybodyOf({ created, linked, changed, unchanged, refused, passedOver }: Rehearsal): readonly RehearsedPerson[] {
  return [...created, ...linked, ...changed, ...unchanged, ...refused, ...passedOver].sort((left, right) => left.position - right.position);
}

function columnsFor(accountId: string): readonly Column<RehearsedPerson>[] {
  const { columns } = words;
  return [
    { heading: columns.person, width: 'minmax(0, 1.3fr)', cell: (person) => <Who accountId={accountId} person={person} /> },
    { heading: columns.outcome, width: 'minmax(0, 1fr)', cell: (person) => <Outcome person={person} /> },
    { heading: columns.details, width: 'minmax(0, 2.6fr)', cell: (person) => <Details person={person} /> },
  ];
}

function Who({ accountId, person: { id, userName, position } }: { accountId: string; person: RehearsedPerson }) {
  const name = userName ?? `#${position + 1}`;
  if (id === null) return <>{name}</>;
  return (
    <TextLink to="/accounts/$accountId/people/$userId" params={{ accountId, userId: id }} size="sm">
      {name}
    </TextLink>
  );
}

function Outcome({ person: { outcome, deactivated, leftWithoutAdmin } }: { person: RehearsedPerson }) {
  return (
    <>
      <Badge variant="light" color={COLOURS[outcome]}>
        {words.outcomes[outcome]}
      </Badge>
      {deactivated && <div>{words.deactivated}</div>}
      {leftWithoutAdmin && <div>{words.leftWithoutAdmin}</div>}
    </>
  );
}

function Details({ person: { refusal, changes = {}, warnings = [], keptAsItWas = [] } }: { person: RehearsedPerson }) {
  return (
    <>
      {refusal && <div>{refusal.detail}</div>}
      {Object.entries(changes).map(([name, { before, after }]) => (
        <div key={name}>
          <strong>{name}</strong>: {textOf(before)} → {textOf(after)}
        </div>
      ))}
      {keptAsItWas.map(({ attribute, detail }) => (
        <div key={attribute}>
          {attribute}: {detail}
        </div>
      ))}
      {warnings.map((warning) => (
        <div key={warning}>{warning}</div>
      ))}
    </>
  );
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return texts.common.none;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
