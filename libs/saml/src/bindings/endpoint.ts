/** How a message travels by the browser: in the query (SAML Bindings §3.4) or in a form (§3.5). */
export type Binding = 'redirect' | 'post';

/** Where an identity provider takes messages. */
export interface Endpoint {
  readonly binding: Binding;
  readonly location: string;
  /** Where responses of this service go, when that differs (logout). */
  readonly responseLocation?: string;
}

/** A message of ours, ready for the browser: a redirect to `url`, or a form that posts `fields` to it. */
export type OutgoingMessage =
  | { readonly id: string; readonly binding: 'redirect'; readonly url: string }
  | {
      readonly id: string;
      readonly binding: 'post';
      readonly url: string;
      readonly fields: Readonly<Record<string, string>>;
    };
