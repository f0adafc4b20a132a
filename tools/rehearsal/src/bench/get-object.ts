import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** What reading the accounts is held against: the bare request for the same bytes, with nothing done to them. */
const client = new S3Client({ region: process.env['AWS_REGION'] as string });
const { Body } = await client.send(
  new GetObjectCommand({
    Bucket: process.env['CENTRAL_STATE_BUCKET'],
    Key: 'management-deploy/terraform.tfstate',
  }),
);
let bytes = 0;
for await (const chunk of Body as AsyncIterable<Uint8Array>) bytes += chunk.length;
process.stdout.write(JSON.stringify({ bytes, maxRss: process.resourceUsage().maxRSS }));
