import type { ServiceCall } from '../gateway/service.js';
import type { XmlElement } from '../xml/xml.js';
import type { CredentialRegistry } from '../credentials/credential-registry.js';
import type { World } from '../world/world.js';

/** A call to STS: its parameters, and what STS knows. */
export interface StsCall extends ServiceCall {
  readonly parameters: ReadonlyMap<string, string>;
  readonly world: World;
  readonly registry: CredentialRegistry;
  /** How long every session lives, whatever was asked for; for tests of expiry. */
  readonly sessionLifetimeSeconds?: number;
}

/** One operation of STS's query API. */
export interface StsOperation {
  /** As the API reference calls it. */
  readonly name: string;
  /** What may be sent besides Action and Version. Another parameter is answered NotImplemented. */
  readonly parameters: readonly string[];
  /** The content of the result element. */
  perform(call: StsCall): readonly XmlElement[];
}
