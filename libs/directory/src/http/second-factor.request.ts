import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import { refuseHttp } from '@app/http';

const PASSKEY_ANSWER = { type: 'object', additionalProperties: true, example: { id: 'kq9…', rawId: 'kq9…', type: 'public-key', response: {} } } as const;

export class SecondFactorAnswerRequest {
  @ApiProperty({ description: 'The `challenge` that is answered.' })
  @IsString()
  @MaxLength(200)
  challenge!: string;

  @ApiPropertyOptional({ description: 'The six digits that the authenticator app shows.', example: '492039' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  code?: string;

  @ApiPropertyOptional({ description: 'One of the recovery codes; good once.', example: '7K2QM-X9W4H-TB0RN-5ZC8D' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  recoveryCode?: string;

  @ApiPropertyOptional({ ...PASSKEY_ANSWER, description: 'What `navigator.credentials.get` returned, by its `toJSON()`.' })
  @IsOptional()
  @IsObject()
  passkey?: Record<string, unknown>;
}

export class SessionProofRequest extends SecondFactorAnswerRequest {
  @ApiPropertyOptional({ description: 'Of a user without a second factor.', example: 'correct horse battery staple' })
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  password?: string;
}

/** @throws Problem `request_invalid` (400) where it is not one answer */
export function assertOneAnswer({ code, recoveryCode, passkey, password }: Partial<SessionProofRequest>): void {
  const given = Object.entries({ code, recoveryCode, passkey, password }).filter(([, answer]) => answer != null).map(([name]) => name);
  if (given.length !== 1) throw refuseHttp('request_invalid', `The challenge takes one answer, expected one of its methods, received ${given.length === 0 ? 'none' : given.join(' and ')}`);
}

class NamedRequest {
  @ApiProperty({ description: 'By which you recognise it.', example: 'My telephone' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;
}

export class ConfirmTotpRequest extends NamedRequest {
  @ApiProperty()
  @IsString()
  @MaxLength(200)
  enrolment!: string;

  @ApiProperty({ description: 'What the app shows now.', example: '492039' })
  @IsString()
  @MaxLength(20)
  code!: string;
}

export class FinishPasskeyRequest extends NamedRequest {
  @ApiProperty()
  @IsString()
  @MaxLength(200)
  registration!: string;

  @ApiProperty({ ...PASSKEY_ANSWER, description: 'What `navigator.credentials.create` returned, by its `toJSON()`.' })
  @IsObject()
  response!: Record<string, unknown>;
}
