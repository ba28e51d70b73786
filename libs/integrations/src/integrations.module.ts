import { Module } from '@nestjs/common';
import { Addresses } from './addresses.js';
import { IntegrationBrake } from './brake.js';
import { ChangeIntegration } from './change-integration.js';
import { CheckIdentities } from './check-identities.js';
import { CreateIntegration } from './create-integration.js';
import { DeleteIntegration } from './delete-integration.js';
import { ActivityController } from './http/activity.controller.js';
import { BrakeController } from './http/brake.controller.js';
import { DeletionController } from './http/deletion.controller.js';
import { GuideController } from './http/guide.controller.js';
import { IdentityCheckController } from './http/identity-check.controller.js';
import { IdentityProvidersController } from './http/identity-providers.controller.js';
import { IntegrationsController } from './http/integrations.controller.js';
import { LogsController } from './http/logs.controller.js';
import { MetadataController } from './http/metadata.controller.js';
import { ScimSwitchController } from './http/scim-switch.controller.js';
import { SetupController } from './http/setup.controller.js';
import { SetupLinksController } from './http/setup-links.controller.js';
import { TakeoverController } from './http/takeover.controller.js';
import { IntegrationDetails } from './integration-details.js';
import { IntegrationDrafts } from './integration-drafts.js';
import { IntegrationWork } from './integration-work.js';
import { IssueScimCredentials } from './issue-scim-credentials.js';
import { LatestHappenings } from './latest-happenings.js';
import { Options } from './options.js';
import { PreviewDeletion } from './preview-deletion.js';
import { ReadActivity } from './read-activity.js';
import { ReadIntegrations } from './read-integrations.js';
import { ReadLogs } from './read-logs.js';
import { RefreshByHand } from './refresh-by-hand.js';
import { RefusedNames } from './refused-names.js';
import { RotateScimCredentials } from './rotate-scim-credentials.js';
import { SettingsAudit } from './settings-audit.js';
import { ConfirmedOptions } from './setup/confirmed-options.js';
import { DecideOnProposal } from './setup/decide-on-proposal.js';
import { OpenSetupLink } from './setup/open-setup-link.js';
import { ProposeMetadata } from './setup/propose-metadata.js';
import { ReadHandedOver } from './setup/read-handed-over.js';
import { SetupLinks } from './setup/setup-links.js';
import { ShowSetup } from './setup/show-setup.js';
import { ShowGuide } from './show-guide.js';
import { ShowIdentities } from './show-identities.js';
import { ShowIntegration } from './show-integration.js';
import { SwitchScim } from './switch-scim.js';
import { TakeOver } from './take-over.js';

const actions = [ChangeIntegration, CreateIntegration, DeleteIntegration, RefreshByHand, RotateScimCredentials, SwitchScim, TakeOver];
const parts = [Addresses, IntegrationBrake, IntegrationDetails, IntegrationDrafts, IntegrationWork, IssueScimCredentials, Options, SettingsAudit];
const views = [CheckIdentities, LatestHappenings, PreviewDeletion, ReadActivity, ReadIntegrations, ReadLogs, RefusedNames, ShowGuide, ShowIdentities, ShowIntegration];
const setup = [ConfirmedOptions, DecideOnProposal, OpenSetupLink, ProposeMetadata, ReadHandedOver, SetupLinks, ShowSetup];

/** Needs {@link IdentityProviderRegistry} from the application, and the modules of directory, credentials, metadata, audit, persistence. */
@Module({
  controllers: [ActivityController, BrakeController, DeletionController, GuideController, IdentityCheckController, IdentityProvidersController, IntegrationsController, LogsController, MetadataController, ScimSwitchController, SetupController, SetupLinksController, TakeoverController],
  providers: [...actions, ...parts, ...setup, ...views],
})
export class IntegrationsModule {}
