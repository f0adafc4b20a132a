import { z } from 'zod';

/** What a Terraform state says of itself. */
export interface StateIdentity {
  /** The same for all states of one history. */
  readonly lineage: string;
  /** Grows with every state of the lineage. */
  readonly serial: number;
}

const State = z.object({
  version: z.literal(4),
  lineage: z.string().min(1),
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
