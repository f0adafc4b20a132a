import { startOddS3, failure, object, type Answer } from './testing/odd-s3.js';
import { centralState, mintAccounts } from './testing/central-state.js';
import { errorOf, read, readFrom } from './testing/read.js';

const management = { id: '222222222222', region: 'us-east-1', type: 'management' };
const regional = { id: '111111111111', region: 'us-east-1', type: 'regional' };

describe('the accounts of the central state', () => {
  it.each(['object', 'map'] as const)('are read from an output of type %s', async (shape) => {
    const { accounts } = await read(object(centralState({ mc01: management, rc: regional }, shape)));
    expect(accounts).toEqual([
      { name: 'mc01', id: '222222222222', region: 'us-east-1', type: 'management' },
      { name: 'rc', id: '111111111111', region: 'us-east-1', type: 'regional' },
    ]);
  });

  it('come with their provenance', async () => {
    const headers = {
      etag: '"5d41402abc4b2a76b9719d911017c592"',
      'x-amz-version-id': '3sL4kqtJlcpXroDTDmJ',
      'last-modified': 'Sat, 31 Jan 2026 23:59:59 GMT',
    };
    const { provenance } = await read(object(centralState({}), headers));
    expect(provenance).toEqual({
      bucket: 'central-state',
      key: 'management-deploy/terraform.tfstate',
      bucketRegion: 'us-east-1',
      versionId: '3sL4kqtJlcpXroDTDmJ',
      etag: '5d41402abc4b2a76b9719d911017c592',
      lastModified: '2026-01-31T23:59:59.000Z',
      lineage: '5f0c1d4e-8d1f-4a57-9b1e-2f6f0f6c7a10',
      serial: 42,
      terraformVersion: '1.11.4',
    });
  });

  it('have no version id where the bucket is not versioned', async () => {
    const { provenance } = await read(object(centralState({}), { 'x-amz-version-id': 'null' }));
    expect(provenance).not.toHaveProperty('versionId');
  });

  it('may be none at all, which is not an error', async () => {
    expect((await read(object(centralState({})))).accounts).toEqual([]);
  });

  it('may be of any type and have any further fields', async () => {
    const accounts = { odd: { ...management, type: 'sandbox', owner: { team: ['a'] }, budget: 1e300 } };
    expect((await read(object(centralState(accounts)))).accounts).toEqual([
      { name: 'odd', id: '222222222222', region: 'us-east-1', type: 'sandbox' },
    ]);
  });

  it('may be named as nothing in JavaScript should be', async () => {
    const text = centralState({ PROTO: management, constructor: regional }).replaceAll('PROTO', '__proto__');
    const { accounts } = await read(object(text));
    expect(accounts.map(({ name, id }) => [name, id])).toEqual([
      ['__proto__', '222222222222'],
      ['constructor', '111111111111'],
    ]);
  });

  it('are those of the last of two equal keys, as Terraform itself reads them', async () => {
    const text = centralState({ mc01: regional, MC01: management }).replaceAll('MC01', 'mc01');
    expect((await read(object(text))).accounts).toMatchObject([{ name: 'mc01', id: '222222222222' }]);
  });

  it('may be in a text that begins with a byte order mark and is not ASCII', async () => {
    const text = '\uFEFF' + centralState({ 'mc-zürich': management });
    expect((await read(object(text))).accounts).toMatchObject([{ name: 'mc-zürich' }]);
  });

  it('may be many', async () => {
    const { accounts } = await read(object(centralState(mintAccounts(1_000))));
    expect(accounts).toHaveLength(1_000);
    expect(new Set(accounts.map(({ id }) => id)).size).toBe(1_000);
  });
});

describe('a bucket in another region', () => {
  const elsewhere = { 'x-amz-bucket-region': 'eu-west-1' };
  const inIreland =
    (redirect: Answer): Answer =>
    (request, response) => {
      const there = request.headers.authorization?.includes('/eu-west-1/s3/');
      (there ? object(centralState({ mc01: management })) : redirect)(request, response);
    };

  it.each([
    ['301', failure(301, 'PermanentRedirect', elsewhere)],
    ['301 without a body', failure(301, '', elsewhere)],
    ['307', failure(307, 'TemporaryRedirect', elsewhere)],
    ['400 with the region in a header', failure(400, 'IllegalLocationConstraintException', elsewhere)],
    [
      '400 with the region in its body',
      failure(400, 'AuthorizationHeaderMalformed', {}, '<Region>eu-west-1</Region>'),
    ],
  ])('is followed: S3 answers %s', async (_, redirect) => {
    const s3 = await startOddS3(inIreland(redirect));
    const { accounts, provenance } = await readFrom(s3.endpoint);
    await s3.close();
    expect(s3.signedFor).toEqual(['us-east-1', 'eu-west-1']);
    expect(accounts).toHaveLength(1);
    expect(provenance.bucketRegion).toBe('eu-west-1');
  });

  it.each([
    [failure(301, 'PermanentRedirect'), 'S3 in us-east-1 says that the bucket is elsewhere, and not where'],
    [
      failure(301, 'PermanentRedirect', { 'x-amz-bucket-region': 'us-east-1' }),
      'S3 in us-east-1 says that the bucket is elsewhere, and not where',
    ],
    [
      failure(301, 'PermanentRedirect', elsewhere),
      'S3 in us-east-1 sent the request to eu-west-1, and from there it was sent on to eu-west-1',
    ],
  ])('cannot be followed without end', async (answer, message) => {
    const error = await errorOf(read(answer));
    expect(error.code).toBe('CentralStateRegionUnknown');
    expect(error.message).toBe(
      `could not read s3://central-state/management-deploy/terraform.tfstate: ${message}.`,
    );
  });

  it('may refuse there', async () => {
    const error = await errorOf(
      read((request, response) => {
        const there = request.headers.authorization?.includes('/eu-west-1/s3/');
        (there ? failure(403, 'AccessDenied') : failure(301, 'PermanentRedirect', elsewhere))(
          request,
          response,
        );
      }),
    );
    expect(error.code).toBe('CentralStateAccessDenied');
    expect(error.message).toContain('from S3 in eu-west-1');
  });
});
