import { buildDeadline, parseDeadline, parseDuration } from './deadline.js';

const now = Date.parse('2026-01-31T12:00:00Z');

it.each([
  ['45s', 45_000],
  ['90m', 5_400_000],
  ['2h', 7_200_000],
  ['250ms', 250],
  ['0s', 0],
  ['576h', 576 * 3_600_000],
])('the duration %s is %d ms', (text, milliseconds) => expect(parseDuration(text)).toBe(milliseconds));

it.each(['', '5', 'm', '-5m', '1.5h', '5 m', '5d', '1234567s', '5m5s', '577h', '999999h'])(
  '%j is no duration',
  (text) => expect(parseDuration(text)).toBeUndefined(),
);

it.each([
  ['90m', now + 5_400_000],
  ['2026-01-31T13:00:00Z', now + 3_600_000],
  ['2026-01-31T13:00Z', now + 3_600_000],
  ['2026-01-31T13:00:00.500Z', now + 3_600_500],
  ['2026-01-31T15:00:00+02:00', now + 3_600_000],
])('the deadline %s is read', (text, at) => expect(parseDeadline(text, now)).toBe(at));

it.each(['', 'tomorrow', '2026-01-31', '2026-01-31T13:00:00', '2026-13-31T13:00:00Z', '13:00Z'])(
  '%j is no deadline: it names no moment, or one of some zone',
  (text) => expect(parseDeadline(text, now)).toBeUndefined(),
);

it.each(['577h', '2026-02-24T12:00:01Z'])('%s is too far away for a timer', (text) =>
  expect(parseDeadline(text, now)).toBeUndefined(),
);

describe("a build's deadline", () => {
  it('is its start and its limit, less five minutes to end well', () => {
    const environment = { CODEBUILD_START_TIME: String(now), BUILD_TIMEOUT_MINUTES: '60' };
    expect(buildDeadline(environment)).toBe(now + 55 * 60_000);
  });

  it.each([
    {},
    { CODEBUILD_START_TIME: String(now) },
    { BUILD_TIMEOUT_MINUTES: '60' },
    { CODEBUILD_START_TIME: String(now), BUILD_TIMEOUT_MINUTES: '' },
    { CODEBUILD_START_TIME: '', BUILD_TIMEOUT_MINUTES: '60' },
    { CODEBUILD_START_TIME: 'soon', BUILD_TIMEOUT_MINUTES: '60' },
  ])('is not known from %j', (environment) => expect(buildDeadline(environment)).toBeUndefined());
});
