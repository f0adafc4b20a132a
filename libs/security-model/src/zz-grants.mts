import { loadActionCatalogue, liveGrants } from '@regional-pipeline/policy-proofs';
import { readFileSync } from 'node:fs';
import { AccountId, Region } from '@regional-pipeline/platform-model';
import { readDeployment } from './deployment/read-deployment.js';
import { leftToAccountOf, mayDoEverything } from './statements/layers.js';
const c = await loadActionCatalogue();
const g = '/tmp/pw/apps/regional-pipeline/src/golden/';
const tpl = (f: string, a: string) => ({ file: f, accountId: AccountId.parse(a), template: JSON.parse(readFileSync(g + f, 'utf8')) });
const d = readDeployment({ region: Region.parse('us-east-1'), regionalAccount: AccountId.parse('111111111111'), regional: { centralStateBucket: 'central-terraform-state', assumeScope: { kind: 'organization' } } } as any,
  [tpl('regional-pipeline-us-east-1.template.json', '111111111111'), tpl('management-deploy-role-us-east-1-222222222222.template.json', '222222222222')]);
const show = (name: string, p: any, only: string) => { const t = performance.now(); const gs = liveGrants(p, { catalogue: c }).filter(x => x.by.layer === only); console.log(name, gs.length, 'grants', (performance.now() - t).toFixed(0), 'ms', 'not live:', gs.filter(x => x.status !== 'live').map(x => `${x.by.sid} ${x.action} ${x.resource} ${x.status} ${(x as any).reason ?? ''}`)); };
const { deployRole, boundary } = d.management[0]!;
const { buildRole, pipelineRole, stateBucket, artifactsBucket } = d.regional!;
for (const [n, r] of Object.entries({ deployRole, buildRole, pipelineRole })) {
  show(n, { identity: r.identity, resource: leftToAccountOf(r).resource }, 'identity');
  show(n + ' trust side', { identity: r.identity, resource: leftToAccountOf(r).trust }, 'identity');
  show(n + ' own trust', { identity: [mayDoEverything], resource: r.trust }, 'resource');
}
show('B', { identity: [mayDoEverything], boundary, resource: leftToAccountOf(deployRole).resource }, 'boundary');
for (const b of [stateBucket, artifactsBucket]) show(b.arn, { identity: [mayDoEverything], resource: b.policy }, 'resource');
