/**
 * The CloudWatch metrics of a regional pipeline: the orchestrator writes them, alarms and dashboards read them.
 * One place for the names, so that an alarm never watches a metric that nobody writes.
 */
export const pipelineMetrics = {
  namespace: 'RegionalPipeline',
  /** Every metric has the dimension `Region`; those by cause have a second stream with `Code` besides. */
  dimensions: { region: 'Region', code: 'Code' },
  names: {
    /** Runs that ended; the share of them that failed is `FailedRuns`. Count. */
    runs: 'Runs',
    /** Runs in which a cluster failed or was not started, without being asked to stop. Count. */
    failedRuns: 'FailedRuns',
    /** From a run's start to its end. Milliseconds. */
    runDuration: 'RunDuration',
    clustersDeployed: 'ClustersDeployed',
    clustersFailed: 'ClustersFailed',
    clustersSkipped: 'ClustersSkipped',
    clustersNotStarted: 'ClustersNotStarted',
    /** Of each cluster that was deployed, from its job's start to its end. Milliseconds. */
    clusterDuration: 'ClusterDuration',
    /** Clusters whose deploy role could not be assumed, also by `Code`: the error's code. Count. */
    assumeRoleFailures: 'AssumeRoleFailures',
  },
} as const;
