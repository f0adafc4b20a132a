import { crc32c, crc64nvme } from './crc.js';

// The check values of both algorithms, of the text 123456789 (RFC 3720's polynomial; NVM Express specification).
it('computes CRC-32C', () => {
  expect(crc32c(Buffer.from('123456789')).toString('hex')).toBe('e3069283');
});

it('computes CRC-64/NVME', () => {
  expect(crc64nvme(Buffer.from('123456789')).toString('hex')).toBe('ae8b14860a799888');
});
