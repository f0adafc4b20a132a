import { Region, type RunHolder } from '@regional-pipeline/platform-model';
import { holderState } from '../index.js';

export async function judgeTakeOver(holder: RunHolder): Promise<string> {
  const region = Region.parse('us-east-1');
  const { status, evidence } = await holderState(holder, { region, environment: process.env });
  return status === 'over' ? `may be taken over: ${evidence}` : `stays with its holder: ${evidence}`;
}
