import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { platformRepositoryWith } from './rehearsal-folder.js';

/** A repository whose target says when it has begun, and ends when it is told to, or by SIGINT with a mark. */
export interface WaitingTarget {
  readonly source: string;
  readonly begun: string;
  /** Making this file ends the target; what the file says is its exit code. */
  readonly go: string;
  readonly interrupted: string;
}

let made = 0;

/** Makes one under a folder. */
export function waitingTarget(folder: string): WaitingTarget {
  const file = (name: string) => path.join(folder, `${name}-${made}`);
  made++;
  const [begun, go, interrupted] = [file('begun'), file('go'), file('interrupted')];
  const wait =
    `trap 'touch ${interrupted}; exit 1' INT; touch ${begun}; ` +
    `while [ ! -e ${go} ]; do sleep 0.1; done; exit $$(cat ${go})`;
  const source = platformRepositoryWith(folder, { Makefile: `pipeline-provision-management:\n\t@${wait}\n` });
  return { source, begun, go, interrupted };
}

/** Waits until a file is there. */
export async function waitForFile(file: string): Promise<void> {
  while (!existsSync(file)) await sleep(50);
}
