import { childEnvironment } from './child-environment.js';
import { clusterRequest } from './testing/cluster-request.js';
import { useScratchDirectory } from './testing/scratch-directory.js';

const scratch = useScratchDirectory();

async function environmentFrom(environment: Record<string, string>, profileEnvironment = {}) {
  const request = await clusterRequest(await scratch.fresh(), {}, { environment, profileEnvironment });
  return childEnvironment(request);
}

describe('childEnvironment', () => {
  it.each([
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_SECURITY_TOKEN',
    'AWS_CREDENTIAL_EXPIRATION',
    'AWS_PROFILE',
    'AWS_DEFAULT_PROFILE',
    'AWS_ROLE_ARN',
    'AWS_ROLE_SESSION_NAME',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONFIG_FILE',
    'AWS_SHARED_CREDENTIALS_FILE',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN',
    'AWS_BEARER_TOKEN_BEDROCK',
    'AWS_DEFAULT_REGION',
    'TF_CLI_ARGS',
    'TF_CLI_ARGS_import',
    'TF_WORKSPACE',
    'TF_LOG_PATH',
    'MAKEFLAGS',
    'GNUMAKEFLAGS',
    'MFLAGS',
    'MAKELEVEL',
    'MAKEOVERRIDES',
    'npm_config_registry',
    'NODE_OPTIONS',
  ])('does not inherit %s', async (name) => {
    expect(await environmentFrom({ [name]: 'theirs' })).not.toHaveProperty(name);
  });

  it.each([
    'PATH',
    'HOME',
    'TF_VAR_token',
    'TF_PLUGIN_CACHE_DIR',
    'TF_CLI_CONFIG_FILE',
    'TF_LOG',
    'AWS_ENDPOINT_URL',
    'AWS_CA_BUNDLE',
    'AWS_EC2_METADATA_DISABLED',
    'AWS_MAX_ATTEMPTS',
    'HTTPS_PROXY',
  ])('inherits %s', async (name) => {
    expect(await environmentFrom({ [name]: 'value' })).toHaveProperty(name, 'value');
  });

  it('puts the profiles over what was cleaned away, container credentials included', async () => {
    const environment = await environmentFrom(
      { AWS_PROFILE: 'mine', AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/outer' },
      { AWS_PROFILE: 'management', AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/given' },
    );
    expect(environment).toMatchObject({
      AWS_PROFILE: 'management',
      AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/given',
    });
  });

  it('gives the general endpoint to STS too, unless STS has its own', async () => {
    expect(await environmentFrom({ AWS_ENDPOINT_URL: 'http://a' })).toHaveProperty(
      'AWS_ENDPOINT_URL_STS',
      'http://a',
    );
    expect(
      await environmentFrom({ AWS_ENDPOINT_URL: 'http://a', AWS_ENDPOINT_URL_STS: 'http://b' }),
    ).toHaveProperty('AWS_ENDPOINT_URL_STS', 'http://b');
    expect(await environmentFrom({})).not.toHaveProperty('AWS_ENDPOINT_URL_STS');
  });

  it('says which cluster it is and where its state is', async () => {
    expect(await environmentFrom({ AWS_REGION: 'eu-west-1', TF_INPUT: '1', CLUSTER_NAME: 'x' })).toEqual({
      AWS_REGION: 'us-east-1',
      CLUSTER_NAME: 'blue',
      CLUSTER_ACCOUNT_ID: '222222222222',
      TF_STATE_BUCKET: 'state-bucket',
      TF_STATE_KEY: 'blue/terraform.tfstate',
      TF_STATE_REGION: 'us-east-1',
      TF_DATA_DIR: '.terraform',
      TF_INPUT: '0',
      TF_IN_AUTOMATION: '1',
      TF_CLI_ARGS_init:
        '-no-color -reconfigure -backend-config=bucket=state-bucket -backend-config=key=blue/terraform.tfstate ' +
        '-backend-config=region=us-east-1 -backend-config=profile=regional -backend-config=use_lockfile=true ' +
        '-backend-config=encrypt=true',
      TF_CLI_ARGS_plan: '-no-color -lock-timeout=60s',
      TF_CLI_ARGS_apply: '-no-color -lock-timeout=60s',
      TF_CLI_ARGS_destroy: '-no-color -lock-timeout=60s',
      LANGUAGE: 'en',
    });
  });
});
