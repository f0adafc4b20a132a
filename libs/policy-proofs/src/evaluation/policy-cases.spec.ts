import path from 'node:path';
import { isPlatformError } from '@regional-pipeline/platform-model';
import { decide, type Decision } from '../index.js';
import { policiesOf, readPolicyCases, requestOf, type PolicyCase } from '../testing/policy-case.js';

const topics = [...readPolicyCases(path.join(__dirname, '../testing/cases'))];

it('finds the cases', () => expect(topics.length).toBeGreaterThan(10));

describe.each(topics)('%s', (_topic, cases) => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    expect(outcomeOf(one)).toEqual(one.expect);
  });
});

/** The decision, or the error, as far as the case says what it expects of it. */
function outcomeOf(one: PolicyCase): PolicyCase['expect'] {
  let decision: Decision;
  try {
    decision = decide(requestOf(one), policiesOf(one));
  } catch (error) {
    if (!isPlatformError(error) || !('error' in one.expect)) throw error;
    const { message } = one.expect;
    return { error: error.code, message: error.message.includes(message) ? message : error.message };
  }
  const { effect, decidedBy } = decision;
  if ('error' in one.expect || !one.expect.decidedBy) return { effect };
  return { effect, decidedBy: decidedBy.map(({ layer, index }) => `${layer}/${index}`) };
}
