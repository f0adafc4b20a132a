import { reasonOf } from './index.js';

describe('reasonOf', () => {
  it.each([
    ['an error', new Error('no space left on device'), 'no space left on device'],
    ['what has a message and is no Error', { message: 'said so' }, 'said so'],
    [
      'an error without a message',
      Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }),
      'ECONNREFUSED',
    ],
    ['an error that says nothing', new TypeError(), '[object Error]'],
    ['an object without a prototype', Object.create(null), '[object Object]'],
    ['a string', 'interrupted', 'interrupted'],
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
  ])('takes the words of %s', (_, error: unknown, reason) => {
    expect(reasonOf(error)).toBe(reason);
  });
});
