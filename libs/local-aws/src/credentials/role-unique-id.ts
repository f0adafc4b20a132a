import { createHash } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The unique id that IAM would give a role (`AROA` and 17 letters): always the same for the same ARN here. */
export function roleUniqueId(roleArn: string): string {
  const digest = createHash('sha256').update(roleArn).digest().subarray(0, 17);
  return `AROA${[...digest].map((byte) => alphabet.charAt(byte % alphabet.length)).join('')}`;
}
