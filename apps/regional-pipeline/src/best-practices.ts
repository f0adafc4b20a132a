import type { IPolicyValidationPlugin } from 'aws-cdk-lib/core';

/**
 * Loads cdk-nag's AwsSolutions pack: AWS's own list of best practices, checked on the constructs. Its exceptions, each with
 * a reason, stand beside the constructs that they are about.
 *
 * It is loaded when it is asked for: the package takes all of aws-cdk-lib with it, which a synthesis without
 * validation does not wait for.
 */
export async function loadBestPractices(): Promise<IPolicyValidationPlugin> {
  const { AwsSolutionsChecks } = await import('cdk-nag');
  return new AwsSolutionsChecks(undefined, { verbose: true });
}
