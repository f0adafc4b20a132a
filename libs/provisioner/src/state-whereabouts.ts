import { reasonOf } from '@regional-pipeline/platform-model';
import type { OutputTail } from './output-tail.js';
import type { StrandedState } from './stranded-state.js';
import type { TerraformStates } from './terraform-states.js';

/** What became of a cluster's state. */
export interface StateWhereabouts extends TerraformStates {
  /** Whether the backend lacks a state, or nobody knows whether it does. */
  readonly unsaved: boolean;
  /** Whether the private copy could be searched. */
  readonly searched: boolean;
  /** For the end of a message, with a blank before it; empty where all is well. */
  readonly notice: string;
}

/** Where nothing was run, nothing is lost. */
export const noState: StateWhereabouts = {
  stranded: [],
  configurations: [],
  unsaved: false,
  searched: true,
  notice: '',
};

/** Terraform says this where it could not write `errored.tfstate` either, and prints the state instead. */
const notPersisted = /^Error: Failed to (?:save state|persist state to backend)/;

/**
 * Puts together what a search of the private copy has found, and what Terraform said.
 *
 * @param found what went wrong with the search, where nobody knows
 */
export function locateState(
  found: TerraformStates | { readonly unknown: unknown },
  tail: OutputTail,
): StateWhereabouts {
  if ('unknown' in found) {
    const notice =
      ' Whether it left a Terraform state outside the backend is not known: the private copy could not be searched ' +
      `(${reasonOf(found.unknown)}).`;
    return { stranded: [], configurations: [], unsaved: true, searched: false, notice };
  }
  if (found.stranded.length > 0) {
    const notice = ` It left a Terraform state outside the backend: ${found.stranded.map(describe).join(', ')}.`;
    return { ...found, unsaved: true, searched: true, notice };
  }
  if (tail.errorBlocks().some(([heading = '']) => notPersisted.test(heading))) {
    const notice =
      ' Terraform could save its state neither in the backend nor in a file; the log has it where Terraform printed it.';
    return { ...found, unsaved: true, searched: true, notice };
  }
  return { ...found, unsaved: false, searched: true, notice: '' };
}

function describe({ file, lineage, serial, bytes }: StrandedState): string {
  const version =
    lineage === null || serial === null ? 'cut off' : `lineage ${lineage}, serial ${String(serial)}`;
  return `${file} (${version}, ${String(bytes)} bytes)`;
}
