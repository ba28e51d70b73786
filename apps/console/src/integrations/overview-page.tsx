import { Alert } from '@mantine/core';
import { Icon } from '../components/icon.js';
import { Section } from '../components/page.js';
import { CopyValue } from '../components/copy-value.js';
import { texts } from '../texts/index.js';
import { BrakeSection } from './brake-section.js';
import { CertificatesSection } from './certificates-section.js';
import { DeletionSection } from './deletion-section.js';
import { IntegrationPage } from './integration-layout.js';
import { ScimSection } from './scim-section.js';
import { VerificationSection } from './verification-section.js';

const { overview } = texts.integrations;

/** An integration: whether it works, what to see to, SCIM. */
export function OverviewPage() {
  return (
    <IntegrationPage>
      {(integration, place) => (
        <>
          {integration.warnings.map(({ code, detail }) => (
            <Alert key={code} color="yellow" variant="light" icon={<Icon name="alert" />}>
              {detail}
            </Alert>
          ))}
          {integration.scim.brake.state !== 'watching' && <BrakeSection brake={integration.scim.brake} place={place} />}
          <VerificationSection integration={integration} place={place} />
          <ScimSection integration={integration} place={place} />
          {integration.scim.enabled && integration.scim.brake.state === 'watching' && <BrakeSection brake={integration.scim.brake} place={place} />}
          <Section title={overview.addresses}>
            <div>
              <CopyValue label={overview.acsUrl} value={integration.acsUrl} />
              <CopyValue label={overview.audience} value={integration.audience} />
              <CopyValue label={overview.relayState} value={integration.relayState} />
              <CopyValue label={overview.loginUrl} value={integration.loginUrl} note={overview.loginUrlHelp} />
              <CopyValue label={overview.spMetadataUrl} value={integration.spMetadataUrl} />
            </div>
          </Section>
          <CertificatesSection integration={integration} place={place} />
          <DeletionSection integration={integration} place={place} />
        </>
      )}
    </IntegrationPage>
  );
}
