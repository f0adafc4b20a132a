import { createOutputTail } from './output-tail.js';

describe('createOutputTail', () => {
  it("shows Terraform's last error, without what the other stream says in between", () => {
    const tail = createOutputTail();
    tail.add('Error: an earlier one, that was retried', 'stderr');
    tail.add('Plan: 3 to add', 'stdout');
    tail.add('│ Error: creating EKS Cluster (blue): ResourceInUseException', 'stderr');
    tail.add('aws_vpc.this: Still creating...', 'stdout');
    tail.add('', 'stderr');
    tail.add('│   on main.tf line 3', 'stderr');
    tail.add('make: *** [Makefile:2: pipeline-provision-management] Error 1', 'stderr');
    expect(tail.meaningfulLines()).toEqual([
      '│ Error: creating EKS Cluster (blue): ResourceInUseException',
      '│   on main.tf line 3',
    ]);
  });

  it("shows the last lines where there is no such error, without make's own", () => {
    const tail = createOutputTail();
    for (let index = 0; index < 30; index++) tail.add(`step ${index}`, 'stdout');
    tail.add('make[1]: *** [x] Error 1', 'stderr');
    expect(tail.meaningfulLines()).toHaveLength(20);
    expect(tail.meaningfulLines().at(-1)).toBe('step 29');
  });

  it('keeps a bounded number of bounded lines', () => {
    const tail = createOutputTail();
    tail.add('the first', 'stderr');
    for (let index = 0; index < 1_000; index++) tail.add('x'.repeat(100_000), 'stderr');
    expect(tail.hasError(/the first/)).toBe(false);
    expect(tail.meaningfulLines().every((line) => line.length === 2_000)).toBe(true);
  });
});
