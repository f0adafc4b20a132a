import { PlatformError, reasonOf } from '@regional-pipeline/platform-model';
import { z } from 'zod';
import { journalErrors } from './errors.js';
import type { RecordStore } from './record-store.js';

/** The longest text that is kept of what happened, in characters: a record stays a few kilobytes. */
const longestText = 2000;

/** One kind of record: its schema, and where a record of it belongs. */
export interface RecordKind<Content extends { readonly version: 1 }> {
  readonly schema: z.ZodType<Content>;
  keyOf(content: Content): string;
}

/** A record, with the version of the stored object that it was read from. */
export interface VersionedRecord<Content> {
  readonly content: Content;
  readonly version: string;
}

/** The text of a record: JSON that people can read, its keys in the order of the schema. */
export function formatRecord(content: { readonly version: 1 }): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** Cuts what a record says of an error to a length that keeps the record small. */
export function clipText(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText - 1)}…`;
}

/**
 * Reads a record, or undefined where there is none.
 *
 * @throws PlatformError `JournalUnreadable` where there is one that is not of its kind, or not of its key
 */
export async function readRecord<Content extends { readonly version: 1 }>(
  store: RecordStore,
  kind: RecordKind<Content>,
  key: string,
): Promise<VersionedRecord<Content> | undefined> {
  const stored = await store.read(key);
  return stored && { content: parseRecord(kind, key, stored.text), version: stored.version };
}

function parseRecord<Content extends { readonly version: 1 }>(
  kind: RecordKind<Content>,
  key: string,
  text: string,
): Content {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw unreadable(key, `it is not JSON, or cut off: ${reasonOf(cause)}`, cause);
  }
  const version = typeof json === 'object' && json !== null && 'version' in json ? json.version : undefined;
  if (version !== 1) {
    throw unreadable(
      key,
      `its version is ${version === undefined ? 'missing' : JSON.stringify(version)}, and only 1 is known here`,
    );
  }
  const parsed = kind.schema.safeParse(json);
  if (!parsed.success) throw unreadable(key, z.prettifyError(parsed.error), parsed.error);
  const belongs = kind.keyOf(parsed.data);
  if (belongs !== key) throw unreadable(key, `what it says belongs to ${belongs}`);
  return parsed.data;
}

function unreadable(key: string, reason: string, cause?: unknown): PlatformError {
  return new PlatformError(journalErrors.JournalUnreadable, {
    message: `the journal's record ${key} cannot be understood (${clipText(reason)}).`,
    remedy: `Use the newest orchestrator; where it is damaged, restore an earlier version of the object ${key}.`,
    context: { key },
    cause,
  });
}
