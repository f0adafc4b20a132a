import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { centralStateKey, type MintedAccount, type Region } from '@regional-pipeline/platform-model';
import { fetchStateObject } from './fetch-state-object.js';
import { mintedAccounts } from './minted-accounts.js';
import { parseState } from './parse-state.js';
import type { StateProvenance } from './provenance.js';

/** Where the central state is, and who reads it. */
export interface CentralStateLocation {
  readonly bucket: string;
  /** `management-deploy/terraform.tfstate` where it is left out. */
  readonly key?: string;
  /** The caller's region. The bucket may be in another one of the partition. */
  readonly region: Region;
  /** Settings of the SDK's client that differ from its defaults: credentials, attempts, timeouts. */
  readonly client?: Omit<S3ClientConfig, 'region'>;
}

/** The accounts that Central has minted, and which state said so. */
export interface MintedAccounts {
  /** In the order of the state; none where the map is empty, which is not an error. */
  readonly accounts: readonly MintedAccount[];
  readonly provenance: StateProvenance;
}

/**
 * Reads the output `accounts` of Central's Terraform state, by one GetObject (SM-18: reads only).
 *
 * It follows the bucket into its region, reads it once, and gives either every account or an error; never a part.
 * An account may be of a type that is not known here, and may have further fields. `AWS_ENDPOINT_URL`,
 * `AWS_ENDPOINT_URL_S3` and `AWS_MAX_ATTEMPTS` are honoured by the SDK itself.
 *
 * @throws PlatformError CentralStateMissing, CentralBucketMissing, CentralStateAccessDenied,
 *   CentralStateRegionUnknown, CentralStateUnreachable, CentralStateUnavailable, CentralCredentialsMissing,
 *   CentralCredentialsExpired, CentralCredentialsInvalid, CentralStateFailed: S3 did not give the object
 * @throws PlatformError CentralStateUnreadable, CentralStateNotV4, CentralStateNoAccounts,
 *   CentralStateOutputInvalid, CentralStateAccountInvalid: the object is not a state with valid accounts
 */
export async function readMintedAccounts(location: CentralStateLocation): Promise<MintedAccounts> {
  const { bucket, key = centralStateKey, region, client = {} } = location;
  const { content, version } = await fetchStateObject({ bucket, key, region, client });
  const { outputs, ...state } = parseState(content, { bucket, key });
  return {
    accounts: mintedAccounts(outputs, { bucket, key }),
    provenance: { bucket, key, ...version, ...state },
  };
}
