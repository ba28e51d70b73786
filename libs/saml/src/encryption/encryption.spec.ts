import { constants, createCipheriv, generateKeyPairSync, publicEncrypt, randomBytes } from 'node:crypto';
import { readXml } from '../xml/element.js';
import { contentCipher, decipherContent } from './content-ciphers.js';
import { decryptAssertion } from './decrypt-assertion.js';
import { transportHash, unwrapKey } from './key-transport.js';

const XENC = 'http://www.w3.org/2001/04/xmlenc#';
const XENC11 = 'http://www.w3.org/2009/xmlenc11#';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });

/** What a refusal shows of expected and received, or what came of it. */
function outcome(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    const { members } = error as { members?: Record<string, unknown> };
    return members ? [members.expected, members.received] : error;
  }
}

describe('the transport of the content key', () => {
  const method = (algorithm: string, digest?: string, mask?: string) => {
    const parameters = [digest && `<DigestMethod xmlns="${DSIG}" Algorithm="${digest}"/>`, mask && `<MGF xmlns="${XENC11}" Algorithm="${XENC11}${mask}"/>`].filter(Boolean).join('');
    return readXml(`<EncryptionMethod xmlns="${XENC}" Algorithm="${algorithm}">${parameters}</EncryptionMethod>`);
  };
  const [OAEP, OAEP11] = [`${XENC}rsa-oaep-mgf1p`, `${XENC11}rsa-oaep`];

  it.each<[string, Parameters<typeof method>, string]>([
    ['RSA-OAEP', [OAEP], 'sha1'],
    ['RSA-OAEP with SHA-1, said', [OAEP, `${DSIG}sha1`], 'sha1'],
    ['RSA-OAEP with SHA-256', [OAEP, `${XENC}sha256`], 'sha256'],
    ['RSA-OAEP of 1.1', [OAEP11], 'sha1'],
    ['RSA-OAEP of 1.1 with SHA-256 twice', [OAEP11, `${XENC}sha256`, 'mgf1sha256'], 'sha256'],
    ['RSA-OAEP of 1.1 with SHA-512 twice', [OAEP11, `${XENC}sha512`, 'mgf1sha512'], 'sha512'],
  ])('may be %s', (_, parameters, hash) => {
    expect(transportHash(method(...parameters))).toBe(hash);
  });

  it.each<[string, Parameters<typeof method>, string]>([
    ['RSA 1.5', [`${XENC}rsa-1_5`], `${XENC}rsa-1_5`],
    ['RSA 1.5 with the parameters of RSA-OAEP', [`${XENC}rsa-1_5`, `${XENC}sha256`, 'mgf1sha256'], `${XENC}rsa-1_5`],
    ['RSA-OAEP with a hash that is none of ours', [OAEP, `${XENC}ripemd160`], OAEP],
    ['RSA-OAEP of 1.1 with a hash that is none of ours', [OAEP11, `${XENC}ripemd160`, 'mgf1sha1'], `${OAEP11} with ${XENC11}mgf1sha1`],
    ['RSA-OAEP of 1.1 with two hashes', [OAEP11, `${XENC}sha256`, 'mgf1sha1'], `${OAEP11} with ${XENC11}mgf1sha1`],
    ['RSA-OAEP of 1.1 with SHA-256 and the mask of before', [OAEP11, `${XENC}sha256`], `${OAEP11} with ${XENC11}mgf1sha1`],
    ['another algorithm', ['urn:another'], 'urn:another'],
  ])('is not %s', (_, parameters, received) => {
    expect(outcome(() => transportHash(method(...parameters)))).toEqual(['RSA-OAEP with one hash', received]);
  });

  it('is told', () => {
    expect(outcome(() => transportHash(undefined))).toEqual(['RSA-OAEP with one hash', 'none']);
  });

  it('gives a random key of the right length where it does not unwrap, or to another length', () => {
    const { publicKey, privateKey } = keyPair();
    const wrap = (key: Buffer) => publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, key);
    const key = randomBytes(32);
    expect(unwrapKey(wrap(key), privateKey, 'sha1', 32)).toEqual(key);
    for (const wrapped of [wrap(randomBytes(24)), wrap(Buffer.concat([key, key])), randomBytes(256), Buffer.alloc(0)]) {
      const [first, second] = [unwrapKey(wrapped, privateKey, 'sha1', 32), unwrapKey(wrapped, privateKey, 'sha1', 32)];
      expect([first.length, second.length, first.equals(second)]).toEqual([32, 32, false]);
    }
  });
});

