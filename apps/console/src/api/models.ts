import type { components } from './schema.js';

type Schemas = components['schemas'];

/** What the API answers with, by the names of its description. */
export type Session = Schemas['OwnSessionResource'];
export type SignInOption = Schemas['SignInOptionView'];
export type User = Schemas['UserResource'];
export type Group = Schemas['GroupResource'];
export type GroupMember = Schemas['GroupMemberResource'];
export type SecondFactor = Schemas['SecondFactorResource'];
export type SecondFactors = Schemas['SecondFactorsResource'];
export type ProofChallenge = Schemas['ChallengeResource'];
export type Refusal = Schemas['RefusalResource'];
export type UserSession = Schemas['SessionResource'];
export type Account = Schemas['AccountDetails'];
export type AccountInList = Schemas['AccountResource'];
export type CreatedAccount = Schemas['CreatedAccountResource'];
export type ApiKey = Schemas['ApiKeyResource'];
export type CreatedApiKey = Schemas['CreatedApiKeyResource'];
export type AuditEvent = Schemas['AuditEventResource'];
export type Integration = Schemas['IntegrationView'];
export type Brake = Schemas['BrakeView'];
export type BrakeDetails = Schemas['BrakeDetails'];
export type IdentityProvider = Schemas['IdentityProviderView'];
export type Guide = Schemas['GuideView'];
export type GuideSection = Schemas['GuideSectionView'];
export type Activity = Schemas['ActivityView'];
export type SetupLink = Schemas['SetupLinkView'];
export type MetadataProposal = Schemas['MetadataProposalView'];
export type Setup = Schemas['SetupView'];
export type SignIn = Schemas['SignInView'];
export type ProvisioningRequest = Schemas['ProvisioningView'];
export type Webhook = Schemas['WebhookView'];
export type WebhookWithSecret = Schemas['WebhookWithSecretView'];
export type Delivery = Schemas['DeliveryView'];
export type DeliveryDetails = Schemas['DeliveryDetailView'];
