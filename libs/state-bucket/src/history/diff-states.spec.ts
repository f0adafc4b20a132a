import fc from 'fast-check';
import { resource, state } from '../testing/states.js';
import { diffStates } from './diff-states.js';

const same = { added: [], removed: [], changed: [], outputs: { added: [], removed: [], changed: [] } };
const states = fc
  .dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.dictionary(fc.constantFrom('x', 'y'), fc.jsonValue()))
  .map((resources) =>
    state({
      resources: Object.entries(resources).map(([name, attributes]) => resource('aws_x', name, attributes)),
    }),
  );

describe('diffStates', () => {
  it('names resources, attributes and outputs, and no value', () => {
    const before = state({
      resources: [
        resource('aws_x', 'gone', {}),
        resource('aws_x', 'kept', { id: '1' }),
        resource('aws_x', 'changed', { password: 'hunter2', tags: { a: '1' }, id: '3', was: 1 }),
      ],
      outputs: { old: { value: 'hunter2' }, token: { value: 'hunter2' } },
    });
    const after = state({
      serial: 2,
      resources: [
        resource('aws_x', 'changed', { password: 'hunter3', tags: { a: '2' }, id: '3', is: 1 }),
        resource('aws_x', 'kept', { id: '1' }),
        resource('aws_x', 'new', {}),
      ],
      outputs: { token: { value: 'hunter3' }, young: { value: 1 } },
    });
    const diff = diffStates(before, after);
    expect(diff).toEqual({
      added: ['aws_x.new'],
      removed: ['aws_x.gone'],
      changed: [{ address: 'aws_x.changed', attributes: ['is', 'password', 'tags', 'was'] }],
      outputs: { added: ['young'], removed: ['old'], changed: ['token'] },
    });
    expect(JSON.stringify(diff)).not.toContain('hunter');
  });

  it('finds nothing between a state and itself, in any order of the resources', () => {
    fc.assert(
      fc.property(states, (one) => {
        expect(diffStates(one, { ...one, serial: 9, resources: [...one.resources].reverse() })).toEqual(same);
      }),
    );
  });

  it('is the other way round the other way round', () => {
    fc.assert(
      fc.property(states, states, (one, other) => {
        const [there, back] = [diffStates(one, other), diffStates(other, one)];
        expect(back).toMatchObject({ added: there.removed, removed: there.added });
        const names = ({ changed }: typeof there) => changed.map(({ address }) => address).sort();
        expect(names(back)).toEqual(names(there));
      }),
    );
  });
});
