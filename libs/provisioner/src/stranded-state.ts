/** A Terraform state that is in the private copy instead of the backend: nothing else knows the resources in it. */
export interface StrandedState {
  /** Absolute path. */
  readonly file: string;
  /** Its place in the private copy, with `/`: `live/cluster/errored.tfstate`. Unique within a cluster's attempt. */
  readonly name: string;
  /** Which history of states it belongs to; null where the file is cut off or is no state. */
  readonly lineage: string | null;
  /** Counts the writes of that history; null as above. */
  readonly serial: number | null;
  readonly bytes: number;
}

/** Reads what a state says of itself; one that is cut off is as precious as a whole one. */
export function describeState(file: string, name: string, text: string): StrandedState {
  const bytes = Buffer.byteLength(text);
  const { lineage, serial } = parse(text);
  return {
    file,
    name,
    lineage: typeof lineage === 'string' ? lineage : null,
    serial: Number.isSafeInteger(serial) ? (serial as number) : null,
    bytes,
  };
}

function parse(text: string): { readonly lineage?: unknown; readonly serial?: unknown } {
  try {
    return (JSON.parse(text) as object | null) ?? {};
  } catch {
    return {};
  }
}
