import { PlatformError } from '@regional-pipeline/platform-model';
import { z } from 'zod';
import { stateReaderErrors } from './errors.js';
import { s3Uri, type ObjectAddress, type StateVersion } from './provenance.js';
import type { ObjectText } from './read-text.js';

/** An output of a state. */
const Output = z.object({
  value: z.unknown(),
  type: z.unknown().optional(),
  sensitive: z.boolean().optional(),
});

/** What is needed of a Terraform state, format version 4; Terraform and OpenTofu write the same. */
const StateV4 = z.object({
  version: z.literal(4, { error: ({ input }) => `${JSON.stringify(input)} is not 4` }),
  terraform_version: z.string().optional(),
  serial: z.number().nonnegative(),
  lineage: z.string().min(1),
  outputs: z.record(z.string(), Output),
});

export type Outputs = z.infer<typeof StateV4>['outputs'];

/** A state, as far as it is read. */
export interface State extends StateVersion {
  readonly outputs: Outputs;
}

/**
 * Reads a Terraform state of version 4.
 *
 * No message quotes the text: a state may hold secrets. Where a key stands twice the last one counts, as in Go.
 *
 * @throws PlatformError CentralStateUnreadable where it is not JSON
 * @throws PlatformError CentralStateNotV4
 */
export function parseState(content: ObjectText, address: ObjectAddress): State {
  const state = StateV4.safeParse(parseJson(content, address));
  if (state.success) {
    const { terraform_version, serial, lineage, outputs } = state.data;
    return {
      lineage,
      serial,
      ...(terraform_version === undefined ? {} : { terraformVersion: terraform_version }),
      outputs,
    };
  }
  const problems = state.error.issues.map(({ path, message }) => [...path, message].join(': '));
  throw new PlatformError(stateReaderErrors.CentralStateNotV4, {
    message: `${s3Uri(address)} is not a Terraform state of version 4 (${problems.join('; ')}).`,
    context: { ...address, problems },
  });
}

function parseJson({ text, bytes }: ObjectText, address: ObjectAddress): unknown {
  const unreadable = (what: string) =>
    new PlatformError(stateReaderErrors.CentralStateUnreadable, {
      message: `${s3Uri(address)} (${bytes} bytes) ${what}.`,
      context: { ...address, bytes },
    });
  if (bytes === 0) throw unreadable('is empty');
  // A state is an object. Anything else is not worth the memory that parsing it may take.
  if (!/^\s*\{/.test(text)) throw unreadable('is not JSON: it does not begin with {');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(whereJsonEnds(error));
  }
}

/** Only the position of V8's message, which quotes the text in some cases. */
function whereJsonEnds(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const position = /position (\d+)/.exec(message)?.[1];
  if (/end of JSON|[Uu]nterminated/.test(message))
    return 'is not JSON: it ends too early, it may be truncated';
  return position === undefined
    ? 'is not JSON'
    : `is not JSON: at character ${position} something else is expected`;
}
