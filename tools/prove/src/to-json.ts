import { explainViolation, type ObligationProof } from '@regional-pipeline/security-model';
import type { RegionProofs } from './prove-regions.js';

/** The answers for programs: every part with its verdict; of one that is not proved, the request and where to look. */
export function toJson(all: readonly RegionProofs[]): unknown {
  return {
    catalogueDate: all[0]?.catalogueDate,
    regions: all.map(({ region, proofs, ms }) => ({
      region,
      ms: Math.round(ms),
      statements: proofs.map(({ id, sentence, verdict, ms: time, parts }) => ({
        id,
        sentence,
        verdict,
        ms: Math.round(time),
        parts: parts.map(partToJson),
      })),
    })),
  };
}

/** One part's answer for programs. */
export function partToJson(part: ObligationProof): unknown {
  const { obligation, proof } = part;
  const { kind, about } = obligation;
  const violation = explainViolation(part);
  return {
    kind,
    about,
    ...proof,
    ...(violation && { locations: violation.locations, lines: violation.lines }),
  };
}
