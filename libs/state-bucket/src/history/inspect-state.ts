import { z } from 'zod';
import type { StateDefect, StateDefectKind } from './state-defect.js';
import { StateDocument } from './state-document.js';

/** What the bytes of a state are: a state, or what is wrong with them. */
export type StateReading = { readonly state: StateDocument } | StateDefect;

/** What a state of OpenTofu says of itself once it is encrypted (its package `encryption`). */
const Encrypted = z.looseObject({ encrypted_data: z.string(), encryption_version: z.string() });

const Versioned = z.looseObject({ version: z.number() });

/** Reads a state of version 4, and names what is wrong with everything else. It never throws. */
export function inspectState(bytes: Uint8Array): StateReading {
  const size = `${bytes.length} bytes`;
  if (bytes.length === 0) return defect('empty', 'it has no bytes');
  const text = decode(bytes);
  if (text === undefined)
    return defect('binary', `its ${size} are no text: compressed, encrypted, or something else`);
  if (text.trim() === '') return defect('empty', `its ${size} are spaces`);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return isTruncated(text)
      ? defect('truncated', `its ${size} are the beginning of a JSON object, whose end is missing`)
      : defect('not-json', `its ${size} are text, and not JSON`);
  }
  return inspectContent(content);
}

function inspectContent(content: unknown): StateReading {
  if (Encrypted.safeParse(content).success)
    return defect('encrypted', 'it is encrypted by OpenTofu, and can only be read with its configuration');
  const versioned = Versioned.safeParse(content);
  if (!versioned.success)
    return defect('not-a-state', 'it is JSON, and no Terraform state: it has no version');
  const { version } = versioned.data;
  if (version !== 4)
    return defect('other-format', `it is of format version ${version}, and Terraform's is 4 since 0.12`);
  const parsed = StateDocument.safeParse(content);
  if (parsed.success) return { state: parsed.data };
  const parts = new Set(parsed.error.issues.map(({ path }) => path.slice(0, 3).join('.')));
  return defect('incomplete', `parts of it are missing or wrong: ${[...parts].slice(0, 5).join(', ')}`);
}

/** Text; undefined where the bytes are not UTF-8, or have characters that no text has. */
function decode(bytes: Uint8Array): string | undefined {
  // An upload that broke off may have cut a character of several bytes: that is truncated, and not binary.
  for (let cut = 0; cut < 4; cut++) {
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytes.length - cut));
      return text.includes('\0') ? undefined : text;
    } catch {
      continue;
    }
  }
  return undefined;
}

/** Whether a text that is no JSON begins as an object and ends inside of it. */
function isTruncated(text: string): boolean {
  if (!/^\s*\{\s*(?:"|$)/.test(text)) return false;
  let depth = 0;
  let quoted = false;
  // A loop and no expression: a string of megabytes is more than one can hold.
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (quoted && character === '\\') index++;
    else if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      depth--;
      // An object that has ended, and something behind it.
      if (depth === 0) return false;
    }
  }
  return true;
}

function defect(kind: StateDefectKind, detail: string): StateDefect {
  return { defect: kind, detail };
}
