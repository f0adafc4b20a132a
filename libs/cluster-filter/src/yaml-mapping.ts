import {
  LineCounter,
  isCollection,
  isMap,
  isScalar,
  parseDocument,
  visit,
  type Document,
  type YAMLError,
} from 'yaml';

/** A place in a file, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What is wrong at a place of a YAML text, and what to do. */
export interface YamlProblem extends Position {
  readonly message: string;
}

/** A YAML text whose content is one mapping of JSON values. */
export interface YamlMapping {
  readonly value: Readonly<Record<string, unknown>>;
  /** Where the key at `path` stands; where there is none, the place of the mapping that should have it. */
  positionOf(path: readonly PropertyKey[]): Position;
}

const remedies: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  DUPLICATE_KEY: 'this key stands twice in its mapping; keep one of them',
  MULTIPLE_DOCS: 'a second document starts here; a file defines one cluster, so move it to a file of its own',
  NON_STRING_KEY: 'a key must be plain text; write one',
  TAB_AS_INDENT: 'a tab indents this line; use spaces',
};

/**
 * Reads one YAML 1.2 mapping (core schema: `no` is text, a date is text) that says what JSON can say.
 *
 * What would change its meaning on the way is refused with its place: numbers that JSON does not have or that lose
 * digits (a leading zero, more than 2^53), unknown tags, keys that stand twice. Aliases are refused too: a
 * definition is short, and one that expands exponentially is then impossible.
 */
export function readYamlMapping(text: string): YamlMapping | readonly YamlProblem[] {
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    stringKeys: true,
    resolveKnownTags: false,
    lineCounter: lines,
    prettyErrors: false,
  });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    return faults.map(({ code, message, pos }) => ({
      ...at(pos[0]),
      message: remedies[code] ?? `this is not plain YAML (${message}); correct it`,
    }));
  }
  const problems = findProblems(document).map(({ offset, message }) => ({ ...at(offset), message }));
  if (problems.length > 0) return problems;
  if (!isMap(document.contents)) {
    const what = document.contents === null ? 'the file is empty' : 'the file holds no mapping';
    return [
      { ...at(document.contents?.range[0] ?? 0), message: `${what}; write at least "name: <cluster>"` },
    ];
  }
  return {
    value: document.toJS({ maxAliasCount: 0 }) as Record<string, unknown>,
    positionOf: (path) => at(offsetOf(document, path)),
  };
}

/** Far more than a variable needs, and far less than overflows a stack. */
const deepest = 100;

interface Fault {
  readonly offset: number;
  readonly message: string;
}

function findProblems(document: Document.Parsed): Fault[] {
  const found: Fault[] = [];
  visit(document, {
    Alias(_, node) {
      found.push({
        offset: node.range?.[0] ?? 0,
        message: `*${node.source} is an alias; write the value out`,
      });
    },
    Collection(_, node, ancestors) {
      if (ancestors.filter(isCollection).length < deepest) return undefined;
      found.push({ offset: node.range?.[0] ?? 0, message: `more than ${deepest} levels deep; flatten it` });
      return visit.SKIP;
    },
    Scalar(key, node) {
      const message = key === 'key' ? keyProblem(node.value) : valueProblem(node.value, node.source);
      if (message !== undefined) found.push({ offset: node.range?.[0] ?? 0, message });
    },
  });
  return found;
}

/** JavaScript gives this key a meaning of its own, so it would be lost on the way. */
function keyProblem(value: unknown): string | undefined {
  return value === '__proto__' ? 'the key __proto__ cannot be used; choose another' : undefined;
}

function valueProblem(value: unknown, source = ''): string | undefined {
  if (typeof value !== 'number') return undefined;
  if (!Number.isFinite(value)) return `${source} is no number that JSON can hold; put it in quotes`;
  if (/^[-+]?0\d/.test(source)) return `${source} would lose its leading zero; put it in quotes`;
  if (/^[-+]?\w+$/.test(source) && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return `${source} has more digits than a number keeps; put it in quotes`;
  }
  return undefined;
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const key of path) {
    if (!isMap(node)) return offset;
    const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
    if (!pair || !isScalar(pair.key)) return offset;
    offset = pair.key.range?.[0] ?? offset;
    node = pair.value;
  }
  return offset;
}
