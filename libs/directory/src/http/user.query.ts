import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '@app/http';

export class UserQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only the user with this userName or primary e-mail address, compared without case.', example: 'dana@acme.example' })
  @IsOptional()
  @IsString()
  @MaxLength(512)
  identifier?: string;
}
