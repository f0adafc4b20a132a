import { randomBytes } from 'node:crypto';
import type { NamedPolicy } from '@regional-pipeline/policy-proofs';
import type { WorldRole } from '../world/world.js';
import type { RoleSession, SessionCredentials } from './session-credentials.js';

/** The letters of an access key id after its `ASIA`: base 32. */
const keyAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What a new session is made of. */
export interface SessionRequest {
  readonly role: WorldRole;
  readonly sessionName: string;
  readonly lifetimeSeconds: number;
  readonly sessionPolicies?: readonly NamedPolicy[];
}

/** The sessions of this AWS, by access key id. Expired ones stay known, so that they are told from wrong ones. */
export class CredentialRegistry {
  readonly #sessions = new Map<string, RoleSession>();
  readonly #clock: () => Date;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  issue({ role, sessionName, lifetimeSeconds, sessionPolicies = [] }: SessionRequest): RoleSession {
    const credentials: SessionCredentials = {
      accessKeyId: `ASIA${randomKeyId()}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: randomBytes(192).toString('base64'),
      expiration: new Date(this.#clock().getTime() + lifetimeSeconds * 1000),
    };
    const sessionArn = `${role.arn.split(':').slice(0, 2).join(':')}:sts::${role.accountId}:assumed-role/${role.name}/${sessionName}`;
    const session: RoleSession = {
      principal: { kind: 'role-session', accountId: role.accountId, roleArn: role.arn, sessionArn },
      sessionPolicies,
      credentials,
    };
    this.#sessions.set(credentials.accessKeyId, session);
    return session;
  }

  find(accessKeyId: string): RoleSession | undefined {
    return this.#sessions.get(accessKeyId);
  }
}

function randomKeyId(): string {
  return [...randomBytes(16)].map((byte) => keyAlphabet.charAt(byte % keyAlphabet.length)).join('');
}
