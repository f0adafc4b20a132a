import { nearestName } from './nearest-name.js';

const names = ['region', 'regional_account', 'repository_id', 'log_retention_days'];

describe('nearestName', () => {
  it.each([
    ['regoin', 'region'],
    ['Region', 'region'],
    ['repository-id', 'repository_id'],
    ['repositoryId', 'repository_id'],
    ['log_retention', 'log_retention_days'],
    ['regional_acount', 'regional_account'],
  ])('takes %s for %s', (typed, meant) => {
    expect(nearestName(typed, names)).toBe(meant);
  });

  it('names nothing where nothing is near', () => {
    expect(nearestName('profile', names)).toBeUndefined();
    expect(nearestName('', names)).toBeUndefined();
  });
});
