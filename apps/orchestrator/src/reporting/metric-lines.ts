import type { ClusterResult, RunSummary } from '@regional-pipeline/fleet';
import { pipelineMetrics } from '@regional-pipeline/platform-model';

const { namespace, dimensions, names } = pipelineMetrics;

/** CloudWatch takes at most so many values of one metric in one line. */
const valuesPerLine = 100;

type Unit = 'Count' | 'Milliseconds';

/**
 * A run's metrics in CloudWatch's embedded metric format: JSON lines that CloudWatch Logs turns into metrics when they
 * stand in a build's log. Zeros are written too: an alarm on a metric that is only written when something fails cannot
 * tell "nothing failed" from "nothing ran".
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 * @param at the end of the run, in milliseconds since 1970
 * @param assumeRoleCodes the codes that say that a deploy role could not be assumed
 */
export function metricLines(summary: RunSummary, at: number, assumeRoleCodes: ReadonlySet<string>): string[] {
  const { clusters, region, drained, durationMs } = summary;
  const count = (outcome: ClusterResult['outcome']) =>
    clusters.filter((cluster) => cluster.outcome === outcome).length;
  const failed = count('failed');
  const notStarted = count('not-started');
  const assumeFailures = clusters.flatMap(({ code }) =>
    code !== null && assumeRoleCodes.has(code) ? [code] : [],
  );
  const own = { [dimensions.region]: region };
  const line = (
    values: Readonly<Record<string, number | readonly number[]>>,
    unit: Unit,
    by: Readonly<Record<string, string>> = own,
  ) =>
    JSON.stringify({
      _aws: {
        Timestamp: at,
        CloudWatchMetrics: [
          {
            Namespace: namespace,
            Dimensions: [Object.keys(by)],
            Metrics: Object.keys(values).map((Name) => ({ Name, Unit: unit })),
          },
        ],
      },
      ...by,
      run: summary.run,
      ...values,
    });

  const durations = clusters.flatMap((cluster) =>
    cluster.outcome === 'deployed' ? [cluster.durationMs] : [],
  );
  return [
    line(
      {
        [names.runs]: 1,
        [names.failedRuns]: !drained && failed + notStarted > 0 ? 1 : 0,
        [names.clustersDeployed]: count('deployed'),
        [names.clustersFailed]: failed,
        [names.clustersSkipped]: count('skipped'),
        [names.clustersNotStarted]: notStarted,
        [names.assumeRoleFailures]: assumeFailures.length,
      },
      'Count',
    ),
    line({ [names.runDuration]: durationMs }, 'Milliseconds'),
    ...chunks(durations, valuesPerLine).map((values) =>
      line({ [names.clusterDuration]: values }, 'Milliseconds'),
    ),
    ...[...countByText(assumeFailures)].map(([code, failures]) =>
      line({ [names.assumeRoleFailures]: failures }, 'Count', { ...own, [dimensions.code]: code }),
    ),
  ];
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}

function countByText(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