describe('the cipher of the content', () => {
  it('is told, and one of ours', () => {
    const expected = 'AES-128 or AES-256, in GCM or CBC';
    expect(outcome(() => contentCipher(undefined, true))).toEqual([expected, 'none']);
    expect(outcome(() => contentCipher(`${XENC}tripledes-cbc`, true))).toEqual([expected, `${XENC}tripledes-cbc`]);
    expect(outcome(() => contentCipher(`${XENC}aes256-cbc`, false))).toEqual(['AES-128-GCM or AES-256-GCM, or a signed response', `${XENC}aes256-cbc`]);
  });

  it('in GCM has a whole tag', () => {
    const gcm = contentCipher(`${XENC11}aes256-gcm`, false);
    for (const length of [4, 8, 12, 15]) expect(() => decipherContent(gcm, randomBytes(32), Buffer.alloc(length))).toThrow(/authentication tag length/i);
  });

  const padded = (last: Buffer) => {
    const [cbc, key, block] = [contentCipher(`${XENC}aes128-cbc`, true), randomBytes(16), randomBytes(16)];
    const cipher = createCipheriv('aes-128-cbc', key, block).setAutoPadding(false);
    return () => decipherContent(cbc, key, Buffer.concat([block, cipher.update(Buffer.concat([Buffer.alloc(16, 'a'), last])), cipher.final()])).toString();
  };

  it.each([1, 7, 15, 16])('in CBC may have a padding of %i', (length) => {
    const text = 'b'.repeat(16 - length);
    expect(padded(Buffer.concat([Buffer.from(text), randomBytes(length - 1), Buffer.from([length])]))()).toBe('a'.repeat(16) + text);
  });

  it.each([0, 17, 255])('in CBC has no padding of %i', (length) => {
    expect(padded(Buffer.concat([randomBytes(15), Buffer.from([length])]))).toThrow('The padding is wrong');
  });
});

describe('an encrypted assertion', () => {
  const { publicKey, privateKey } = keyPair();
  const stranger = keyPair().publicKey;
  const key = randomBytes(32);
  const recipient = (to = publicKey, value = true) =>
    `<EncryptedKey xmlns="${XENC}"><EncryptionMethod Algorithm="${XENC}rsa-oaep-mgf1p"/>${value ? `<CipherData><CipherValue>${publicEncrypt({ key: to, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }, key).toString('base64')}</CipherValue></CipherData>` : ''}</EncryptedKey>`;
  const content = () => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    return Buffer.concat([nonce, cipher.update('<hidden/>'), cipher.final(), cipher.getAuthTag()]).toString('base64');
  };
  const METHOD = `<EncryptionMethod Algorithm="${XENC11}aes256-gcm"/>`;
  const opened = (recipients: readonly string[], { method = METHOD, data = `<CipherData><CipherValue>${content()}</CipherValue></CipherData>` } = {}) =>
    outcome(() => decryptAssertion(readXml(`<EncryptedAssertion><EncryptedData xmlns="${XENC}">${method}${data}</EncryptedData>${recipients.join('')}</EncryptedAssertion>`), [privateKey], { integrityProven: false }));

  it('is opened by whichever of four recipients we are', () => {
    const strangers = [1, 2, 3].map(() => recipient(stranger));
    expect(opened([recipient()])).toBe('<hidden/>');
    expect(opened([...strangers, recipient()])).toBe('<hidden/>');
  });

  it.each([0, 5, 9])('is not tried for %i recipients', (count) => {
    expect(opened(Array.from({ length: count }, () => recipient()))).toEqual(['1 to 4', String(count)]);
  });

  it('is refused without a cipher, without a content, without a key', () => {
    expect(opened([recipient()], { method: '' })).toEqual(['AES-128-GCM or AES-256-GCM, or a signed response', 'none']);
    expect(opened([recipient()], { data: '' })).toEqual(['a CipherValue', 'none']);
    expect(opened([recipient()], { data: '<CipherData/>' })).toEqual(['a CipherValue', 'none']);
    expect(opened([recipient(publicKey, false)])).toEqual(['a CipherValue', 'none']);
  });

  it('for somebody else is refused', () => {
    expect(opened([recipient(stranger)])).toEqual(['one encrypted for the certificate of this service', 'another']);
  });
});
