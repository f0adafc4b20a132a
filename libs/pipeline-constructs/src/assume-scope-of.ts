import type { AssumeScope } from '@regional-pipeline/trust-policies';
import type { RegionalPipelineSettings } from './regional-pipeline-settings.js';

/** In which accounts the build may assume the deploy role, by the settings; its own organization's by default. */
export function assumeScopeOf(settings: RegionalPipelineSettings): AssumeScope {
  if (settings.assumeAccounts) return { kind: 'accounts', accountIds: settings.assumeAccounts };
  if (settings.assumeOrganizationalUnits) {
    return { kind: 'organizational-units', paths: settings.assumeOrganizationalUnits };
  }
  return { kind: 'organization' };
}
