import { Alert, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { Setup } from '../api/models.js';
import { useAnnounce } from '../components/announcer.js';
import { Fact, Facts } from '../components/facts.js';
import { Icon } from '../components/icon.js';
import { Moment } from '../components/moment.js';
import { Section } from '../components/page.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { MetadataFields, type MetadataValues } from '../integrations/metadata-fields.js';
import { settingsErrors } from '../integrations/settings-request.js';
import { texts } from '../texts/index.js';
import { setupQuery } from './setup-query.js';

const { setup: words } = texts;
const EMPTY: MetadataValues = { metadataFrom: 'url', metadataUrl: '', metadataXml: '' };

interface HandOverSectionProps {
  readonly setup: Setup;
  readonly token: string;
}

/** Hands the identity provider's metadata over, and shows what became of it. */
export function HandOverSection({ setup: { proposal, inEffect, account }, token }: HandOverSectionProps) {
  const [values, setValues] = useState(EMPTY);
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const handOver = useMutation({
    mutationFn: () => {
      const body = values.metadataFrom === 'url' ? { metadataUrl: values.metadataUrl.trim() } : { metadataXml: values.metadataXml };
      return answerOf(api.POST('/api/v1/setup/metadata', { params: { header: { 'X-Setup-Token': token } }, body }));
    },
    onSuccess: (after) => {
      queryClient.setQueryData(setupQuery(token).queryKey, after);
      setValues(EMPTY);
      announce(words.handedOver);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    handOver.mutate();
  };
  return (
    <Section title={words.handOver}>
      <div role="status">
        {proposal && (
          <Alert color="yellow" variant="light" icon={<Icon name="check" />} title={words.waits(account)}>
            {words.handedOverAt} <Moment at={proposal.handedOverAt} />. {words.compare}
          </Alert>
        )}
        {proposal && <Metadata {...proposal} />}
        {inEffect && <Alert color="green" variant="light" icon={<Icon name="check" />} title={words.inEffect} />}
        {inEffect && <Metadata {...inEffect} />}
      </div>
      <form onSubmit={submit}>
        <MetadataFields values={values} onChange={(change) => setValues({ ...values, ...change })} errors={settingsErrors(handOver.error, values)} required />
        <div className="form-end">
          <ProblemNotice error={handOver.error} />
          <div>
            <Button type="submit" loading={handOver.isPending}>
              {proposal || inEffect ? words.handOverAgain : words.handOver}
            </Button>
          </div>
        </div>
      </form>
    </Section>
  );
}

function Metadata({ issuer, certificates }: NonNullable<Setup['inEffect']>) {
  return (
    <Facts>
      <Fact name={texts.integrations.metadata.issuer}>
        <code>{issuer}</code>
      </Fact>
      {certificates.map(({ fingerprint }) => (
        <Fact key={fingerprint} name={texts.proposal.certificate}>
          <code>{fingerprint}</code>
        </Fact>
      ))}
    </Facts>
  );
}
