// Says who acts in the cluster's account: any script that a make target runs has this identity.
const { requireSdk } = require('./require-sdk.cjs');

const { STSClient, GetCallerIdentityCommand } = requireSdk('@aws-sdk/client-sts');

new STSClient({}).send(new GetCallerIdentityCommand({})).then(
  ({ Arn }) => console.log(`The cluster's resources are made by ${Arn}`),
  (error) => {
    console.error(`Who acts in the cluster's account is not known: ${error.message}`);
    process.exitCode = 1;
  },
);
