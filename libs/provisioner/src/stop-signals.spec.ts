import { createStopSignals } from './stop-signals.js';

function stopSignals() {
  const sent: string[] = [];
  let time = 0;
  const signals = createStopSignals(
    (signal) => sent.push(signal),
    () => time,
  );
  return { sent, signals, pass: (milliseconds: number) => (time += milliseconds) };
}

describe('createStopSignals', () => {
  it('sends one SIGINT, however often it is asked within half a minute', () => {
    const { sent, signals, pass } = stopSignals();
    expect(signals.asked).toBe(false);
    signals.request();
    pass(29_999);
    signals.request();
    signals.interrupt();
    expect(sent).toEqual(['SIGINT']);
    expect(signals.asked).toBe(true);
  });

  it('sends one SIGTERM when it is asked again later, whoever asks', () => {
    const { sent, signals, pass } = stopSignals();
    signals.request();
    pass(30_000);
    signals.request();
    pass(30_000);
    signals.request();
    signals.terminate();
    expect(sent).toEqual(['SIGINT', 'SIGTERM']);
  });
});
