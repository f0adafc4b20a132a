/** Castagnoli's polynomial, reversed (RFC 3720). */
const crc32cTable = makeTable(0x82f63b78);

function makeTable(polynomial: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    return value;
  });
}

/** CRC-32C of the bytes, big-endian. */
export function crc32c(bytes: Uint8Array): Buffer {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (crc32cTable[(crc ^ byte) & 0xff] ?? 0);
  const digest = Buffer.alloc(4);
  digest.writeUInt32BE(~crc >>> 0);
  return digest;
}

/** The polynomial of CRC-64/NVME, reversed (NVM Express specification): 0x9a6c9329ac4bc9b5, in two halves. */
const [nvmeHigh, nvmeLow] = [0x9a6c9329, 0xac4bc9b5];
const [crc64High, crc64Low] = makeTables64();

function makeTables64(): [Uint32Array, Uint32Array] {
  const [highs, lows] = [new Uint32Array(256), new Uint32Array(256)];
  for (let byte = 0; byte < 256; byte++) {
    let [high, low] = [0, byte];
    for (let bit = 0; bit < 8; bit++) {
      const odd = low & 1;
      low = (low >>> 1) | ((high & 1) << 31);
      high >>>= 1;
      if (odd) [high, low] = [high ^ nvmeHigh, low ^ nvmeLow];
    }
    highs[byte] = high;
    lows[byte] = low;
  }
  return [highs, lows];
}

/** CRC-64/NVME of the bytes, big-endian. In 32-bit halves: BigInt would be too slow for large objects. */
export function crc64nvme(bytes: Uint8Array): Buffer {
  let [high, low] = [0xffffffff, 0xffffffff];
  for (const byte of bytes) {
    const index = (low ^ byte) & 0xff;
    low = ((low >>> 8) | ((high & 0xff) << 24)) ^ (crc64Low[index] ?? 0);
    high = (high >>> 8) ^ (crc64High[index] ?? 0);
  }
  const digest = Buffer.alloc(8);
  digest.writeUInt32BE(~high >>> 0, 0);
  digest.writeUInt32BE(~low >>> 0, 4);
  return digest;
}
