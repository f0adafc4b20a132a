import type { PolicyDocument, PolicyStatement } from '@regional-pipeline/platform-model';
import type { Deployment, LocatedPolicy } from '../deployment/deployment.js';
import { mutateStatement } from './mutate-statement.js';
import { policySites, type MutatedPolicy, type PolicySite } from './mutated-policies.js';
import type { StatementMutation } from './statement-mutation.js';

/** A deployment in which one thing of one policy is other than it was. */
export interface Mutant extends Omit<StatementMutation, 'statements'> {
  readonly policy: MutatedPolicy;
  /** The Sid, or the statement's place where it has none. */
  readonly statement: string;
  /** The statement's, before. */
  readonly effect: 'Allow' | 'Deny';
  /** The policy before. */
  readonly original: LocatedPolicy;
  readonly deployment: Deployment;
}

/**
 * Every mutant of a deployment's policies. What leaves a document without a statement is none, and of mutants with the
 * same document, the order of its lists aside, there is one.
 */
export function mutantsOf(deployment: Deployment): readonly Mutant[] {
  return policySites(deployment).flatMap((site) => {
    const seen = new Set([canonical(site.located.document)]);
    return mutantsOfPolicy(site)
      .filter(({ document }) => {
        const text = canonical(document);
        return document.Statement.length > 0 && !seen.has(text) && seen.add(text);
      })
      .map(({ document, mutation, statement, effect }) => {
        const { mutator, path, before, after } = mutation;
        return {
          policy: site.policy,
          statement,
          effect,
          mutator,
          path,
          before,
          after,
          original: site.located,
          deployment: site.with(document),
        };
      });
  });
}

interface MutatedDocument {
  readonly document: PolicyDocument;
  readonly mutation: StatementMutation;
  readonly statement: string;
  readonly effect: 'Allow' | 'Deny';
}

function mutantsOfPolicy({ located: { document }, accountId }: PolicySite): readonly MutatedDocument[] {
  return document.Statement.flatMap((statement, index) =>
    mutateStatement(statement, accountId).map((mutation) => ({
      document: { ...document, Statement: document.Statement.toSpliced(index, 1, ...mutation.statements) },
      mutation,
      statement: statement.Sid ?? String(index),
      effect: statement.Effect,
    })),
  );
}

function canonical({ Statement }: PolicyDocument): string {
  return JSON.stringify(
    Statement.map((statement: PolicyStatement) => ({ ...statement, Sid: undefined })),
    (_, value: unknown) =>
      Array.isArray(value) && value.every((item) => typeof item === 'string')
        ? [...new Set(value)].sort()
        : value,
  );
}
