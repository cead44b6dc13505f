// What every command that talks to a cluster takes: where the cluster is, and how long to wait for it.
import { type Command, Option } from 'commander';
import type { Client } from '../client/client.ts';
import { integerBetween } from './option-parsers.ts';

export interface ClientFlags {
  brokers: string;
  timeout: number;
}

const timeoutMsDefault = 10_000;
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
    .addOption(
      new Option('--timeout <ms>', 'how long to wait for an answer before giving up')
        .argParser(integerBetween(1, timeoutMsMax))
        .default(timeoutMsDefault),
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
