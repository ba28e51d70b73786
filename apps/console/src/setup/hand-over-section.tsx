import { Alert, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { answerOf, api } from '../api/client.js';
import type { Setup } from '../api/models.js';
import { isProblem } from '../api/problem.js';
import { useAnnounce } from '../components/announcer.js';
import { Fact, Facts } from '../components/facts.js';
import { Icon } from '../components/icon.js';
import { Moment } from '../components/moment.js';
import { Section } from '../components/page.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { MetadataFields, type MetadataValues } from '../integrations/metadata-fields.js';
import { settingsErrors } from '../integrations/settings-request.js';
import { texts } from '../texts/index.js';
import { ClientFields, type ClientValues } from './client-fields.js';
import { setupQuery } from './setup-query.js';

const { setup: words } = texts;
const NO_METADATA: MetadataValues = { metadataFrom: 'url', metadataUrl: '', metadataXml: '' };
const NO_CLIENT: ClientValues = { issuer: '', clientId: '', clientSecret: '' };

interface HandOverSectionProps {
  readonly setup: Setup;
  readonly token: string;
}

/** Hands the identity provider's metadata over (or its issuer and client), and shows what became of it. */
export function HandOverSection({ setup: { proposal, inEffect, account, provider }, token }: HandOverSectionProps) {
  const protocol = provider.protocol === 'oidc' ? 'oidc' : 'saml';
  const [metadata, setMetadata] = useState(NO_METADATA);
  const [client, setClient] = useState(NO_CLIENT);
  const handOver = useHandOver(token, words.handedOver[protocol], () => {
    setMetadata(NO_METADATA);
    setClient(NO_CLIENT);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    handOver.mutate(protocol === 'oidc' ? { options: { ...client } } : metadataBody(metadata));
  };
  return (
    <Section title={words.handOver[protocol]}>
      <div role="status">
        {proposal && (
          <Alert color="yellow" variant="light" icon={<Icon name="check" />} title={words.waits(account)}>
            {words.handedOverAt} <Moment at={proposal.handedOverAt} />. {words.compare[protocol]}
          </Alert>
        )}
        {proposal && <HandedOver {...proposal} />}
        {inEffect && <Alert color="green" variant="light" icon={<Icon name="check" />} title={words.inEffect} />}
        {inEffect && <HandedOver {...inEffect} />}
      </div>
      <form onSubmit={submit}>
        {protocol === 'oidc' ? (
          <ClientFields values={client} onChange={(change) => setClient({ ...client, ...change })} issuerError={issuerError(handOver.error)} />
        ) : (
          <MetadataFields values={metadata} onChange={(change) => setMetadata({ ...metadata, ...change })} errors={settingsErrors(handOver.error, metadata)} required />
        )}
        <div className="form-end">
          <ProblemNotice error={handOver.error} />
          <div>
            <Button type="submit" loading={handOver.isPending}>
              {proposal || inEffect ? words.handOverAgain[protocol] : words.handOver[protocol]}
            </Button>
          </div>
        </div>
      </form>
    </Section>
  );
}

function useHandOver(token: string, done: string, onDone: () => void) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: (body: Record<string, unknown>) => answerOf(api.POST('/api/v1/setup/metadata', { params: { header: { 'X-Setup-Token': token } }, body })),
    onSuccess: (after) => {
      queryClient.setQueryData(setupQuery(token).queryKey, after);
      announce(done);
      onDone();
    },
  });
}

function metadataBody({ metadataFrom, metadataUrl, metadataXml }: MetadataValues) {
  return metadataFrom === 'url' ? { metadataUrl: metadataUrl.trim() } : { metadataXml };
}

function issuerError(error: unknown): string | undefined {
  return isProblem(error) && /^(metadata_|openid_configuration_)/.test(error.code) ? (error.detail ?? error.title) : undefined;
}

function HandedOver({ issuer, clientId, certificates }: NonNullable<Setup['inEffect']>) {
  return (
    <Facts>
      <Fact name={texts.integrations.metadata.issuer}>
        <code>{issuer}</code>
      </Fact>
      {clientId !== null && (
        <Fact name={words.clientId}>
          <code>{clientId}</code>
        </Fact>
      )}
      {certificates.map(({ fingerprint }) => (
        <Fact key={fingerprint} name={texts.proposal.certificate}>
          <code>{fingerprint}</code>
        </Fact>
      ))}
    </Facts>
  );
}
