import type { SecretSealer } from '@app/kernel';
import type { WebhookSecrets } from '@app/persistence';

/** What a webhook's secrets are sealed for: moved to another row or column they do not open. */
export const sealingContext = (webhookId: string): string => `webhooks/${webhookId}/secret`;

/** The secrets that messages are signed with now, the current one first. */
export function secretsThatHold(sealer: SecretSealer, webhookId: string, { sealedSecret, formerSealedSecret, formerSecretExpiresAt }: WebhookSecrets, now: number): string[] {
  const formerHolds = formerSealedSecret !== null && (formerSecretExpiresAt ?? 0) > now;
  return [sealedSecret, ...(formerHolds ? [formerSealedSecret] : [])].map((sealed) => sealer.open(sealed, sealingContext(webhookId)));
}
