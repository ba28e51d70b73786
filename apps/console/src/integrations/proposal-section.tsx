import { Alert, Button, Checkbox, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { MetadataProposal } from '../api/models.js';
import { useAnnounce } from '../components/announcer.js';
import { Fact, Facts } from '../components/facts.js';
import { Icon } from '../components/icon.js';
import { Moment } from '../components/moment.js';
import { Section } from '../components/page.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { texts } from '../texts/index.js';
import { integrationQuery, type Place, useIntegrationChanged } from './integration-queries.js';

const { proposal: words } = texts;
const AT = '/api/v1/accounts/{accountId}/integrations/{id}/metadata-proposal';

/** Metadata that came by a link: it takes effect when an administrator has compared issuer and fingerprints. */
export function ProposalSection({ proposal, place }: { proposal: MetadataProposal; place: Place }) {
  const [isCompared, setCompared] = useState(false);
  const { confirm, discard } = useDecision(place);
  return (
    <Section title={words.title(proposal.clientId !== null)}>
      <Alert color="yellow" variant="light" role="status" icon={<Icon name="alert" />}>
        {words.introduction}
      </Alert>
      <Facts>
        <Fact name={texts.integrations.metadata.issuer}>
          <code>{proposal.issuer}</code>
        </Fact>
        {proposal.clientId !== null && (
          <Fact name={words.clientId}>
            <code>{proposal.clientId}</code>
          </Fact>
        )}
        {proposal.certificates.map(({ fingerprint, notAfter }) => (
          <Fact key={fingerprint} name={words.certificate}>
            <div>
              {texts.integrations.metadata.until} <Moment at={notAfter} as="day" />
            </div>
            <code>{fingerprint}</code>
          </Fact>
        ))}
        <Fact name={texts.integrations.metadata.from}>{proposal.metadataUrl ?? texts.integrations.metadata.pasted}</Fact>
        <Fact name={words.handedOver}>
          <Moment at={proposal.handedOverAt} as="exact" /> {proposal.address && words.by(proposal.address)}
        </Fact>
      </Facts>
      <Checkbox label={proposal.clientId === null ? words.compared : words.comparedClient} checked={isCompared} onChange={({ currentTarget }) => setCompared(currentTarget.checked)} />
      <ProblemNotice error={confirm.error ?? discard.error} />
      <Group>
        <Button disabled={!isCompared} loading={confirm.isPending} onClick={() => confirm.mutate(proposal)}>
          {words.confirm}
        </Button>
        <Button variant="default" loading={discard.isPending} onClick={() => discard.mutate()}>
          {words.discard}
        </Button>
      </Group>
      {!isCompared && <Text size="sm">{proposal.clientId === null ? words.why : words.whyClient}</Text>}
    </Section>
  );
}

function useDecision(place: Place) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const changed = useIntegrationChanged(place.accountId);
  const confirm = useMutation({
    mutationFn: ({ issuer, clientId, certificates }: MetadataProposal) =>
      answerOf(api.POST(`${AT}/confirm`, { params: { path: place }, body: { issuer, ...(clientId === null ? {} : { clientId }), fingerprints: certificates.map(({ fingerprint }) => fingerprint) } })),
    onSuccess: (after) => {
      changed(after);
      announce(words.confirmed);
    },
    onError: () => void queryClient.invalidateQueries({ queryKey: integrationQuery(place).queryKey }),
  });
  const discard = useMutation({
    mutationFn: () => answerOf(api.DELETE(AT, { params: { path: place } })),
    onSuccess: () => {
      announce(words.discarded);
      void queryClient.invalidateQueries({ queryKey: integrationQuery(place).queryKey });
    },
  });
  return { confirm, discard };
}
