import { isPlatformError } from '@regional-pipeline/platform-model';
import { parseDefinitions } from './index.js';
import { ELSEWHERE, HERE } from './testing/accounts.js';

const HERE_PATH = 'management-clusters/us-east-1/mc01.yaml';
const ELSEWHERE_PATH = 'management-clusters/eu-west-1/mc01.yaml';

const parse = (text: string, path = HERE_PATH) => parseDefinitions([{ path, text }], HERE);

/** The lines that the error lists, as a person sees them. */
function problemsOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (!isPlatformError(error)) throw error;
    expect(error.code).toBe('DefinitionsInvalid');
    expect(error.kind.phase).toBe('input');
    return error.message
      .split('\n')
      .slice(1)
      .filter(Boolean)
      .map((line) => line.trim());
  }
  return [];
}

describe('a definition', () => {
  it('says everything it may say', () => {
    const text = [
      'name: mc01',
      'account: "222222222222"',
      'region: us-east-1',
      'lifecycle: paused',
      'wave: 2',
      'capacity: { hostedClusters: 40 }',
      'variables:',
      '  node_count: 3',
      '  since: 2020-01-01',
      '  spot: no',
      '  subnets: [a, b]',
      '  tags: { 7: seven, empty: }',
    ].join('\n');
    expect(parse(text)).toEqual([
      {
        name: 'mc01',
        account: '222222222222',
        region: 'us-east-1',
        lifecycle: 'paused',
        wave: 2,
        capacity: { hostedClusters: 40 },
        variables: {
          node_count: 3,
          since: '2020-01-01',
          spot: 'no',
          subnets: ['a', 'b'],
          tags: { '7': 'seven', empty: null },
        },
        source: { path: HERE_PATH, line: 2 },
      },
    ]);
  });

  it('needs a name alone: the account is the one of that name', () => {
    expect(parse('# the first one\nname: mc01\n')).toEqual([
      {
        name: 'mc01',
        account: 'mc01',
        region: 'us-east-1',
        lifecycle: 'active',
        variables: {},
        source: { path: HERE_PATH, line: 2 },
      },
    ]);
  });

  it.each([
    ['a byte order mark and Windows line ends', '\uFEFFname: mc01\r\nwave: 1\r\n', HERE_PATH],
    ['the other extension', 'name: mc01', 'management-clusters/us-east-1/mc01.yml'],
    ['JSON, which is YAML', '{"name": "mc01"}', HERE_PATH],
    ['a document start and end', '---\nname: mc01\n...\n', HERE_PATH],
  ])('may come with %s', (_, text, path) => {
    expect(parse(text, path)).toMatchObject([{ name: 'mc01', lifecycle: 'active' }]);
  });
});

