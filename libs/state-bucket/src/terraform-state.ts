import { z } from 'zod';

/** What a Terraform state says of itself. */
export interface StateIdentity {
  /** The same for all states of one history. Empty in a first state that Terraform could never save: it names it then. */
  readonly lineage: string;
  /** Grows with every state of the lineage. */
  readonly serial: number;
}

const State = z.object({
  version: z.literal(4),
  lineage: z.string(),
  serial: z.int().nonnegative(),
});

/** Reads lineage and serial of a state of version 4; undefined where the bytes are not one, or not a whole one. */
export function identifyState(bytes: Uint8Array): StateIdentity | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const { lineage, serial } = State.parse(JSON.parse(text));
    return { lineage, serial };
  } catch {
    return undefined;
  }
}

/**
 * Gives a state without a lineage one, as Terraform does when it saves a cluster's first state. Nothing else of the text
 * changes: numbers that JavaScript cannot hold stay what they are.
 */
export function beginLineage(bytes: Uint8Array, lineage: string): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  // Terraform writes it before the outputs and resources, whose values may look like it.
  return new TextEncoder().encode(text.replace(/("lineage"\s*:\s*)""/, `$1"${lineage}"`));
}
