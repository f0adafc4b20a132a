import { confineToArnFields } from '../patterns/arn-pattern.js';
import { globOf, matchesGlob, type Glob } from '../patterns/glob.js';

/** The actions about taking a role, in lower case, which the role's trust policy decides. */
export const assumeRolePatterns: readonly string[] = [
  'sts:assumerole',
  'sts:assumerolewith*',
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
];

/** The ARNs of KMS keys, whose policies are not optional. */
export const kmsKeyGlob: Glob = confineToArnFields(globOf('arn:*:kms:*:*:key/*'), false);

const assumeRoleGlobs = assumeRolePatterns.map(globOf);

/** Tells whether an action is about taking a role. */
export function isAssumeRole(action: string): boolean {
  return assumeRoleGlobs.some((glob) => matchesGlob(glob, action.toLowerCase()));
}

/** Tells whether a resource is a KMS key. */
export function isKmsKey(resource: string): boolean {
  return matchesGlob(kmsKeyGlob, resource);
}
