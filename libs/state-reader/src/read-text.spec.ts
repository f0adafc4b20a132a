import { crc32 } from 'node:zlib';
import { centralState } from './testing/central-state.js';
import { object, startOddS3, type Answer } from './testing/odd-s3.js';
import { errorOf, read, readFrom } from './testing/read.js';

const URI = 's3://central-state/management-deploy/terraform.tfstate';
const text = centralState({ mc01: { id: '222222222222', region: 'us-east-1', type: 'management' } });

const crc32Of = (value: string) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(value));
  return { 'x-amz-checksum-crc32': bytes.toString('base64') };
};

describe('a body', () => {
  it('that breaks off is worth another try, and says where it broke off', async () => {
    const answer: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': text.length });
      response.write(text.slice(0, 100), () => response.destroy());
    };
    const error = await errorOf(read(answer));
    expect(error).toMatchObject({ code: 'CentralStateUnreadable', retryable: true });
    expect(error.message).toMatch(
      new RegExp(`^could not read ${URI}: it broke off after 100 of ${text.length} bytes \\(.+\\)\\.$`),
    );
  });

  it('that stops without an end does not hang', async () => {
    const s3 = await startOddS3((_, response) => {
      response.writeHead(200, { 'content-length': text.length });
      response.write(text.slice(0, 100));
    });
    const error = await errorOf(readFrom(s3.endpoint, { requestHandler: { socketTimeout: 50 } }));
    await s3.close();
    expect(error.code).toBe('CentralStateUnreadable');
    expect(error.message).toContain(`after 100 of ${text.length} bytes`);
  });

  it('is compared with the checksum that S3 keeps', async () => {
    expect((await read(object(text, crc32Of(text)))).accounts).toHaveLength(1);
    const error = await errorOf(read(object(text, crc32Of(text + ' '))));
    expect(error.code).toBe('CentralStateUnreadable');
    expect(error.message).toContain('hecksum');
  });

  it('that is larger than any string is not even read', async () => {
    const answer: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': '900000000000' });
      response.write('{');
    };
    const error = await errorOf(read(answer));
    expect(error.code).toBe('CentralStateUnreadable');
    expect(error.message).toContain('it is 900000000000 bytes large');
  });

  it('that is not UTF-8 is refused', async () => {
    const error = await errorOf(read(object(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))));
    expect(error).toMatchObject({ code: 'CentralStateUnreadable', retryable: false });
    expect(error.message).toBe(`could not read ${URI}: its 4 bytes are not UTF-8 text.`);
  });
});
