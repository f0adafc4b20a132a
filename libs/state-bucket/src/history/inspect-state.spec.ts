import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { bytesOf, resource, state } from '../testing/states.js';
import { inspectState } from './inspect-state.js';

const text = (content: string) => new TextEncoder().encode(content);
const some = state({
  serial: 7,
  resources: [resource('aws_vpc', 'main', { id: 'vpc-1', note: 'ünder "x" \\' })],
});

describe('inspectState', () => {
  it('reads a whole state', () => {
    expect(inspectState(bytesOf(some))).toEqual({ state: some });
  });

  it('reads a state that has nothing but what every state has', () => {
    const least = { version: 4, serial: 0, lineage: 'x' };
    expect(inspectState(bytesOf(least))).toEqual({ state: { ...least, outputs: {}, resources: [] } });
  });

  it.each([
    ['empty', new Uint8Array()],
    ['empty', text(' \n')],
    ['binary', gzipSync(bytesOf(some))],
    ['binary', text('\0\0\0')],
    ['truncated', text('{\n  "version": 4,\n  "serial"')],
    ['truncated', text('{')],
    ['not-json', text('<Error><Code>NoSuchKey</Code></Error>')],
    ['not-json', text('{"version": 4} {"version": 4}')],
    ['not-json', text('version: 4')],
    ['not-a-state', text('[]')],
    ['not-a-state', text('{"Records": []}')],
    ['not-a-state', text('null')],
    [
      'encrypted',
      text('{"serial":3,"lineage":"x","meta":{},"encrypted_data":"AAAA","encryption_version":"v0"}'),
    ],
    ['other-format', text('{"version":3,"serial":3,"lineage":"x","modules":[]}')],
    ['other-format', text('{"version":5,"serial":3,"lineage":"x"}')],
    ['incomplete', text('{"version":4,"serial":-1,"lineage":"x"}')],
    ['incomplete', text('{"version":4,"serial":1}')],
    ['incomplete', text('{"version":4,"serial":1,"lineage":"x","resources":[{"mode":"managed"}]}')],
  ])('says what else it is: %s', (defect, bytes) => {
    expect(inspectState(bytes)).toMatchObject({ defect });
  });

  it('names the parts that are wrong, and never their values', () => {
    const wrong = bytesOf({ version: 4, serial: 'hunter2', lineage: 'x', resources: 'hunter2' });
    expect(inspectState(wrong)).toEqual({
      defect: 'incomplete',
      detail: 'parts of it are missing or wrong: serial, resources',
    });
  });

  it('calls every beginning of a state truncated, wherever it is cut', () => {
    const bytes = bytesOf(some);
    const end = bytes.length - 2;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: end }), (length) => {
        expect(inspectState(bytes.subarray(0, length))).toMatchObject({ defect: 'truncated' });
      }),
      { numRuns: 300 },
    );
  });

  it('never throws, and takes no other bytes for a state', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(text)), (bytes) => {
        expect(inspectState(bytes)).toHaveProperty('defect');
      }),
    );
  });
});
