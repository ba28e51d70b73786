import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '@app/http';
import type { GroupMemberRow } from '@app/persistence';
import type { CountedGroup } from '../groups/read-groups.js';

export class GroupQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only groups whose name holds this, compared without case.', example: 'operations' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  search?: string;
}

export class GroupResource {
  @ApiProperty({ example: '01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8d9e' })
  id!: string;

  @ApiProperty({ example: 'Operations' })
  displayName!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The integration that provisions it; null: managed here.', example: null })
  managedBy!: string | null;

  @ApiProperty({ type: 'integer', description: 'How many members it has, groups among them.', example: 12 })
  members!: number;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export function groupResource({ group, members }: CountedGroup): GroupResource {
  const { id, displayName, managedBy, createdAt, updatedAt } = group;
  return { id, displayName, managedBy, members, createdAt: new Date(createdAt).toISOString(), updatedAt: new Date(updatedAt).toISOString() };
}

export class GroupMemberResource {
  @ApiProperty({ description: 'Of the user or the group.', example: '01930c5e-8b1f-7c3a-9d2e-4f5a6b7c8d9e' })
  id!: string;

  @ApiProperty({ enum: ['user', 'group'] })
  kind!: 'user' | 'group';

  @ApiProperty({ type: String, nullable: true, description: 'Of a user.', example: 'dana@acme.example' })
  userName!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Dana Levi' })
  displayName!: string | null;
}

export function groupMemberResource({ id, isGroup, userName, displayName }: GroupMemberRow): GroupMemberResource {
  return { id, kind: isGroup ? 'group' : 'user', userName, displayName };
}
