import { clusterResult, type ClusterResult, type RunSummary } from '@regional-pipeline/fleet';
import { Region, RunId } from '@regional-pipeline/platform-model';
import { metricLines } from './metric-lines.js';

const run = RunId.parse('20260131t235959-0a1b');
const at = Date.parse('2026-02-01T00:30:00Z');
const codes = new Set(['AssumeRoleDenied', 'AssumeRoleThrottled']);

const results = (outcome: ClusterResult['outcome'], count: number, code: string | null = null) =>
  Array.from({ length: count }, (_, index) =>
    clusterResult({ name: `${outcome}-${String(index)}`, accountId: null }, outcome, 1000 + index, { code }),
  );
const summary = (clusters: ClusterResult[], drained = false): RunSummary => ({
  type: 'summary',
  run,
  region: Region.parse('us-east-1'),
  drained,
  durationMs: 1_265_000,
  clusters,
});

interface MetricLine extends Record<string, unknown> {
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
    }[];
  };
}

/** Holds a line to the specification of the embedded metric format; its limits and units are written out again here. */
function read(line: string): MetricLine {
  expect(line).not.toContain('\n');
  expect(Buffer.byteLength(line)).toBeLessThan(256 * 1024);
  const parsed = JSON.parse(line) as MetricLine;
  expect(parsed._aws.Timestamp).toBe(at);
  expect(parsed._aws.CloudWatchMetrics).toHaveLength(1);
  for (const { Namespace, Dimensions, Metrics } of parsed._aws.CloudWatchMetrics) {
    expect(Namespace).toMatch(/^[^:]\S{0,254}$/);
    expect(Metrics.length).toBeLessThanOrEqual(100);
    for (const set of Dimensions) {
      expect(set.length).toBeLessThanOrEqual(30);
      for (const name of set) expect(parsed[name]).toMatch(/^[\x20-\x7e]{1,1024}$/);
    }
    for (const { Name, Unit } of Metrics) {
      expect(['Count', 'Milliseconds']).toContain(Unit);
      const values = [parsed[Name]].flat();
      expect(values.length).toBeGreaterThan(0);
      expect(values.length).toBeLessThanOrEqual(100);
      for (const value of values) expect(Number.isFinite(value)).toBe(true);
    }
  }
  return parsed;
}

const linesOf = (clusters: ClusterResult[], drained = false) =>
  metricLines(summary(clusters, drained), at, codes).map(read);

it('counts a run, its clusters and their time, by region', () => {
  const [counts, time, durations, ...rest] = linesOf([
    ...results('deployed', 2),
    ...results('failed', 1, 'MakeFailed'),
    ...results('skipped', 3),
    ...results('not-started', 1),
  ]);
  expect(counts).toMatchObject({
    Region: 'us-east-1',
    run,
    Runs: 1,
    FailedRuns: 1,
    ClustersDeployed: 2,
    ClustersFailed: 1,
    ClustersSkipped: 3,
    ClustersNotStarted: 1,
    AssumeRoleFailures: 0,
  });
  expect(counts?._aws.CloudWatchMetrics[0]).toMatchObject({
    Namespace: 'RegionalPipeline',
    Dimensions: [['Region']],
  });
  expect(time).toMatchObject({ RunDuration: 1_265_000 });
  expect(durations).toMatchObject({ ClusterDuration: [1000, 1001] });
  expect(rest).toEqual([]);
});

it('writes zeros too, so that nothing failed is told from nothing ran', () => {
  const [counts, ...rest] = linesOf([]);
  expect(counts).toMatchObject({ Runs: 1, FailedRuns: 0, ClustersFailed: 0, AssumeRoleFailures: 0 });
  // No duration of no cluster.
  expect(rest).toHaveLength(1);
});

it('does not call a run failed that was asked to stop', () => {
  expect(linesOf(results('not-started', 2), true)[0]).toMatchObject({ FailedRuns: 0, ClustersNotStarted: 2 });
});

it('splits the durations of a large fleet, a hundred a line, and loses none', () => {
  const durations = linesOf(results('deployed', 10_000)).flatMap((line) => line['ClusterDuration'] ?? []);
  expect(durations).toHaveLength(10_000);
  expect(new Set(durations).size).toBe(10_000);
});

it('counts roles that could not be assumed, in all and by code', () => {
  const lines = linesOf([
    ...results('failed', 2, 'AssumeRoleDenied'),
    ...results('failed', 1, 'AssumeRoleThrottled'),
    ...results('failed', 1, 'MakeFailed'),
  ]);
  expect(lines[0]).toMatchObject({ AssumeRoleFailures: 3 });
  const byCode = lines.filter((line) => 'Code' in line);
  expect(byCode).toMatchObject([
    { Code: 'AssumeRoleDenied', AssumeRoleFailures: 2 },
    { Code: 'AssumeRoleThrottled', AssumeRoleFailures: 1 },
  ]);
  expect(byCode[0]?._aws.CloudWatchMetrics[0]?.Dimensions).toEqual([['Region', 'Code']]);
});
