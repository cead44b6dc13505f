/**
 * Asks again and again until the answer is good, and returns it. Each question is a round trip to a broker, which is what
 * makes the time pass; the test's own limit ends it.
 */
export async function eventually<Answer>(
  ask: () => Promise<Answer>,
  isGood: (answer: Answer) => boolean,
): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (isGood(answer)) return answer;
    // Lets everything else that is due in this process come first.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
