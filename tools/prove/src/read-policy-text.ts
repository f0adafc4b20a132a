import { closeSync, openSync, readSync } from 'node:fs';

/** Ten times what the largest policy of AWS has with every character escaped; nothing behind it is read. */
const mostBytes = 1_000_000;

/**
 * Reads a file of JSON as a policy is to be read: all of it, as UTF-8 (a byte order mark is skipped), and without a
 * key that an object has twice. JSON.parse would take the last of them, and IAM refuses the document.
 *
 * @throws what the file system, the decoder and JSON.parse throw; TypeError for a file that is too large, SyntaxError
 *   for a key twice
 */
export function readPolicyText(file: string): unknown {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(readBytes(file));
  const value: unknown = JSON.parse(text);
  refuseRepeatedKeys(text);
  return value;
}

function readBytes(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(mostBytes + 1);
    let length = 0;
    for (let read = 1; read > 0 && length < buffer.length; length += read) {
      read = readSync(descriptor, buffer, length, buffer.length - length, null);
    }
    if (length > mostBytes) throw new TypeError(`it has more than ${mostBytes} bytes`);
    return buffer.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

/** Reads valid JSON token by token; a string before a colon is a key of the innermost object. */
function refuseRepeatedKeys(text: string): void {
  const open: Set<string>[] = [];
  let last = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}:]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (token === ':') {
      const key = JSON.parse(last) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) throw new SyntaxError(`the key ${last} stands twice in one object`);
      keys?.add(key);
    }
    last = token;
  }
}
