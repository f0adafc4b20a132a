import { PlatformError } from '@regional-pipeline/platform-model';
import { trustPolicyErrors } from './errors.js';

/**
 * Passes on a name that an ARN is made from, after making sure that it means one thing only.
 *
 * `*` and `?` are wildcards in `Resource` and in the `Arn*` operators, so a name that holds one widens the
 * statement that it stands in. A CDK token (`${Token[…]}`) passes: what it becomes is not known yet.
 *
 * @param what what the name is of, for the message: `the central state bucket`
 * @throws PlatformError `NameIsPattern`
 */
export function exactName(what: string, name: string): string {
  if (/[*?]/.test(name)) {
    throw new PlatformError(trustPolicyErrors.NameIsPattern, {
      message: `${what} is given as ${JSON.stringify(name)}, which is a pattern.`,
      context: { what, name },
    });
  }
  return name;
}
