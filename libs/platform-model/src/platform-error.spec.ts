import { PlatformError, defineErrors, exitCodeByPhase, isPlatformError } from './index.js';

const errors = defineErrors('kitchen', {
  KettleEmpty: {
    phase: 'input',
    retryable: false,
    meaning: 'The kettle holds no water.',
    remedy: 'Fill the kettle.',
  },
});

describe('PlatformError', () => {
  it('says what failed and what to do, and keeps the cause', () => {
    const cause = new TypeError('no water');
    const error = new PlatformError(errors.KettleEmpty, {
      message: 'the kettle K1 holds 0 ml.',
      remedy: 'Fill K1.',
      context: { kettle: 'K1' },
      cause,
    });
    expect(error.describe()).toBe('KettleEmpty: the kettle K1 holds 0 ml. Fill K1.');
    expect(error).toMatchObject({
      code: 'KettleEmpty',
      source: 'kitchen',
      retryable: false,
      context: { kettle: 'K1' },
    });
    expect(error.cause).toBe(cause);
    expect(exitCodeByPhase[error.kind.phase]).toBe(3);
  });

  it('falls back to the remedy of its kind, and may know better whether a retry helps', () => {
    const error = new PlatformError(errors.KettleEmpty, { message: 'empty.', retryable: true });
    expect(error).toMatchObject({ remedy: 'Fill the kettle.', retryable: true });
  });

  it('is told from a defect', () => {
    expect(isPlatformError(new PlatformError(errors.KettleEmpty, { message: 'empty.' }))).toBe(true);
    expect(isPlatformError(new TypeError('x'))).toBe(false);
    expect(isPlatformError({ name: 'PlatformError', kind: {} })).toBe(false);
  });
});
