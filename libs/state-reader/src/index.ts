export {
  readMintedAccounts,
  type CentralStateLocation,
  type MintedAccounts,
} from './read-minted-accounts.js';
export type { ObjectAddress, ObjectVersion, StateProvenance, StateVersion } from './provenance.js';
export { stateReaderErrors } from './errors.js';
