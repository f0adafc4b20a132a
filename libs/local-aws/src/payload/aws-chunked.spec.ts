import { Hash } from '@smithy/hash-node';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { decodeAwsChunked } from './aws-chunked.js';
import { chunkSignatureVerifier } from './chunk-signatures.js';

// The keys, bodies and signatures of the worked examples in the S3 API reference ("Signature calculations:
// transferring payload in multiple chunks", and the one with trailing headers).
const signer = new SignatureV4({
  credentials: {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  },
  region: 'us-east-1',
  service: 's3',
  sha256: Hash.bind(null, 'sha256'),
});
const signingDate = new Date('2013-05-24T00:00:00Z');
const verifier = (signature: string) =>
  chunkSignatureVerifier({
    signature,
    signingDate,
    region: 'us-east-1',
    signString: (text) => signer.sign(text, { signingDate }),
  });

const example = (signatures: readonly string[], trailers = '') =>
  Buffer.from(
    [65536, 1024, 0]
      .map((size, index) => {
        const data = size === 0 ? '' : `${'a'.repeat(size)}\r\n`;
        return `${size.toString(16)};chunk-signature=${signatures[index]}\r\n${data}`;
      })
      .join('') + `${trailers}\r\n`,
  );

const seed = '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9';
const chunkSignatures = [
  'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
  '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
  'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
];

const trailingSeed = '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e';
const trailingSignatures = [
  'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2',
  '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7',
  '2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992',
];
const trailers = (signature: string) =>
  `x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:${signature}\r\n`;
const trailerSignature = 'd81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435';

describe('signed chunks', () => {
  it('accepts the worked example', async () => {
    const { body } = await decodeAwsChunked(example(chunkSignatures), false, verifier(seed));
    expect(body.equals(Buffer.alloc(66560, 'a'))).toBe(true);
  });

  it.each([0, 1, 2])('refuses a wrong signature of chunk %d', async (index) => {
    const signatures = chunkSignatures.with(index, 'f'.repeat(64));
    const decoding = decodeAwsChunked(example(signatures), false, verifier(seed));
    await expect(decoding).rejects.toMatchObject({ problem: 'wrong-signature' });
  });

  it('refuses changed data, and a chunk without a signature', async () => {
    const changed = example(chunkSignatures);
    changed.write('b', 40_000);
    await expect(decodeAwsChunked(changed, false, verifier(seed))).rejects.toMatchObject({
      problem: 'wrong-signature',
    });
    const unsigned = decodeAwsChunked(Buffer.from('0\r\n\r\n'), false, verifier(seed));
    await expect(unsigned).rejects.toMatchObject({ problem: 'wrong-signature' });
  });

  it('accepts the worked example with trailers, and refuses a wrong or missing trailer signature', async () => {
    const encoded = example(trailingSignatures, trailers(trailerSignature));
    const { trailers: read } = await decodeAwsChunked(encoded, true, verifier(trailingSeed));
    expect(read).toEqual({ 'x-amz-checksum-crc32c': 'sOO8/Q==' });
    for (const wrong of [trailers('0'.repeat(64)), 'x-amz-checksum-crc32c:sOO8/Q==\r\n', '']) {
      const decoding = decodeAwsChunked(example(trailingSignatures, wrong), true, verifier(trailingSeed));
      await expect(decoding).rejects.toMatchObject({ problem: 'wrong-signature' });
    }
  });
});

describe('framing', () => {
  const encode = (pieces: readonly Uint8Array[]) =>
    Buffer.concat([
      ...pieces
        .filter(({ length }) => length > 0)
        .map((piece) =>
          Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]),
        ),
      Buffer.from('0\r\n\r\n'),
    ]);

  it('gives back any pieces, put together', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 50 })), async (pieces) => {
        const { body } = await decodeAwsChunked(encode(pieces), false);
        expect(body.equals(Buffer.concat(pieces))).toBe(true);
      }),
    ));

  it('refuses a body that was cut anywhere before its last chunk', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 }), { minLength: 1 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        async (pieces, share) => {
          const whole = encode(pieces);
          const cut = whole.subarray(0, Math.floor(share * (whole.length - 4)));
          await expect(decodeAwsChunked(cut, false)).rejects.toMatchObject({ code: 'IncompleteBody' });
        },
      ),
    ));
});
