import { Region } from '@regional-pipeline/platform-model';
import { z } from 'zod';

const partition = 'arn:(?:aws|aws-us-gov|aws-cn)';

/**
 * A connection to the source host that was made outside of the stack, under the service's present name
 * (`codeconnections`) or its former one (`codestar-connections`).
 */
export const ConnectionArn = z
  .string()
  .regex(
    new RegExp(
      `^${partition}:(?:codeconnections|codestar-connections):[a-z0-9-]+:\\d{12}:connection/[A-Za-z0-9-]+$`,
    ),
    {
      abort: true,
      error: ({ input }) =>
        `${JSON.stringify(input)} is not a connection's ARN such as ` +
        'arn:aws:codeconnections:us-east-1:111111111111:connection/01234567-89ab-cdef-0123-456789abcdef',
    },
  )
  .refine(namesRegion, { error: noRegion })
  .brand<'ConnectionArn'>();
export type ConnectionArn = z.infer<typeof ConnectionArn>;

/** The ARN of an IAM role, with its path where it has one. */
export const RoleArn = z
  .string()
  .regex(new RegExp(`^${partition}:iam::\\d{12}:role/[\\w+=,.@/-]+$`), {
    error: ({ input }) =>
      `${JSON.stringify(input)} is not a role's ARN such as arn:aws:iam::111111111111:role/break-glass`,
  })
  .brand<'RoleArn'>();
export type RoleArn = z.infer<typeof RoleArn>;

/** The ARN of a standard SNS topic: neither EventBridge nor an alarm publishes to a FIFO one. */
export const TopicArn = z
  .string()
  .regex(new RegExp(`^${partition}:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}$`), {
    abort: true,
    error: ({ input }) =>
      `${JSON.stringify(input)} is not the ARN of a standard topic such as ` +
      'arn:aws:sns:us-east-1:111111111111:operations',
  })
  .refine(namesRegion, { error: noRegion })
  .brand<'TopicArn'>();
export type TopicArn = z.infer<typeof TopicArn>;

/** The partition that an ARN names: its second field. */
export function partitionOfArn(arn: ConnectionArn | RoleArn): string {
  return arn.split(':')[1] ?? '';
}

/** The region that an ARN names: its fourth field. */
export function regionOfArn(arn: ConnectionArn | TopicArn): Region {
  return Region.parse(arn.split(':')[3]);
}

function namesRegion(arn: string): boolean {
  return Region.safeParse(arn.split(':')[3]).success;
}

function noRegion({ input }: { input: unknown }): string {
  return `${JSON.stringify(input)} names no region of the partitions aws, aws-us-gov or aws-cn`;
}

/** The account that an ARN names: its fifth field. */
export function accountOfArn(arn: ConnectionArn | RoleArn): string {
  return arn.split(':')[4] ?? '';
}

/** The service that a connection's ARN names, its third field: connections made under the former name keep it. */
export function serviceOfArn(arn: ConnectionArn): 'codeconnections' | 'codestar-connections' {
  return arn.split(':')[2] === 'codestar-connections' ? 'codestar-connections' : 'codeconnections';
}
