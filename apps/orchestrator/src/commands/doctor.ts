import { randomInt } from 'node:crypto';
import { baseCredentials } from '@regional-pipeline/assume-role';
import { formatRunId } from '@regional-pipeline/platform-model';
import { openStateBucket } from '@regional-pipeline/state-bucket';
import { checkClaims } from '../doctor/check-claims.js';
import { checkConnection } from '../doctor/check-connection.js';
import { checkCredentials } from '../doctor/check-credentials.js';
import { checkDeployRoles } from '../doctor/check-deploy-roles.js';
import { checkInputs } from '../doctor/check-inputs.js';
import { checkClock, checkDisk, checkTools } from '../doctor/check-machine.js';
import { checkStateBucket } from '../doctor/check-state-bucket.js';
import type { Finding } from '../doctor/finding.js';
import { journalPorts } from '../journal-ports.js';
import { formatFindings } from '../reporting/doctor-text.js';
import { writeAnswer } from '../reporting/write-answer.js';
import type { CommandContext } from './command-context.js';

/** What `doctor` is told on the command line. */
export interface DoctorOptions {
  readonly source: string;
}

/**
 * Looks at everything that a run needs before there is one, and says what would stop it and what to do. It only
 * reads: the one thing that it makes are sessions of the deploy roles, which it throws away.
 *
 * @returns exit code 0, or 3 where a check failed
 */
export async function doctor({ source }: DoctorOptions, context: CommandContext): Promise<number> {
  const { settings, environment } = context;
  const { region } = settings;
  const base = baseCredentials();
  const run = formatRunId(new Date(), randomInt(0x10000));
  const bucket = openStateBucket({ bucket: settings.managementStateBucket, region });
  const ports = journalPorts(bucket, settings, environment);
  try {
    const { findings: inputs, selection } = await checkInputs(settings, source);
    const groups: (Finding | readonly Finding[])[] = [
      await checkTools(environment),
      await checkDisk(),
      await checkClock(region, environment),
      await checkCredentials(region, base),
      await checkConnection(region),
      await checkStateBucket(settings.managementStateBucket, bucket, ports, environment),
      inputs,
      selection ? await checkClaims(selection.selected, ports) : [],
      selection ? await checkDeployRoles(selection.selected, run, base) : [],
    ];
    const findings = groups.flat();
    writeAnswer(context, { type: 'doctor', findings }, (paint) => formatFindings(findings, paint));
    return findings.some(({ status }) => status === 'failed') ? 3 : 0;
  } finally {
    bucket.close();
  }
}
