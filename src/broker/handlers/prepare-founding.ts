// PrepareFounding: another voter asks whether there is a cluster already, before it founds one [QRM-6].
import type { ClusterContext, Handler } from '../broker-context.ts';

export const handlePrepareFounding: Handler<'prepareFounding', ClusterContext> = async (
  node,
  request,
) => node.cluster.answerFounding(request);
