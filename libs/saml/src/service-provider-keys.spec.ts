import { createPrivateKey, createSign, X509Certificate } from 'node:crypto';
import { generateServiceProviderKeys } from './service-provider-keys.js';

describe('the keys of the service', () => {
  it('are RSA of 3072 bits with a self-signed certificate of ten years', async () => {
    const now = new Date('2026-11-24T09:00:00Z');
    const keys = await generateServiceProviderKeys({ commonName: 'app.example.test', now });
    const certificate = new X509Certificate(keys.certificate);
    expect(createPrivateKey(keys.privateKey).asymmetricKeyDetails).toMatchObject({
      modulusLength: 3072,
      publicExponent: 65537n,
    });
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(keys.privateKey))).toBe(true);
    expect(certificate.subject).toBe('CN=app.example.test');
    expect([keys.notBefore, keys.notAfter]).toEqual([now, new Date('2036-11-24T09:00:00Z')]);
    expect(keys.fingerprint).toBe(certificate.fingerprint256);
    const signature = createSign('sha256').update('x').sign(keys.privateKey);
    expect(signature).toHaveLength(384);
  });

  it('differ each time', async () => {
    const make = () => generateServiceProviderKeys({ commonName: 'a, O=b', now: new Date() });
    const [first, second] = await Promise.all([make(), make()]);
    expect(first.fingerprint).not.toBe(second.fingerprint);
    expect(new X509Certificate(first.certificate).serialNumber).not.toBe(
      new X509Certificate(second.certificate).serialNumber,
    );
  });
});
