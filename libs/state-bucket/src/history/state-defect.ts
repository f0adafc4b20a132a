/**
 * What can be wrong with a state's bytes.
 *
 * - `deleted`: the newest version is the mark of a deletion
 * - `too-large`: more than `largestStateBytes`, so it is not looked at
 * - `empty`: no bytes at all
 * - `binary`: not text: compressed or encrypted, or of something else
 * - `truncated`: the beginning of a JSON object, and not its end
 * - `not-json`: text of another kind
 * - `not-a-state`: JSON, but no Terraform state
 * - `encrypted`: a state that OpenTofu has encrypted, which only its configuration can read
 * - `other-format`: a state of another format version than 4
 * - `incomplete`: version 4, with parts missing or wrong
 */
export type StateDefectKind =
  | 'deleted'
  | 'too-large'
  | 'empty'
  | 'binary'
  | 'truncated'
  | 'not-json'
  | 'not-a-state'
  | 'encrypted'
  | 'other-format'
  | 'incomplete';

/** Why a version of a state cannot be read. It never repeats the content, which may be secret. */
export interface StateDefect {
  readonly defect: StateDefectKind;
  /** For people, with the values. */
  readonly detail: string;
}
