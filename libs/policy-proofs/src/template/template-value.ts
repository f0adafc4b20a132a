import { PlatformError } from '@regional-pipeline/platform-model';
import { policyErrors, shown } from '../errors.js';

/** An error TemplateMalformed at a path such as `Resources/BuildRole/Properties/Policies/0`. */
export function templateMalformed(path: string, why: string): PlatformError {
  return new PlatformError(policyErrors.TemplateMalformed, {
    message: `${path}: ${why}.`,
    context: { path },
  });
}

/** An error TemplateUnresolvable at a path. */
export function templateUnresolvable(path: string, why: string): PlatformError {
  return new PlatformError(policyErrors.TemplateUnresolvable, {
    message: `${path}: ${why}.`,
    context: { path },
  });
}

/** A JSON object of a template. */
export type TemplateObject = Readonly<Record<string, unknown>>;

/** Takes an object, or throws TemplateMalformed. */
export function templateObject(value: unknown, path: string): TemplateObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw templateMalformed(path, `${shown(value)} is not an object`);
  }
  return value as TemplateObject;
}

/** Takes a string, or a number's text, or throws TemplateMalformed. */
export function templateText(value: unknown, path: string): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') throw templateMalformed(path, `${shown(value)} is not a string`);
  return value;
}

/** Takes a list, or throws TemplateMalformed; nothing at all is the empty list. */
export function templateList(value: unknown, path: string): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw templateMalformed(path, `${shown(value)} is not a list`);
  return value as readonly unknown[];
}

/** Takes the operands of an intrinsic function, which takes exactly so many, or throws TemplateMalformed. */
export function templateOperands(value: unknown, count: number, path: string): readonly unknown[] {
  const operands = templateList(value, path);
  if (operands.length === count) return operands;
  throw templateMalformed(path, `it takes ${count} operands, and ${operands.length} are given`);
}
