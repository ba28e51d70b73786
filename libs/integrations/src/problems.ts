import { defineProblems } from '@app/kernel';

/** The refusals of setting up an integration; metadata's own are `refuseMetadata` and saml's `metadata_invalid`. */
export const refuseIntegration = defineProblems({
  entity_id_invalid: { status: 400, title: 'The entity ID cannot be used' },
  unique_identifier_required: { status: 400, title: 'The unique identifier has to be named' },
  unique_identifier_invalid: { status: 400, title: 'The unique identifier cannot be used' },
  metadata_source_required: { status: 400, title: 'The metadata has to come from one place' },
  takeover_of_itself: { status: 400, title: 'An integration cannot take over from itself' },
  integration_unknown: { status: 404, title: 'No such integration' },
  setup_link_unknown: { status: 404, title: 'No such link' },
  setup_link_invalid: { status: 404, title: 'The link is not good any more' },
  metadata_proposal_unknown: { status: 404, title: 'No metadata waits to be confirmed' },
  identity_provider_unknown: { status: 404, title: 'No such identity provider' },
  unique_identifier_taken: { status: 409, title: 'Another integration has that unique identifier' },
  integration_verified: { status: 409, title: 'Somebody has signed in through the integration already' },
  metadata_proposal_changed: { status: 409, title: 'The metadata is not the one that was compared' },
  integration_not_verified: { status: 409, title: 'Nobody has signed in through the integration yet' },
  scim_not_set_up: { status: 409, title: 'SCIM was never switched on' },
  metadata_not_by_url: { status: 409, title: 'The metadata was pasted and has no address' },
  metadata_refresh_paused: { status: 429, title: 'The metadata was read a moment ago' },
});
