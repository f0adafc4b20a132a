// A developer's own AWS set-up must never reach a test, nor a test a real account.
for (const name of Object.keys(process.env)) {
  if (/^(AWS_|CODEBUILD_|TF_)/.test(name)) delete process.env[name];
}
process.env.AWS_EC2_METADATA_DISABLED = 'true';
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
process.env.AWS_CONFIG_FILE = '/dev/null';
process.env.AWS_SHARED_CREDENTIALS_FILE = '/dev/null';
process.env.CDK_VALIDATION = 'false';
process.env.CHECKPOINT_DISABLE = '1';
