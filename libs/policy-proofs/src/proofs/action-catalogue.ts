/** What AWS says an action does. */
export type AccessLevel = 'List' | 'Read' | 'Write' | 'Tagging' | 'Permissions management';

/** An action of AWS, as the Service Authorization Reference has it. */
export interface CatalogueAction {
  /** `s3:GetObject` */
  readonly name: string;
  /** Absent for the action that stands for the ones a service will get in future: it may do anything. */
  readonly accessLevel?: AccessLevel;
  /**
   * The ARNs that a request for it is about, as globs: `arn:*:s3:::*`. `*` itself is among them where the action can
   * do without a resource. Absent where not known: any resource.
   */
  readonly resourceArns?: readonly string[];
}

/** The list of all actions that a proof is about. */
export interface ActionCatalogue {
  /** The day the list was made, `2026-09-26`: a proof knows of no action that is younger. */
  readonly date: string;
  readonly actions: readonly CatalogueAction[];
}
