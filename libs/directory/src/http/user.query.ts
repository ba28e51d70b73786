import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '@app/http';

export class UserQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Only the user with this userName or primary e-mail address, compared without case.', example: 'dana@acme.example' })
  @IsOptional()
  @IsString()
  @MaxLength(512)
  identifier?: string;

  @ApiPropertyOptional({ description: 'Only users whose userName, e-mail address or names hold every one of these words, compared without case. A page looks at 20,000 users: it may hold fewer than `limit`, or none, and go on by `nextCursor`.', example: 'dana levi' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  search?: string;
}
