import type { ModelNames } from '../facts/names.js';
import type { AccessNeed } from './access-need.js';

/**
 * Words the needs of a management account's regional services: `ec2(['vpc/*'], 'CreateVpc DeleteVpc')` is both actions
 * on all VPCs of the account, in the region. `*` among the kinds stands for an action that takes no resource.
 */
export type NeedWording = (kinds: readonly string[], names: string) => AccessNeed;

/** The wording for one service. */
export function needsOf(service: string, { partition, region }: ModelNames, accountId: string): NeedWording {
  return (kinds, names) => ({
    actions: names.split(/\s+/).map((name) => `${service}:${name}`),
    resources: kinds.map((kind) =>
      kind === '*' ? '*' : `arn:${partition}:${service}:${region}:${accountId}:${kind}`,
    ),
    context: { StringEquals: { 'aws:RequestedRegion': region } },
  });
}

/** A source: the Terraform provider's code for some of its resources, in one folder of it. */
export function providerSource(folder: string, resources: string): string {
  return `hashicorp/terraform-provider-aws, internal/service/${folder}: ${resources}`;
}
