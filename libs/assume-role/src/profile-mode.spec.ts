import { selectProfileMode } from './profile-mode.js';

const relative = { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/x' };
const full = { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1/credentials' };

describe('selectProfileMode', () => {
  it.each([
    ['CodeBuild', relative, 'native'],
    ['EKS Pod Identity', full, 'native'],
    ['nothing', {}, 'process'],
    ['keys', { AWS_ACCESS_KEY_ID: 'AKIA' }, 'process'],
    ['keys in a container', { ...relative, AWS_ACCESS_KEY_ID: 'AKIA' }, 'process'],
    ['a profile in a container', { ...relative, AWS_PROFILE: 'me' }, 'process'],
    ['a web identity in a container', { ...full, AWS_WEB_IDENTITY_TOKEN_FILE: '/token' }, 'process'],
    ['an empty variable', { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '' }, 'process'],
    ['an empty key', { ...relative, AWS_ACCESS_KEY_ID: '' }, 'native'],
  ])('with %s', (_, environment: Record<string, string>, mode) => {
    expect(selectProfileMode(environment)).toBe(mode);
  });
});
