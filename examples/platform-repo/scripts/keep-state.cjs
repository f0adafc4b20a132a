// Stands in for terraform where there is none: the same S3 calls, as the same identity, for one made-up resource.
// usage: node scripts/keep-state.cjs FOLDER, with the pipeline's environment
const { randomUUID } = require('node:crypto');
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { requireSdk } = require('./require-sdk.cjs');

const { S3Client, GetObjectCommand, PutObjectCommand, DeleteObjectCommand } =
  requireSdk('@aws-sdk/client-s3');
const { defaultProvider } = requireSdk('@aws-sdk/credential-provider-node');

const { TF_STATE_BUCKET: Bucket, TF_STATE_KEY: Key, TF_STATE_REGION: region } = process.env;
const s3 = new S3Client({ region, credentials: defaultProvider({ profile: 'regional' }) });
const lock = { Bucket, Key: `${Key}.tflock` };
const variablesFile = path.join(process.argv[2], 'regional-pipeline.auto.tfvars.json');
const variables = existsSync(variablesFile) ? JSON.parse(readFileSync(variablesFile, 'utf8')) : {};

async function currentState() {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return JSON.parse(await Body.transformToString());
  } catch (error) {
    if (error.name === 'NoSuchKey')
      return { version: 4, terraform_version: '1.11.4', serial: 0, lineage: randomUUID() };
    throw error;
  }
}

async function main() {
  const holder = {
    ID: randomUUID(),
    Operation: 'OperationTypeApply',
    Path: `${Bucket}/${Key}`,
    Created: new Date(),
  };
  await s3.send(new PutObjectCommand({ ...lock, Body: JSON.stringify(holder), IfNoneMatch: '*' }));
  try {
    const state = await currentState();
    const next = {
      ...state,
      serial: state.serial + 1,
      outputs: { management_cluster: { value: variables, type: 'dynamic' } },
      resources: [],
      check_results: null,
    };
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key,
        Body: JSON.stringify(next, null, 2),
        ContentType: 'application/json',
      }),
    );
    console.log(`State kept in s3://${Bucket}/${Key}, serial ${next.serial}`);
  } finally {
    await s3.send(new DeleteObjectCommand(lock));
  }
}

main().catch((error) => {
  console.error(`The state could not be kept: ${error.message}`);
  process.exitCode = 1;
});
