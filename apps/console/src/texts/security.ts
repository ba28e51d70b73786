import { commonTexts } from './everywhere.js';

const { counted } = commonTexts;

export const securityTexts = {
  security: {
    title: 'Second factors',
    introduction: 'What is asked for beside my password.',
    notHere: 'You have signed in through an identity provider, which asks for its own second factor. There is none to set up here.',
    factors: 'My second factors',
    none: 'None yet: the password alone opens a session.',
    addTotp: 'Add an authenticator app',
    addPasskey: 'Add a passkey',
    columns: { name: 'Name', kind: 'What', created: 'Added', used: 'Last used', remove: 'Remove' },
    kinds: { totp: 'Authenticator app', passkey: 'Passkey' },
    removeOf: (name: string) => `Remove ${name}`,
    added: (name: string) => `${name} is added.`,
    removed: (name: string) => `${name} is removed.`,
    recovery: 'Recovery codes',
    recoveryHelp: 'Each of them stands in for a second factor once. Keep them where the telephone is not.',
    left: (count: number) => `${counted(count, 'code is', 'codes are')} left.`,
    renew: 'Make new recovery codes',
    codesShownOnce: 'The codes are shown this once; those before have ended.',
    totpHow: 'Scan the code with your authenticator app, or type the secret into it; then enter its first six digits here.',
    qrCode: 'QR code: the same secret, for the camera of a telephone',
    secret: 'Secret',
    openApp: 'Open it in the authenticator app of this device',
    code: 'Six digits that the app shows',
    name: 'Name',
    nameHelp: 'By which you recognise it, such as My telephone.',
    passkeyHow: 'A security key, or the passkey of a telephone or computer. The browser asks for it next.',
  },
  proof: {
    title: 'Show again that it is you',
    introduction: 'Second factors are guarded by a proof of the last ten minutes.',
    password: 'Password',
    code: 'Six digits of the authenticator app',
    recoveryCode: 'Recovery code',
    otherWay: 'Show it in another way',
    submit: 'Go on',
  },
};
