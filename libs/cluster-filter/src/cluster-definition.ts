import type { ClusterName, Region } from '@regional-pipeline/platform-model';

/** What YAML's core schema and JSON have in common: what a Terraform variable of any type is made from. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** A management cluster as the repository wants it: the checked content of one definition file. */
export interface ClusterDefinition {
  readonly name: ClusterName;
  /** The account's name in Central's map, or its 12-digit id; the cluster's own name where the file says nothing. */
  readonly account: string;
  /** The region of the folder that the file lies in. */
  readonly region: Region;
  /** A `paused` cluster is left as it is: it is skipped, never destroyed. */
  readonly lifecycle: 'active' | 'paused';
  /** Terraform variables, by name. */
  readonly variables: Readonly<Record<string, JsonValue>>;
  /** How much the cluster is meant to carry; kept for capacity reports. */
  readonly capacity?: { readonly hostedClusters?: number };
  /** Lower waves are deployed before higher ones; 0 where it is left out. */
  readonly wave?: number;
  /** Where it says which account it is about: the line of `account`, or of `name` (both from 1). */
  readonly source: { readonly path: string; readonly line: number };
}
