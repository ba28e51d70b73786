import { defineProblems } from '@app/kernel';

/** Why metadata could not be fetched; what is wrong inside is saml's `metadata_invalid`. */
export const refuseMetadata = defineProblems({
  metadata_unreachable: { status: 400, title: 'The metadata could not be fetched' },
  metadata_address_refused: { status: 400, title: 'The metadata address is not one that may be fetched' },
});
