// How a consumer reaches the coordinator of its group: found by asking any broker, kept until it says that it is another one
// or falls silent, on a connection of its own, so that nothing waits behind records [NET-5].
import { codeOf } from '../../base/errors.ts';
import type { Connection } from '../../net/connection.ts';
import type { Address } from '../../net/transport.ts';
import type { ApiName, RequestBodyInit, ResponseBody } from '../../protocol/api-registry.ts';
import type { ClientContext } from '../context.ts';
import { actionFor } from '../retry.ts';

const lookAgain: ReadonlySet<string> = new Set(['NOT_COORDINATOR', 'COORDINATOR_NOT_AVAILABLE']);

export class CoordinatorChannel {
  readonly #context: ClientContext;
  readonly #groupId: string;
  readonly #purpose: string;
  #address: Promise<Address> | undefined;
  #connection: Connection | undefined;
  #hasContact = false;

  constructor(context: ClientContext, groupId: string) {
    this.#context = context;
    this.#groupId = groupId;
    this.#purpose = `group ${context.random.uuid()}`;
  }

  /** True once a broker has answered. */
  get hasContact(): boolean {
    return this.#hasContact;
  }

  /** Rejects with the broker's error or what became of the connection; the next call looks for the coordinator anew if need be. */
  async request<Api extends ApiName>(
    api: Api,
    body: RequestBodyInit<Api>,
    timeoutMs: number,
  ): Promise<ResponseBody<Api>> {
    const finding = this.#address ?? this.#find();
    this.#address = finding;
    try {
      const connection = await this.#context.pool.get(await finding, this.#purpose);
      this.#connection = connection;
      return await connection.request(api, body, { timeoutMs });
    } catch (error) {
      const isElsewhere = lookAgain.has(codeOf(error) ?? '') || actionFor(error) === 'refresh';
      if (isElsewhere && this.#address === finding) this.#address = undefined;
      throw error;
    }
  }

  close(): void {
    this.#connection?.close();
  }

  async #find(): Promise<Address> {
    try {
      const { metadata } = this.#context;
      const { host, port } = await metadata.askAny('findCoordinator', { groupId: this.#groupId });
      this.#hasContact = true;
      return { host, port };
    } catch (error) {
      this.#address = undefined;
      throw error;
    }
  }
}