describe('what is refused, with its place', () => {
  it.each([
    ['', '1:1: the file is empty; write at least "name: <cluster>"'],
    ['# only a comment\n', '1:1: the file is empty; write at least "name: <cluster>"'],
    ['- name: mc01\n', '1:1: the file holds no mapping; write at least "name: <cluster>"'],
    ['lifecycle: active\n', '1:1: name is missing; add "name: …"'],
    ['name: mc02\n', '1:1: the cluster is named mc02 and its file mc01; give both one name'],
    ['name: mc01\nregoin: us-east-1\n', '2:1: unknown key "regoin"; did you mean "region"?'],
    [
      'name: mc01\nowner: me\n',
      '2:1: unknown key "owner"; use one of name, account, region, lifecycle, capacity, wave, variables',
    ],
    [
      'name: mc01\ncapacity:\n  hostedCluster: 3\n',
      '3:3: unknown key "hostedCluster"; did you mean "hostedClusters"?',
    ],
    ['name: mc01\nname: mc01\n', '2:1: this key stands twice in its mapping; keep one of them'],
    [
      '\uFEFFname: mc01\r\nwave: 1\r\nwave: 2\r\n',
      '3:1: this key stands twice in its mapping; keep one of them',
    ],
    ['name: mc01\nvariables:\n\ta: 1\n', '3:1: a tab indents this line; use spaces'],
    [
      'name: mc01\n---\nname: mc02\n',
      '2:1: a second document starts here; a file defines one cluster, so move it to a file of its own',
    ],
    ['name: mc01\n? [a]\n: b\n', '2:3: a key must be plain text; write one'],
    ['name: mc01\nvariables: &v { a: 1, b: *v }\n', '2:26: *v is an alias; write the value out'],
    ['name: mc01\nvariables: { a: .nan }\n', '2:17: .nan is no number that JSON can hold; put it in quotes'],
    [
      'name: mc01\nvariables: { a: [-.inf] }\n',
      '2:18: -.inf is no number that JSON can hold; put it in quotes',
    ],
    [
      'name: mc01\nvariables: { a: 1e999 }\n',
      '2:17: 1e999 is no number that JSON can hold; put it in quotes',
    ],
    [
      'name: mc01\naccount: 022222222222\n',
      '2:10: 022222222222 would lose its leading zero; put it in quotes',
    ],
    [
      'name: mc01\nvariables: { a: 12345678901234567890 }\n',
      '2:17: 12345678901234567890 has more digits than a number keeps; put it in quotes',
    ],
    [
      'name: mc01\nvariables: { a: 0xFFFFFFFFFFFFFFFF }\n',
      '2:17: 0xFFFFFFFFFFFFFFFF has more digits than a number keeps; put it in quotes',
    ],
    [
      'name: mc01\naccount: 222222222222\n',
      '2:1: account: 222222222222 is not an account\'s name or id; put an account id in quotes: account: "222222222222"',
    ],
    ['name: mc01\naccount: ""\n', '2:1: account: an account has a name: write it, or leave the key out'],
    [
      'name: mc01\nvariables: { 1st: a }\n',
      '2:14: variables.1st: "1st" is not the name of a Terraform variable: use letters, digits, _ and -, no digit first',
    ],
    ['name: mc01\nvariables: { __proto__: a }\n', '2:14: the key __proto__ cannot be used; choose another'],
    [
      'name: mc01\nvariables: { a: { __proto__: {} } }\n',
      '2:19: the key __proto__ cannot be used; choose another',
    ],
    ['name: mc01\nwave: -1\n', '2:1: wave: -1 is not a wave; use a whole number from 0'],
    ['name: mc01\nwave: 1.5\n', '2:1: wave: 1.5 is not a wave; use a whole number from 0'],
    [
      'name: mc01\ncapacity: { hostedClusters: 0 }\n',
      '2:13: capacity.hostedClusters: 0 is not a number of clusters; use a whole number from 1',
    ],
    ['name: mc01\nlifecycle: gone\n', '2:1: lifecycle: "gone" is not a lifecycle; use active or paused'],
    [
      'name: mc01\nregion: us-esat-1\n',
      '2:1: region: "us-esat-1" is not a region of the partitions aws, aws-us-gov or aws-cn',
    ],
    [
      'name: mc01\nregion: eu-west-1\n',
      '2:1: it says region eu-west-1 and lies in the folder of us-east-1; correct one of them',
    ],
  ])('%j', (text, problem) => {
    expect(problemsOf(() => parse(text))).toEqual([`${HERE_PATH}:${problem}`]);
  });

  it.each([
    ['name: mc01\nvariables: { a: !!timestamp 2020-01-01 }\n', '2:17'],
    ['name: mc01\nvariables: { a: !secret b }\n', '2:17'],
    ['name: mc01\nvariables: { a: *nowhere }\n', '2:17'],
    ['name: mc01\nvariables: { a: 1\n', '3:1'],
    ['name: "mc\\q01"\n', '1:10'],
  ])('%j, in the words of the YAML parser', (text, place) => {
    const [problem, ...more] = problemsOf(() => parse(text));
    expect(problem?.startsWith(`${HERE_PATH}:${place}: `)).toBe(true);
    expect(more).toEqual([]);
  });

  it('every alias of a file that would expand exponentially, at once', () => {
    const levels = Array.from({ length: 30 }, (_, n) => `  a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`);
    const text = ['name: mc01', 'variables:', '  a0: &a0 [lol]', ...levels].join('\n');
    expect(problemsOf(() => parse(text))).toHaveLength(60);
  });

  const listsDeep = (depth: number) =>
    `name: mc01\nvariables: { a: ${'['.repeat(depth)}${']'.repeat(depth)} }\n`;

  it('a value that is nested too deeply, and one that no parser can follow', () => {
    expect(problemsOf(() => parse(listsDeep(100)))).toEqual([
      `${HERE_PATH}:2:115: more than 100 levels deep; flatten it`,
    ]);
    expect(problemsOf(() => parse(listsDeep(5_000)))).not.toEqual([]);
    expect(parse(listsDeep(90))).toHaveLength(1);
  });

  it.each([
    'management-clusters/mc01.yaml',
    'management-clusters/us-east-1/prod/mc01.yaml',
    'management-clusters/us-east-1/mc01.YAML',
    'clusters/us-east-1/mc01.yaml',
  ])('the path %s', (path) => {
    expect(problemsOf(() => parse('name: mc01', path))).toEqual([
      `${path}:1:1: a definition lies at management-clusters/<region>/<name>.yaml and nowhere else; move the file`,
    ]);
  });

  it('a folder that is no region, in the run of every region', () => {
    const path = 'management-clusters/us-esat-1/mc01.yaml';
    const problem = `${path}:1:1: the folder "us-esat-1" is no region; move the file to its region's folder`;
    for (const region of [HERE, ELSEWHERE]) {
      expect(problemsOf(() => parseDefinitions([{ path, text: 'name: mc01' }], region))).toEqual([problem]);
    }
  });

  it('all problems of all files in one error, in their order', () => {
    const files = [
      { path: 'management-clusters/us-east-1/mc02.yaml', text: 'name: mc02\nwave: x\nlifecyle: paused\n' },
      { path: HERE_PATH, text: 'name: mc01\nwave: -1\n' },
    ];
    const places = problemsOf(() => parseDefinitions(files, HERE)).map((line) => line.split(': ')[0]);
    expect(places).toEqual([
      'management-clusters/us-east-1/mc01.yaml:2:1',
      'management-clusters/us-east-1/mc02.yaml:2:1',
      'management-clusters/us-east-1/mc02.yaml:3:1',
    ]);
  });

  it('two files that define one cluster', () => {
    const files = ['mc01.yml', 'mc01.yaml'].map((file) => ({
      path: `management-clusters/us-east-1/${file}`,
      text: 'name: mc01',
    }));
    expect(problemsOf(() => parseDefinitions(files, HERE))).toEqual([
      `management-clusters/us-east-1/mc01.yml:1:1: mc01 is defined in ${HERE_PATH} too; keep one, a cluster has one state`,
    ]);
  });
});

describe('another region', () => {
  it('has definitions of its own, also of the same name', () => {
    const files = [HERE_PATH, ELSEWHERE_PATH].map((path) => ({ path, text: 'name: mc01' }));
    expect(parseDefinitions(files, HERE).map(({ region }) => region)).toEqual(['us-east-1', 'eu-west-1']);
  });

  it('is not stopped by a broken definition of this one, but for its own run', () => {
    const files = [
      { path: HERE_PATH, text: 'name: mc01' },
      { path: ELSEWHERE_PATH, text: 'name: [' },
    ];
    expect(parseDefinitions(files, HERE)).toMatchObject([{ source: { path: HERE_PATH } }]);
    expect(problemsOf(() => parseDefinitions(files, ELSEWHERE))).not.toEqual([]);
  });

  it('stops this one where its file says that it is of this one', () => {
    const files = [{ path: ELSEWHERE_PATH, text: 'name: mc01\nregion: us-east-1' }];
    expect(problemsOf(() => parseDefinitions(files, HERE))).toEqual([
      `${ELSEWHERE_PATH}:2:1: it says region us-east-1 and lies in the folder of eu-west-1; correct one of them`,
    ]);
  });
});
