import { ApiProperty } from '@nestjs/swagger';
import type { AuditEventEntity } from '@app/persistence';

export class AuditParty {
  @ApiProperty({ example: 'user' })
  kind!: string;

  @ApiProperty({ type: String, nullable: true })
  id!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What it was called then.', example: 'dana@acme.example' })
  name!: string | null;
}

export class AuditEventResource {
  @ApiProperty()
  id!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ description: 'What happened.', example: 'user.deactivated' })
  action!: string;

  @ApiProperty({ type: AuditParty, description: 'Who did it: `user`, `api-key`, `provisioning-client`, `identity-provider`, `setup-link`, `host`, `system`.' })
  actor!: AuditParty;

  @ApiProperty({ type: AuditParty, description: 'To whom or what.' })
  subject!: AuditParty;

  @ApiProperty({ type: String, nullable: true, description: 'Where the request came from.', example: '192.0.2.17' })
  address!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The reference number of the request.', example: 'K7QM-2XW9-4HTB' })
  reference!: string | null;

  @ApiProperty({ type: Object, nullable: true, additionalProperties: true, description: 'What changed, as it was. Never a secret.', example: { active: true } })
  before!: Record<string, unknown> | null;

  @ApiProperty({ type: Object, nullable: true, additionalProperties: true, description: 'What changed, as it is. Never a secret.', example: { active: false } })
  after!: Record<string, unknown> | null;
}

export function auditEventResource(event: AuditEventEntity): AuditEventResource {
  const { id, at, action, address, reference, before, after } = event;
  const actor = { kind: event.actorKind, id: event.actorId, name: event.actorName };
  const subject = { kind: event.subjectKind, id: event.subjectId, name: event.subjectName };
  return { id, at: new Date(at).toISOString(), action, actor, subject, address, reference, before, after };
}
