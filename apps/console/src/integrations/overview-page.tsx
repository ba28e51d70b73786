import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useList } from '../api/pages.js';
import { useOnceSettled } from '../api/use-once-settled.js';
import { Icon } from '../components/icon.js';
import { Section } from '../components/page.js';
import type { Integration } from '../api/models.js';
import { PageLoading } from '../components/page-loading.js';
import { CopyValue } from '../components/copy-value.js';
import { texts } from '../texts/index.js';
import { BrakeSection } from './brake-section.js';
import { CertificatesSection } from './certificates-section.js';
import { DeletionSection } from './deletion-section.js';
import { IntegrationPage } from './integration-layout.js';
import { ProposalSection } from './proposal-section.js';
import { ScimSection } from './scim-section.js';
import { lastSignInQuery, type Place } from './integration-queries.js';
import { linksQuery, SetupLinkSection } from './setup-link-section.js';
import { TakeoverSection } from './takeover-section.js';
import { VerificationSection } from './verification-section.js';

const { overview } = texts.integrations;

// The brake says the same itself, with its question; and the link for the IT administrator.
const SAID_ELSEWHERE = /^(provisioning_|metadata_awaited$)/;

/** An integration: whether it works, what to see to, SCIM. */
export function OverviewPage() {
  return <IntegrationPage>{(integration, place) => <Overview integration={integration} place={place} />}</IntegrationPage>;
}

function Overview({ integration, place }: { integration: Integration; place: Place }) {
  const { status, scim, metadataProposal } = integration;
  if (!useIsThere(integration, place)) return <PageLoading />;
  return (
    <>
      {integration.warnings.filter(({ code }) => !SAID_ELSEWHERE.test(code)).map(({ code, detail }) => (
        <Alert key={code} color="yellow" variant="light" icon={<Icon name="alert" />}>
          {detail}
        </Alert>
      ))}
      {scim.brake.state !== 'watching' && <BrakeSection brake={scim.brake} place={place} />}
      {metadataProposal && <ProposalSection key={metadataProposal.handedOverAt} proposal={metadataProposal} place={place} />}
      <VerificationSection integration={integration} place={place} />
      {status === 'unverified' && <SetupLinkSection place={place} />}
      <ScimSection integration={integration} place={place} />
      {scim.enabled && scim.brake.state === 'watching' && <BrakeSection brake={scim.brake} place={place} />}
      <Section title={overview.addresses}>
        <div>
          {addressesOf(integration).map(([label, value]) => value !== null && <CopyValue key={label} label={label} value={value} />)}
          <CopyValue label={overview.loginUrl} value={integration.loginUrl} note={overview.loginUrlHelp} />
        </div>
      </Section>
      <CertificatesSection integration={integration} place={place} />
      {status === 'verified' && <TakeoverSection place={place} />}
      <DeletionSection integration={integration} place={place} />
    </>
  );
}

/** Whether what stands in the middle of the page has come: later it would push the rest down. */
function useIsThere({ status }: Integration, place: Place): boolean {
  const enabled = status === 'unverified';
  const attempt = useQuery({ ...lastSignInQuery(place), enabled });
  const links = useList({ ...linksQuery(place), enabled });
  return useOnceSettled(enabled && (attempt.isPending || links.isPending));
}

/** What the identity provider is told, in the words of its protocol; null where it has no such thing. */
function addressesOf({ protocol, acsUrl, audience, relayState, spMetadataUrl, callbackUrl, revocationUrl }: Integration): readonly (readonly [string, string | null])[] {
  const general = [[overview.revocationUrl, revocationUrl]] as const;
  if (protocol === 'oidc') return [[overview.callbackUrl, callbackUrl], ...general];
  return [[overview.acsUrl, acsUrl], [overview.audience, audience], [overview.relayState, relayState], [overview.spMetadataUrl, spMetadataUrl], ...general];
}
