// AlterConfigs: some settings of topics. The answer leaves when this broker works by them; the others follow as they read the
// metadata.
import type { Handler } from '../broker-context.ts';
import { passOn } from './controller-requests.ts';

export const handleAlterConfigs: Handler<'alterConfigs'> = (broker, request) =>
  passOn(broker, 'alterConfigs', request);
