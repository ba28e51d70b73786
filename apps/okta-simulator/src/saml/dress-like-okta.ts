import { randomInt } from 'node:crypto';
import { parseXml, serializeXml, type XmlElement } from './xml-dom.js';

/** The instants of one response. */
export interface ResponseTimes {
  issued: Date;
  notBefore: Date;
  notOnOrAfter: Date;
  /** When the person signed in to Okta: possibly hours ago. */
  authenticated: Date;
}

const PREFIXES: Record<string, string> = { samlp: 'saml2p', saml: 'saml2' };
const XS = 'http://www.w3.org/2001/XMLSchema';
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/**
 * Gives samlp's unsigned response Okta's outer form: its prefixes, ids, `Format` on issuers, attribute name format, the
 * declared `xs` prefix, and its times (Conditions from five minutes before to five minutes after; samlp's begin now).
 */
export function dressLikeOkta(xml: string, times: ResponseTimes): string {
  const document = parseXml(xml);
  for (const element of Array.from(document.getElementsByTagName('*'))) {
    renamePrefix(element);
    setTimes(element, times);
    setOktaForm(element);
  }
  return `<?xml version="1.0" encoding="UTF-8"?>${serializeXml(document)}`;
}

function renamePrefix(element: XmlElement): void {
  const [prefix, localName] = element.tagName.split(':');
  const renamed = PREFIXES[prefix ?? ''];
  if (!renamed || !localName) return;
  // The serializer declares the new prefix where it is first needed.
  element.removeAttribute(`xmlns:${prefix}`);
  Object.assign(element, { prefix: renamed, tagName: `${renamed}:${localName}`, nodeName: `${renamed}:${localName}` });
}

function setTimes(element: XmlElement, times: ResponseTimes): void {
  if (element.hasAttribute('IssueInstant')) element.setAttribute('IssueInstant', times.issued.toISOString());
  if (element.hasAttribute('AuthnInstant')) element.setAttribute('AuthnInstant', times.authenticated.toISOString());
  if (element.hasAttribute('NotBefore')) element.setAttribute('NotBefore', times.notBefore.toISOString());
  if (element.hasAttribute('NotOnOrAfter')) element.setAttribute('NotOnOrAfter', times.notOnOrAfter.toISOString());
}

function setOktaForm(element: XmlElement): void {
  if (element.hasAttribute('ID')) {
    element.setAttribute('ID', `id${digits(20)}`);
    element.setAttributeNS(XMLNS, 'xmlns:xs', XS);
  }
  if (element.localName === 'Issuer')
    element.setAttribute('Format', 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity');
  if (element.localName === 'Attribute')
    element.setAttribute('NameFormat', 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified');
}

function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('');
}
