import { AccountId, PlatformError, Region, type MintedAccount } from '@regional-pipeline/platform-model';
import { z } from 'zod';
import { stateReaderErrors } from './errors.js';
import type { Outputs } from './parse-state.js';
import { s3Uri, type ObjectAddress } from './provenance.js';

const outputName = 'accounts';

/** What must be true of every account; it may have more. */
const Account = z.object({
  id: AccountId,
  region: Region,
  type: z.string().min(1),
});

/** How many bad accounts a message names. */
const shown = 20;

/**
 * Takes the accounts out of a state's outputs: from a value of type `object` or `map` alike.
 *
 * @throws PlatformError CentralStateNoAccounts, CentralStateOutputInvalid, CentralStateAccountInvalid
 */
export function mintedAccounts(outputs: Outputs, address: ObjectAddress): MintedAccount[] {
  const accountsByName = accountsOutput(outputs, address);
  const accounts: MintedAccount[] = [];
  const problems: string[] = [];
  for (const name of Object.keys(accountsByName)) {
    const account = Account.safeParse(accountsByName[name]);
    if (account.success) {
      const { id, region, type } = account.data;
      accounts.push({ name, id, region, type });
    } else {
      const issues = account.error.issues.map(({ path, message }) => [...path, message].join(': '));
      problems.push(`${JSON.stringify(name)} (${issues.join('; ')})`);
    }
  }
  if (problems.length === 0) return accounts;
  const more = problems.length > shown ? ` and ${problems.length - shown} more` : '';
  throw new PlatformError(stateReaderErrors.CentralStateAccountInvalid, {
    message:
      `${problems.length} of ${problems.length + accounts.length} accounts in ${s3Uri(address)} are invalid: ` +
      `${problems.slice(0, shown).join(', ')}${more}.`,
    context: { ...address, invalid: problems.length, accounts: problems.slice(0, shown) },
  });
}

function accountsOutput(outputs: Outputs, address: ObjectAddress): Readonly<Record<string, unknown>> {
  const output = Object.hasOwn(outputs, outputName) ? outputs[outputName] : undefined;
  if (!output) {
    const names = Object.keys(outputs);
    throw new PlatformError(stateReaderErrors.CentralStateNoAccounts, {
      message:
        `${s3Uri(address)} has no output "accounts"; ` +
        (names.length === 0 ? 'it has no outputs at all.' : `its outputs are ${names.join(', ')}.`),
      context: { ...address, outputs: names },
    });
  }
  if (output.sensitive) throw outputInvalid(address, 'is marked as sensitive');
  const { value } = output;
  if (isMapping(value)) return value;
  throw outputInvalid(address, `is of type ${typeName(output.type)}, not a map of accounts`);
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Terraform writes `"string"`, or `["list", "string"]`, as the type of an output. */
function typeName(type: unknown): string {
  return JSON.stringify(Array.isArray(type) ? type[0] : (type ?? 'unknown'));
}

function outputInvalid(address: ObjectAddress, what: string): PlatformError {
  return new PlatformError(stateReaderErrors.CentralStateOutputInvalid, {
    message: `the output "accounts" of ${s3Uri(address)} ${what}.`,
    context: { ...address },
  });
}
