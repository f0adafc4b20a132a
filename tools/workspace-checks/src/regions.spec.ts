import { listRegions, type Partition } from '@regional-pipeline/platform-model';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

interface Partitions {
  readonly partitions: readonly {
    readonly id: string;
    readonly regions: Readonly<Record<string, unknown>>;
  }[];
}

/** AWS's own list, out of the SDK that the workspace is locked to. */
function partitionsOfTheSdk(): Partitions['partitions'] {
  const core = path.dirname(createRequire(__filename).resolve('@aws-sdk/core/package.json'));
  const text = readFileSync(
    path.join(core, 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js'),
    'utf8',
  );
  const literal = text.slice(text.indexOf('{'), text.indexOf('};') + 1);
  return (JSON.parse(literal.replace(/,(\s*[}\]])/g, '$1')) as Partitions).partitions;
}

describe('regions', () => {
  it.each<Partition>(['aws', 'aws-us-gov', 'aws-cn'])(
    'of %s are those that the AWS SDK knows',
    (partition) => {
      const known = partitionsOfTheSdk().find(({ id }) => id === partition)?.regions ?? {};
      const regions = Object.keys(known).filter((name) => !name.endsWith('-global'));
      expect(listRegions(partition)).toEqual(regions.sort());
    },
  );
});
