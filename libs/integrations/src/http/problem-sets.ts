import { applyDecorators } from '@nestjs/common';
import { refuseDirectory } from '@app/directory';
import { ApiProblems, refuseHttp } from '@app/http';
import { refuseIdentityProvider } from '@app/idp/contract';
import { refuseMetadata } from '@app/metadata';
import { refuseSaml } from '@app/saml';
import { refuseIntegration } from '../problems.js';

type Code = keyof typeof refuseIntegration.definitions;

/** What every route of an account can refuse with, and these beside it. */
export function AccountProblems(...codes: Code[]): MethodDecorator {
  return ApiProblems([refuseHttp, 'request_invalid', 'unauthenticated'], [refuseDirectory, 'forbidden', 'account_unknown'], [refuseIntegration, ...codes]);
}

/** What a request with settings of an integration can be refused with, and these beside it. */
export function SettingsProblems(...codes: Code[]): MethodDecorator {
  const ofSettings: Code[] = ['entity_id_invalid', 'unique_identifier_required', 'unique_identifier_invalid', 'metadata_source_required', 'unique_identifier_taken'];
  return applyDecorators(
    ApiProblems(
      [refuseHttp, 'request_invalid', 'unauthenticated', 'body_too_large'],
      [refuseDirectory, 'forbidden', 'account_unknown'],
      [refuseIdentityProvider, 'provider_unknown', 'options_invalid'],
      [refuseMetadata, 'metadata_unreachable', 'metadata_address_refused'],
      [refuseSaml, 'metadata_invalid'],
      [refuseIntegration, ...ofSettings, ...codes],
    ),
  );
}
