import { Badge } from '@mantine/core';
import type { Integration } from '../api/models.js';
import { texts } from '../texts/index.js';
import styles from './integration-badges.module.css';

const { badges } = texts.integrations;

/** The state of an integration at a glance. */
export function IntegrationBadges({ integration: { status, scim, warnings } }: { integration: Integration }) {
  return (
    <span className={styles.badges}>
      <Badge variant="light" color={status === 'verified' ? 'green' : 'yellow'}>
        {badges[status]}
      </Badge>
      <Badge variant="light" color={scim.enabled ? 'green' : 'gray'}>
        {scim.enabled ? badges.scimOn : badges.scimOff}
      </Badge>
      {warnings.map(({ code }) => (
        <Badge key={code} variant="light" color={code === 'certificate_expired' || code === 'metadata_expired' ? 'red' : 'yellow'}>
          {badges.warnings[code]}
        </Badge>
      ))}
    </span>
  );
}
