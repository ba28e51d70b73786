import { Global, Module } from '@nestjs/common';
import { AuditTrail } from './audit-trail.js';
import { ProvisioningLog } from './provisioning-log.js';
import { SignInLog } from './sign-in-log.js';

@Global()
@Module({ providers: [AuditTrail, ProvisioningLog, SignInLog], exports: [AuditTrail, ProvisioningLog, SignInLog] })
export class AuditModule {}
