import type { Pattern } from '../patterns/pattern.js';

/** A pattern as a policy writes it. */
export function wildcardText(pattern: Pattern): string {
  return pattern
    .map((token) => {
      switch (token.kind) {
        case 'literal':
          return token.text;
        case 'any-character':
          return '?';
        case 'any-characters':
          return '*';
        case 'variable':
          return token.fallback === undefined ? `\${${token.key}}` : `\${${token.key}, '${token.fallback}'}`;
      }
    })
    .join('');
}
