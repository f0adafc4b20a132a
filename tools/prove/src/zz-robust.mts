import { writeFileSync } from 'node:fs';
import { loadActionCatalogue } from '@regional-pipeline/policy-proofs';
import { worstOf, explainViolation } from '@regional-pipeline/security-model';
import { provePolicy } from './prove-policy.js';
const catalogue = await loadActionCatalogue();
const st = (s: unknown) => ({ Version: '2012-10-17', Statement: s });
const nest = (n: number) => '['.repeat(n) + ']'.repeat(n);
const docs: [string, string | Buffer][] = [
  ['2000 statements', JSON.stringify(st(Array.from({length:2000},(_,i)=>({Effect:i%2?'Allow':'Deny',Action:'s3:*',Resource:`arn:aws:s3:::b${i}/*`,Condition:{StringLike:{'s3:prefix':`p${i}*`}}}))))],
  ['2000 iam statements', JSON.stringify(st(Array.from({length:2000},(_,i)=>({Effect:i%2?'Allow':'Deny',Action:'iam:*',Resource:`arn:aws:iam::111111111111:role/b${i}/*`,Condition:{StringLike:{'iam:x':`p${i}*`}}}))))],
  ['2000 iam denies of allow all', JSON.stringify(st([{Effect:'Allow',Action:'*',Resource:'*'},...Array.from({length:2000},(_,i)=>({Effect:'Deny',Action:'iam:*',Resource:`arn:aws:iam::111111111111:role/b${i}/*`}))]))],
  ['glob 200 stars resource', JSON.stringify(st([{Effect:'Allow',Action:'iam:*',Resource:'arn:aws:iam::*:role/'+'*a'.repeat(200)}]))],
  ['glob 200 stars action', JSON.stringify(st([{Effect:'Allow',Action:'iam:'+'*a'.repeat(200),Resource:'*'}]))],
  ['glob 200 stars any action', JSON.stringify(st([{Effect:'Allow',Action:'*a'.repeat(100)+':'+'*a'.repeat(100),Resource:'*'}]))],
  ['5000-star cond', JSON.stringify(st([{Effect:'Allow',Action:'iam:*',Resource:'*',Condition:{StringLike:{'a:b':'*a'.repeat(5000)},StringNotLike:{'a:b':'*b'.repeat(5000)}}}]))],
  ['10000-char values', JSON.stringify(st([{Effect:'Allow',Action:'iam:*',Resource:'arn:aws:iam::1:role/'+'x'.repeat(10000),Condition:{StringEquals:{'a:b':'y'.repeat(10000)}}}]))],
  ['10000-char action', JSON.stringify(st([{Effect:'Allow',Action:'iam:'+'x'.repeat(10000),Resource:'*'}]))],
  ['10000 actions', JSON.stringify(st([{Effect:'Allow',Action:Array.from({length:10000},(_,i)=>`s3:Get${i}`),Resource:'*'}]))],
  ['10000 glob actions', JSON.stringify(st([{Effect:'Allow',Action:Array.from({length:10000},(_,i)=>`s3:*Get*${i}`),Resource:'*'}]))],
  ['10000 glob any-service actions', JSON.stringify(st([{Effect:'Allow',Action:Array.from({length:10000},(_,i)=>`*:*Get*${i}`),Resource:'*'}]))],
  ['10000 resources', JSON.stringify(st([{Effect:'Allow',Action:'iam:*',Resource:Array.from({length:10000},(_,i)=>`arn:aws:iam::*:role/${i}*`)}]))],
  ['10000 values', JSON.stringify(st([{Effect:'Allow',Action:'iam:*',Resource:'*',Condition:{StringNotLike:{'a:b':Array.from({length:10000},(_,i)=>`*${i}*`)}}}]))],
  ['1000 cond keys', JSON.stringify(st([{Effect:'Allow',Action:'iam:*',Resource:'*',Condition:{StringNotLike:Object.fromEntries(Array.from({length:1000},(_,i)=>[`a:k${i}`,`*${i}*`]))}}]))],
  ['deep', nest(100000)],
  ['deep statement', `{"Version":"2012-10-17","Statement":${nest(100000)}}`],
  ['deep condition', `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":${'{"a":'.repeat(50000)}1${'}'.repeat(50000)}}]}`],
  ['deep action', `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":${nest(50000)},"Resource":"*"}]}`],
  ['dup effect', `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Effect":"Deny","Action":"iam:*","Resource":"*"}]}`],
  ['BOM', '\ufeff'+JSON.stringify(st([{Effect:'Allow',Action:'iam:*',Resource:'*'}]))],
  ['utf16', Buffer.from(JSON.stringify(st([{Effect:'Allow',Action:'iam:*',Resource:'*'}])),'utf16le')],
  ['latin1', Buffer.from(JSON.stringify(st([{Effect:'Deny',Action:'iam:*',Resource:'*',Condition:{StringEquals:{'a:b':'\xe9'}}}])),'latin1')],
  ['vars everywhere', JSON.stringify(st([{Effect:'Allow',Action:'iam:*',Resource:'arn:aws:iam::${aws:PrincipalAccount}:role/${aws:username}/${aws:PrincipalTag/a}',Condition:{StringLike:{'a:b':'${aws:userid}*${aws:PrincipalArn}','aws:PrincipalArn':'${aws:PrincipalTag/x}*'}}}]))],
  ['var in action', JSON.stringify(st([{Effect:'Allow',Action:'iam:${aws:username}',Resource:'*'}]))],
  ['unclosed', JSON.stringify(st([{Effect:'Allow',Action:'iam:*',Resource:'arn:aws:iam::1:role/${aws:username'}]))],
  ['unclosed 10000', JSON.stringify(st([{Effect:'Allow',Action:'iam:*',Resource:'arn:aws:iam::1:role/'+'${'.repeat(10000)}]))],
  ['50 vars', JSON.stringify(st([{Effect:'Allow',Action:'iam:*',Resource:'arn:aws:iam::1:role/'+Array.from({length:50},(_,i)=>'${aws:PrincipalTag/t'+i+'}').join('/')}]))],
  ['50 vars defaults', JSON.stringify(st([{Effect:'Allow',Action:'iam:*',Resource:'arn:aws:iam::1:role/'+Array.from({length:50},(_,i)=>'${aws:PrincipalTag/t'+i+", 'd'}").join('/')}]))],
  ['unicode', JSON.stringify(st([{Effect:'Allow',Action:'iam:*',Resource:'arn:aws:iam::1:role/\u{1F600}*',Condition:{StringEqualsIgnoreCase:{'a:b':'ÄÖ\u0130'}}}]))],
  ['empty action', JSON.stringify(st([{Effect:'Allow',Action:[],Resource:'*'}]))],
  ['empty statements', JSON.stringify(st([]))],
  ['empty object', '{}'], ['empty file',''], ['number','7'], ['string','"x"'], ['nul','\0'],
  ['hostile', JSON.stringify(st([{Sid:'\u001b[2J\u009b31m\u202e',Effect:'Allow',Action:'iam:*',Resource:'arn:aws:iam::1:role/\u001b]0;x\u0007'}]))],
  ['hostile key', JSON.stringify(st([{Effect:'Allow',Action:'iam:*',Resource:'*','\u001b[31mX\u009b':1}]))],
  ['proto', '{"__proto__":{"Version":"2012-10-17"},"Statement":[]}'],
  ['proto2', '{"Version":"2012-10-17","Statement":[{"__proto__":{"Effect":"Deny"},"Effect":"Allow","Action":"iam:*","Resource":"*"}]}'],
  ['length obj', '{"Version":"2012-10-17","Statement":{"length":0}}'],
];
const pick = process.argv.slice(2);
for (const [name, doc] of docs) {
  if (pick.length && !pick.some((p) => name.includes(p))) continue;
  writeFileSync('/tmp/zz-doc.json', doc);
  const t = performance.now();
  let out: string;
  try { const parts = provePolicy('/tmp/zz-doc.json', ['iam:*'], catalogue); out = worstOf(parts) + ' ' + parts.flatMap(p=>explainViolation(p)?.lines ?? []).join(' | ').slice(0,200); }
  catch (e) { out = `${(e as Error).name} ${(e as { code?: string }).code}: ${String((e as Error).message).slice(0,160)}`; }
  console.log(name.padEnd(28), `${(performance.now()-t).toFixed(0)}ms`.padStart(8), `${(process.memoryUsage().rss/1e6).toFixed(0)}MB`, JSON.stringify(out));
}
