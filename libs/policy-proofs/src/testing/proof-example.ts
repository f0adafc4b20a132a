import type { PolicyDocument } from '@regional-pipeline/platform-model';
import { action, allOf, loadActionCatalogue, proveNone, when } from '../index.js';

const allowAll: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
const trust = (externalIds: readonly string[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Build',
      Effect: 'Allow',
      Principal: { AWS: '111111111111' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': externalIds } },
    },
  ],
});

/** Whoever asks, with whatever identity policy: nobody takes the role without the external id, or with another. */
export async function prove(...externalIds: readonly string[]) {
  return proveNone(
    {
      identity: [{ name: 'anything', document: allowAll }],
      resource: { name: 'deploy/trust', document: trust(externalIds) },
    },
    allOf(action('sts:AssumeRole'), when({ StringNotEquals: { 'sts:ExternalId': 'one' } })),
    { catalogue: await loadActionCatalogue() },
  );
}
