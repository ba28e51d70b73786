// Every test that judges the verification of messages, in one file: for each mutant the modules are loaded once. The cheap ones first: most mutants
// are dead before anything is forged.
import '../../libs/saml/src/xml/xml.spec.js';
import '../../libs/saml/src/xml/limits.spec.js';
import '../../libs/saml/src/bindings/bindings.spec.js';
import '../../libs/saml/src/response/claims.spec.js';
import '../../libs/saml/src/response/attributes.spec.js';
import '../../libs/saml/src/xml/read-canonical.spec.js';
import '../../libs/saml/src/xml/read-plain.spec.js';
import '../../libs/saml/src/encryption/encryption.spec.js';
import '../../libs/saml/src/signature/plain-document.spec.js';
import '../../libs/saml/src/signature/form.spec.js';
import '../../libs/saml/src/signature/received.spec.js';
import '../../libs/saml/src/logout/received.spec.js';
import '../../libs/saml/src/logout/logout.spec.js';
import '../../libs/saml/src/requests/create-authn-request.spec.js';
import '../../libs/saml/src/response/received.spec.js';
import '../../libs/saml/src/response/verified-assertion.spec.js';
import '../../libs/saml/src/response/verify-response.spec.js';
import '../../libs/saml/src/response/prove-quickly.spec.js';
import '../attacks/encrypted-assertions.spec.js';
import '../attacks/forged-logout.spec.js';
import '../attacks/forged-responses.spec.js';
