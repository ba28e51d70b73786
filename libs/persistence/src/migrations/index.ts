import { CreateAccountsAndUsers1764000000001 } from './1764000000001-create-accounts-and-users.js';
import { CreateIntegrations1764000000002 } from './1764000000002-create-integrations.js';
import { CreateSessions1764000000003 } from './1764000000003-create-sessions.js';
import { CreateLogs1764000000004 } from './1764000000004-create-logs.js';
import { ProtectOwners1764000000010 } from './1764000000010-protect-owners.js';
import { CreateSecondFactors1764000000011 } from './1764000000011-create-second-factors.js';
import { BrakeDeprovisioning1764000000015 } from './1764000000015-brake-deprovisioning.js';
import { TellRefusalsByCode1764000000016 } from './1764000000016-tell-refusals-by-code.js';
import { CreateMetadataReadings1764000000020 } from './1764000000020-create-metadata-readings.js';
import { CreateServiceKeys1764000000030 } from './1764000000030-create-service-keys.js';
import { KeepNameIdFormat1764000000031 } from './1764000000031-keep-name-id-format.js';
import { CreateWebhooks1764000000050 } from './1764000000050-create-webhooks.js';
import { CreateLeases1764000000051 } from './1764000000051-create-leases.js';
import { CreateCertificateWarnings1764000000052 } from './1764000000052-create-certificate-warnings.js';
import { CreateOwnerRecoveries1764000000060 } from './1764000000060-create-owner-recoveries.js';
import { CountNameChanges1764000000061 } from './1764000000061-count-name-changes.js';
import { KeepAuditEvents1764000000070 } from './1764000000070-keep-audit-events.js';
import { FindLogsOfAPerson1764000000071 } from './1764000000071-find-logs-of-a-person.js';
import { KeepLastNameIds1764000000090 } from './1764000000090-keep-last-name-ids.js';
import { CreateSignInDomains1764000000100 } from './1764000000100-create-sign-in-domains.js';
import { CreateSetupLinks1764000000101 } from './1764000000101-create-setup-links.js';
import { HandOverClients1764000000115 } from './1764000000115-hand-over-clients.js';

/** Every migration, in the order in which they run. */
export const migrations = [
  CreateAccountsAndUsers1764000000001,
  CreateIntegrations1764000000002,
  CreateSessions1764000000003,
  CreateLogs1764000000004,
  ProtectOwners1764000000010,
  CreateSecondFactors1764000000011,
  BrakeDeprovisioning1764000000015,
  TellRefusalsByCode1764000000016,
  CreateMetadataReadings1764000000020,
  CreateServiceKeys1764000000030,
  KeepNameIdFormat1764000000031,
  CreateWebhooks1764000000050,
  CreateLeases1764000000051,
  CreateCertificateWarnings1764000000052,
  CreateOwnerRecoveries1764000000060,
  CountNameChanges1764000000061,
  KeepAuditEvents1764000000070,
  FindLogsOfAPerson1764000000071,
  KeepLastNameIds1764000000090,
  CreateSignInDomains1764000000100,
  CreateSetupLinks1764000000101,
  HandOverClients1764000000115,
];
