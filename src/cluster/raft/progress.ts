// What the leader knows of one other member, and how it sends to it.
//
//   probe      the place where the logs agree is not known: heartbeats ask for it, and nothing else goes
//   replicate  entries go one message after the other without waiting, up to the window
//   snapshot   the entries it needs are gone: it fetches a snapshot, and heartbeats offer it again
//
// A leader begins with `replicate` from its own end, so that its first entry needs no round trip before it.
import { RingQueue } from '../../base/ring-queue.ts';
import type { LogPosition, Member, RaftSettings } from './raft-types.ts';

interface InFlight {
  readonly endOffset: number;
  readonly bytes: number;
}

export class Progress {
  member: Member;
  mode: 'probe' | 'replicate' | 'snapshot' = 'replicate';
  /** Its log agrees with the leader's up to here, as far as is known. It may forget what is not durable. */
  matchedOffset = 0;
  /** What it holds durably of that; this is what counts. */
  durableOffset = 0;
  /** Where the next entry to be sent starts. */
  nextOffset: number;
  /** The snapshot it is offered. */
  offered: LogPosition | undefined;
  /** When it last answered, on the leader's clock. */
  answeredMs: number;
  /** The latest round of heartbeats that it has answered. */
  answeredRound = 0;
  /** Entries for it are being read from the log. */
  isReading = false;
  /** When set, it is no member any more, and is told so up to this offset of the log, not longer than that time. */
  farewell: { readonly endOffset: number; readonly untilMs: number } | undefined;
  readonly #inFlight = new RingQueue<InFlight>();
  #bytesInFlight = 0;

  constructor(member: Member, nextOffset: number, nowMs: number) {
    this.member = member;
    this.nextOffset = nextOffset;
    this.answeredMs = nowMs;
  }

  get messagesInFlight(): number {
    return this.#inFlight.size;
  }

  hasRoom(settings: RaftSettings): boolean {
    if (this.#inFlight.size === 0) return true;
    return (
      this.#inFlight.size < settings.messagesInFlightMax &&
      this.#bytesInFlight < settings.entryBytesInFlightMax
    );
  }

  sent(endOffset: number, bytes: number): void {
    this.nextOffset = endOffset;
    this.#inFlight.push({ endOffset, bytes });
    this.#bytesInFlight += bytes;
  }

  /** The logs agree up to `matchedOffset`. */
  matched(matchedOffset: number, durableOffset: number): void {
    this.matchedOffset = Math.max(this.matchedOffset, matchedOffset);
    this.durableOffset = Math.max(this.durableOffset, durableOffset);
    for (let first = this.#inFlight.peek(); first; first = this.#inFlight.peek()) {
      if (first.endOffset > this.matchedOffset) break;
      this.#inFlight.shift();
      this.#bytesInFlight -= first.bytes;
    }
    if (this.mode !== 'replicate') this.#enter('replicate', this.matchedOffset);
    else this.nextOffset = Math.max(this.nextOffset, this.matchedOffset);
  }

  /** Looks for the place where the logs agree, first at `nextOffset`. */
  probeFrom(nextOffset: number): void {
    // It may have lost what it had not made durable, or cut what a torn tail left in doubt.
    this.matchedOffset = Math.min(this.matchedOffset, nextOffset);
    this.durableOffset = Math.min(this.durableOffset, nextOffset);
    this.#enter('probe', nextOffset);
  }

  offer(snapshot: LogPosition): void {
    this.#enter('snapshot', snapshot.offset);
    this.offered = snapshot;
  }

  #enter(mode: 'probe' | 'replicate' | 'snapshot', nextOffset: number): void {
    this.mode = mode;
    this.nextOffset = nextOffset;
    this.offered = undefined;
    this.#inFlight.clear();
    this.#bytesInFlight = 0;
  }
}
