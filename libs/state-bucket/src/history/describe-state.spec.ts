import { resource, state } from '../testing/states.js';
import { describeResources } from './describe-state.js';

const arn = 'arn:aws:eks:us-east-1:222222222222:cluster/mc01';
const only = (...resources: Parameters<typeof resource>) =>
  describeResources(state({ resources: [resource(...resources)] }))[0];

describe('describeResources', () => {
  it.each([
    [{ module: 'module.vpc["a"]' }, 'module.vpc["a"].aws_vpc.main'],
    [{ mode: 'data' }, 'data.aws_vpc.main'],
    [{ instances: [{ index_key: 0 }] }, 'aws_vpc.main[0]'],
    [{ instances: [{ index_key: 'a"b' }] }, 'aws_vpc.main["a\\"b"]'],
    [{ instances: [{ deposed: '0a1b2c3d' }] }, 'aws_vpc.main (deposed 0a1b2c3d)'],
  ])('writes addresses as Terraform does: %j', (rest, address) => {
    expect(only('aws_vpc', 'main', {}, rest)).toMatchObject({ address });
  });

  it('names the ARN, else the id, and the accounts of both and of the owner', () => {
    expect(only('aws_eks_cluster', 'mc', { arn, id: 'mc01' })).toMatchObject({
      id: arn,
      accounts: ['222222222222'],
    });
    expect(only('aws_subnet', 'a', { id: 'subnet-1', owner_id: '999999999999' })).toMatchObject({
      id: 'subnet-1',
      accounts: ['999999999999'],
    });
  });

  it.each([
    ['of another provider', only('random_string', 'password', { id: 'hunter2' })],
    [
      'of a data source',
      only('aws_secretsmanager_random_password', 'p', { id: 'hunter2' }, { mode: 'data' }),
    ],
    [
      'that is marked as sensitive',
      only(
        'aws_x',
        'p',
        {},
        {
          instances: [
            { attributes: { id: 'hunter2' }, sensitive_attributes: [[{ type: 'get_attr', value: 'id' }]] },
          ],
        },
      ),
    ],
  ])('names no id %s', (_what, described) => {
    expect(described).toMatchObject({ id: null, accounts: [] });
  });
});
