// What every command that talks to a cluster takes: where the cluster is, and how long to wait for it.
import { type Command, Option } from 'commander';
import type { Client } from '../client/client.ts';
import { integerBetween } from './option-parsers.ts';

export interface ClientFlags {
  brokers: string;
  /** The client's own defaults when absent. */
  timeout?: number;
}

const timeoutMsMax = 900_000;

export function addClientOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '-b, --brokers <list>',
        'addresses of brokers, any of the cluster, with commas between',
      )
        .env('TIDELOG_BROKERS')
        .default('127.0.0.1:9092'),
    )
    .option(
      '--timeout <ms>',
      'how long to wait before giving up (default: 3000 to reach the cluster, 30000 for an answer)',
      integerBetween(1, timeoutMsMax),
    );
}

/** The caller closes it. */
export async function openClient({ brokers, timeout }: ClientFlags): Promise<Client> {
  const { Client } = await import('../client/client.ts');
  return new Client({
    brokers,
    clientId: 'tidelog-cli',
    connectTimeoutMs: timeout,
    requestTimeoutMs: timeout,
  });
}
