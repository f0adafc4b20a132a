import {
  startRun,
  type AttemptResult,
  type JournalPorts,
  type RunCluster,
  type RunRequest,
} from '../index.js';

/** Deploys one cluster after the other, with a journal from which another process can go on at any moment. */
export async function deployWithJournal(
  ports: JournalPorts,
  request: RunRequest,
  deploy: (cluster: RunCluster, attempt: number) => Promise<AttemptResult>,
): Promise<void> {
  const journal = await startRun(ports, request);
  for (const cluster of request.clusters) {
    const claim = await journal.claim(cluster);
    await claim.finish(await deploy(cluster, claim.attempt), false);
  }
  await journal.end({ stopped: null });
}
