import { Alert, Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Integration } from '../api/models.js';
import { Icon } from '../components/icon.js';
import { TextLink } from '../components/links.js';
import { Moment } from '../components/moment.js';
import { Section } from '../components/page.js';
import { ProblemNotice } from '../components/problem-notice.js';
import { texts } from '../texts/index.js';
import { lastSignInQuery, type Place } from './integration-queries.js';
import styles from './verification-section.module.css';

const { verification } = texts.integrations;

interface VerificationSectionProps {
  readonly integration: Integration;
  readonly place: Place;
}

/** Whether somebody has signed in; until then, what comes in is shown as it comes. */
export function VerificationSection({ integration, place }: VerificationSectionProps) {
  return (
    <Section title={verification.title}>
      <div role="status">
        {integration.status === 'verified' ? (
          <p className={styles.state}>
            <Icon name="check" /> {verification.verified} <Moment at={integration.verifiedAt} />
          </p>
        ) : (
          <p className={styles.state}>
            <Loader size="xs" aria-hidden="true" /> {verification.waiting}
          </p>
        )}
      </div>
      {integration.status === 'unverified' && <Waiting integration={integration} place={place} />}
    </Section>
  );
}

function Waiting({ integration, place }: VerificationSectionProps) {
  const { data: last, error, refetch } = useQuery(lastSignInQuery(place));
  const isAwaitingMetadata = integration.issuer === null;
  const first = integration.protocol === 'oidc' ? verification.clientFirst : verification.metadataFirst;
  return (
    <>
      <p className={styles.text}>{isAwaitingMetadata ? first : verification.how}</p>
      <div className={styles.actions}>
        {!isAwaitingMetadata && (
          <Button component="a" href={new URL(integration.loginUrl).pathname} target="_blank" rel="noreferrer" variant="default">
            {verification.test}
          </Button>
        )}
        <TextLink to="/accounts/$accountId/settings/integrations/$integrationId/guide" params={params(place)}>
          {verification.guide}
        </TextLink>
      </div>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {last && last.outcome !== 'signed_in' && (
        <Alert color="red" variant="light" role="status" icon={<Icon name="alert" />} title={verification.refused}>
          <p className={styles.text}>
            <Moment at={last.at} as="exact" /> {last.subject}
          </p>
          <p className={styles.text}>{last.detail ?? texts.outcomes(last.outcome)}</p>
          {last.hint && <p className={styles.text}>{last.hint}</p>}
          <TextLink to="/accounts/$accountId/settings/integrations/$integrationId/sign-ins" params={params(place)} search={{ attempt: last.id }}>
            {verification.details}
          </TextLink>
        </Alert>
      )}
    </>
  );
}

function params({ accountId, id }: Place) {
  return { accountId, integrationId: id };
}
