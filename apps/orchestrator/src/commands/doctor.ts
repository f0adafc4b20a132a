import { randomInt } from 'node:crypto';
import { baseCredentials } from '@regional-pipeline/assume-role';
import { formatRunId } from '@regional-pipeline/platform-model';
import { openStateBucket } from '@regional-pipeline/state-bucket';
import { checkCredentials } from '../doctor/check-credentials.js';
import { checkDeployRoles } from '../doctor/check-deploy-roles.js';
import { checkInputs } from '../doctor/check-inputs.js';
import { checkClock, checkDisk, checkTools } from '../doctor/check-machine.js';
import { checkStateBucket } from '../doctor/check-state-bucket.js';
import type { Finding } from '../doctor/finding.js';
import { journalPorts } from '../journal-ports.js';
import { formatFindings } from '../reporting/doctor-text.js';
import { paintFor } from '../reporting/palette.js';
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
export async function doctor(
  { source }: DoctorOptions,
  { settings, format, output, environment }: CommandContext,
): Promise<number> {
  const { region } = settings;
  const base = baseCredentials();
  const run = formatRunId(new Date(), randomInt(0x10000));
  const bucket = openStateBucket({ bucket: settings.managementStateBucket, region });
  try {
    const { findings: inputs, selection } = await checkInputs(settings, source);
    const groups: (Finding | readonly Finding[])[] = [
      await checkTools(environment),
      await checkDisk(),
      await checkClock(region, environment),
      await checkCredentials(region, base),
      await checkStateBucket(
        settings.managementStateBucket,
        bucket,
        journalPorts(bucket, settings, environment),
        environment,
      ),
      inputs,
      selection ? await checkDeployRoles(selection.selected, run, base) : [],
    ];
    const findings = groups.flat();
    output.write(
      format === 'json'
        ? `${JSON.stringify({ type: 'doctor', findings })}\n`
        : formatFindings(findings, paintFor(output, environment)),
    );
    return findings.some(({ status }) => status === 'failed') ? 3 : 0;
  } finally {
    bucket.close();
  }
}
