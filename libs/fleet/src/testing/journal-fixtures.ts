import { AccountId, ClusterName, Region, RunId, type RunHolder } from '@regional-pipeline/platform-model';
import type { AttemptResult, RunCluster, RunInputs, RunRequest } from '../index.js';

export const MANAGEMENT = AccountId.parse('222222222222');
export const STRANGER = AccountId.parse('999999999999');
export const mc1 = ClusterName.parse('mc1');
export const mc2 = ClusterName.parse('mc2');
export const run0 = RunId.parse('20260131t080000-beef');
export const run1 = RunId.parse('20260131t235959-0a1b');
export const run2 = RunId.parse('20260201t000500-77aa');
export const run3 = RunId.parse('20260202t120000-c0de');

export const inputs: RunInputs = {
  sourceRevision: '4f0c2d1',
  centralState: { versionId: 'v7', etag: 'e7', lineage: '3c1e', serial: 7 },
  definitionsDigest: 'sha256:aa',
};

/** A process that may hold a run; told apart by its process id. */
export function holder(pid: number, changes: Partial<RunHolder> = {}): RunHolder {
  return {
    host: 'build-host',
    user: 'root',
    bootId: 'boot',
    machineId: null,
    pid,
    pidNamespace: null,
    processStart: `${pid}00`,
    buildId: null,
    ...changes,
  };
}

export function clustersNamed(...names: readonly ClusterName[]): RunCluster[] {
  return names.map((name) => ({ name, accountId: MANAGEMENT, wave: 0 }));
}

/** What a run is started with, but for what a test is about. */
export function runRequest(changes: Partial<RunRequest> = {}): RunRequest {
  return {
    run: run1,
    region: Region.parse('us-east-1'),
    holder: holder(1),
    inputs,
    asked: { concurrency: 2 },
    clusters: clustersNamed(mc1, mc2),
    settled: [],
    ...changes,
  };
}

export const deployed: AttemptResult = {
  outcome: 'deployed',
  code: null,
  reason: null,
  remedy: null,
  retryable: false,
  durationMs: 60_000,
};

export const failed: AttemptResult = {
  outcome: 'failed',
  code: 'TargetFailed',
  reason: 'make failed with exit code 2.',
  remedy: 'Read its log.',
  retryable: false,
  durationMs: 5_000,
};
