import { refuseDirectory } from '@app/directory';
import { ApiProblems, refuseHttp } from '@app/http';
import { refuseIdentityProvider } from '@app/idp/contract';
import { refuseMetadata } from '@app/metadata';
import { refuseOidc } from '@app/oidc';
import { refuseSaml } from '@app/saml';
import { refuseIntegration } from '../problems.js';

// What the operations of the API list as their refusals: each set is what its kind of route has, and the codes named beside it.
type Code = keyof typeof refuseIntegration.definitions;

const account = [refuseDirectory, 'forbidden', 'account_unknown'] as const;
const fetching = [refuseMetadata, 'metadata_unreachable', 'metadata_address_refused'] as const;
const reading = [refuseSaml, 'metadata_invalid'] as const;
const configuring = [refuseOidc, 'openid_configuration_invalid'] as const;

export function ReadProblems(...codes: Code[]): MethodDecorator {
  return ApiProblems([refuseHttp, 'unauthenticated'], account, [refuseIntegration, ...codes]);
}

export function ListProblems(...codes: Code[]): MethodDecorator {
  return ApiProblems([refuseHttp, 'request_invalid', 'cursor_invalid', 'unauthenticated'], account, [refuseIntegration, ...codes]);
}

export function WriteProblems(...codes: Code[]): MethodDecorator {
  return ApiProblems([refuseHttp, 'request_invalid', 'unauthenticated', 'cross_site_request'], account, [refuseIntegration, ...codes]);
}

export function BrakeProblems(): MethodDecorator {
  return ApiProblems(
    [refuseHttp, 'request_invalid', 'text_invalid', 'unauthenticated', 'cross_site_request'],
    account,
    [refuseIntegration, 'integration_unknown'],
    [refuseDirectory, 'brake_undecided', 'brake_not_decided'],
  );
}

/** Of routes that read metadata again. */
export function MetadataProblems(...codes: Code[]): MethodDecorator {
  return ApiProblems([refuseHttp, 'unauthenticated', 'cross_site_request'], account, fetching, reading, configuring, [refuseIntegration, ...codes]);
}

/** Of routes that take settings of an integration. */
export function SettingsProblems(...codes: Code[]): MethodDecorator {
  return ApiProblems(
    [refuseHttp, 'request_invalid', 'unauthenticated', 'cross_site_request', 'body_too_large'],
    account,
    [refuseIdentityProvider, 'provider_unknown', 'options_invalid'],
    fetching,
    reading,
    configuring,
    [refuseIntegration, 'entity_id_invalid', 'unique_identifier_required', 'unique_identifier_invalid', 'metadata_source_required', 'unique_identifier_taken', ...codes],
  );
}
