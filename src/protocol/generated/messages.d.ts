import * as $protobuf from "../protobuf-runtime.js";
import Long = require("long");

/** Namespace tidelog. */
export namespace tidelog {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a Request.
         * @deprecated Use tidelog.v1.Request.$Properties instead.
         */
        interface IRequest extends tidelog.v1.Request.$Properties {
        }

        /** Represents a Request. */
        class Request {

            /**
             * Constructs a new Request.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.Request.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Request correlationId. */
            correlationId: number;

            /** Request clientId. */
            clientId: string;

            /** Request hello. */
            hello: (tidelog.v1.HelloRequest|null);

            /** Request metadata. */
            metadata: (tidelog.v1.MetadataRequest|null);

            /** Request produce. */
            produce: (tidelog.v1.ProduceRequest|null);

            /** Request fetch. */
            fetch: (tidelog.v1.FetchRequest|null);

            /** Request listOffsets. */
            listOffsets: (tidelog.v1.ListOffsetsRequest|null);

            /** Request createTopics. */
            createTopics: (tidelog.v1.CreateTopicsRequest|null);

            /** Request deleteTopics. */
            deleteTopics: (tidelog.v1.DeleteTopicsRequest|null);

            /** Request describeCluster. */
            describeCluster: (tidelog.v1.DescribeClusterRequest|null);

            /** Request deleteRecords. */
            deleteRecords: (tidelog.v1.DeleteRecordsRequest|null);

            /** Request initProducerId. */
            initProducerId: (tidelog.v1.InitProducerIdRequest|null);

            /** Request createPartitions. */
            createPartitions: (tidelog.v1.CreatePartitionsRequest|null);

            /** Request alterConfigs. */
            alterConfigs: (tidelog.v1.AlterConfigsRequest|null);

            /** Request electLeaders. */
            electLeaders: (tidelog.v1.ElectLeadersRequest|null);

            /** Request alterReassignments. */
            alterReassignments: (tidelog.v1.AlterReassignmentsRequest|null);

            /** Request listReassignments. */
            listReassignments: (tidelog.v1.ListReassignmentsRequest|null);

            /** Request alterVoters. */
            alterVoters: (tidelog.v1.AlterVotersRequest|null);

            /** Request describeQuorum. */
            describeQuorum: (tidelog.v1.DescribeQuorumRequest|null);

            /** Request findCoordinator. */
            findCoordinator: (tidelog.v1.FindCoordinatorRequest|null);

            /** Request groupHeartbeat. */
            groupHeartbeat: (tidelog.v1.GroupHeartbeatRequest|null);

            /** Request offsetCommit. */
            offsetCommit: (tidelog.v1.OffsetCommitRequest|null);

            /** Request offsetFetch. */
            offsetFetch: (tidelog.v1.OffsetFetchRequest|null);

            /** Request listGroups. */
            listGroups: (tidelog.v1.ListGroupsRequest|null);

            /** Request describeGroups. */
            describeGroups: (tidelog.v1.DescribeGroupsRequest|null);

            /** Request deleteGroups. */
            deleteGroups: (tidelog.v1.DeleteGroupsRequest|null);

            /** Request resetOffsets. */
            resetOffsets: (tidelog.v1.ResetOffsetsRequest|null);

            /** Request registerBroker. */
            registerBroker: (tidelog.v1.RegisterBrokerRequest|null);

            /** Request brokerHeartbeat. */
            brokerHeartbeat: (tidelog.v1.BrokerHeartbeatRequest|null);

            /** Request allocateProducerIds. */
            allocateProducerIds: (tidelog.v1.AllocateProducerIdsRequest|null);

            /** Request alterPartition. */
            alterPartition: (tidelog.v1.AlterPartitionRequest|null);

            /** Request raft. */
            raft: (tidelog.v1.RaftRequest|null);

            /** Request fetchSnapshot. */
            fetchSnapshot: (tidelog.v1.FetchSnapshotRequest|null);

            /** Request prepareFounding. */
            prepareFounding: (tidelog.v1.PrepareFoundingRequest|null);

            /** Request readIndex. */
            readIndex: (tidelog.v1.ReadIndexRequest|null);

            /** Request replicaFetch. */
            replicaFetch: (tidelog.v1.ReplicaFetchRequest|null);

            /** Request replicaProgress. */
            replicaProgress: (tidelog.v1.ReplicaProgressRequest|null);

            /** Request body. */
            body?: ("hello"|"metadata"|"produce"|"fetch"|"listOffsets"|"createTopics"|"deleteTopics"|"describeCluster"|"deleteRecords"|"initProducerId"|"createPartitions"|"alterConfigs"|"electLeaders"|"alterReassignments"|"listReassignments"|"alterVoters"|"describeQuorum"|"findCoordinator"|"groupHeartbeat"|"offsetCommit"|"offsetFetch"|"listGroups"|"describeGroups"|"deleteGroups"|"resetOffsets"|"registerBroker"|"brokerHeartbeat"|"allocateProducerIds"|"alterPartition"|"raft"|"fetchSnapshot"|"prepareFounding"|"readIndex"|"replicaFetch"|"replicaProgress");

            /**
             * Creates a new Request instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Request instance
             */
            static create(properties: tidelog.v1.Request.$Shape): tidelog.v1.Request & tidelog.v1.Request.$Shape;
            static create(properties?: tidelog.v1.Request.$Properties): tidelog.v1.Request;

            /**
             * Encodes the specified Request message. Does not implicitly {@link tidelog.v1.Request.verify|verify} messages.
             * @param message Request message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.Request.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Request message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.Request & tidelog.v1.Request.$Shape} Request
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.Request & tidelog.v1.Request.$Shape;
        }

        namespace Request {

            /** Properties of a Request. */
            interface $Properties {

                /** Request correlationId */
                correlationId?: number;

                /** Request clientId */
                clientId?: string;

                /** Request hello */
                hello?: (tidelog.v1.HelloRequest.$Properties|null);

                /** Request metadata */
                metadata?: (tidelog.v1.MetadataRequest.$Properties|null);

                /** Request produce */
                produce?: (tidelog.v1.ProduceRequest.$Properties|null);

                /** Request fetch */
                fetch?: (tidelog.v1.FetchRequest.$Properties|null);

                /** Request listOffsets */
                listOffsets?: (tidelog.v1.ListOffsetsRequest.$Properties|null);

                /** Request createTopics */
                createTopics?: (tidelog.v1.CreateTopicsRequest.$Properties|null);

                /** Request deleteTopics */
                deleteTopics?: (tidelog.v1.DeleteTopicsRequest.$Properties|null);

                /** Request describeCluster */
                describeCluster?: (tidelog.v1.DescribeClusterRequest.$Properties|null);

                /** Request deleteRecords */
                deleteRecords?: (tidelog.v1.DeleteRecordsRequest.$Properties|null);

                /** Request initProducerId */
                initProducerId?: (tidelog.v1.InitProducerIdRequest.$Properties|null);

                /** Request createPartitions */
                createPartitions?: (tidelog.v1.CreatePartitionsRequest.$Properties|null);

                /** Request alterConfigs */
                alterConfigs?: (tidelog.v1.AlterConfigsRequest.$Properties|null);

                /** Request electLeaders */
                electLeaders?: (tidelog.v1.ElectLeadersRequest.$Properties|null);

                /** Request alterReassignments */
                alterReassignments?: (tidelog.v1.AlterReassignmentsRequest.$Properties|null);

                /** Request listReassignments */
                listReassignments?: (tidelog.v1.ListReassignmentsRequest.$Properties|null);

                /** Request alterVoters */
                alterVoters?: (tidelog.v1.AlterVotersRequest.$Properties|null);

                /** Request describeQuorum */
                describeQuorum?: (tidelog.v1.DescribeQuorumRequest.$Properties|null);

                /** Request findCoordinator */
                findCoordinator?: (tidelog.v1.FindCoordinatorRequest.$Properties|null);

                /** Request groupHeartbeat */
                groupHeartbeat?: (tidelog.v1.GroupHeartbeatRequest.$Properties|null);

                /** Request offsetCommit */
                offsetCommit?: (tidelog.v1.OffsetCommitRequest.$Properties|null);

                /** Request offsetFetch */
                offsetFetch?: (tidelog.v1.OffsetFetchRequest.$Properties|null);

                /** Request listGroups */
                listGroups?: (tidelog.v1.ListGroupsRequest.$Properties|null);

                /** Request describeGroups */
                describeGroups?: (tidelog.v1.DescribeGroupsRequest.$Properties|null);

                /** Request deleteGroups */
                deleteGroups?: (tidelog.v1.DeleteGroupsRequest.$Properties|null);

                /** Request resetOffsets */
                resetOffsets?: (tidelog.v1.ResetOffsetsRequest.$Properties|null);

                /** Request registerBroker */
                registerBroker?: (tidelog.v1.RegisterBrokerRequest.$Properties|null);

                /** Request brokerHeartbeat */
                brokerHeartbeat?: (tidelog.v1.BrokerHeartbeatRequest.$Properties|null);

                /** Request allocateProducerIds */
                allocateProducerIds?: (tidelog.v1.AllocateProducerIdsRequest.$Properties|null);

                /** Request alterPartition */
                alterPartition?: (tidelog.v1.AlterPartitionRequest.$Properties|null);

                /** Request raft */
                raft?: (tidelog.v1.RaftRequest.$Properties|null);

                /** Request fetchSnapshot */
                fetchSnapshot?: (tidelog.v1.FetchSnapshotRequest.$Properties|null);

                /** Request prepareFounding */
                prepareFounding?: (tidelog.v1.PrepareFoundingRequest.$Properties|null);

                /** Request readIndex */
                readIndex?: (tidelog.v1.ReadIndexRequest.$Properties|null);

                /** Request replicaFetch */
                replicaFetch?: (tidelog.v1.ReplicaFetchRequest.$Properties|null);

                /** Request replicaProgress */
                replicaProgress?: (tidelog.v1.ReplicaProgressRequest.$Properties|null);

                /** Request body */
                body?: ("hello"|"metadata"|"produce"|"fetch"|"listOffsets"|"createTopics"|"deleteTopics"|"describeCluster"|"deleteRecords"|"initProducerId"|"createPartitions"|"alterConfigs"|"electLeaders"|"alterReassignments"|"listReassignments"|"alterVoters"|"describeQuorum"|"findCoordinator"|"groupHeartbeat"|"offsetCommit"|"offsetFetch"|"listGroups"|"describeGroups"|"deleteGroups"|"resetOffsets"|"registerBroker"|"brokerHeartbeat"|"allocateProducerIds"|"alterPartition"|"raft"|"fetchSnapshot"|"prepareFounding"|"readIndex"|"replicaFetch"|"replicaProgress");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Request. */
            type $Shape = {
              correlationId?: number;
              clientId?: string;
              hello?: tidelog.v1.HelloRequest.$Shape|null;
              metadata?: tidelog.v1.MetadataRequest.$Shape|null;
              produce?: tidelog.v1.ProduceRequest.$Shape|null;
              fetch?: tidelog.v1.FetchRequest.$Shape|null;
              listOffsets?: tidelog.v1.ListOffsetsRequest.$Shape|null;
              createTopics?: tidelog.v1.CreateTopicsRequest.$Shape|null;
              deleteTopics?: tidelog.v1.DeleteTopicsRequest.$Shape|null;
              describeCluster?: tidelog.v1.DescribeClusterRequest.$Shape|null;
              deleteRecords?: tidelog.v1.DeleteRecordsRequest.$Shape|null;
              initProducerId?: tidelog.v1.InitProducerIdRequest.$Shape|null;
              createPartitions?: tidelog.v1.CreatePartitionsRequest.$Shape|null;
              alterConfigs?: tidelog.v1.AlterConfigsRequest.$Shape|null;
              electLeaders?: tidelog.v1.ElectLeadersRequest.$Shape|null;
              alterReassignments?: tidelog.v1.AlterReassignmentsRequest.$Shape|null;
              listReassignments?: tidelog.v1.ListReassignmentsRequest.$Shape|null;
              alterVoters?: tidelog.v1.AlterVotersRequest.$Shape|null;
              describeQuorum?: tidelog.v1.DescribeQuorumRequest.$Shape|null;
              findCoordinator?: tidelog.v1.FindCoordinatorRequest.$Shape|null;
              groupHeartbeat?: tidelog.v1.GroupHeartbeatRequest.$Shape|null;
              offsetCommit?: tidelog.v1.OffsetCommitRequest.$Shape|null;
              offsetFetch?: tidelog.v1.OffsetFetchRequest.$Shape|null;
              listGroups?: tidelog.v1.ListGroupsRequest.$Shape|null;
              describeGroups?: tidelog.v1.DescribeGroupsRequest.$Shape|null;
              deleteGroups?: tidelog.v1.DeleteGroupsRequest.$Shape|null;
              resetOffsets?: tidelog.v1.ResetOffsetsRequest.$Shape|null;
              registerBroker?: tidelog.v1.RegisterBrokerRequest.$Shape|null;
              brokerHeartbeat?: tidelog.v1.BrokerHeartbeatRequest.$Shape|null;
              allocateProducerIds?: tidelog.v1.AllocateProducerIdsRequest.$Shape|null;
              alterPartition?: tidelog.v1.AlterPartitionRequest.$Shape|null;
              raft?: tidelog.v1.RaftRequest.$Shape|null;
              fetchSnapshot?: tidelog.v1.FetchSnapshotRequest.$Shape|null;
              prepareFounding?: tidelog.v1.PrepareFoundingRequest.$Shape|null;
              readIndex?: tidelog.v1.ReadIndexRequest.$Shape|null;
              replicaFetch?: tidelog.v1.ReplicaFetchRequest.$Shape|null;
              replicaProgress?: tidelog.v1.ReplicaProgressRequest.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ body?: undefined; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "hello"; hello: tidelog.v1.HelloRequest.$Shape; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "metadata"; hello?: null; metadata: tidelog.v1.MetadataRequest.$Shape; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "produce"; hello?: null; metadata?: null; produce: tidelog.v1.ProduceRequest.$Shape; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "fetch"; hello?: null; metadata?: null; produce?: null; fetch: tidelog.v1.FetchRequest.$Shape; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "listOffsets"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets: tidelog.v1.ListOffsetsRequest.$Shape; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "createTopics"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics: tidelog.v1.CreateTopicsRequest.$Shape; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "deleteTopics"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics: tidelog.v1.DeleteTopicsRequest.$Shape; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "describeCluster"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster: tidelog.v1.DescribeClusterRequest.$Shape; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "deleteRecords"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords: tidelog.v1.DeleteRecordsRequest.$Shape; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "initProducerId"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId: tidelog.v1.InitProducerIdRequest.$Shape; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "createPartitions"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions: tidelog.v1.CreatePartitionsRequest.$Shape; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "alterConfigs"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs: tidelog.v1.AlterConfigsRequest.$Shape; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "electLeaders"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders: tidelog.v1.ElectLeadersRequest.$Shape; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "alterReassignments"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments: tidelog.v1.AlterReassignmentsRequest.$Shape; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "listReassignments"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments: tidelog.v1.ListReassignmentsRequest.$Shape; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "alterVoters"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters: tidelog.v1.AlterVotersRequest.$Shape; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "describeQuorum"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum: tidelog.v1.DescribeQuorumRequest.$Shape; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "findCoordinator"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator: tidelog.v1.FindCoordinatorRequest.$Shape; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "groupHeartbeat"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat: tidelog.v1.GroupHeartbeatRequest.$Shape; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "offsetCommit"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit: tidelog.v1.OffsetCommitRequest.$Shape; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "offsetFetch"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch: tidelog.v1.OffsetFetchRequest.$Shape; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "listGroups"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups: tidelog.v1.ListGroupsRequest.$Shape; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "describeGroups"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups: tidelog.v1.DescribeGroupsRequest.$Shape; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "deleteGroups"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups: tidelog.v1.DeleteGroupsRequest.$Shape; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "resetOffsets"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets: tidelog.v1.ResetOffsetsRequest.$Shape; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "registerBroker"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker: tidelog.v1.RegisterBrokerRequest.$Shape; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "brokerHeartbeat"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat: tidelog.v1.BrokerHeartbeatRequest.$Shape; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "allocateProducerIds"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds: tidelog.v1.AllocateProducerIdsRequest.$Shape; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "alterPartition"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition: tidelog.v1.AlterPartitionRequest.$Shape; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "raft"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft: tidelog.v1.RaftRequest.$Shape; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "fetchSnapshot"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot: tidelog.v1.FetchSnapshotRequest.$Shape; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "prepareFounding"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding: tidelog.v1.PrepareFoundingRequest.$Shape; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "readIndex"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex: tidelog.v1.ReadIndexRequest.$Shape; replicaFetch?: null; replicaProgress?: null }|{ body?: "replicaFetch"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch: tidelog.v1.ReplicaFetchRequest.$Shape; replicaProgress?: null }|{ body?: "replicaProgress"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress: tidelog.v1.ReplicaProgressRequest.$Shape })
            );
        }

        /**
         * Properties of a Response.
         * @deprecated Use tidelog.v1.Response.$Properties instead.
         */
        interface IResponse extends tidelog.v1.Response.$Properties {
        }

        /** Represents a Response. */
        class Response {

            /**
             * Constructs a new Response.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.Response.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Response correlationId. */
            correlationId: number;

            /** Response error. */
            error: tidelog.v1.Error;

            /** Response throttleMs. */
            throttleMs: number;

            /** Response hello. */
            hello: (tidelog.v1.HelloResponse|null);

            /** Response metadata. */
            metadata: (tidelog.v1.MetadataResponse|null);

            /** Response produce. */
            produce: (tidelog.v1.ProduceResponse|null);

            /** Response fetch. */
            fetch: (tidelog.v1.FetchResponse|null);

            /** Response listOffsets. */
            listOffsets: (tidelog.v1.ListOffsetsResponse|null);

            /** Response createTopics. */
            createTopics: (tidelog.v1.CreateTopicsResponse|null);

            /** Response deleteTopics. */
            deleteTopics: (tidelog.v1.DeleteTopicsResponse|null);

            /** Response describeCluster. */
            describeCluster: (tidelog.v1.DescribeClusterResponse|null);

            /** Response deleteRecords. */
            deleteRecords: (tidelog.v1.DeleteRecordsResponse|null);

            /** Response initProducerId. */
            initProducerId: (tidelog.v1.InitProducerIdResponse|null);

            /** Response createPartitions. */
            createPartitions: (tidelog.v1.CreatePartitionsResponse|null);

            /** Response alterConfigs. */
            alterConfigs: (tidelog.v1.AlterConfigsResponse|null);

            /** Response electLeaders. */
            electLeaders: (tidelog.v1.ElectLeadersResponse|null);

            /** Response alterReassignments. */
            alterReassignments: (tidelog.v1.AlterReassignmentsResponse|null);

            /** Response listReassignments. */
            listReassignments: (tidelog.v1.ListReassignmentsResponse|null);

            /** Response alterVoters. */
            alterVoters: (tidelog.v1.AlterVotersResponse|null);

            /** Response describeQuorum. */
            describeQuorum: (tidelog.v1.DescribeQuorumResponse|null);

            /** Response findCoordinator. */
            findCoordinator: (tidelog.v1.FindCoordinatorResponse|null);

            /** Response groupHeartbeat. */
            groupHeartbeat: (tidelog.v1.GroupHeartbeatResponse|null);

            /** Response offsetCommit. */
            offsetCommit: (tidelog.v1.OffsetCommitResponse|null);

            /** Response offsetFetch. */
            offsetFetch: (tidelog.v1.OffsetFetchResponse|null);

            /** Response listGroups. */
            listGroups: (tidelog.v1.ListGroupsResponse|null);

            /** Response describeGroups. */
            describeGroups: (tidelog.v1.DescribeGroupsResponse|null);

            /** Response deleteGroups. */
            deleteGroups: (tidelog.v1.DeleteGroupsResponse|null);

            /** Response resetOffsets. */
            resetOffsets: (tidelog.v1.ResetOffsetsResponse|null);

            /** Response registerBroker. */
            registerBroker: (tidelog.v1.RegisterBrokerResponse|null);

            /** Response brokerHeartbeat. */
            brokerHeartbeat: (tidelog.v1.BrokerHeartbeatResponse|null);

            /** Response allocateProducerIds. */
            allocateProducerIds: (tidelog.v1.AllocateProducerIdsResponse|null);

            /** Response alterPartition. */
            alterPartition: (tidelog.v1.AlterPartitionResponse|null);

            /** Response raft. */
            raft: (tidelog.v1.RaftResponse|null);

            /** Response fetchSnapshot. */
            fetchSnapshot: (tidelog.v1.FetchSnapshotResponse|null);

            /** Response prepareFounding. */
            prepareFounding: (tidelog.v1.PrepareFoundingResponse|null);

            /** Response readIndex. */
            readIndex: (tidelog.v1.ReadIndexResponse|null);

            /** Response replicaFetch. */
            replicaFetch: (tidelog.v1.ReplicaFetchResponse|null);

            /** Response replicaProgress. */
            replicaProgress: (tidelog.v1.ReplicaProgressResponse|null);

            /** Response body. */
            body?: ("hello"|"metadata"|"produce"|"fetch"|"listOffsets"|"createTopics"|"deleteTopics"|"describeCluster"|"deleteRecords"|"initProducerId"|"createPartitions"|"alterConfigs"|"electLeaders"|"alterReassignments"|"listReassignments"|"alterVoters"|"describeQuorum"|"findCoordinator"|"groupHeartbeat"|"offsetCommit"|"offsetFetch"|"listGroups"|"describeGroups"|"deleteGroups"|"resetOffsets"|"registerBroker"|"brokerHeartbeat"|"allocateProducerIds"|"alterPartition"|"raft"|"fetchSnapshot"|"prepareFounding"|"readIndex"|"replicaFetch"|"replicaProgress");

            /**
             * Creates a new Response instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Response instance
             */
            static create(properties: tidelog.v1.Response.$Shape): tidelog.v1.Response & tidelog.v1.Response.$Shape;
            static create(properties?: tidelog.v1.Response.$Properties): tidelog.v1.Response;

            /**
             * Encodes the specified Response message. Does not implicitly {@link tidelog.v1.Response.verify|verify} messages.
             * @param message Response message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.Response.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Response message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.Response & tidelog.v1.Response.$Shape} Response
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.Response & tidelog.v1.Response.$Shape;
        }

        namespace Response {

            /** Properties of a Response. */
            interface $Properties {

                /** Response correlationId */
                correlationId?: number;

                /** Response error */
                error?: tidelog.v1.Error.$Properties;

                /** Response throttleMs */
                throttleMs?: number;

                /** Response hello */
                hello?: (tidelog.v1.HelloResponse.$Properties|null);

                /** Response metadata */
                metadata?: (tidelog.v1.MetadataResponse.$Properties|null);

                /** Response produce */
                produce?: (tidelog.v1.ProduceResponse.$Properties|null);

                /** Response fetch */
                fetch?: (tidelog.v1.FetchResponse.$Properties|null);

                /** Response listOffsets */
                listOffsets?: (tidelog.v1.ListOffsetsResponse.$Properties|null);

                /** Response createTopics */
                createTopics?: (tidelog.v1.CreateTopicsResponse.$Properties|null);

                /** Response deleteTopics */
                deleteTopics?: (tidelog.v1.DeleteTopicsResponse.$Properties|null);

                /** Response describeCluster */
                describeCluster?: (tidelog.v1.DescribeClusterResponse.$Properties|null);

                /** Response deleteRecords */
                deleteRecords?: (tidelog.v1.DeleteRecordsResponse.$Properties|null);

                /** Response initProducerId */
                initProducerId?: (tidelog.v1.InitProducerIdResponse.$Properties|null);

                /** Response createPartitions */
                createPartitions?: (tidelog.v1.CreatePartitionsResponse.$Properties|null);

                /** Response alterConfigs */
                alterConfigs?: (tidelog.v1.AlterConfigsResponse.$Properties|null);

                /** Response electLeaders */
                electLeaders?: (tidelog.v1.ElectLeadersResponse.$Properties|null);

                /** Response alterReassignments */
                alterReassignments?: (tidelog.v1.AlterReassignmentsResponse.$Properties|null);

                /** Response listReassignments */
                listReassignments?: (tidelog.v1.ListReassignmentsResponse.$Properties|null);

                /** Response alterVoters */
                alterVoters?: (tidelog.v1.AlterVotersResponse.$Properties|null);

                /** Response describeQuorum */
                describeQuorum?: (tidelog.v1.DescribeQuorumResponse.$Properties|null);

                /** Response findCoordinator */
                findCoordinator?: (tidelog.v1.FindCoordinatorResponse.$Properties|null);

                /** Response groupHeartbeat */
                groupHeartbeat?: (tidelog.v1.GroupHeartbeatResponse.$Properties|null);

                /** Response offsetCommit */
                offsetCommit?: (tidelog.v1.OffsetCommitResponse.$Properties|null);

                /** Response offsetFetch */
                offsetFetch?: (tidelog.v1.OffsetFetchResponse.$Properties|null);

                /** Response listGroups */
                listGroups?: (tidelog.v1.ListGroupsResponse.$Properties|null);

                /** Response describeGroups */
                describeGroups?: (tidelog.v1.DescribeGroupsResponse.$Properties|null);

                /** Response deleteGroups */
                deleteGroups?: (tidelog.v1.DeleteGroupsResponse.$Properties|null);

                /** Response resetOffsets */
                resetOffsets?: (tidelog.v1.ResetOffsetsResponse.$Properties|null);

                /** Response registerBroker */
                registerBroker?: (tidelog.v1.RegisterBrokerResponse.$Properties|null);

                /** Response brokerHeartbeat */
                brokerHeartbeat?: (tidelog.v1.BrokerHeartbeatResponse.$Properties|null);

                /** Response allocateProducerIds */
                allocateProducerIds?: (tidelog.v1.AllocateProducerIdsResponse.$Properties|null);

                /** Response alterPartition */
                alterPartition?: (tidelog.v1.AlterPartitionResponse.$Properties|null);

                /** Response raft */
                raft?: (tidelog.v1.RaftResponse.$Properties|null);

                /** Response fetchSnapshot */
                fetchSnapshot?: (tidelog.v1.FetchSnapshotResponse.$Properties|null);

                /** Response prepareFounding */
                prepareFounding?: (tidelog.v1.PrepareFoundingResponse.$Properties|null);

                /** Response readIndex */
                readIndex?: (tidelog.v1.ReadIndexResponse.$Properties|null);

                /** Response replicaFetch */
                replicaFetch?: (tidelog.v1.ReplicaFetchResponse.$Properties|null);

                /** Response replicaProgress */
                replicaProgress?: (tidelog.v1.ReplicaProgressResponse.$Properties|null);

                /** Response body */
                body?: ("hello"|"metadata"|"produce"|"fetch"|"listOffsets"|"createTopics"|"deleteTopics"|"describeCluster"|"deleteRecords"|"initProducerId"|"createPartitions"|"alterConfigs"|"electLeaders"|"alterReassignments"|"listReassignments"|"alterVoters"|"describeQuorum"|"findCoordinator"|"groupHeartbeat"|"offsetCommit"|"offsetFetch"|"listGroups"|"describeGroups"|"deleteGroups"|"resetOffsets"|"registerBroker"|"brokerHeartbeat"|"allocateProducerIds"|"alterPartition"|"raft"|"fetchSnapshot"|"prepareFounding"|"readIndex"|"replicaFetch"|"replicaProgress");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Response. */
            type $Shape = {
              correlationId?: number;
              error?: tidelog.v1.Error.$Shape;
              throttleMs?: number;
              hello?: tidelog.v1.HelloResponse.$Shape|null;
              metadata?: tidelog.v1.MetadataResponse.$Shape|null;
              produce?: tidelog.v1.ProduceResponse.$Shape|null;
              fetch?: tidelog.v1.FetchResponse.$Shape|null;
              listOffsets?: tidelog.v1.ListOffsetsResponse.$Shape|null;
              createTopics?: tidelog.v1.CreateTopicsResponse.$Shape|null;
              deleteTopics?: tidelog.v1.DeleteTopicsResponse.$Shape|null;
              describeCluster?: tidelog.v1.DescribeClusterResponse.$Shape|null;
              deleteRecords?: tidelog.v1.DeleteRecordsResponse.$Shape|null;
              initProducerId?: tidelog.v1.InitProducerIdResponse.$Shape|null;
              createPartitions?: tidelog.v1.CreatePartitionsResponse.$Shape|null;
              alterConfigs?: tidelog.v1.AlterConfigsResponse.$Shape|null;
              electLeaders?: tidelog.v1.ElectLeadersResponse.$Shape|null;
              alterReassignments?: tidelog.v1.AlterReassignmentsResponse.$Shape|null;
              listReassignments?: tidelog.v1.ListReassignmentsResponse.$Shape|null;
              alterVoters?: tidelog.v1.AlterVotersResponse.$Shape|null;
              describeQuorum?: tidelog.v1.DescribeQuorumResponse.$Shape|null;
              findCoordinator?: tidelog.v1.FindCoordinatorResponse.$Shape|null;
              groupHeartbeat?: tidelog.v1.GroupHeartbeatResponse.$Shape|null;
              offsetCommit?: tidelog.v1.OffsetCommitResponse.$Shape|null;
              offsetFetch?: tidelog.v1.OffsetFetchResponse.$Shape|null;
              listGroups?: tidelog.v1.ListGroupsResponse.$Shape|null;
              describeGroups?: tidelog.v1.DescribeGroupsResponse.$Shape|null;
              deleteGroups?: tidelog.v1.DeleteGroupsResponse.$Shape|null;
              resetOffsets?: tidelog.v1.ResetOffsetsResponse.$Shape|null;
              registerBroker?: tidelog.v1.RegisterBrokerResponse.$Shape|null;
              brokerHeartbeat?: tidelog.v1.BrokerHeartbeatResponse.$Shape|null;
              allocateProducerIds?: tidelog.v1.AllocateProducerIdsResponse.$Shape|null;
              alterPartition?: tidelog.v1.AlterPartitionResponse.$Shape|null;
              raft?: tidelog.v1.RaftResponse.$Shape|null;
              fetchSnapshot?: tidelog.v1.FetchSnapshotResponse.$Shape|null;
              prepareFounding?: tidelog.v1.PrepareFoundingResponse.$Shape|null;
              readIndex?: tidelog.v1.ReadIndexResponse.$Shape|null;
              replicaFetch?: tidelog.v1.ReplicaFetchResponse.$Shape|null;
              replicaProgress?: tidelog.v1.ReplicaProgressResponse.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ body?: undefined; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "hello"; hello: tidelog.v1.HelloResponse.$Shape; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "metadata"; hello?: null; metadata: tidelog.v1.MetadataResponse.$Shape; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "produce"; hello?: null; metadata?: null; produce: tidelog.v1.ProduceResponse.$Shape; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "fetch"; hello?: null; metadata?: null; produce?: null; fetch: tidelog.v1.FetchResponse.$Shape; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "listOffsets"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets: tidelog.v1.ListOffsetsResponse.$Shape; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "createTopics"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics: tidelog.v1.CreateTopicsResponse.$Shape; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "deleteTopics"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics: tidelog.v1.DeleteTopicsResponse.$Shape; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "describeCluster"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster: tidelog.v1.DescribeClusterResponse.$Shape; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "deleteRecords"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords: tidelog.v1.DeleteRecordsResponse.$Shape; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "initProducerId"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId: tidelog.v1.InitProducerIdResponse.$Shape; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "createPartitions"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions: tidelog.v1.CreatePartitionsResponse.$Shape; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "alterConfigs"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs: tidelog.v1.AlterConfigsResponse.$Shape; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "electLeaders"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders: tidelog.v1.ElectLeadersResponse.$Shape; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "alterReassignments"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments: tidelog.v1.AlterReassignmentsResponse.$Shape; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "listReassignments"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments: tidelog.v1.ListReassignmentsResponse.$Shape; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "alterVoters"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters: tidelog.v1.AlterVotersResponse.$Shape; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "describeQuorum"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum: tidelog.v1.DescribeQuorumResponse.$Shape; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "findCoordinator"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator: tidelog.v1.FindCoordinatorResponse.$Shape; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "groupHeartbeat"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat: tidelog.v1.GroupHeartbeatResponse.$Shape; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "offsetCommit"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit: tidelog.v1.OffsetCommitResponse.$Shape; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "offsetFetch"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch: tidelog.v1.OffsetFetchResponse.$Shape; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "listGroups"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups: tidelog.v1.ListGroupsResponse.$Shape; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "describeGroups"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups: tidelog.v1.DescribeGroupsResponse.$Shape; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "deleteGroups"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups: tidelog.v1.DeleteGroupsResponse.$Shape; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "resetOffsets"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets: tidelog.v1.ResetOffsetsResponse.$Shape; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "registerBroker"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker: tidelog.v1.RegisterBrokerResponse.$Shape; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "brokerHeartbeat"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat: tidelog.v1.BrokerHeartbeatResponse.$Shape; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "allocateProducerIds"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds: tidelog.v1.AllocateProducerIdsResponse.$Shape; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "alterPartition"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition: tidelog.v1.AlterPartitionResponse.$Shape; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "raft"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft: tidelog.v1.RaftResponse.$Shape; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "fetchSnapshot"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot: tidelog.v1.FetchSnapshotResponse.$Shape; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "prepareFounding"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding: tidelog.v1.PrepareFoundingResponse.$Shape; readIndex?: null; replicaFetch?: null; replicaProgress?: null }|{ body?: "readIndex"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex: tidelog.v1.ReadIndexResponse.$Shape; replicaFetch?: null; replicaProgress?: null }|{ body?: "replicaFetch"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch: tidelog.v1.ReplicaFetchResponse.$Shape; replicaProgress?: null }|{ body?: "replicaProgress"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; createPartitions?: null; alterConfigs?: null; electLeaders?: null; alterReassignments?: null; listReassignments?: null; alterVoters?: null; describeQuorum?: null; findCoordinator?: null; groupHeartbeat?: null; offsetCommit?: null; offsetFetch?: null; listGroups?: null; describeGroups?: null; deleteGroups?: null; resetOffsets?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null; alterPartition?: null; raft?: null; fetchSnapshot?: null; prepareFounding?: null; readIndex?: null; replicaFetch?: null; replicaProgress: tidelog.v1.ReplicaProgressResponse.$Shape })
            );
        }

        /**
         * Properties of an Error.
         * @deprecated Use tidelog.v1.Error.$Properties instead.
         */
        interface IError extends tidelog.v1.Error.$Properties {
        }

        /** Represents an Error. */
        class Error {

            /**
             * Constructs a new Error.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.Error.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Error code. */
            code: number;

            /** Error message. */
            message: string;

            /** Error leaderId. */
            leaderId: (number|null);

            /** Error leaderHost. */
            leaderHost: string;

            /** Error leaderPort. */
            leaderPort: number;

            /**
             * Creates a new Error instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Error instance
             */
            static create(properties: tidelog.v1.Error.$Shape): tidelog.v1.Error & tidelog.v1.Error.$Shape;
            static create(properties?: tidelog.v1.Error.$Properties): tidelog.v1.Error;

            /**
             * Encodes the specified Error message. Does not implicitly {@link tidelog.v1.Error.verify|verify} messages.
             * @param message Error message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.Error.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Error message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.Error & tidelog.v1.Error.$Shape} Error
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.Error & tidelog.v1.Error.$Shape;
        }

        namespace Error {

            /** Properties of an Error. */
            interface $Properties {

                /** Error code */
                code?: number;

                /** Error message */
                message?: string;

                /** Error leaderId */
                leaderId?: (number|null);

                /** Error leaderHost */
                leaderHost?: string;

                /** Error leaderPort */
                leaderPort?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Error. */
            type $Shape = tidelog.v1.Error.$Properties;
        }

        /**
         * Properties of a HelloRequest.
         * @deprecated Use tidelog.v1.HelloRequest.$Properties instead.
         */
        interface IHelloRequest extends tidelog.v1.HelloRequest.$Properties {
        }

        /** Represents a HelloRequest. */
        class HelloRequest {

            /**
             * Constructs a new HelloRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.HelloRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HelloRequest softwareName. */
            softwareName: string;

            /** HelloRequest softwareVersion. */
            softwareVersion: string;

            /** HelloRequest features. */
            features: string[];

            /** HelloRequest frameBytesMax. */
            frameBytesMax: number;

            /** HelloRequest peer. */
            peer: tidelog.v1.PeerIdentity;

            /**
             * Creates a new HelloRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns HelloRequest instance
             */
            static create(properties: tidelog.v1.HelloRequest.$Shape): tidelog.v1.HelloRequest & tidelog.v1.HelloRequest.$Shape;
            static create(properties?: tidelog.v1.HelloRequest.$Properties): tidelog.v1.HelloRequest;

            /**
             * Encodes the specified HelloRequest message. Does not implicitly {@link tidelog.v1.HelloRequest.verify|verify} messages.
             * @param message HelloRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.HelloRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HelloRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.HelloRequest & tidelog.v1.HelloRequest.$Shape} HelloRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.HelloRequest & tidelog.v1.HelloRequest.$Shape;
        }

        namespace HelloRequest {

            /** Properties of a HelloRequest. */
            interface $Properties {

                /** HelloRequest softwareName */
                softwareName?: string;

                /** HelloRequest softwareVersion */
                softwareVersion?: string;

                /** HelloRequest features */
                features?: string[];

                /** HelloRequest frameBytesMax */
                frameBytesMax?: number;

                /** HelloRequest peer */
                peer?: tidelog.v1.PeerIdentity.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HelloRequest. */
            type $Shape = tidelog.v1.HelloRequest.$Properties;
        }

        /**
         * Properties of a HelloResponse.
         * @deprecated Use tidelog.v1.HelloResponse.$Properties instead.
         */
        interface IHelloResponse extends tidelog.v1.HelloResponse.$Properties {
        }

        /** Represents a HelloResponse. */
        class HelloResponse {

            /**
             * Constructs a new HelloResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.HelloResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HelloResponse softwareName. */
            softwareName: string;

            /** HelloResponse softwareVersion. */
            softwareVersion: string;

            /** HelloResponse features. */
            features: string[];

            /** HelloResponse frameBytesMax. */
            frameBytesMax: number;

            /** HelloResponse peer. */
            peer: tidelog.v1.PeerIdentity;

            /**
             * Creates a new HelloResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns HelloResponse instance
             */
            static create(properties: tidelog.v1.HelloResponse.$Shape): tidelog.v1.HelloResponse & tidelog.v1.HelloResponse.$Shape;
            static create(properties?: tidelog.v1.HelloResponse.$Properties): tidelog.v1.HelloResponse;

            /**
             * Encodes the specified HelloResponse message. Does not implicitly {@link tidelog.v1.HelloResponse.verify|verify} messages.
             * @param message HelloResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.HelloResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a HelloResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.HelloResponse & tidelog.v1.HelloResponse.$Shape} HelloResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.HelloResponse & tidelog.v1.HelloResponse.$Shape;
        }

        namespace HelloResponse {

            /** Properties of a HelloResponse. */
            interface $Properties {

                /** HelloResponse softwareName */
                softwareName?: string;

                /** HelloResponse softwareVersion */
                softwareVersion?: string;

                /** HelloResponse features */
                features?: string[];

                /** HelloResponse frameBytesMax */
                frameBytesMax?: number;

                /** HelloResponse peer */
                peer?: tidelog.v1.PeerIdentity.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a HelloResponse. */
            type $Shape = tidelog.v1.HelloResponse.$Properties;
        }

        /**
         * Properties of a PeerIdentity.
         * @deprecated Use tidelog.v1.PeerIdentity.$Properties instead.
         */
        interface IPeerIdentity extends tidelog.v1.PeerIdentity.$Properties {
        }

        /** Represents a PeerIdentity. */
        class PeerIdentity {

            /**
             * Constructs a new PeerIdentity.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.PeerIdentity.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PeerIdentity clusterId. */
            clusterId: Uint8Array;

            /** PeerIdentity nodeId. */
            nodeId: number;

            /** PeerIdentity directoryId. */
            directoryId: Uint8Array;

            /** PeerIdentity incarnationId. */
            incarnationId: Uint8Array;

            /** PeerIdentity internalEndpoint. */
            internalEndpoint: tidelog.v1.Endpoint;

            /**
             * Creates a new PeerIdentity instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PeerIdentity instance
             */
            static create(properties: tidelog.v1.PeerIdentity.$Shape): tidelog.v1.PeerIdentity & tidelog.v1.PeerIdentity.$Shape;
            static create(properties?: tidelog.v1.PeerIdentity.$Properties): tidelog.v1.PeerIdentity;

            /**
             * Encodes the specified PeerIdentity message. Does not implicitly {@link tidelog.v1.PeerIdentity.verify|verify} messages.
             * @param message PeerIdentity message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.PeerIdentity.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PeerIdentity message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.PeerIdentity & tidelog.v1.PeerIdentity.$Shape} PeerIdentity
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.PeerIdentity & tidelog.v1.PeerIdentity.$Shape;
        }

        namespace PeerIdentity {

            /** Properties of a PeerIdentity. */
            interface $Properties {

                /** PeerIdentity clusterId */
                clusterId?: Uint8Array;

                /** PeerIdentity nodeId */
                nodeId?: number;

                /** PeerIdentity directoryId */
                directoryId?: Uint8Array;

                /** PeerIdentity incarnationId */
                incarnationId?: Uint8Array;

                /** PeerIdentity internalEndpoint */
                internalEndpoint?: tidelog.v1.Endpoint.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PeerIdentity. */
            type $Shape = tidelog.v1.PeerIdentity.$Properties;
        }

        /**
         * Properties of a RegisterBrokerRequest.
         * @deprecated Use tidelog.v1.RegisterBrokerRequest.$Properties instead.
         */
        interface IRegisterBrokerRequest extends tidelog.v1.RegisterBrokerRequest.$Properties {
        }

        /** Represents a RegisterBrokerRequest. */
        class RegisterBrokerRequest {

            /**
             * Constructs a new RegisterBrokerRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.RegisterBrokerRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RegisterBrokerRequest nodeId. */
            nodeId: number;

            /** RegisterBrokerRequest clusterId. */
            clusterId: Uint8Array;

            /** RegisterBrokerRequest directoryId. */
            directoryId: Uint8Array;

            /** RegisterBrokerRequest incarnationId. */
            incarnationId: Uint8Array;

            /** RegisterBrokerRequest clientEndpoint. */
            clientEndpoint: tidelog.v1.Endpoint;

            /** RegisterBrokerRequest internalEndpoint. */
            internalEndpoint: tidelog.v1.Endpoint;

            /** RegisterBrokerRequest featureLevelMin. */
            featureLevelMin: number;

            /** RegisterBrokerRequest featureLevelMax. */
            featureLevelMax: number;

            /** RegisterBrokerRequest softwareVersion. */
            softwareVersion: string;

            /** RegisterBrokerRequest cleanStopBrokerEpoch. */
            cleanStopBrokerEpoch: (number|null);

            /** RegisterBrokerRequest replicas. */
            replicas: tidelog.v1.ReplicaReport[];

            /**
             * Creates a new RegisterBrokerRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RegisterBrokerRequest instance
             */
            static create(properties: tidelog.v1.RegisterBrokerRequest.$Shape): tidelog.v1.RegisterBrokerRequest & tidelog.v1.RegisterBrokerRequest.$Shape;
            static create(properties?: tidelog.v1.RegisterBrokerRequest.$Properties): tidelog.v1.RegisterBrokerRequest;

            /**
             * Encodes the specified RegisterBrokerRequest message. Does not implicitly {@link tidelog.v1.RegisterBrokerRequest.verify|verify} messages.
             * @param message RegisterBrokerRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.RegisterBrokerRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RegisterBrokerRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.RegisterBrokerRequest & tidelog.v1.RegisterBrokerRequest.$Shape} RegisterBrokerRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.RegisterBrokerRequest & tidelog.v1.RegisterBrokerRequest.$Shape;
        }

        namespace RegisterBrokerRequest {

            /** Properties of a RegisterBrokerRequest. */
            interface $Properties {

                /** RegisterBrokerRequest nodeId */
                nodeId?: number;

                /** RegisterBrokerRequest clusterId */
                clusterId?: Uint8Array;

                /** RegisterBrokerRequest directoryId */
                directoryId?: Uint8Array;

                /** RegisterBrokerRequest incarnationId */
                incarnationId?: Uint8Array;

                /** RegisterBrokerRequest clientEndpoint */
                clientEndpoint?: tidelog.v1.Endpoint.$Properties;

                /** RegisterBrokerRequest internalEndpoint */
                internalEndpoint?: tidelog.v1.Endpoint.$Properties;

                /** RegisterBrokerRequest featureLevelMin */
                featureLevelMin?: number;

                /** RegisterBrokerRequest featureLevelMax */
                featureLevelMax?: number;

                /** RegisterBrokerRequest softwareVersion */
                softwareVersion?: string;

                /** RegisterBrokerRequest cleanStopBrokerEpoch */
                cleanStopBrokerEpoch?: (number|null);

                /** RegisterBrokerRequest replicas */
                replicas?: tidelog.v1.ReplicaReport.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RegisterBrokerRequest. */
            type $Shape = tidelog.v1.RegisterBrokerRequest.$Properties;
        }

        /**
         * Properties of a ReplicaReport.
         * @deprecated Use tidelog.v1.ReplicaReport.$Properties instead.
         */
        interface IReplicaReport extends tidelog.v1.ReplicaReport.$Properties {
        }

        /** Represents a ReplicaReport. */
        class ReplicaReport {

            /**
             * Constructs a new ReplicaReport.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ReplicaReport.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReplicaReport topicId. */
            topicId: Uint8Array;

            /** ReplicaReport partition. */
            partition: number;

            /** ReplicaReport state. */
            state: tidelog.v1.ReplicaState;

            /** ReplicaReport lastEpoch. */
            lastEpoch: number;

            /** ReplicaReport endOffset. */
            endOffset: number;

            /**
             * Creates a new ReplicaReport instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReplicaReport instance
             */
            static create(properties: tidelog.v1.ReplicaReport.$Shape): tidelog.v1.ReplicaReport & tidelog.v1.ReplicaReport.$Shape;
            static create(properties?: tidelog.v1.ReplicaReport.$Properties): tidelog.v1.ReplicaReport;

            /**
             * Encodes the specified ReplicaReport message. Does not implicitly {@link tidelog.v1.ReplicaReport.verify|verify} messages.
             * @param message ReplicaReport message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ReplicaReport.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReplicaReport message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ReplicaReport & tidelog.v1.ReplicaReport.$Shape} ReplicaReport
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ReplicaReport & tidelog.v1.ReplicaReport.$Shape;
        }

        namespace ReplicaReport {

            /** Properties of a ReplicaReport. */
            interface $Properties {

                /** ReplicaReport topicId */
                topicId?: Uint8Array;

                /** ReplicaReport partition */
                partition?: number;

                /** ReplicaReport state */
                state?: tidelog.v1.ReplicaState;

                /** ReplicaReport lastEpoch */
                lastEpoch?: number;

                /** ReplicaReport endOffset */
                endOffset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReplicaReport. */
            type $Shape = tidelog.v1.ReplicaReport.$Properties;
        }

        /** ReplicaState enum. */
        enum ReplicaState {

            /** INTACT value */
            INTACT = 0,

            /** SUSPECT value */
            SUSPECT = 1,

            /** DAMAGED value */
            DAMAGED = 2,

            /** LOST value */
            LOST = 3,

            /** OFFLINE value */
            OFFLINE = 4
        }

        /**
         * Properties of an Endpoint.
         * @deprecated Use tidelog.v1.Endpoint.$Properties instead.
         */
        interface IEndpoint extends tidelog.v1.Endpoint.$Properties {
        }

        /** Represents an Endpoint. */
        class Endpoint {

            /**
             * Constructs a new Endpoint.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.Endpoint.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Endpoint host. */
            host: string;

            /** Endpoint port. */
            port: number;

            /**
             * Creates a new Endpoint instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Endpoint instance
             */
            static create(properties: tidelog.v1.Endpoint.$Shape): tidelog.v1.Endpoint & tidelog.v1.Endpoint.$Shape;
            static create(properties?: tidelog.v1.Endpoint.$Properties): tidelog.v1.Endpoint;

            /**
             * Encodes the specified Endpoint message. Does not implicitly {@link tidelog.v1.Endpoint.verify|verify} messages.
             * @param message Endpoint message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.Endpoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Endpoint message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.Endpoint & tidelog.v1.Endpoint.$Shape} Endpoint
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.Endpoint & tidelog.v1.Endpoint.$Shape;
        }

        namespace Endpoint {

            /** Properties of an Endpoint. */
            interface $Properties {

                /** Endpoint host */
                host?: string;

                /** Endpoint port */
                port?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Endpoint. */
            type $Shape = tidelog.v1.Endpoint.$Properties;
        }

        /**
         * Properties of a RegisterBrokerResponse.
         * @deprecated Use tidelog.v1.RegisterBrokerResponse.$Properties instead.
         */
        interface IRegisterBrokerResponse extends tidelog.v1.RegisterBrokerResponse.$Properties {
        }

        /** Represents a RegisterBrokerResponse. */
        class RegisterBrokerResponse {

            /**
             * Constructs a new RegisterBrokerResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.RegisterBrokerResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RegisterBrokerResponse brokerEpoch. */
            brokerEpoch: number;

            /** RegisterBrokerResponse metadataOffset. */
            metadataOffset: number;

            /** RegisterBrokerResponse sessionTimeoutMs. */
            sessionTimeoutMs: number;

            /**
             * Creates a new RegisterBrokerResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RegisterBrokerResponse instance
             */
            static create(properties: tidelog.v1.RegisterBrokerResponse.$Shape): tidelog.v1.RegisterBrokerResponse & tidelog.v1.RegisterBrokerResponse.$Shape;
            static create(properties?: tidelog.v1.RegisterBrokerResponse.$Properties): tidelog.v1.RegisterBrokerResponse;

            /**
             * Encodes the specified RegisterBrokerResponse message. Does not implicitly {@link tidelog.v1.RegisterBrokerResponse.verify|verify} messages.
             * @param message RegisterBrokerResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.RegisterBrokerResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RegisterBrokerResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.RegisterBrokerResponse & tidelog.v1.RegisterBrokerResponse.$Shape} RegisterBrokerResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.RegisterBrokerResponse & tidelog.v1.RegisterBrokerResponse.$Shape;
        }

        namespace RegisterBrokerResponse {

            /** Properties of a RegisterBrokerResponse. */
            interface $Properties {

                /** RegisterBrokerResponse brokerEpoch */
                brokerEpoch?: number;

                /** RegisterBrokerResponse metadataOffset */
                metadataOffset?: number;

                /** RegisterBrokerResponse sessionTimeoutMs */
                sessionTimeoutMs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RegisterBrokerResponse. */
            type $Shape = tidelog.v1.RegisterBrokerResponse.$Properties;
        }

        /**
         * Properties of a BrokerHeartbeatRequest.
         * @deprecated Use tidelog.v1.BrokerHeartbeatRequest.$Properties instead.
         */
        interface IBrokerHeartbeatRequest extends tidelog.v1.BrokerHeartbeatRequest.$Properties {
        }

        /** Represents a BrokerHeartbeatRequest. */
        class BrokerHeartbeatRequest {

            /**
             * Constructs a new BrokerHeartbeatRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.BrokerHeartbeatRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BrokerHeartbeatRequest nodeId. */
            nodeId: number;

            /** BrokerHeartbeatRequest brokerEpoch. */
            brokerEpoch: number;

            /** BrokerHeartbeatRequest metadataOffset. */
            metadataOffset: number;

            /** BrokerHeartbeatRequest wantsShutdown. */
            wantsShutdown: boolean;

            /** BrokerHeartbeatRequest offlineReplicas. */
            offlineReplicas: tidelog.v1.OfflineReplica[];

            /** BrokerHeartbeatRequest reopenedReplicas. */
            reopenedReplicas: tidelog.v1.ReplicaReport[];

            /**
             * Creates a new BrokerHeartbeatRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BrokerHeartbeatRequest instance
             */
            static create(properties: tidelog.v1.BrokerHeartbeatRequest.$Shape): tidelog.v1.BrokerHeartbeatRequest & tidelog.v1.BrokerHeartbeatRequest.$Shape;
            static create(properties?: tidelog.v1.BrokerHeartbeatRequest.$Properties): tidelog.v1.BrokerHeartbeatRequest;

            /**
             * Encodes the specified BrokerHeartbeatRequest message. Does not implicitly {@link tidelog.v1.BrokerHeartbeatRequest.verify|verify} messages.
             * @param message BrokerHeartbeatRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.BrokerHeartbeatRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BrokerHeartbeatRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.BrokerHeartbeatRequest & tidelog.v1.BrokerHeartbeatRequest.$Shape} BrokerHeartbeatRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.BrokerHeartbeatRequest & tidelog.v1.BrokerHeartbeatRequest.$Shape;
        }

        namespace BrokerHeartbeatRequest {

            /** Properties of a BrokerHeartbeatRequest. */
            interface $Properties {

                /** BrokerHeartbeatRequest nodeId */
                nodeId?: number;

                /** BrokerHeartbeatRequest brokerEpoch */
                brokerEpoch?: number;

                /** BrokerHeartbeatRequest metadataOffset */
                metadataOffset?: number;

                /** BrokerHeartbeatRequest wantsShutdown */
                wantsShutdown?: boolean;

                /** BrokerHeartbeatRequest offlineReplicas */
                offlineReplicas?: tidelog.v1.OfflineReplica.$Properties[];

                /** BrokerHeartbeatRequest reopenedReplicas */
                reopenedReplicas?: tidelog.v1.ReplicaReport.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BrokerHeartbeatRequest. */
            type $Shape = tidelog.v1.BrokerHeartbeatRequest.$Properties;
        }

        /**
         * Properties of an OfflineReplica.
         * @deprecated Use tidelog.v1.OfflineReplica.$Properties instead.
         */
        interface IOfflineReplica extends tidelog.v1.OfflineReplica.$Properties {
        }

        /** Represents an OfflineReplica. */
        class OfflineReplica {

            /**
             * Constructs a new OfflineReplica.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.OfflineReplica.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OfflineReplica topicId. */
            topicId: Uint8Array;

            /** OfflineReplica partition. */
            partition: number;

            /**
             * Creates a new OfflineReplica instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OfflineReplica instance
             */
            static create(properties: tidelog.v1.OfflineReplica.$Shape): tidelog.v1.OfflineReplica & tidelog.v1.OfflineReplica.$Shape;
            static create(properties?: tidelog.v1.OfflineReplica.$Properties): tidelog.v1.OfflineReplica;

            /**
             * Encodes the specified OfflineReplica message. Does not implicitly {@link tidelog.v1.OfflineReplica.verify|verify} messages.
             * @param message OfflineReplica message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.OfflineReplica.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OfflineReplica message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.OfflineReplica & tidelog.v1.OfflineReplica.$Shape} OfflineReplica
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.OfflineReplica & tidelog.v1.OfflineReplica.$Shape;
        }

        namespace OfflineReplica {

            /** Properties of an OfflineReplica. */
            interface $Properties {

                /** OfflineReplica topicId */
                topicId?: Uint8Array;

                /** OfflineReplica partition */
                partition?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OfflineReplica. */
            type $Shape = tidelog.v1.OfflineReplica.$Properties;
        }

        /**
         * Properties of a BrokerHeartbeatResponse.
         * @deprecated Use tidelog.v1.BrokerHeartbeatResponse.$Properties instead.
         */
        interface IBrokerHeartbeatResponse extends tidelog.v1.BrokerHeartbeatResponse.$Properties {
        }

        /** Represents a BrokerHeartbeatResponse. */
        class BrokerHeartbeatResponse {

            /**
             * Constructs a new BrokerHeartbeatResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.BrokerHeartbeatResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BrokerHeartbeatResponse fenced. */
            fenced: boolean;

            /** BrokerHeartbeatResponse mayShutDown. */
            mayShutDown: boolean;

            /** BrokerHeartbeatResponse metadataOffset. */
            metadataOffset: number;

            /**
             * Creates a new BrokerHeartbeatResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BrokerHeartbeatResponse instance
             */
            static create(properties: tidelog.v1.BrokerHeartbeatResponse.$Shape): tidelog.v1.BrokerHeartbeatResponse & tidelog.v1.BrokerHeartbeatResponse.$Shape;
            static create(properties?: tidelog.v1.BrokerHeartbeatResponse.$Properties): tidelog.v1.BrokerHeartbeatResponse;

            /**
             * Encodes the specified BrokerHeartbeatResponse message. Does not implicitly {@link tidelog.v1.BrokerHeartbeatResponse.verify|verify} messages.
             * @param message BrokerHeartbeatResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.BrokerHeartbeatResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BrokerHeartbeatResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.BrokerHeartbeatResponse & tidelog.v1.BrokerHeartbeatResponse.$Shape} BrokerHeartbeatResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.BrokerHeartbeatResponse & tidelog.v1.BrokerHeartbeatResponse.$Shape;
        }

        namespace BrokerHeartbeatResponse {

            /** Properties of a BrokerHeartbeatResponse. */
            interface $Properties {

                /** BrokerHeartbeatResponse fenced */
                fenced?: boolean;

                /** BrokerHeartbeatResponse mayShutDown */
                mayShutDown?: boolean;

                /** BrokerHeartbeatResponse metadataOffset */
                metadataOffset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BrokerHeartbeatResponse. */
            type $Shape = tidelog.v1.BrokerHeartbeatResponse.$Properties;
        }

        /**
         * Properties of an AllocateProducerIdsRequest.
         * @deprecated Use tidelog.v1.AllocateProducerIdsRequest.$Properties instead.
         */
        interface IAllocateProducerIdsRequest extends tidelog.v1.AllocateProducerIdsRequest.$Properties {
        }

        /** Represents an AllocateProducerIdsRequest. */
        class AllocateProducerIdsRequest {

            /**
             * Constructs a new AllocateProducerIdsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.AllocateProducerIdsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AllocateProducerIdsRequest nodeId. */
            nodeId: number;

            /**
             * Creates a new AllocateProducerIdsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AllocateProducerIdsRequest instance
             */
            static create(properties: tidelog.v1.AllocateProducerIdsRequest.$Shape): tidelog.v1.AllocateProducerIdsRequest & tidelog.v1.AllocateProducerIdsRequest.$Shape;
            static create(properties?: tidelog.v1.AllocateProducerIdsRequest.$Properties): tidelog.v1.AllocateProducerIdsRequest;

            /**
             * Encodes the specified AllocateProducerIdsRequest message. Does not implicitly {@link tidelog.v1.AllocateProducerIdsRequest.verify|verify} messages.
             * @param message AllocateProducerIdsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.AllocateProducerIdsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AllocateProducerIdsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.AllocateProducerIdsRequest & tidelog.v1.AllocateProducerIdsRequest.$Shape} AllocateProducerIdsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.AllocateProducerIdsRequest & tidelog.v1.AllocateProducerIdsRequest.$Shape;
        }

        namespace AllocateProducerIdsRequest {

            /** Properties of an AllocateProducerIdsRequest. */
            interface $Properties {

                /** AllocateProducerIdsRequest nodeId */
                nodeId?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AllocateProducerIdsRequest. */
            type $Shape = tidelog.v1.AllocateProducerIdsRequest.$Properties;
        }

        /**
         * Properties of an AllocateProducerIdsResponse.
         * @deprecated Use tidelog.v1.AllocateProducerIdsResponse.$Properties instead.
         */
        interface IAllocateProducerIdsResponse extends tidelog.v1.AllocateProducerIdsResponse.$Properties {
        }

        /** Represents an AllocateProducerIdsResponse. */
        class AllocateProducerIdsResponse {

            /**
             * Constructs a new AllocateProducerIdsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.AllocateProducerIdsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AllocateProducerIdsResponse firstProducerId. */
            firstProducerId: number;

            /** AllocateProducerIdsResponse count. */
            count: number;

            /**
             * Creates a new AllocateProducerIdsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AllocateProducerIdsResponse instance
             */
            static create(properties: tidelog.v1.AllocateProducerIdsResponse.$Shape): tidelog.v1.AllocateProducerIdsResponse & tidelog.v1.AllocateProducerIdsResponse.$Shape;
            static create(properties?: tidelog.v1.AllocateProducerIdsResponse.$Properties): tidelog.v1.AllocateProducerIdsResponse;

            /**
             * Encodes the specified AllocateProducerIdsResponse message. Does not implicitly {@link tidelog.v1.AllocateProducerIdsResponse.verify|verify} messages.
             * @param message AllocateProducerIdsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.AllocateProducerIdsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AllocateProducerIdsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.AllocateProducerIdsResponse & tidelog.v1.AllocateProducerIdsResponse.$Shape} AllocateProducerIdsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.AllocateProducerIdsResponse & tidelog.v1.AllocateProducerIdsResponse.$Shape;
        }

        namespace AllocateProducerIdsResponse {

            /** Properties of an AllocateProducerIdsResponse. */
            interface $Properties {

                /** AllocateProducerIdsResponse firstProducerId */
                firstProducerId?: number;

                /** AllocateProducerIdsResponse count */
                count?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AllocateProducerIdsResponse. */
            type $Shape = tidelog.v1.AllocateProducerIdsResponse.$Properties;
        }

        /**
         * Properties of an AlterPartitionRequest.
         * @deprecated Use tidelog.v1.AlterPartitionRequest.$Properties instead.
         */
        interface IAlterPartitionRequest extends tidelog.v1.AlterPartitionRequest.$Properties {
        }

        /** Represents an AlterPartitionRequest. */
        class AlterPartitionRequest {

            /**
             * Constructs a new AlterPartitionRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.AlterPartitionRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AlterPartitionRequest nodeId. */
            nodeId: number;

            /** AlterPartitionRequest brokerEpoch. */
            brokerEpoch: number;

            /** AlterPartitionRequest partitions. */
            partitions: tidelog.v1.AlterPartition[];

            /**
             * Creates a new AlterPartitionRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AlterPartitionRequest instance
             */
            static create(properties: tidelog.v1.AlterPartitionRequest.$Shape): tidelog.v1.AlterPartitionRequest & tidelog.v1.AlterPartitionRequest.$Shape;
            static create(properties?: tidelog.v1.AlterPartitionRequest.$Properties): tidelog.v1.AlterPartitionRequest;

            /**
             * Encodes the specified AlterPartitionRequest message. Does not implicitly {@link tidelog.v1.AlterPartitionRequest.verify|verify} messages.
             * @param message AlterPartitionRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.AlterPartitionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AlterPartitionRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.AlterPartitionRequest & tidelog.v1.AlterPartitionRequest.$Shape} AlterPartitionRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.AlterPartitionRequest & tidelog.v1.AlterPartitionRequest.$Shape;
        }

        namespace AlterPartitionRequest {

            /** Properties of an AlterPartitionRequest. */
            interface $Properties {

                /** AlterPartitionRequest nodeId */
                nodeId?: number;

                /** AlterPartitionRequest brokerEpoch */
                brokerEpoch?: number;

                /** AlterPartitionRequest partitions */
                partitions?: tidelog.v1.AlterPartition.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AlterPartitionRequest. */
            type $Shape = tidelog.v1.AlterPartitionRequest.$Properties;
        }

        /**
         * Properties of an AlterPartition.
         * @deprecated Use tidelog.v1.AlterPartition.$Properties instead.
         */
        interface IAlterPartition extends tidelog.v1.AlterPartition.$Properties {
        }

        /** Represents an AlterPartition. */
        class AlterPartition {

            /**
             * Constructs a new AlterPartition.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.AlterPartition.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AlterPartition topicId. */
            topicId: Uint8Array;

            /** AlterPartition partition. */
            partition: number;

            /** AlterPartition leaderEpoch. */
            leaderEpoch: number;

            /** AlterPartition partitionEpoch. */
            partitionEpoch: number;

            /** AlterPartition newIsr. */
            newIsr: tidelog.v1.InSyncReplica[];

            /**
             * Creates a new AlterPartition instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AlterPartition instance
             */
            static create(properties: tidelog.v1.AlterPartition.$Shape): tidelog.v1.AlterPartition & tidelog.v1.AlterPartition.$Shape;
            static create(properties?: tidelog.v1.AlterPartition.$Properties): tidelog.v1.AlterPartition;

            /**
             * Encodes the specified AlterPartition message. Does not implicitly {@link tidelog.v1.AlterPartition.verify|verify} messages.
             * @param message AlterPartition message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.AlterPartition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AlterPartition message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.AlterPartition & tidelog.v1.AlterPartition.$Shape} AlterPartition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.AlterPartition & tidelog.v1.AlterPartition.$Shape;
        }

        namespace AlterPartition {

            /** Properties of an AlterPartition. */
            interface $Properties {

                /** AlterPartition topicId */
                topicId?: Uint8Array;

                /** AlterPartition partition */
                partition?: number;

                /** AlterPartition leaderEpoch */
                leaderEpoch?: number;

                /** AlterPartition partitionEpoch */
                partitionEpoch?: number;

                /** AlterPartition newIsr */
                newIsr?: tidelog.v1.InSyncReplica.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AlterPartition. */
            type $Shape = tidelog.v1.AlterPartition.$Properties;
        }

        /**
         * Properties of an InSyncReplica.
         * @deprecated Use tidelog.v1.InSyncReplica.$Properties instead.
         */
        interface IInSyncReplica extends tidelog.v1.InSyncReplica.$Properties {
        }

        /** Represents an InSyncReplica. */
        class InSyncReplica {

            /**
             * Constructs a new InSyncReplica.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.InSyncReplica.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** InSyncReplica nodeId. */
            nodeId: number;

            /** InSyncReplica brokerEpoch. */
            brokerEpoch: number;

            /**
             * Creates a new InSyncReplica instance using the specified properties.
             * @param [properties] Properties to set
             * @returns InSyncReplica instance
             */
            static create(properties: tidelog.v1.InSyncReplica.$Shape): tidelog.v1.InSyncReplica & tidelog.v1.InSyncReplica.$Shape;
            static create(properties?: tidelog.v1.InSyncReplica.$Properties): tidelog.v1.InSyncReplica;

            /**
             * Encodes the specified InSyncReplica message. Does not implicitly {@link tidelog.v1.InSyncReplica.verify|verify} messages.
             * @param message InSyncReplica message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.InSyncReplica.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an InSyncReplica message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.InSyncReplica & tidelog.v1.InSyncReplica.$Shape} InSyncReplica
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.InSyncReplica & tidelog.v1.InSyncReplica.$Shape;
        }

        namespace InSyncReplica {

            /** Properties of an InSyncReplica. */
            interface $Properties {

                /** InSyncReplica nodeId */
                nodeId?: number;

                /** InSyncReplica brokerEpoch */
                brokerEpoch?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an InSyncReplica. */
            type $Shape = tidelog.v1.InSyncReplica.$Properties;
        }

        /**
         * Properties of an AlterPartitionResponse.
         * @deprecated Use tidelog.v1.AlterPartitionResponse.$Properties instead.
         */
        interface IAlterPartitionResponse extends tidelog.v1.AlterPartitionResponse.$Properties {
        }

        /** Represents an AlterPartitionResponse. */
        class AlterPartitionResponse {

            /**
             * Constructs a new AlterPartitionResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.AlterPartitionResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AlterPartitionResponse partitions. */
            partitions: tidelog.v1.AlterPartitionResult[];

            /** AlterPartitionResponse metadataOffset. */
            metadataOffset: number;

            /**
             * Creates a new AlterPartitionResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AlterPartitionResponse instance
             */
            static create(properties: tidelog.v1.AlterPartitionResponse.$Shape): tidelog.v1.AlterPartitionResponse & tidelog.v1.AlterPartitionResponse.$Shape;
            static create(properties?: tidelog.v1.AlterPartitionResponse.$Properties): tidelog.v1.AlterPartitionResponse;

            /**
             * Encodes the specified AlterPartitionResponse message. Does not implicitly {@link tidelog.v1.AlterPartitionResponse.verify|verify} messages.
             * @param message AlterPartitionResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.AlterPartitionResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AlterPartitionResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.AlterPartitionResponse & tidelog.v1.AlterPartitionResponse.$Shape} AlterPartitionResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.AlterPartitionResponse & tidelog.v1.AlterPartitionResponse.$Shape;
        }

        namespace AlterPartitionResponse {

            /** Properties of an AlterPartitionResponse. */
            interface $Properties {

                /** AlterPartitionResponse partitions */
                partitions?: tidelog.v1.AlterPartitionResult.$Properties[];

                /** AlterPartitionResponse metadataOffset */
                metadataOffset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AlterPartitionResponse. */
            type $Shape = tidelog.v1.AlterPartitionResponse.$Properties;
        }

        /**
         * Properties of an AlterPartitionResult.
         * @deprecated Use tidelog.v1.AlterPartitionResult.$Properties instead.
         */
        interface IAlterPartitionResult extends tidelog.v1.AlterPartitionResult.$Properties {
        }

        /** Represents an AlterPartitionResult. */
        class AlterPartitionResult {

            /**
             * Constructs a new AlterPartitionResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.AlterPartitionResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AlterPartitionResult topicId. */
            topicId: Uint8Array;

            /** AlterPartitionResult partition. */
            partition: number;

            /** AlterPartitionResult errorCode. */
            errorCode: number;

            /** AlterPartitionResult errorMessage. */
            errorMessage: string;

            /** AlterPartitionResult leaderId. */
            leaderId: number;

            /** AlterPartitionResult leaderEpoch. */
            leaderEpoch: number;

            /** AlterPartitionResult partitionEpoch. */
            partitionEpoch: number;

            /** AlterPartitionResult isr. */
            isr: number[];

            /**
             * Creates a new AlterPartitionResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AlterPartitionResult instance
             */
            static create(properties: tidelog.v1.AlterPartitionResult.$Shape): tidelog.v1.AlterPartitionResult & tidelog.v1.AlterPartitionResult.$Shape;
            static create(properties?: tidelog.v1.AlterPartitionResult.$Properties): tidelog.v1.AlterPartitionResult;

            /**
             * Encodes the specified AlterPartitionResult message. Does not implicitly {@link tidelog.v1.AlterPartitionResult.verify|verify} messages.
             * @param message AlterPartitionResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.AlterPartitionResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AlterPartitionResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.AlterPartitionResult & tidelog.v1.AlterPartitionResult.$Shape} AlterPartitionResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.AlterPartitionResult & tidelog.v1.AlterPartitionResult.$Shape;
        }

        namespace AlterPartitionResult {

            /** Properties of an AlterPartitionResult. */
            interface $Properties {

                /** AlterPartitionResult topicId */
                topicId?: Uint8Array;

                /** AlterPartitionResult partition */
                partition?: number;

                /** AlterPartitionResult errorCode */
                errorCode?: number;

                /** AlterPartitionResult errorMessage */
                errorMessage?: string;

                /** AlterPartitionResult leaderId */
                leaderId?: number;

                /** AlterPartitionResult leaderEpoch */
                leaderEpoch?: number;

                /** AlterPartitionResult partitionEpoch */
                partitionEpoch?: number;

                /** AlterPartitionResult isr */
                isr?: number[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AlterPartitionResult. */
            type $Shape = tidelog.v1.AlterPartitionResult.$Properties;
        }

        /**
         * Properties of a MetadataRequest.
         * @deprecated Use tidelog.v1.MetadataRequest.$Properties instead.
         */
        interface IMetadataRequest extends tidelog.v1.MetadataRequest.$Properties {
        }

        /** Represents a MetadataRequest. */
        class MetadataRequest {

            /**
             * Constructs a new MetadataRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.MetadataRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MetadataRequest topics. */
            topics: tidelog.v1.MetadataRequestTopic[];

            /** MetadataRequest allTopics. */
            allTopics: boolean;

            /** MetadataRequest includeConfigs. */
            includeConfigs: boolean;

            /** MetadataRequest linearizable. */
            linearizable: boolean;

            /**
             * Creates a new MetadataRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MetadataRequest instance
             */
            static create(properties: tidelog.v1.MetadataRequest.$Shape): tidelog.v1.MetadataRequest & tidelog.v1.MetadataRequest.$Shape;
            static create(properties?: tidelog.v1.MetadataRequest.$Properties): tidelog.v1.MetadataRequest;

            /**
             * Encodes the specified MetadataRequest message. Does not implicitly {@link tidelog.v1.MetadataRequest.verify|verify} messages.
             * @param message MetadataRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.MetadataRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MetadataRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.MetadataRequest & tidelog.v1.MetadataRequest.$Shape} MetadataRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.MetadataRequest & tidelog.v1.MetadataRequest.$Shape;
        }

        namespace MetadataRequest {

            /** Properties of a MetadataRequest. */
            interface $Properties {

                /** MetadataRequest topics */
                topics?: tidelog.v1.MetadataRequestTopic.$Properties[];

                /** MetadataRequest allTopics */
                allTopics?: boolean;

                /** MetadataRequest includeConfigs */
                includeConfigs?: boolean;

                /** MetadataRequest linearizable */
                linearizable?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MetadataRequest. */
            type $Shape = tidelog.v1.MetadataRequest.$Properties;
        }

        /**
         * Properties of a MetadataRequestTopic.
         * @deprecated Use tidelog.v1.MetadataRequestTopic.$Properties instead.
         */
        interface IMetadataRequestTopic extends tidelog.v1.MetadataRequestTopic.$Properties {
        }

        /** Represents a MetadataRequestTopic. */
        class MetadataRequestTopic {

            /**
             * Constructs a new MetadataRequestTopic.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.MetadataRequestTopic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MetadataRequestTopic topicId. */
            topicId: Uint8Array;

            /** MetadataRequestTopic name. */
            name: string;

            /**
             * Creates a new MetadataRequestTopic instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MetadataRequestTopic instance
             */
            static create(properties: tidelog.v1.MetadataRequestTopic.$Shape): tidelog.v1.MetadataRequestTopic & tidelog.v1.MetadataRequestTopic.$Shape;
            static create(properties?: tidelog.v1.MetadataRequestTopic.$Properties): tidelog.v1.MetadataRequestTopic;

            /**
             * Encodes the specified MetadataRequestTopic message. Does not implicitly {@link tidelog.v1.MetadataRequestTopic.verify|verify} messages.
             * @param message MetadataRequestTopic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.MetadataRequestTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MetadataRequestTopic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.MetadataRequestTopic & tidelog.v1.MetadataRequestTopic.$Shape} MetadataRequestTopic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.MetadataRequestTopic & tidelog.v1.MetadataRequestTopic.$Shape;
        }

        namespace MetadataRequestTopic {

            /** Properties of a MetadataRequestTopic. */
            interface $Properties {

                /** MetadataRequestTopic topicId */
                topicId?: Uint8Array;

                /** MetadataRequestTopic name */
                name?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MetadataRequestTopic. */
            type $Shape = tidelog.v1.MetadataRequestTopic.$Properties;
        }

        /**
         * Properties of a MetadataResponse.
         * @deprecated Use tidelog.v1.MetadataResponse.$Properties instead.
         */
        interface IMetadataResponse extends tidelog.v1.MetadataResponse.$Properties {
        }

        /** Represents a MetadataResponse. */
        class MetadataResponse {

            /**
             * Constructs a new MetadataResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.MetadataResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MetadataResponse clusterId. */
            clusterId: Uint8Array;

            /** MetadataResponse controllerId. */
            controllerId: number;

            /** MetadataResponse brokers. */
            brokers: tidelog.v1.MetadataBroker[];

            /** MetadataResponse topics. */
            topics: tidelog.v1.MetadataTopic[];

            /** MetadataResponse metadataOffset. */
            metadataOffset: number;

            /**
             * Creates a new MetadataResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MetadataResponse instance
             */
            static create(properties: tidelog.v1.MetadataResponse.$Shape): tidelog.v1.MetadataResponse & tidelog.v1.MetadataResponse.$Shape;
            static create(properties?: tidelog.v1.MetadataResponse.$Properties): tidelog.v1.MetadataResponse;

            /**
             * Encodes the specified MetadataResponse message. Does not implicitly {@link tidelog.v1.MetadataResponse.verify|verify} messages.
             * @param message MetadataResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.MetadataResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MetadataResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.MetadataResponse & tidelog.v1.MetadataResponse.$Shape} MetadataResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.MetadataResponse & tidelog.v1.MetadataResponse.$Shape;
        }

        namespace MetadataResponse {

            /** Properties of a MetadataResponse. */
            interface $Properties {

                /** MetadataResponse clusterId */
                clusterId?: Uint8Array;

                /** MetadataResponse controllerId */
                controllerId?: number;

                /** MetadataResponse brokers */
                brokers?: tidelog.v1.MetadataBroker.$Properties[];

                /** MetadataResponse topics */
                topics?: tidelog.v1.MetadataTopic.$Properties[];

                /** MetadataResponse metadataOffset */
                metadataOffset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MetadataResponse. */
            type $Shape = tidelog.v1.MetadataResponse.$Properties;
        }

        /**
         * Properties of a MetadataBroker.
         * @deprecated Use tidelog.v1.MetadataBroker.$Properties instead.
         */
        interface IMetadataBroker extends tidelog.v1.MetadataBroker.$Properties {
        }

        /** Represents a MetadataBroker. */
        class MetadataBroker {

            /**
             * Constructs a new MetadataBroker.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.MetadataBroker.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MetadataBroker nodeId. */
            nodeId: number;

            /** MetadataBroker host. */
            host: string;

            /** MetadataBroker port. */
            port: number;

            /**
             * Creates a new MetadataBroker instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MetadataBroker instance
             */
            static create(properties: tidelog.v1.MetadataBroker.$Shape): tidelog.v1.MetadataBroker & tidelog.v1.MetadataBroker.$Shape;
            static create(properties?: tidelog.v1.MetadataBroker.$Properties): tidelog.v1.MetadataBroker;

            /**
             * Encodes the specified MetadataBroker message. Does not implicitly {@link tidelog.v1.MetadataBroker.verify|verify} messages.
             * @param message MetadataBroker message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.MetadataBroker.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MetadataBroker message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.MetadataBroker & tidelog.v1.MetadataBroker.$Shape} MetadataBroker
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.MetadataBroker & tidelog.v1.MetadataBroker.$Shape;
        }

        namespace MetadataBroker {

            /** Properties of a MetadataBroker. */
            interface $Properties {

                /** MetadataBroker nodeId */
                nodeId?: number;

                /** MetadataBroker host */
                host?: string;

                /** MetadataBroker port */
                port?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MetadataBroker. */
            type $Shape = tidelog.v1.MetadataBroker.$Properties;
        }

        /**
         * Properties of a MetadataTopic.
         * @deprecated Use tidelog.v1.MetadataTopic.$Properties instead.
         */
        interface IMetadataTopic extends tidelog.v1.MetadataTopic.$Properties {
        }

        /** Represents a MetadataTopic. */
        class MetadataTopic {

            /**
             * Constructs a new MetadataTopic.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.MetadataTopic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MetadataTopic errorCode. */
            errorCode: number;

            /** MetadataTopic topicId. */
            topicId: Uint8Array;

            /** MetadataTopic name. */
            name: string;

            /** MetadataTopic internal. */
            internal: boolean;

            /** MetadataTopic partitions. */
            partitions: tidelog.v1.MetadataPartition[];

            /** MetadataTopic configs. */
            configs: tidelog.v1.TopicConfig[];

            /**
             * Creates a new MetadataTopic instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MetadataTopic instance
             */
            static create(properties: tidelog.v1.MetadataTopic.$Shape): tidelog.v1.MetadataTopic & tidelog.v1.MetadataTopic.$Shape;
            static create(properties?: tidelog.v1.MetadataTopic.$Properties): tidelog.v1.MetadataTopic;

            /**
             * Encodes the specified MetadataTopic message. Does not implicitly {@link tidelog.v1.MetadataTopic.verify|verify} messages.
             * @param message MetadataTopic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.MetadataTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MetadataTopic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.MetadataTopic & tidelog.v1.MetadataTopic.$Shape} MetadataTopic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.MetadataTopic & tidelog.v1.MetadataTopic.$Shape;
        }

        namespace MetadataTopic {

            /** Properties of a MetadataTopic. */
            interface $Properties {

                /** MetadataTopic errorCode */
                errorCode?: number;

                /** MetadataTopic topicId */
                topicId?: Uint8Array;

                /** MetadataTopic name */
                name?: string;

                /** MetadataTopic internal */
                internal?: boolean;

                /** MetadataTopic partitions */
                partitions?: tidelog.v1.MetadataPartition.$Properties[];

                /** MetadataTopic configs */
                configs?: tidelog.v1.TopicConfig.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MetadataTopic. */
            type $Shape = tidelog.v1.MetadataTopic.$Properties;
        }

        /**
         * Properties of a MetadataPartition.
         * @deprecated Use tidelog.v1.MetadataPartition.$Properties instead.
         */
        interface IMetadataPartition extends tidelog.v1.MetadataPartition.$Properties {
        }

        /** Represents a MetadataPartition. */
        class MetadataPartition {

            /**
             * Constructs a new MetadataPartition.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.MetadataPartition.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MetadataPartition partition. */
            partition: number;

            /** MetadataPartition errorCode. */
            errorCode: number;

            /** MetadataPartition leaderId. */
            leaderId: number;

            /** MetadataPartition leaderEpoch. */
            leaderEpoch: number;

            /** MetadataPartition replicas. */
            replicas: number[];

            /** MetadataPartition isr. */
            isr: number[];

            /** MetadataPartition eligible. */
            eligible: number[];

            /** MetadataPartition lost. */
            lost: number[];

            /** MetadataPartition failed. */
            failed: number[];

            /**
             * Creates a new MetadataPartition instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MetadataPartition instance
             */
            static create(properties: tidelog.v1.MetadataPartition.$Shape): tidelog.v1.MetadataPartition & tidelog.v1.MetadataPartition.$Shape;
            static create(properties?: tidelog.v1.MetadataPartition.$Properties): tidelog.v1.MetadataPartition;

            /**
             * Encodes the specified MetadataPartition message. Does not implicitly {@link tidelog.v1.MetadataPartition.verify|verify} messages.
             * @param message MetadataPartition message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.MetadataPartition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MetadataPartition message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.MetadataPartition & tidelog.v1.MetadataPartition.$Shape} MetadataPartition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.MetadataPartition & tidelog.v1.MetadataPartition.$Shape;
        }

        namespace MetadataPartition {

            /** Properties of a MetadataPartition. */
            interface $Properties {

                /** MetadataPartition partition */
                partition?: number;

                /** MetadataPartition errorCode */
                errorCode?: number;

                /** MetadataPartition leaderId */
                leaderId?: number;

                /** MetadataPartition leaderEpoch */
                leaderEpoch?: number;

                /** MetadataPartition replicas */
                replicas?: number[];

                /** MetadataPartition isr */
                isr?: number[];

                /** MetadataPartition eligible */
                eligible?: number[];

                /** MetadataPartition lost */
                lost?: number[];

                /** MetadataPartition failed */
                failed?: number[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a MetadataPartition. */
            type $Shape = tidelog.v1.MetadataPartition.$Properties;
        }

        /**
         * Properties of a TopicConfig.
         * @deprecated Use tidelog.v1.TopicConfig.$Properties instead.
         */
        interface ITopicConfig extends tidelog.v1.TopicConfig.$Properties {
        }

        /** Represents a TopicConfig. */
        class TopicConfig {

            /**
             * Constructs a new TopicConfig.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.TopicConfig.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TopicConfig name. */
            name: string;

            /** TopicConfig value. */
            value: string;

            /** TopicConfig isDefault. */
            isDefault: boolean;

            /**
             * Creates a new TopicConfig instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TopicConfig instance
             */
            static create(properties: tidelog.v1.TopicConfig.$Shape): tidelog.v1.TopicConfig & tidelog.v1.TopicConfig.$Shape;
            static create(properties?: tidelog.v1.TopicConfig.$Properties): tidelog.v1.TopicConfig;

            /**
             * Encodes the specified TopicConfig message. Does not implicitly {@link tidelog.v1.TopicConfig.verify|verify} messages.
             * @param message TopicConfig message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.TopicConfig.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TopicConfig message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.TopicConfig & tidelog.v1.TopicConfig.$Shape} TopicConfig
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.TopicConfig & tidelog.v1.TopicConfig.$Shape;
        }

        namespace TopicConfig {

            /** Properties of a TopicConfig. */
            interface $Properties {

                /** TopicConfig name */
                name?: string;

                /** TopicConfig value */
                value?: string;

                /** TopicConfig isDefault */
                isDefault?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TopicConfig. */
            type $Shape = tidelog.v1.TopicConfig.$Properties;
        }

        /**
         * Properties of a ProduceRequest.
         * @deprecated Use tidelog.v1.ProduceRequest.$Properties instead.
         */
        interface IProduceRequest extends tidelog.v1.ProduceRequest.$Properties {
        }

        /** Represents a ProduceRequest. */
        class ProduceRequest {

            /**
             * Constructs a new ProduceRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ProduceRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProduceRequest acks. */
            acks: (number|null);

            /** ProduceRequest timeoutMs. */
            timeoutMs: number;

            /** ProduceRequest topics. */
            topics: tidelog.v1.ProduceTopic[];

            /**
             * Creates a new ProduceRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ProduceRequest instance
             */
            static create(properties: tidelog.v1.ProduceRequest.$Shape): tidelog.v1.ProduceRequest & tidelog.v1.ProduceRequest.$Shape;
            static create(properties?: tidelog.v1.ProduceRequest.$Properties): tidelog.v1.ProduceRequest;

            /**
             * Encodes the specified ProduceRequest message. Does not implicitly {@link tidelog.v1.ProduceRequest.verify|verify} messages.
             * @param message ProduceRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ProduceRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProduceRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ProduceRequest & tidelog.v1.ProduceRequest.$Shape} ProduceRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ProduceRequest & tidelog.v1.ProduceRequest.$Shape;
        }

        namespace ProduceRequest {

            /** Properties of a ProduceRequest. */
            interface $Properties {

                /** ProduceRequest acks */
                acks?: (number|null);

                /** ProduceRequest timeoutMs */
                timeoutMs?: number;

                /** ProduceRequest topics */
                topics?: tidelog.v1.ProduceTopic.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProduceRequest. */
            type $Shape = tidelog.v1.ProduceRequest.$Properties;
        }

        /**
         * Properties of a ProduceTopic.
         * @deprecated Use tidelog.v1.ProduceTopic.$Properties instead.
         */
        interface IProduceTopic extends tidelog.v1.ProduceTopic.$Properties {
        }

        /** Represents a ProduceTopic. */
        class ProduceTopic {

            /**
             * Constructs a new ProduceTopic.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ProduceTopic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProduceTopic topicId. */
            topicId: Uint8Array;

            /** ProduceTopic name. */
            name: string;

            /** ProduceTopic partitions. */
            partitions: tidelog.v1.ProducePartition[];

            /**
             * Creates a new ProduceTopic instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ProduceTopic instance
             */
            static create(properties: tidelog.v1.ProduceTopic.$Shape): tidelog.v1.ProduceTopic & tidelog.v1.ProduceTopic.$Shape;
            static create(properties?: tidelog.v1.ProduceTopic.$Properties): tidelog.v1.ProduceTopic;

            /**
             * Encodes the specified ProduceTopic message. Does not implicitly {@link tidelog.v1.ProduceTopic.verify|verify} messages.
             * @param message ProduceTopic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ProduceTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProduceTopic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ProduceTopic & tidelog.v1.ProduceTopic.$Shape} ProduceTopic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ProduceTopic & tidelog.v1.ProduceTopic.$Shape;
        }

        namespace ProduceTopic {

            /** Properties of a ProduceTopic. */
            interface $Properties {

                /** ProduceTopic topicId */
                topicId?: Uint8Array;

                /** ProduceTopic name */
                name?: string;

                /** ProduceTopic partitions */
                partitions?: tidelog.v1.ProducePartition.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProduceTopic. */
            type $Shape = tidelog.v1.ProduceTopic.$Properties;
        }

        /**
         * Properties of a ProducePartition.
         * @deprecated Use tidelog.v1.ProducePartition.$Properties instead.
         */
        interface IProducePartition extends tidelog.v1.ProducePartition.$Properties {
        }

        /** Represents a ProducePartition. */
        class ProducePartition {

            /**
             * Constructs a new ProducePartition.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ProducePartition.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProducePartition partition. */
            partition: number;

            /** ProducePartition plainRecords. */
            plainRecords: tidelog.v1.PlainRecord[];

            /** ProducePartition records. */
            records: (Uint8Array|null);

            /**
             * Creates a new ProducePartition instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ProducePartition instance
             */
            static create(properties: tidelog.v1.ProducePartition.$Shape): tidelog.v1.ProducePartition & tidelog.v1.ProducePartition.$Shape;
            static create(properties?: tidelog.v1.ProducePartition.$Properties): tidelog.v1.ProducePartition;

            /**
             * Encodes the specified ProducePartition message. Does not implicitly {@link tidelog.v1.ProducePartition.verify|verify} messages.
             * @param message ProducePartition message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ProducePartition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProducePartition message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ProducePartition & tidelog.v1.ProducePartition.$Shape} ProducePartition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ProducePartition & tidelog.v1.ProducePartition.$Shape;
        }

        namespace ProducePartition {

            /** Properties of a ProducePartition. */
            interface $Properties {

                /** ProducePartition partition */
                partition?: number;

                /** ProducePartition plainRecords */
                plainRecords?: tidelog.v1.PlainRecord.$Properties[];

                /** ProducePartition records */
                records?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProducePartition. */
            type $Shape = tidelog.v1.ProducePartition.$Properties;
        }

        /**
         * Properties of a ProduceResponse.
         * @deprecated Use tidelog.v1.ProduceResponse.$Properties instead.
         */
        interface IProduceResponse extends tidelog.v1.ProduceResponse.$Properties {
        }

        /** Represents a ProduceResponse. */
        class ProduceResponse {

            /**
             * Constructs a new ProduceResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ProduceResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProduceResponse topics. */
            topics: tidelog.v1.ProduceTopicResult[];

            /**
             * Creates a new ProduceResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ProduceResponse instance
             */
            static create(properties: tidelog.v1.ProduceResponse.$Shape): tidelog.v1.ProduceResponse & tidelog.v1.ProduceResponse.$Shape;
            static create(properties?: tidelog.v1.ProduceResponse.$Properties): tidelog.v1.ProduceResponse;

            /**
             * Encodes the specified ProduceResponse message. Does not implicitly {@link tidelog.v1.ProduceResponse.verify|verify} messages.
             * @param message ProduceResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ProduceResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProduceResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ProduceResponse & tidelog.v1.ProduceResponse.$Shape} ProduceResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ProduceResponse & tidelog.v1.ProduceResponse.$Shape;
        }

        namespace ProduceResponse {

            /** Properties of a ProduceResponse. */
            interface $Properties {

                /** ProduceResponse topics */
                topics?: tidelog.v1.ProduceTopicResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProduceResponse. */
            type $Shape = tidelog.v1.ProduceResponse.$Properties;
        }

        /**
         * Properties of a ProduceTopicResult.
         * @deprecated Use tidelog.v1.ProduceTopicResult.$Properties instead.
         */
        interface IProduceTopicResult extends tidelog.v1.ProduceTopicResult.$Properties {
        }

        /** Represents a ProduceTopicResult. */
        class ProduceTopicResult {

            /**
             * Constructs a new ProduceTopicResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ProduceTopicResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProduceTopicResult topicId. */
            topicId: Uint8Array;

            /** ProduceTopicResult name. */
            name: string;

            /** ProduceTopicResult partitions. */
            partitions: tidelog.v1.ProducePartitionResult[];

            /**
             * Creates a new ProduceTopicResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ProduceTopicResult instance
             */
            static create(properties: tidelog.v1.ProduceTopicResult.$Shape): tidelog.v1.ProduceTopicResult & tidelog.v1.ProduceTopicResult.$Shape;
            static create(properties?: tidelog.v1.ProduceTopicResult.$Properties): tidelog.v1.ProduceTopicResult;

            /**
             * Encodes the specified ProduceTopicResult message. Does not implicitly {@link tidelog.v1.ProduceTopicResult.verify|verify} messages.
             * @param message ProduceTopicResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ProduceTopicResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProduceTopicResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ProduceTopicResult & tidelog.v1.ProduceTopicResult.$Shape} ProduceTopicResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ProduceTopicResult & tidelog.v1.ProduceTopicResult.$Shape;
        }

        namespace ProduceTopicResult {

            /** Properties of a ProduceTopicResult. */
            interface $Properties {

                /** ProduceTopicResult topicId */
                topicId?: Uint8Array;

                /** ProduceTopicResult name */
                name?: string;

                /** ProduceTopicResult partitions */
                partitions?: tidelog.v1.ProducePartitionResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProduceTopicResult. */
            type $Shape = tidelog.v1.ProduceTopicResult.$Properties;
        }

        /**
         * Properties of a ProducePartitionResult.
         * @deprecated Use tidelog.v1.ProducePartitionResult.$Properties instead.
         */
        interface IProducePartitionResult extends tidelog.v1.ProducePartitionResult.$Properties {
        }

        /** Represents a ProducePartitionResult. */
        class ProducePartitionResult {

            /**
             * Constructs a new ProducePartitionResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ProducePartitionResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProducePartitionResult partition. */
            partition: number;

            /** ProducePartitionResult errorCode. */
            errorCode: number;

            /** ProducePartitionResult errorMessage. */
            errorMessage: string;

            /** ProducePartitionResult baseOffset. */
            baseOffset: number;

            /** ProducePartitionResult logAppendTime. */
            logAppendTime: number;

            /** ProducePartitionResult logStartOffset. */
            logStartOffset: number;

            /** ProducePartitionResult leaderId. */
            leaderId: number;

            /** ProducePartitionResult leaderEpoch. */
            leaderEpoch: number;

            /**
             * Creates a new ProducePartitionResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ProducePartitionResult instance
             */
            static create(properties: tidelog.v1.ProducePartitionResult.$Shape): tidelog.v1.ProducePartitionResult & tidelog.v1.ProducePartitionResult.$Shape;
            static create(properties?: tidelog.v1.ProducePartitionResult.$Properties): tidelog.v1.ProducePartitionResult;

            /**
             * Encodes the specified ProducePartitionResult message. Does not implicitly {@link tidelog.v1.ProducePartitionResult.verify|verify} messages.
             * @param message ProducePartitionResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ProducePartitionResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProducePartitionResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ProducePartitionResult & tidelog.v1.ProducePartitionResult.$Shape} ProducePartitionResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ProducePartitionResult & tidelog.v1.ProducePartitionResult.$Shape;
        }

        namespace ProducePartitionResult {

            /** Properties of a ProducePartitionResult. */
            interface $Properties {

                /** ProducePartitionResult partition */
                partition?: number;

                /** ProducePartitionResult errorCode */
                errorCode?: number;

                /** ProducePartitionResult errorMessage */
                errorMessage?: string;

                /** ProducePartitionResult baseOffset */
                baseOffset?: number;

                /** ProducePartitionResult logAppendTime */
                logAppendTime?: number;

                /** ProducePartitionResult logStartOffset */
                logStartOffset?: number;

                /** ProducePartitionResult leaderId */
                leaderId?: number;

                /** ProducePartitionResult leaderEpoch */
                leaderEpoch?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProducePartitionResult. */
            type $Shape = tidelog.v1.ProducePartitionResult.$Properties;
        }

        /**
         * Properties of a PlainRecord.
         * @deprecated Use tidelog.v1.PlainRecord.$Properties instead.
         */
        interface IPlainRecord extends tidelog.v1.PlainRecord.$Properties {
        }

        /** Represents a PlainRecord. */
        class PlainRecord {

            /**
             * Constructs a new PlainRecord.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.PlainRecord.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PlainRecord timestamp. */
            timestamp: (number|null);

            /** PlainRecord key. */
            key: (Uint8Array|null);

            /** PlainRecord value. */
            value: (Uint8Array|null);

            /** PlainRecord headers. */
            headers: tidelog.v1.RecordHeader[];

            /** PlainRecord offset. */
            offset: (number|null);

            /**
             * Creates a new PlainRecord instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PlainRecord instance
             */
            static create(properties: tidelog.v1.PlainRecord.$Shape): tidelog.v1.PlainRecord & tidelog.v1.PlainRecord.$Shape;
            static create(properties?: tidelog.v1.PlainRecord.$Properties): tidelog.v1.PlainRecord;

            /**
             * Encodes the specified PlainRecord message. Does not implicitly {@link tidelog.v1.PlainRecord.verify|verify} messages.
             * @param message PlainRecord message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.PlainRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PlainRecord message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.PlainRecord & tidelog.v1.PlainRecord.$Shape} PlainRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.PlainRecord & tidelog.v1.PlainRecord.$Shape;
        }

        namespace PlainRecord {

            /** Properties of a PlainRecord. */
            interface $Properties {

                /** PlainRecord timestamp */
                timestamp?: (number|null);

                /** PlainRecord key */
                key?: (Uint8Array|null);

                /** PlainRecord value */
                value?: (Uint8Array|null);

                /** PlainRecord headers */
                headers?: tidelog.v1.RecordHeader.$Properties[];

                /** PlainRecord offset */
                offset?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PlainRecord. */
            type $Shape = tidelog.v1.PlainRecord.$Properties;
        }

        /**
         * Properties of a RecordHeader.
         * @deprecated Use tidelog.v1.RecordHeader.$Properties instead.
         */
        interface IRecordHeader extends tidelog.v1.RecordHeader.$Properties {
        }

        /** Represents a RecordHeader. */
        class RecordHeader {

            /**
             * Constructs a new RecordHeader.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.RecordHeader.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RecordHeader key. */
            key: string;

            /** RecordHeader value. */
            value: (Uint8Array|null);

            /**
             * Creates a new RecordHeader instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RecordHeader instance
             */
            static create(properties: tidelog.v1.RecordHeader.$Shape): tidelog.v1.RecordHeader & tidelog.v1.RecordHeader.$Shape;
            static create(properties?: tidelog.v1.RecordHeader.$Properties): tidelog.v1.RecordHeader;

            /**
             * Encodes the specified RecordHeader message. Does not implicitly {@link tidelog.v1.RecordHeader.verify|verify} messages.
             * @param message RecordHeader message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.RecordHeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RecordHeader message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.RecordHeader & tidelog.v1.RecordHeader.$Shape} RecordHeader
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.RecordHeader & tidelog.v1.RecordHeader.$Shape;
        }

        namespace RecordHeader {

            /** Properties of a RecordHeader. */
            interface $Properties {

                /** RecordHeader key */
                key?: string;

                /** RecordHeader value */
                value?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RecordHeader. */
            type $Shape = tidelog.v1.RecordHeader.$Properties;
        }

        /**
         * Properties of an InitProducerIdRequest.
         * @deprecated Use tidelog.v1.InitProducerIdRequest.$Properties instead.
         */
        interface IInitProducerIdRequest extends tidelog.v1.InitProducerIdRequest.$Properties {
        }

        /** Represents an InitProducerIdRequest. */
        class InitProducerIdRequest {

            /**
             * Constructs a new InitProducerIdRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.InitProducerIdRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** InitProducerIdRequest producerId. */
            producerId: (number|null);

            /** InitProducerIdRequest producerEpoch. */
            producerEpoch: (number|null);

            /** InitProducerIdRequest timeoutMs. */
            timeoutMs: number;

            /**
             * Creates a new InitProducerIdRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns InitProducerIdRequest instance
             */
            static create(properties: tidelog.v1.InitProducerIdRequest.$Shape): tidelog.v1.InitProducerIdRequest & tidelog.v1.InitProducerIdRequest.$Shape;
            static create(properties?: tidelog.v1.InitProducerIdRequest.$Properties): tidelog.v1.InitProducerIdRequest;

            /**
             * Encodes the specified InitProducerIdRequest message. Does not implicitly {@link tidelog.v1.InitProducerIdRequest.verify|verify} messages.
             * @param message InitProducerIdRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.InitProducerIdRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an InitProducerIdRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.InitProducerIdRequest & tidelog.v1.InitProducerIdRequest.$Shape} InitProducerIdRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.InitProducerIdRequest & tidelog.v1.InitProducerIdRequest.$Shape;
        }

        namespace InitProducerIdRequest {

            /** Properties of an InitProducerIdRequest. */
            interface $Properties {

                /** InitProducerIdRequest producerId */
                producerId?: (number|null);

                /** InitProducerIdRequest producerEpoch */
                producerEpoch?: (number|null);

                /** InitProducerIdRequest timeoutMs */
                timeoutMs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an InitProducerIdRequest. */
            type $Shape = tidelog.v1.InitProducerIdRequest.$Properties;
        }

        /**
         * Properties of an InitProducerIdResponse.
         * @deprecated Use tidelog.v1.InitProducerIdResponse.$Properties instead.
         */
        interface IInitProducerIdResponse extends tidelog.v1.InitProducerIdResponse.$Properties {
        }

        /** Represents an InitProducerIdResponse. */
        class InitProducerIdResponse {

            /**
             * Constructs a new InitProducerIdResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.InitProducerIdResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** InitProducerIdResponse producerId. */
            producerId: number;

            /** InitProducerIdResponse producerEpoch. */
            producerEpoch: number;

            /**
             * Creates a new InitProducerIdResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns InitProducerIdResponse instance
             */
            static create(properties: tidelog.v1.InitProducerIdResponse.$Shape): tidelog.v1.InitProducerIdResponse & tidelog.v1.InitProducerIdResponse.$Shape;
            static create(properties?: tidelog.v1.InitProducerIdResponse.$Properties): tidelog.v1.InitProducerIdResponse;

            /**
             * Encodes the specified InitProducerIdResponse message. Does not implicitly {@link tidelog.v1.InitProducerIdResponse.verify|verify} messages.
             * @param message InitProducerIdResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.InitProducerIdResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an InitProducerIdResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.InitProducerIdResponse & tidelog.v1.InitProducerIdResponse.$Shape} InitProducerIdResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.InitProducerIdResponse & tidelog.v1.InitProducerIdResponse.$Shape;
        }

        namespace InitProducerIdResponse {

            /** Properties of an InitProducerIdResponse. */
            interface $Properties {

                /** InitProducerIdResponse producerId */
                producerId?: number;

                /** InitProducerIdResponse producerEpoch */
                producerEpoch?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an InitProducerIdResponse. */
            type $Shape = tidelog.v1.InitProducerIdResponse.$Properties;
        }

        /** RecordForm enum. */
        enum RecordForm {

            /** RECORD_FORM_BATCH value */
            RECORD_FORM_BATCH = 0,

            /** RECORD_FORM_PLAIN value */
            RECORD_FORM_PLAIN = 1
        }

        /** IsolationLevel enum. */
        enum IsolationLevel {

            /** ISOLATION_LEVEL_READ_UNCOMMITTED value */
            ISOLATION_LEVEL_READ_UNCOMMITTED = 0,

            /** ISOLATION_LEVEL_READ_COMMITTED value */
            ISOLATION_LEVEL_READ_COMMITTED = 1
        }

        /**
         * Properties of a FetchRequest.
         * @deprecated Use tidelog.v1.FetchRequest.$Properties instead.
         */
        interface IFetchRequest extends tidelog.v1.FetchRequest.$Properties {
        }

        /** Represents a FetchRequest. */
        class FetchRequest {

            /**
             * Constructs a new FetchRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.FetchRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FetchRequest maxWaitMs. */
            maxWaitMs: number;

            /** FetchRequest minBytes. */
            minBytes: number;

            /** FetchRequest maxBytes. */
            maxBytes: number;

            /** FetchRequest isolation. */
            isolation: tidelog.v1.IsolationLevel;

            /** FetchRequest form. */
            form: tidelog.v1.RecordForm;

            /** FetchRequest topics. */
            topics: tidelog.v1.FetchTopic[];

            /**
             * Creates a new FetchRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FetchRequest instance
             */
            static create(properties: tidelog.v1.FetchRequest.$Shape): tidelog.v1.FetchRequest & tidelog.v1.FetchRequest.$Shape;
            static create(properties?: tidelog.v1.FetchRequest.$Properties): tidelog.v1.FetchRequest;

            /**
             * Encodes the specified FetchRequest message. Does not implicitly {@link tidelog.v1.FetchRequest.verify|verify} messages.
             * @param message FetchRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.FetchRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FetchRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.FetchRequest & tidelog.v1.FetchRequest.$Shape} FetchRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.FetchRequest & tidelog.v1.FetchRequest.$Shape;
        }

        namespace FetchRequest {

            /** Properties of a FetchRequest. */
            interface $Properties {

                /** FetchRequest maxWaitMs */
                maxWaitMs?: number;

                /** FetchRequest minBytes */
                minBytes?: number;

                /** FetchRequest maxBytes */
                maxBytes?: number;

                /** FetchRequest isolation */
                isolation?: tidelog.v1.IsolationLevel;

                /** FetchRequest form */
                form?: tidelog.v1.RecordForm;

                /** FetchRequest topics */
                topics?: tidelog.v1.FetchTopic.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FetchRequest. */
            type $Shape = tidelog.v1.FetchRequest.$Properties;
        }

        /**
         * Properties of a FetchTopic.
         * @deprecated Use tidelog.v1.FetchTopic.$Properties instead.
         */
        interface IFetchTopic extends tidelog.v1.FetchTopic.$Properties {
        }

        /** Represents a FetchTopic. */
        class FetchTopic {

            /**
             * Constructs a new FetchTopic.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.FetchTopic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FetchTopic topicId. */
            topicId: Uint8Array;

            /** FetchTopic name. */
            name: string;

            /** FetchTopic partitions. */
            partitions: tidelog.v1.FetchPartition[];

            /**
             * Creates a new FetchTopic instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FetchTopic instance
             */
            static create(properties: tidelog.v1.FetchTopic.$Shape): tidelog.v1.FetchTopic & tidelog.v1.FetchTopic.$Shape;
            static create(properties?: tidelog.v1.FetchTopic.$Properties): tidelog.v1.FetchTopic;

            /**
             * Encodes the specified FetchTopic message. Does not implicitly {@link tidelog.v1.FetchTopic.verify|verify} messages.
             * @param message FetchTopic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.FetchTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FetchTopic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.FetchTopic & tidelog.v1.FetchTopic.$Shape} FetchTopic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.FetchTopic & tidelog.v1.FetchTopic.$Shape;
        }

        namespace FetchTopic {

            /** Properties of a FetchTopic. */
            interface $Properties {

                /** FetchTopic topicId */
                topicId?: Uint8Array;

                /** FetchTopic name */
                name?: string;

                /** FetchTopic partitions */
                partitions?: tidelog.v1.FetchPartition.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FetchTopic. */
            type $Shape = tidelog.v1.FetchTopic.$Properties;
        }

        /**
         * Properties of a FetchPartition.
         * @deprecated Use tidelog.v1.FetchPartition.$Properties instead.
         */
        interface IFetchPartition extends tidelog.v1.FetchPartition.$Properties {
        }

        /** Represents a FetchPartition. */
        class FetchPartition {

            /**
             * Constructs a new FetchPartition.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.FetchPartition.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FetchPartition partition. */
            partition: number;

            /** FetchPartition currentLeaderEpoch. */
            currentLeaderEpoch: (number|null);

            /** FetchPartition fetchOffset. */
            fetchOffset: number;

            /** FetchPartition lastFetchedEpoch. */
            lastFetchedEpoch: (number|null);

            /** FetchPartition maxBytes. */
            maxBytes: number;

            /**
             * Creates a new FetchPartition instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FetchPartition instance
             */
            static create(properties: tidelog.v1.FetchPartition.$Shape): tidelog.v1.FetchPartition & tidelog.v1.FetchPartition.$Shape;
            static create(properties?: tidelog.v1.FetchPartition.$Properties): tidelog.v1.FetchPartition;

            /**
             * Encodes the specified FetchPartition message. Does not implicitly {@link tidelog.v1.FetchPartition.verify|verify} messages.
             * @param message FetchPartition message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.FetchPartition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FetchPartition message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.FetchPartition & tidelog.v1.FetchPartition.$Shape} FetchPartition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.FetchPartition & tidelog.v1.FetchPartition.$Shape;
        }

        namespace FetchPartition {

            /** Properties of a FetchPartition. */
            interface $Properties {

                /** FetchPartition partition */
                partition?: number;

                /** FetchPartition currentLeaderEpoch */
                currentLeaderEpoch?: (number|null);

                /** FetchPartition fetchOffset */
                fetchOffset?: number;

                /** FetchPartition lastFetchedEpoch */
                lastFetchedEpoch?: (number|null);

                /** FetchPartition maxBytes */
                maxBytes?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FetchPartition. */
            type $Shape = tidelog.v1.FetchPartition.$Properties;
        }

        /**
         * Properties of a FetchResponse.
         * @deprecated Use tidelog.v1.FetchResponse.$Properties instead.
         */
        interface IFetchResponse extends tidelog.v1.FetchResponse.$Properties {
        }

        /** Represents a FetchResponse. */
        class FetchResponse {

            /**
             * Constructs a new FetchResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.FetchResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FetchResponse topics. */
            topics: tidelog.v1.FetchTopicResult[];

            /**
             * Creates a new FetchResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FetchResponse instance
             */
            static create(properties: tidelog.v1.FetchResponse.$Shape): tidelog.v1.FetchResponse & tidelog.v1.FetchResponse.$Shape;
            static create(properties?: tidelog.v1.FetchResponse.$Properties): tidelog.v1.FetchResponse;

            /**
             * Encodes the specified FetchResponse message. Does not implicitly {@link tidelog.v1.FetchResponse.verify|verify} messages.
             * @param message FetchResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.FetchResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FetchResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.FetchResponse & tidelog.v1.FetchResponse.$Shape} FetchResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.FetchResponse & tidelog.v1.FetchResponse.$Shape;
        }

        namespace FetchResponse {

            /** Properties of a FetchResponse. */
            interface $Properties {

                /** FetchResponse topics */
                topics?: tidelog.v1.FetchTopicResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FetchResponse. */
            type $Shape = tidelog.v1.FetchResponse.$Properties;
        }

        /**
         * Properties of a FetchTopicResult.
         * @deprecated Use tidelog.v1.FetchTopicResult.$Properties instead.
         */
        interface IFetchTopicResult extends tidelog.v1.FetchTopicResult.$Properties {
        }

        /** Represents a FetchTopicResult. */
        class FetchTopicResult {

            /**
             * Constructs a new FetchTopicResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.FetchTopicResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FetchTopicResult topicId. */
            topicId: Uint8Array;

            /** FetchTopicResult name. */
            name: string;

            /** FetchTopicResult partitions. */
            partitions: tidelog.v1.FetchPartitionResult[];

            /**
             * Creates a new FetchTopicResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FetchTopicResult instance
             */
            static create(properties: tidelog.v1.FetchTopicResult.$Shape): tidelog.v1.FetchTopicResult & tidelog.v1.FetchTopicResult.$Shape;
            static create(properties?: tidelog.v1.FetchTopicResult.$Properties): tidelog.v1.FetchTopicResult;

            /**
             * Encodes the specified FetchTopicResult message. Does not implicitly {@link tidelog.v1.FetchTopicResult.verify|verify} messages.
             * @param message FetchTopicResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.FetchTopicResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FetchTopicResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.FetchTopicResult & tidelog.v1.FetchTopicResult.$Shape} FetchTopicResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.FetchTopicResult & tidelog.v1.FetchTopicResult.$Shape;
        }

        namespace FetchTopicResult {

            /** Properties of a FetchTopicResult. */
            interface $Properties {

                /** FetchTopicResult topicId */
                topicId?: Uint8Array;

                /** FetchTopicResult name */
                name?: string;

                /** FetchTopicResult partitions */
                partitions?: tidelog.v1.FetchPartitionResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FetchTopicResult. */
            type $Shape = tidelog.v1.FetchTopicResult.$Properties;
        }

        /**
         * Properties of a FetchPartitionResult.
         * @deprecated Use tidelog.v1.FetchPartitionResult.$Properties instead.
         */
        interface IFetchPartitionResult extends tidelog.v1.FetchPartitionResult.$Properties {
        }

        /** Represents a FetchPartitionResult. */
        class FetchPartitionResult {

            /**
             * Constructs a new FetchPartitionResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.FetchPartitionResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FetchPartitionResult partition. */
            partition: number;

            /** FetchPartitionResult errorCode. */
            errorCode: number;

            /** FetchPartitionResult errorMessage. */
            errorMessage: string;

            /** FetchPartitionResult highWatermark. */
            highWatermark: number;

            /** FetchPartitionResult lastStableOffset. */
            lastStableOffset: number;

            /** FetchPartitionResult logStartOffset. */
            logStartOffset: number;

            /** FetchPartitionResult leaderId. */
            leaderId: number;

            /** FetchPartitionResult leaderEpoch. */
            leaderEpoch: number;

            /** FetchPartitionResult plainRecords. */
            plainRecords: tidelog.v1.PlainRecord[];

            /** FetchPartitionResult diverging. */
            diverging: tidelog.v1.LogDivergence;

            /** FetchPartitionResult records. */
            records: (Uint8Array|null);

            /**
             * Creates a new FetchPartitionResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FetchPartitionResult instance
             */
            static create(properties: tidelog.v1.FetchPartitionResult.$Shape): tidelog.v1.FetchPartitionResult & tidelog.v1.FetchPartitionResult.$Shape;
            static create(properties?: tidelog.v1.FetchPartitionResult.$Properties): tidelog.v1.FetchPartitionResult;

            /**
             * Encodes the specified FetchPartitionResult message. Does not implicitly {@link tidelog.v1.FetchPartitionResult.verify|verify} messages.
             * @param message FetchPartitionResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.FetchPartitionResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FetchPartitionResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.FetchPartitionResult & tidelog.v1.FetchPartitionResult.$Shape} FetchPartitionResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.FetchPartitionResult & tidelog.v1.FetchPartitionResult.$Shape;
        }

        namespace FetchPartitionResult {

            /** Properties of a FetchPartitionResult. */
            interface $Properties {

                /** FetchPartitionResult partition */
                partition?: number;

                /** FetchPartitionResult errorCode */
                errorCode?: number;

                /** FetchPartitionResult errorMessage */
                errorMessage?: string;

                /** FetchPartitionResult highWatermark */
                highWatermark?: number;

                /** FetchPartitionResult lastStableOffset */
                lastStableOffset?: number;

                /** FetchPartitionResult logStartOffset */
                logStartOffset?: number;

                /** FetchPartitionResult leaderId */
                leaderId?: number;

                /** FetchPartitionResult leaderEpoch */
                leaderEpoch?: number;

                /** FetchPartitionResult plainRecords */
                plainRecords?: tidelog.v1.PlainRecord.$Properties[];

                /** FetchPartitionResult diverging */
                diverging?: tidelog.v1.LogDivergence.$Properties;

                /** FetchPartitionResult records */
                records?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FetchPartitionResult. */
            type $Shape = tidelog.v1.FetchPartitionResult.$Properties;
        }

        /**
         * Properties of a LogDivergence.
         * @deprecated Use tidelog.v1.LogDivergence.$Properties instead.
         */
        interface ILogDivergence extends tidelog.v1.LogDivergence.$Properties {
        }

        /** Represents a LogDivergence. */
        class LogDivergence {

            /**
             * Constructs a new LogDivergence.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.LogDivergence.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LogDivergence epoch. */
            epoch: number;

            /** LogDivergence endOffset. */
            endOffset: number;

            /**
             * Creates a new LogDivergence instance using the specified properties.
             * @param [properties] Properties to set
             * @returns LogDivergence instance
             */
            static create(properties: tidelog.v1.LogDivergence.$Shape): tidelog.v1.LogDivergence & tidelog.v1.LogDivergence.$Shape;
            static create(properties?: tidelog.v1.LogDivergence.$Properties): tidelog.v1.LogDivergence;

            /**
             * Encodes the specified LogDivergence message. Does not implicitly {@link tidelog.v1.LogDivergence.verify|verify} messages.
             * @param message LogDivergence message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.LogDivergence.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LogDivergence message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.LogDivergence & tidelog.v1.LogDivergence.$Shape} LogDivergence
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.LogDivergence & tidelog.v1.LogDivergence.$Shape;
        }

        namespace LogDivergence {

            /** Properties of a LogDivergence. */
            interface $Properties {

                /** LogDivergence epoch */
                epoch?: number;

                /** LogDivergence endOffset */
                endOffset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LogDivergence. */
            type $Shape = tidelog.v1.LogDivergence.$Properties;
        }

        /**
         * Properties of a ListOffsetsRequest.
         * @deprecated Use tidelog.v1.ListOffsetsRequest.$Properties instead.
         */
        interface IListOffsetsRequest extends tidelog.v1.ListOffsetsRequest.$Properties {
        }

        /** Represents a ListOffsetsRequest. */
        class ListOffsetsRequest {

            /**
             * Constructs a new ListOffsetsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ListOffsetsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListOffsetsRequest isolation. */
            isolation: tidelog.v1.IsolationLevel;

            /** ListOffsetsRequest topics. */
            topics: tidelog.v1.ListOffsetsTopic[];

            /**
             * Creates a new ListOffsetsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListOffsetsRequest instance
             */
            static create(properties: tidelog.v1.ListOffsetsRequest.$Shape): tidelog.v1.ListOffsetsRequest & tidelog.v1.ListOffsetsRequest.$Shape;
            static create(properties?: tidelog.v1.ListOffsetsRequest.$Properties): tidelog.v1.ListOffsetsRequest;

            /**
             * Encodes the specified ListOffsetsRequest message. Does not implicitly {@link tidelog.v1.ListOffsetsRequest.verify|verify} messages.
             * @param message ListOffsetsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ListOffsetsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListOffsetsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ListOffsetsRequest & tidelog.v1.ListOffsetsRequest.$Shape} ListOffsetsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ListOffsetsRequest & tidelog.v1.ListOffsetsRequest.$Shape;
        }

        namespace ListOffsetsRequest {

            /** Properties of a ListOffsetsRequest. */
            interface $Properties {

                /** ListOffsetsRequest isolation */
                isolation?: tidelog.v1.IsolationLevel;

                /** ListOffsetsRequest topics */
                topics?: tidelog.v1.ListOffsetsTopic.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListOffsetsRequest. */
            type $Shape = tidelog.v1.ListOffsetsRequest.$Properties;
        }

        /**
         * Properties of a ListOffsetsTopic.
         * @deprecated Use tidelog.v1.ListOffsetsTopic.$Properties instead.
         */
        interface IListOffsetsTopic extends tidelog.v1.ListOffsetsTopic.$Properties {
        }

        /** Represents a ListOffsetsTopic. */
        class ListOffsetsTopic {

            /**
             * Constructs a new ListOffsetsTopic.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ListOffsetsTopic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListOffsetsTopic topicId. */
            topicId: Uint8Array;

            /** ListOffsetsTopic name. */
            name: string;

            /** ListOffsetsTopic partitions. */
            partitions: tidelog.v1.ListOffsetsPartition[];

            /**
             * Creates a new ListOffsetsTopic instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListOffsetsTopic instance
             */
            static create(properties: tidelog.v1.ListOffsetsTopic.$Shape): tidelog.v1.ListOffsetsTopic & tidelog.v1.ListOffsetsTopic.$Shape;
            static create(properties?: tidelog.v1.ListOffsetsTopic.$Properties): tidelog.v1.ListOffsetsTopic;

            /**
             * Encodes the specified ListOffsetsTopic message. Does not implicitly {@link tidelog.v1.ListOffsetsTopic.verify|verify} messages.
             * @param message ListOffsetsTopic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ListOffsetsTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListOffsetsTopic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ListOffsetsTopic & tidelog.v1.ListOffsetsTopic.$Shape} ListOffsetsTopic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ListOffsetsTopic & tidelog.v1.ListOffsetsTopic.$Shape;
        }

        namespace ListOffsetsTopic {

            /** Properties of a ListOffsetsTopic. */
            interface $Properties {

                /** ListOffsetsTopic topicId */
                topicId?: Uint8Array;

                /** ListOffsetsTopic name */
                name?: string;

                /** ListOffsetsTopic partitions */
                partitions?: tidelog.v1.ListOffsetsPartition.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListOffsetsTopic. */
            type $Shape = tidelog.v1.ListOffsetsTopic.$Properties;
        }

        /**
         * Properties of a ListOffsetsPartition.
         * @deprecated Use tidelog.v1.ListOffsetsPartition.$Properties instead.
         */
        interface IListOffsetsPartition extends tidelog.v1.ListOffsetsPartition.$Properties {
        }

        /** Represents a ListOffsetsPartition. */
        class ListOffsetsPartition {

            /**
             * Constructs a new ListOffsetsPartition.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ListOffsetsPartition.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListOffsetsPartition partition. */
            partition: number;

            /** ListOffsetsPartition currentLeaderEpoch. */
            currentLeaderEpoch: (number|null);

            /** ListOffsetsPartition timestamp. */
            timestamp: number;

            /**
             * Creates a new ListOffsetsPartition instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListOffsetsPartition instance
             */
            static create(properties: tidelog.v1.ListOffsetsPartition.$Shape): tidelog.v1.ListOffsetsPartition & tidelog.v1.ListOffsetsPartition.$Shape;
            static create(properties?: tidelog.v1.ListOffsetsPartition.$Properties): tidelog.v1.ListOffsetsPartition;

            /**
             * Encodes the specified ListOffsetsPartition message. Does not implicitly {@link tidelog.v1.ListOffsetsPartition.verify|verify} messages.
             * @param message ListOffsetsPartition message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ListOffsetsPartition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListOffsetsPartition message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ListOffsetsPartition & tidelog.v1.ListOffsetsPartition.$Shape} ListOffsetsPartition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ListOffsetsPartition & tidelog.v1.ListOffsetsPartition.$Shape;
        }

        namespace ListOffsetsPartition {

            /** Properties of a ListOffsetsPartition. */
            interface $Properties {

                /** ListOffsetsPartition partition */
                partition?: number;

                /** ListOffsetsPartition currentLeaderEpoch */
                currentLeaderEpoch?: (number|null);

                /** ListOffsetsPartition timestamp */
                timestamp?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListOffsetsPartition. */
            type $Shape = tidelog.v1.ListOffsetsPartition.$Properties;
        }

        /**
         * Properties of a ListOffsetsResponse.
         * @deprecated Use tidelog.v1.ListOffsetsResponse.$Properties instead.
         */
        interface IListOffsetsResponse extends tidelog.v1.ListOffsetsResponse.$Properties {
        }

        /** Represents a ListOffsetsResponse. */
        class ListOffsetsResponse {

            /**
             * Constructs a new ListOffsetsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ListOffsetsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListOffsetsResponse topics. */
            topics: tidelog.v1.ListOffsetsTopicResult[];

            /**
             * Creates a new ListOffsetsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListOffsetsResponse instance
             */
            static create(properties: tidelog.v1.ListOffsetsResponse.$Shape): tidelog.v1.ListOffsetsResponse & tidelog.v1.ListOffsetsResponse.$Shape;
            static create(properties?: tidelog.v1.ListOffsetsResponse.$Properties): tidelog.v1.ListOffsetsResponse;

            /**
             * Encodes the specified ListOffsetsResponse message. Does not implicitly {@link tidelog.v1.ListOffsetsResponse.verify|verify} messages.
             * @param message ListOffsetsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ListOffsetsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListOffsetsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ListOffsetsResponse & tidelog.v1.ListOffsetsResponse.$Shape} ListOffsetsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ListOffsetsResponse & tidelog.v1.ListOffsetsResponse.$Shape;
        }

        namespace ListOffsetsResponse {

            /** Properties of a ListOffsetsResponse. */
            interface $Properties {

                /** ListOffsetsResponse topics */
                topics?: tidelog.v1.ListOffsetsTopicResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListOffsetsResponse. */
            type $Shape = tidelog.v1.ListOffsetsResponse.$Properties;
        }

        /**
         * Properties of a ListOffsetsTopicResult.
         * @deprecated Use tidelog.v1.ListOffsetsTopicResult.$Properties instead.
         */
        interface IListOffsetsTopicResult extends tidelog.v1.ListOffsetsTopicResult.$Properties {
        }

        /** Represents a ListOffsetsTopicResult. */
        class ListOffsetsTopicResult {

            /**
             * Constructs a new ListOffsetsTopicResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ListOffsetsTopicResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListOffsetsTopicResult topicId. */
            topicId: Uint8Array;

            /** ListOffsetsTopicResult name. */
            name: string;

            /** ListOffsetsTopicResult partitions. */
            partitions: tidelog.v1.ListOffsetsPartitionResult[];

            /**
             * Creates a new ListOffsetsTopicResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListOffsetsTopicResult instance
             */
            static create(properties: tidelog.v1.ListOffsetsTopicResult.$Shape): tidelog.v1.ListOffsetsTopicResult & tidelog.v1.ListOffsetsTopicResult.$Shape;
            static create(properties?: tidelog.v1.ListOffsetsTopicResult.$Properties): tidelog.v1.ListOffsetsTopicResult;

            /**
             * Encodes the specified ListOffsetsTopicResult message. Does not implicitly {@link tidelog.v1.ListOffsetsTopicResult.verify|verify} messages.
             * @param message ListOffsetsTopicResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ListOffsetsTopicResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListOffsetsTopicResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ListOffsetsTopicResult & tidelog.v1.ListOffsetsTopicResult.$Shape} ListOffsetsTopicResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ListOffsetsTopicResult & tidelog.v1.ListOffsetsTopicResult.$Shape;
        }

        namespace ListOffsetsTopicResult {

            /** Properties of a ListOffsetsTopicResult. */
            interface $Properties {

                /** ListOffsetsTopicResult topicId */
                topicId?: Uint8Array;

                /** ListOffsetsTopicResult name */
                name?: string;

                /** ListOffsetsTopicResult partitions */
                partitions?: tidelog.v1.ListOffsetsPartitionResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListOffsetsTopicResult. */
            type $Shape = tidelog.v1.ListOffsetsTopicResult.$Properties;
        }

        /**
         * Properties of a ListOffsetsPartitionResult.
         * @deprecated Use tidelog.v1.ListOffsetsPartitionResult.$Properties instead.
         */
        interface IListOffsetsPartitionResult extends tidelog.v1.ListOffsetsPartitionResult.$Properties {
        }

        /** Represents a ListOffsetsPartitionResult. */
        class ListOffsetsPartitionResult {

            /**
             * Constructs a new ListOffsetsPartitionResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ListOffsetsPartitionResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListOffsetsPartitionResult partition. */
            partition: number;

            /** ListOffsetsPartitionResult errorCode. */
            errorCode: number;

            /** ListOffsetsPartitionResult errorMessage. */
            errorMessage: string;

            /** ListOffsetsPartitionResult offset. */
            offset: number;

            /** ListOffsetsPartitionResult timestamp. */
            timestamp: number;

            /** ListOffsetsPartitionResult leaderEpoch. */
            leaderEpoch: number;

            /** ListOffsetsPartitionResult leaderId. */
            leaderId: number;

            /**
             * Creates a new ListOffsetsPartitionResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListOffsetsPartitionResult instance
             */
            static create(properties: tidelog.v1.ListOffsetsPartitionResult.$Shape): tidelog.v1.ListOffsetsPartitionResult & tidelog.v1.ListOffsetsPartitionResult.$Shape;
            static create(properties?: tidelog.v1.ListOffsetsPartitionResult.$Properties): tidelog.v1.ListOffsetsPartitionResult;

            /**
             * Encodes the specified ListOffsetsPartitionResult message. Does not implicitly {@link tidelog.v1.ListOffsetsPartitionResult.verify|verify} messages.
             * @param message ListOffsetsPartitionResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ListOffsetsPartitionResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListOffsetsPartitionResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ListOffsetsPartitionResult & tidelog.v1.ListOffsetsPartitionResult.$Shape} ListOffsetsPartitionResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ListOffsetsPartitionResult & tidelog.v1.ListOffsetsPartitionResult.$Shape;
        }

        namespace ListOffsetsPartitionResult {

            /** Properties of a ListOffsetsPartitionResult. */
            interface $Properties {

                /** ListOffsetsPartitionResult partition */
                partition?: number;

                /** ListOffsetsPartitionResult errorCode */
                errorCode?: number;

                /** ListOffsetsPartitionResult errorMessage */
                errorMessage?: string;

                /** ListOffsetsPartitionResult offset */
                offset?: number;

                /** ListOffsetsPartitionResult timestamp */
                timestamp?: number;

                /** ListOffsetsPartitionResult leaderEpoch */
                leaderEpoch?: number;

                /** ListOffsetsPartitionResult leaderId */
                leaderId?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListOffsetsPartitionResult. */
            type $Shape = tidelog.v1.ListOffsetsPartitionResult.$Properties;
        }

        /**
         * Properties of a CreateTopicsRequest.
         * @deprecated Use tidelog.v1.CreateTopicsRequest.$Properties instead.
         */
        interface ICreateTopicsRequest extends tidelog.v1.CreateTopicsRequest.$Properties {
        }

        /** Represents a CreateTopicsRequest. */
        class CreateTopicsRequest {

            /**
             * Constructs a new CreateTopicsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.CreateTopicsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CreateTopicsRequest topics. */
            topics: tidelog.v1.CreateTopic[];

            /** CreateTopicsRequest timeoutMs. */
            timeoutMs: number;

            /** CreateTopicsRequest validateOnly. */
            validateOnly: boolean;

            /**
             * Creates a new CreateTopicsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CreateTopicsRequest instance
             */
            static create(properties: tidelog.v1.CreateTopicsRequest.$Shape): tidelog.v1.CreateTopicsRequest & tidelog.v1.CreateTopicsRequest.$Shape;
            static create(properties?: tidelog.v1.CreateTopicsRequest.$Properties): tidelog.v1.CreateTopicsRequest;

            /**
             * Encodes the specified CreateTopicsRequest message. Does not implicitly {@link tidelog.v1.CreateTopicsRequest.verify|verify} messages.
             * @param message CreateTopicsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.CreateTopicsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CreateTopicsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.CreateTopicsRequest & tidelog.v1.CreateTopicsRequest.$Shape} CreateTopicsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.CreateTopicsRequest & tidelog.v1.CreateTopicsRequest.$Shape;
        }

        namespace CreateTopicsRequest {

            /** Properties of a CreateTopicsRequest. */
            interface $Properties {

                /** CreateTopicsRequest topics */
                topics?: tidelog.v1.CreateTopic.$Properties[];

                /** CreateTopicsRequest timeoutMs */
                timeoutMs?: number;

                /** CreateTopicsRequest validateOnly */
                validateOnly?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CreateTopicsRequest. */
            type $Shape = tidelog.v1.CreateTopicsRequest.$Properties;
        }

        /**
         * Properties of a CreateTopic.
         * @deprecated Use tidelog.v1.CreateTopic.$Properties instead.
         */
        interface ICreateTopic extends tidelog.v1.CreateTopic.$Properties {
        }

        /** Represents a CreateTopic. */
        class CreateTopic {

            /**
             * Constructs a new CreateTopic.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.CreateTopic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CreateTopic name. */
            name: string;

            /** CreateTopic partitions. */
            partitions: (number|null);

            /** CreateTopic replicationFactor. */
            replicationFactor: (number|null);

            /** CreateTopic configs. */
            configs: tidelog.v1.TopicConfig[];

            /** CreateTopic topicId. */
            topicId: Uint8Array;

            /**
             * Creates a new CreateTopic instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CreateTopic instance
             */
            static create(properties: tidelog.v1.CreateTopic.$Shape): tidelog.v1.CreateTopic & tidelog.v1.CreateTopic.$Shape;
            static create(properties?: tidelog.v1.CreateTopic.$Properties): tidelog.v1.CreateTopic;

            /**
             * Encodes the specified CreateTopic message. Does not implicitly {@link tidelog.v1.CreateTopic.verify|verify} messages.
             * @param message CreateTopic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.CreateTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CreateTopic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.CreateTopic & tidelog.v1.CreateTopic.$Shape} CreateTopic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.CreateTopic & tidelog.v1.CreateTopic.$Shape;
        }

        namespace CreateTopic {

            /** Properties of a CreateTopic. */
            interface $Properties {

                /** CreateTopic name */
                name?: string;

                /** CreateTopic partitions */
                partitions?: (number|null);

                /** CreateTopic replicationFactor */
                replicationFactor?: (number|null);

                /** CreateTopic configs */
                configs?: tidelog.v1.TopicConfig.$Properties[];

                /** CreateTopic topicId */
                topicId?: Uint8Array;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CreateTopic. */
            type $Shape = tidelog.v1.CreateTopic.$Properties;
        }

        /**
         * Properties of a CreateTopicsResponse.
         * @deprecated Use tidelog.v1.CreateTopicsResponse.$Properties instead.
         */
        interface ICreateTopicsResponse extends tidelog.v1.CreateTopicsResponse.$Properties {
        }

        /** Represents a CreateTopicsResponse. */
        class CreateTopicsResponse {

            /**
             * Constructs a new CreateTopicsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.CreateTopicsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CreateTopicsResponse topics. */
            topics: tidelog.v1.CreateTopicResult[];

            /** CreateTopicsResponse metadataOffset. */
            metadataOffset: number;

            /**
             * Creates a new CreateTopicsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CreateTopicsResponse instance
             */
            static create(properties: tidelog.v1.CreateTopicsResponse.$Shape): tidelog.v1.CreateTopicsResponse & tidelog.v1.CreateTopicsResponse.$Shape;
            static create(properties?: tidelog.v1.CreateTopicsResponse.$Properties): tidelog.v1.CreateTopicsResponse;

            /**
             * Encodes the specified CreateTopicsResponse message. Does not implicitly {@link tidelog.v1.CreateTopicsResponse.verify|verify} messages.
             * @param message CreateTopicsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.CreateTopicsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CreateTopicsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.CreateTopicsResponse & tidelog.v1.CreateTopicsResponse.$Shape} CreateTopicsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.CreateTopicsResponse & tidelog.v1.CreateTopicsResponse.$Shape;
        }

        namespace CreateTopicsResponse {

            /** Properties of a CreateTopicsResponse. */
            interface $Properties {

                /** CreateTopicsResponse topics */
                topics?: tidelog.v1.CreateTopicResult.$Properties[];

                /** CreateTopicsResponse metadataOffset */
                metadataOffset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CreateTopicsResponse. */
            type $Shape = tidelog.v1.CreateTopicsResponse.$Properties;
        }

        /**
         * Properties of a CreateTopicResult.
         * @deprecated Use tidelog.v1.CreateTopicResult.$Properties instead.
         */
        interface ICreateTopicResult extends tidelog.v1.CreateTopicResult.$Properties {
        }

        /** Represents a CreateTopicResult. */
        class CreateTopicResult {

            /**
             * Constructs a new CreateTopicResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.CreateTopicResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CreateTopicResult name. */
            name: string;

            /** CreateTopicResult errorCode. */
            errorCode: number;

            /** CreateTopicResult errorMessage. */
            errorMessage: string;

            /** CreateTopicResult topicId. */
            topicId: Uint8Array;

            /** CreateTopicResult partitions. */
            partitions: number;

            /** CreateTopicResult replicationFactor. */
            replicationFactor: number;

            /**
             * Creates a new CreateTopicResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CreateTopicResult instance
             */
            static create(properties: tidelog.v1.CreateTopicResult.$Shape): tidelog.v1.CreateTopicResult & tidelog.v1.CreateTopicResult.$Shape;
            static create(properties?: tidelog.v1.CreateTopicResult.$Properties): tidelog.v1.CreateTopicResult;

            /**
             * Encodes the specified CreateTopicResult message. Does not implicitly {@link tidelog.v1.CreateTopicResult.verify|verify} messages.
             * @param message CreateTopicResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.CreateTopicResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CreateTopicResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.CreateTopicResult & tidelog.v1.CreateTopicResult.$Shape} CreateTopicResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.CreateTopicResult & tidelog.v1.CreateTopicResult.$Shape;
        }

        namespace CreateTopicResult {

            /** Properties of a CreateTopicResult. */
            interface $Properties {

                /** CreateTopicResult name */
                name?: string;

                /** CreateTopicResult errorCode */
                errorCode?: number;

                /** CreateTopicResult errorMessage */
                errorMessage?: string;

                /** CreateTopicResult topicId */
                topicId?: Uint8Array;

                /** CreateTopicResult partitions */
                partitions?: number;

                /** CreateTopicResult replicationFactor */
                replicationFactor?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CreateTopicResult. */
            type $Shape = tidelog.v1.CreateTopicResult.$Properties;
        }

        /**
         * Properties of a DeleteTopicsRequest.
         * @deprecated Use tidelog.v1.DeleteTopicsRequest.$Properties instead.
         */
        interface IDeleteTopicsRequest extends tidelog.v1.DeleteTopicsRequest.$Properties {
        }

        /** Represents a DeleteTopicsRequest. */
        class DeleteTopicsRequest {

            /**
             * Constructs a new DeleteTopicsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DeleteTopicsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteTopicsRequest topics. */
            topics: tidelog.v1.DeleteTopic[];

            /** DeleteTopicsRequest timeoutMs. */
            timeoutMs: number;

            /**
             * Creates a new DeleteTopicsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteTopicsRequest instance
             */
            static create(properties: tidelog.v1.DeleteTopicsRequest.$Shape): tidelog.v1.DeleteTopicsRequest & tidelog.v1.DeleteTopicsRequest.$Shape;
            static create(properties?: tidelog.v1.DeleteTopicsRequest.$Properties): tidelog.v1.DeleteTopicsRequest;

            /**
             * Encodes the specified DeleteTopicsRequest message. Does not implicitly {@link tidelog.v1.DeleteTopicsRequest.verify|verify} messages.
             * @param message DeleteTopicsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DeleteTopicsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteTopicsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DeleteTopicsRequest & tidelog.v1.DeleteTopicsRequest.$Shape} DeleteTopicsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DeleteTopicsRequest & tidelog.v1.DeleteTopicsRequest.$Shape;
        }

        namespace DeleteTopicsRequest {

            /** Properties of a DeleteTopicsRequest. */
            interface $Properties {

                /** DeleteTopicsRequest topics */
                topics?: tidelog.v1.DeleteTopic.$Properties[];

                /** DeleteTopicsRequest timeoutMs */
                timeoutMs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteTopicsRequest. */
            type $Shape = tidelog.v1.DeleteTopicsRequest.$Properties;
        }

        /**
         * Properties of a DeleteTopic.
         * @deprecated Use tidelog.v1.DeleteTopic.$Properties instead.
         */
        interface IDeleteTopic extends tidelog.v1.DeleteTopic.$Properties {
        }

        /** Represents a DeleteTopic. */
        class DeleteTopic {

            /**
             * Constructs a new DeleteTopic.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DeleteTopic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteTopic topicId. */
            topicId: Uint8Array;

            /** DeleteTopic name. */
            name: string;

            /**
             * Creates a new DeleteTopic instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteTopic instance
             */
            static create(properties: tidelog.v1.DeleteTopic.$Shape): tidelog.v1.DeleteTopic & tidelog.v1.DeleteTopic.$Shape;
            static create(properties?: tidelog.v1.DeleteTopic.$Properties): tidelog.v1.DeleteTopic;

            /**
             * Encodes the specified DeleteTopic message. Does not implicitly {@link tidelog.v1.DeleteTopic.verify|verify} messages.
             * @param message DeleteTopic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DeleteTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteTopic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DeleteTopic & tidelog.v1.DeleteTopic.$Shape} DeleteTopic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DeleteTopic & tidelog.v1.DeleteTopic.$Shape;
        }

        namespace DeleteTopic {

            /** Properties of a DeleteTopic. */
            interface $Properties {

                /** DeleteTopic topicId */
                topicId?: Uint8Array;

                /** DeleteTopic name */
                name?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteTopic. */
            type $Shape = tidelog.v1.DeleteTopic.$Properties;
        }

        /**
         * Properties of a DeleteTopicsResponse.
         * @deprecated Use tidelog.v1.DeleteTopicsResponse.$Properties instead.
         */
        interface IDeleteTopicsResponse extends tidelog.v1.DeleteTopicsResponse.$Properties {
        }

        /** Represents a DeleteTopicsResponse. */
        class DeleteTopicsResponse {

            /**
             * Constructs a new DeleteTopicsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DeleteTopicsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteTopicsResponse topics. */
            topics: tidelog.v1.DeleteTopicResult[];

            /** DeleteTopicsResponse metadataOffset. */
            metadataOffset: number;

            /**
             * Creates a new DeleteTopicsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteTopicsResponse instance
             */
            static create(properties: tidelog.v1.DeleteTopicsResponse.$Shape): tidelog.v1.DeleteTopicsResponse & tidelog.v1.DeleteTopicsResponse.$Shape;
            static create(properties?: tidelog.v1.DeleteTopicsResponse.$Properties): tidelog.v1.DeleteTopicsResponse;

            /**
             * Encodes the specified DeleteTopicsResponse message. Does not implicitly {@link tidelog.v1.DeleteTopicsResponse.verify|verify} messages.
             * @param message DeleteTopicsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DeleteTopicsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteTopicsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DeleteTopicsResponse & tidelog.v1.DeleteTopicsResponse.$Shape} DeleteTopicsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DeleteTopicsResponse & tidelog.v1.DeleteTopicsResponse.$Shape;
        }

        namespace DeleteTopicsResponse {

            /** Properties of a DeleteTopicsResponse. */
            interface $Properties {

                /** DeleteTopicsResponse topics */
                topics?: tidelog.v1.DeleteTopicResult.$Properties[];

                /** DeleteTopicsResponse metadataOffset */
                metadataOffset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteTopicsResponse. */
            type $Shape = tidelog.v1.DeleteTopicsResponse.$Properties;
        }

        /**
         * Properties of a DeleteTopicResult.
         * @deprecated Use tidelog.v1.DeleteTopicResult.$Properties instead.
         */
        interface IDeleteTopicResult extends tidelog.v1.DeleteTopicResult.$Properties {
        }

        /** Represents a DeleteTopicResult. */
        class DeleteTopicResult {

            /**
             * Constructs a new DeleteTopicResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DeleteTopicResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteTopicResult topicId. */
            topicId: Uint8Array;

            /** DeleteTopicResult name. */
            name: string;

            /** DeleteTopicResult errorCode. */
            errorCode: number;

            /** DeleteTopicResult errorMessage. */
            errorMessage: string;

            /**
             * Creates a new DeleteTopicResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteTopicResult instance
             */
            static create(properties: tidelog.v1.DeleteTopicResult.$Shape): tidelog.v1.DeleteTopicResult & tidelog.v1.DeleteTopicResult.$Shape;
            static create(properties?: tidelog.v1.DeleteTopicResult.$Properties): tidelog.v1.DeleteTopicResult;

            /**
             * Encodes the specified DeleteTopicResult message. Does not implicitly {@link tidelog.v1.DeleteTopicResult.verify|verify} messages.
             * @param message DeleteTopicResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DeleteTopicResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteTopicResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DeleteTopicResult & tidelog.v1.DeleteTopicResult.$Shape} DeleteTopicResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DeleteTopicResult & tidelog.v1.DeleteTopicResult.$Shape;
        }

        namespace DeleteTopicResult {

            /** Properties of a DeleteTopicResult. */
            interface $Properties {

                /** DeleteTopicResult topicId */
                topicId?: Uint8Array;

                /** DeleteTopicResult name */
                name?: string;

                /** DeleteTopicResult errorCode */
                errorCode?: number;

                /** DeleteTopicResult errorMessage */
                errorMessage?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteTopicResult. */
            type $Shape = tidelog.v1.DeleteTopicResult.$Properties;
        }

        /**
         * Properties of a CreatePartitionsRequest.
         * @deprecated Use tidelog.v1.CreatePartitionsRequest.$Properties instead.
         */
        interface ICreatePartitionsRequest extends tidelog.v1.CreatePartitionsRequest.$Properties {
        }

        /** Represents a CreatePartitionsRequest. */
        class CreatePartitionsRequest {

            /**
             * Constructs a new CreatePartitionsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.CreatePartitionsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CreatePartitionsRequest topics. */
            topics: tidelog.v1.CreatePartitions[];

            /** CreatePartitionsRequest timeoutMs. */
            timeoutMs: number;

            /** CreatePartitionsRequest validateOnly. */
            validateOnly: boolean;

            /**
             * Creates a new CreatePartitionsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CreatePartitionsRequest instance
             */
            static create(properties: tidelog.v1.CreatePartitionsRequest.$Shape): tidelog.v1.CreatePartitionsRequest & tidelog.v1.CreatePartitionsRequest.$Shape;
            static create(properties?: tidelog.v1.CreatePartitionsRequest.$Properties): tidelog.v1.CreatePartitionsRequest;

            /**
             * Encodes the specified CreatePartitionsRequest message. Does not implicitly {@link tidelog.v1.CreatePartitionsRequest.verify|verify} messages.
             * @param message CreatePartitionsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.CreatePartitionsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CreatePartitionsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.CreatePartitionsRequest & tidelog.v1.CreatePartitionsRequest.$Shape} CreatePartitionsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.CreatePartitionsRequest & tidelog.v1.CreatePartitionsRequest.$Shape;
        }

        namespace CreatePartitionsRequest {

            /** Properties of a CreatePartitionsRequest. */
            interface $Properties {

                /** CreatePartitionsRequest topics */
                topics?: tidelog.v1.CreatePartitions.$Properties[];

                /** CreatePartitionsRequest timeoutMs */
                timeoutMs?: number;

                /** CreatePartitionsRequest validateOnly */
                validateOnly?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CreatePartitionsRequest. */
            type $Shape = tidelog.v1.CreatePartitionsRequest.$Properties;
        }

        /**
         * Properties of a CreatePartitions.
         * @deprecated Use tidelog.v1.CreatePartitions.$Properties instead.
         */
        interface ICreatePartitions extends tidelog.v1.CreatePartitions.$Properties {
        }

        /** Represents a CreatePartitions. */
        class CreatePartitions {

            /**
             * Constructs a new CreatePartitions.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.CreatePartitions.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CreatePartitions topicId. */
            topicId: Uint8Array;

            /** CreatePartitions name. */
            name: string;

            /** CreatePartitions totalCount. */
            totalCount: number;

            /**
             * Creates a new CreatePartitions instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CreatePartitions instance
             */
            static create(properties: tidelog.v1.CreatePartitions.$Shape): tidelog.v1.CreatePartitions & tidelog.v1.CreatePartitions.$Shape;
            static create(properties?: tidelog.v1.CreatePartitions.$Properties): tidelog.v1.CreatePartitions;

            /**
             * Encodes the specified CreatePartitions message. Does not implicitly {@link tidelog.v1.CreatePartitions.verify|verify} messages.
             * @param message CreatePartitions message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.CreatePartitions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CreatePartitions message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.CreatePartitions & tidelog.v1.CreatePartitions.$Shape} CreatePartitions
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.CreatePartitions & tidelog.v1.CreatePartitions.$Shape;
        }

        namespace CreatePartitions {

            /** Properties of a CreatePartitions. */
            interface $Properties {

                /** CreatePartitions topicId */
                topicId?: Uint8Array;

                /** CreatePartitions name */
                name?: string;

                /** CreatePartitions totalCount */
                totalCount?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CreatePartitions. */
            type $Shape = tidelog.v1.CreatePartitions.$Properties;
        }

        /**
         * Properties of a CreatePartitionsResponse.
         * @deprecated Use tidelog.v1.CreatePartitionsResponse.$Properties instead.
         */
        interface ICreatePartitionsResponse extends tidelog.v1.CreatePartitionsResponse.$Properties {
        }

        /** Represents a CreatePartitionsResponse. */
        class CreatePartitionsResponse {

            /**
             * Constructs a new CreatePartitionsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.CreatePartitionsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CreatePartitionsResponse topics. */
            topics: tidelog.v1.CreatePartitionsResult[];

            /** CreatePartitionsResponse metadataOffset. */
            metadataOffset: number;

            /**
             * Creates a new CreatePartitionsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CreatePartitionsResponse instance
             */
            static create(properties: tidelog.v1.CreatePartitionsResponse.$Shape): tidelog.v1.CreatePartitionsResponse & tidelog.v1.CreatePartitionsResponse.$Shape;
            static create(properties?: tidelog.v1.CreatePartitionsResponse.$Properties): tidelog.v1.CreatePartitionsResponse;

            /**
             * Encodes the specified CreatePartitionsResponse message. Does not implicitly {@link tidelog.v1.CreatePartitionsResponse.verify|verify} messages.
             * @param message CreatePartitionsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.CreatePartitionsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CreatePartitionsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.CreatePartitionsResponse & tidelog.v1.CreatePartitionsResponse.$Shape} CreatePartitionsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.CreatePartitionsResponse & tidelog.v1.CreatePartitionsResponse.$Shape;
        }

        namespace CreatePartitionsResponse {

            /** Properties of a CreatePartitionsResponse. */
            interface $Properties {

                /** CreatePartitionsResponse topics */
                topics?: tidelog.v1.CreatePartitionsResult.$Properties[];

                /** CreatePartitionsResponse metadataOffset */
                metadataOffset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CreatePartitionsResponse. */
            type $Shape = tidelog.v1.CreatePartitionsResponse.$Properties;
        }

        /**
         * Properties of a CreatePartitionsResult.
         * @deprecated Use tidelog.v1.CreatePartitionsResult.$Properties instead.
         */
        interface ICreatePartitionsResult extends tidelog.v1.CreatePartitionsResult.$Properties {
        }

        /** Represents a CreatePartitionsResult. */
        class CreatePartitionsResult {

            /**
             * Constructs a new CreatePartitionsResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.CreatePartitionsResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CreatePartitionsResult topicId. */
            topicId: Uint8Array;

            /** CreatePartitionsResult name. */
            name: string;

            /** CreatePartitionsResult errorCode. */
            errorCode: number;

            /** CreatePartitionsResult errorMessage. */
            errorMessage: string;

            /** CreatePartitionsResult totalCount. */
            totalCount: number;

            /** CreatePartitionsResult createdCount. */
            createdCount: number;

            /**
             * Creates a new CreatePartitionsResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns CreatePartitionsResult instance
             */
            static create(properties: tidelog.v1.CreatePartitionsResult.$Shape): tidelog.v1.CreatePartitionsResult & tidelog.v1.CreatePartitionsResult.$Shape;
            static create(properties?: tidelog.v1.CreatePartitionsResult.$Properties): tidelog.v1.CreatePartitionsResult;

            /**
             * Encodes the specified CreatePartitionsResult message. Does not implicitly {@link tidelog.v1.CreatePartitionsResult.verify|verify} messages.
             * @param message CreatePartitionsResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.CreatePartitionsResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CreatePartitionsResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.CreatePartitionsResult & tidelog.v1.CreatePartitionsResult.$Shape} CreatePartitionsResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.CreatePartitionsResult & tidelog.v1.CreatePartitionsResult.$Shape;
        }

        namespace CreatePartitionsResult {

            /** Properties of a CreatePartitionsResult. */
            interface $Properties {

                /** CreatePartitionsResult topicId */
                topicId?: Uint8Array;

                /** CreatePartitionsResult name */
                name?: string;

                /** CreatePartitionsResult errorCode */
                errorCode?: number;

                /** CreatePartitionsResult errorMessage */
                errorMessage?: string;

                /** CreatePartitionsResult totalCount */
                totalCount?: number;

                /** CreatePartitionsResult createdCount */
                createdCount?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CreatePartitionsResult. */
            type $Shape = tidelog.v1.CreatePartitionsResult.$Properties;
        }

        /**
         * Properties of an AlterConfigsRequest.
         * @deprecated Use tidelog.v1.AlterConfigsRequest.$Properties instead.
         */
        interface IAlterConfigsRequest extends tidelog.v1.AlterConfigsRequest.$Properties {
        }

        /** Represents an AlterConfigsRequest. */
        class AlterConfigsRequest {

            /**
             * Constructs a new AlterConfigsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.AlterConfigsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AlterConfigsRequest topics. */
            topics: tidelog.v1.AlterTopicConfigs[];

            /** AlterConfigsRequest timeoutMs. */
            timeoutMs: number;

            /** AlterConfigsRequest validateOnly. */
            validateOnly: boolean;

            /**
             * Creates a new AlterConfigsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AlterConfigsRequest instance
             */
            static create(properties: tidelog.v1.AlterConfigsRequest.$Shape): tidelog.v1.AlterConfigsRequest & tidelog.v1.AlterConfigsRequest.$Shape;
            static create(properties?: tidelog.v1.AlterConfigsRequest.$Properties): tidelog.v1.AlterConfigsRequest;

            /**
             * Encodes the specified AlterConfigsRequest message. Does not implicitly {@link tidelog.v1.AlterConfigsRequest.verify|verify} messages.
             * @param message AlterConfigsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.AlterConfigsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AlterConfigsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.AlterConfigsRequest & tidelog.v1.AlterConfigsRequest.$Shape} AlterConfigsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.AlterConfigsRequest & tidelog.v1.AlterConfigsRequest.$Shape;
        }

        namespace AlterConfigsRequest {

            /** Properties of an AlterConfigsRequest. */
            interface $Properties {

                /** AlterConfigsRequest topics */
                topics?: tidelog.v1.AlterTopicConfigs.$Properties[];

                /** AlterConfigsRequest timeoutMs */
                timeoutMs?: number;

                /** AlterConfigsRequest validateOnly */
                validateOnly?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AlterConfigsRequest. */
            type $Shape = tidelog.v1.AlterConfigsRequest.$Properties;
        }

        /**
         * Properties of an AlterTopicConfigs.
         * @deprecated Use tidelog.v1.AlterTopicConfigs.$Properties instead.
         */
        interface IAlterTopicConfigs extends tidelog.v1.AlterTopicConfigs.$Properties {
        }

        /** Represents an AlterTopicConfigs. */
        class AlterTopicConfigs {

            /**
             * Constructs a new AlterTopicConfigs.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.AlterTopicConfigs.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AlterTopicConfigs topicId. */
            topicId: Uint8Array;

            /** AlterTopicConfigs name. */
            name: string;

            /** AlterTopicConfigs set. */
            set: tidelog.v1.TopicConfig[];

            /** AlterTopicConfigs unset. */
            unset: string[];

            /**
             * Creates a new AlterTopicConfigs instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AlterTopicConfigs instance
             */
            static create(properties: tidelog.v1.AlterTopicConfigs.$Shape): tidelog.v1.AlterTopicConfigs & tidelog.v1.AlterTopicConfigs.$Shape;
            static create(properties?: tidelog.v1.AlterTopicConfigs.$Properties): tidelog.v1.AlterTopicConfigs;

            /**
             * Encodes the specified AlterTopicConfigs message. Does not implicitly {@link tidelog.v1.AlterTopicConfigs.verify|verify} messages.
             * @param message AlterTopicConfigs message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.AlterTopicConfigs.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AlterTopicConfigs message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.AlterTopicConfigs & tidelog.v1.AlterTopicConfigs.$Shape} AlterTopicConfigs
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.AlterTopicConfigs & tidelog.v1.AlterTopicConfigs.$Shape;
        }

        namespace AlterTopicConfigs {

            /** Properties of an AlterTopicConfigs. */
            interface $Properties {

                /** AlterTopicConfigs topicId */
                topicId?: Uint8Array;

                /** AlterTopicConfigs name */
                name?: string;

                /** AlterTopicConfigs set */
                set?: tidelog.v1.TopicConfig.$Properties[];

                /** AlterTopicConfigs unset */
                unset?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AlterTopicConfigs. */
            type $Shape = tidelog.v1.AlterTopicConfigs.$Properties;
        }

        /**
         * Properties of an AlterConfigsResponse.
         * @deprecated Use tidelog.v1.AlterConfigsResponse.$Properties instead.
         */
        interface IAlterConfigsResponse extends tidelog.v1.AlterConfigsResponse.$Properties {
        }

        /** Represents an AlterConfigsResponse. */
        class AlterConfigsResponse {

            /**
             * Constructs a new AlterConfigsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.AlterConfigsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AlterConfigsResponse topics. */
            topics: tidelog.v1.AlterTopicConfigsResult[];

            /** AlterConfigsResponse metadataOffset. */
            metadataOffset: number;

            /**
             * Creates a new AlterConfigsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AlterConfigsResponse instance
             */
            static create(properties: tidelog.v1.AlterConfigsResponse.$Shape): tidelog.v1.AlterConfigsResponse & tidelog.v1.AlterConfigsResponse.$Shape;
            static create(properties?: tidelog.v1.AlterConfigsResponse.$Properties): tidelog.v1.AlterConfigsResponse;

            /**
             * Encodes the specified AlterConfigsResponse message. Does not implicitly {@link tidelog.v1.AlterConfigsResponse.verify|verify} messages.
             * @param message AlterConfigsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.AlterConfigsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AlterConfigsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.AlterConfigsResponse & tidelog.v1.AlterConfigsResponse.$Shape} AlterConfigsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.AlterConfigsResponse & tidelog.v1.AlterConfigsResponse.$Shape;
        }

        namespace AlterConfigsResponse {

            /** Properties of an AlterConfigsResponse. */
            interface $Properties {

                /** AlterConfigsResponse topics */
                topics?: tidelog.v1.AlterTopicConfigsResult.$Properties[];

                /** AlterConfigsResponse metadataOffset */
                metadataOffset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AlterConfigsResponse. */
            type $Shape = tidelog.v1.AlterConfigsResponse.$Properties;
        }

        /**
         * Properties of an AlterTopicConfigsResult.
         * @deprecated Use tidelog.v1.AlterTopicConfigsResult.$Properties instead.
         */
        interface IAlterTopicConfigsResult extends tidelog.v1.AlterTopicConfigsResult.$Properties {
        }

        /** Represents an AlterTopicConfigsResult. */
        class AlterTopicConfigsResult {

            /**
             * Constructs a new AlterTopicConfigsResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.AlterTopicConfigsResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AlterTopicConfigsResult topicId. */
            topicId: Uint8Array;

            /** AlterTopicConfigsResult name. */
            name: string;

            /** AlterTopicConfigsResult errorCode. */
            errorCode: number;

            /** AlterTopicConfigsResult errorMessage. */
            errorMessage: string;

            /**
             * Creates a new AlterTopicConfigsResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AlterTopicConfigsResult instance
             */
            static create(properties: tidelog.v1.AlterTopicConfigsResult.$Shape): tidelog.v1.AlterTopicConfigsResult & tidelog.v1.AlterTopicConfigsResult.$Shape;
            static create(properties?: tidelog.v1.AlterTopicConfigsResult.$Properties): tidelog.v1.AlterTopicConfigsResult;

            /**
             * Encodes the specified AlterTopicConfigsResult message. Does not implicitly {@link tidelog.v1.AlterTopicConfigsResult.verify|verify} messages.
             * @param message AlterTopicConfigsResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.AlterTopicConfigsResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AlterTopicConfigsResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.AlterTopicConfigsResult & tidelog.v1.AlterTopicConfigsResult.$Shape} AlterTopicConfigsResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.AlterTopicConfigsResult & tidelog.v1.AlterTopicConfigsResult.$Shape;
        }

        namespace AlterTopicConfigsResult {

            /** Properties of an AlterTopicConfigsResult. */
            interface $Properties {

                /** AlterTopicConfigsResult topicId */
                topicId?: Uint8Array;

                /** AlterTopicConfigsResult name */
                name?: string;

                /** AlterTopicConfigsResult errorCode */
                errorCode?: number;

                /** AlterTopicConfigsResult errorMessage */
                errorMessage?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AlterTopicConfigsResult. */
            type $Shape = tidelog.v1.AlterTopicConfigsResult.$Properties;
        }

        /**
         * Properties of an ElectLeadersRequest.
         * @deprecated Use tidelog.v1.ElectLeadersRequest.$Properties instead.
         */
        interface IElectLeadersRequest extends tidelog.v1.ElectLeadersRequest.$Properties {
        }

        /** Represents an ElectLeadersRequest. */
        class ElectLeadersRequest {

            /**
             * Constructs a new ElectLeadersRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ElectLeadersRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ElectLeadersRequest topics. */
            topics: tidelog.v1.ElectLeadersTopic[];

            /** ElectLeadersRequest unclean. */
            unclean: boolean;

            /** ElectLeadersRequest timeoutMs. */
            timeoutMs: number;

            /**
             * Creates a new ElectLeadersRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ElectLeadersRequest instance
             */
            static create(properties: tidelog.v1.ElectLeadersRequest.$Shape): tidelog.v1.ElectLeadersRequest & tidelog.v1.ElectLeadersRequest.$Shape;
            static create(properties?: tidelog.v1.ElectLeadersRequest.$Properties): tidelog.v1.ElectLeadersRequest;

            /**
             * Encodes the specified ElectLeadersRequest message. Does not implicitly {@link tidelog.v1.ElectLeadersRequest.verify|verify} messages.
             * @param message ElectLeadersRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ElectLeadersRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ElectLeadersRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ElectLeadersRequest & tidelog.v1.ElectLeadersRequest.$Shape} ElectLeadersRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ElectLeadersRequest & tidelog.v1.ElectLeadersRequest.$Shape;
        }

        namespace ElectLeadersRequest {

            /** Properties of an ElectLeadersRequest. */
            interface $Properties {

                /** ElectLeadersRequest topics */
                topics?: tidelog.v1.ElectLeadersTopic.$Properties[];

                /** ElectLeadersRequest unclean */
                unclean?: boolean;

                /** ElectLeadersRequest timeoutMs */
                timeoutMs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ElectLeadersRequest. */
            type $Shape = tidelog.v1.ElectLeadersRequest.$Properties;
        }

        /**
         * Properties of an ElectLeadersTopic.
         * @deprecated Use tidelog.v1.ElectLeadersTopic.$Properties instead.
         */
        interface IElectLeadersTopic extends tidelog.v1.ElectLeadersTopic.$Properties {
        }

        /** Represents an ElectLeadersTopic. */
        class ElectLeadersTopic {

            /**
             * Constructs a new ElectLeadersTopic.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ElectLeadersTopic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ElectLeadersTopic topicId. */
            topicId: Uint8Array;

            /** ElectLeadersTopic name. */
            name: string;

            /** ElectLeadersTopic partitions. */
            partitions: number[];

            /**
             * Creates a new ElectLeadersTopic instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ElectLeadersTopic instance
             */
            static create(properties: tidelog.v1.ElectLeadersTopic.$Shape): tidelog.v1.ElectLeadersTopic & tidelog.v1.ElectLeadersTopic.$Shape;
            static create(properties?: tidelog.v1.ElectLeadersTopic.$Properties): tidelog.v1.ElectLeadersTopic;

            /**
             * Encodes the specified ElectLeadersTopic message. Does not implicitly {@link tidelog.v1.ElectLeadersTopic.verify|verify} messages.
             * @param message ElectLeadersTopic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ElectLeadersTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ElectLeadersTopic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ElectLeadersTopic & tidelog.v1.ElectLeadersTopic.$Shape} ElectLeadersTopic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ElectLeadersTopic & tidelog.v1.ElectLeadersTopic.$Shape;
        }

        namespace ElectLeadersTopic {

            /** Properties of an ElectLeadersTopic. */
            interface $Properties {

                /** ElectLeadersTopic topicId */
                topicId?: Uint8Array;

                /** ElectLeadersTopic name */
                name?: string;

                /** ElectLeadersTopic partitions */
                partitions?: number[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ElectLeadersTopic. */
            type $Shape = tidelog.v1.ElectLeadersTopic.$Properties;
        }

        /**
         * Properties of an ElectLeadersResponse.
         * @deprecated Use tidelog.v1.ElectLeadersResponse.$Properties instead.
         */
        interface IElectLeadersResponse extends tidelog.v1.ElectLeadersResponse.$Properties {
        }

        /** Represents an ElectLeadersResponse. */
        class ElectLeadersResponse {

            /**
             * Constructs a new ElectLeadersResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ElectLeadersResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ElectLeadersResponse topics. */
            topics: tidelog.v1.ElectLeadersTopicResult[];

            /** ElectLeadersResponse metadataOffset. */
            metadataOffset: number;

            /**
             * Creates a new ElectLeadersResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ElectLeadersResponse instance
             */
            static create(properties: tidelog.v1.ElectLeadersResponse.$Shape): tidelog.v1.ElectLeadersResponse & tidelog.v1.ElectLeadersResponse.$Shape;
            static create(properties?: tidelog.v1.ElectLeadersResponse.$Properties): tidelog.v1.ElectLeadersResponse;

            /**
             * Encodes the specified ElectLeadersResponse message. Does not implicitly {@link tidelog.v1.ElectLeadersResponse.verify|verify} messages.
             * @param message ElectLeadersResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ElectLeadersResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ElectLeadersResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ElectLeadersResponse & tidelog.v1.ElectLeadersResponse.$Shape} ElectLeadersResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ElectLeadersResponse & tidelog.v1.ElectLeadersResponse.$Shape;
        }

        namespace ElectLeadersResponse {

            /** Properties of an ElectLeadersResponse. */
            interface $Properties {

                /** ElectLeadersResponse topics */
                topics?: tidelog.v1.ElectLeadersTopicResult.$Properties[];

                /** ElectLeadersResponse metadataOffset */
                metadataOffset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ElectLeadersResponse. */
            type $Shape = tidelog.v1.ElectLeadersResponse.$Properties;
        }

        /**
         * Properties of an ElectLeadersTopicResult.
         * @deprecated Use tidelog.v1.ElectLeadersTopicResult.$Properties instead.
         */
        interface IElectLeadersTopicResult extends tidelog.v1.ElectLeadersTopicResult.$Properties {
        }

        /** Represents an ElectLeadersTopicResult. */
        class ElectLeadersTopicResult {

            /**
             * Constructs a new ElectLeadersTopicResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ElectLeadersTopicResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ElectLeadersTopicResult topicId. */
            topicId: Uint8Array;

            /** ElectLeadersTopicResult name. */
            name: string;

            /** ElectLeadersTopicResult partitions. */
            partitions: tidelog.v1.ElectLeadersPartitionResult[];

            /** ElectLeadersTopicResult errorCode. */
            errorCode: number;

            /** ElectLeadersTopicResult errorMessage. */
            errorMessage: string;

            /**
             * Creates a new ElectLeadersTopicResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ElectLeadersTopicResult instance
             */
            static create(properties: tidelog.v1.ElectLeadersTopicResult.$Shape): tidelog.v1.ElectLeadersTopicResult & tidelog.v1.ElectLeadersTopicResult.$Shape;
            static create(properties?: tidelog.v1.ElectLeadersTopicResult.$Properties): tidelog.v1.ElectLeadersTopicResult;

            /**
             * Encodes the specified ElectLeadersTopicResult message. Does not implicitly {@link tidelog.v1.ElectLeadersTopicResult.verify|verify} messages.
             * @param message ElectLeadersTopicResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ElectLeadersTopicResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ElectLeadersTopicResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ElectLeadersTopicResult & tidelog.v1.ElectLeadersTopicResult.$Shape} ElectLeadersTopicResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ElectLeadersTopicResult & tidelog.v1.ElectLeadersTopicResult.$Shape;
        }

        namespace ElectLeadersTopicResult {

            /** Properties of an ElectLeadersTopicResult. */
            interface $Properties {

                /** ElectLeadersTopicResult topicId */
                topicId?: Uint8Array;

                /** ElectLeadersTopicResult name */
                name?: string;

                /** ElectLeadersTopicResult partitions */
                partitions?: tidelog.v1.ElectLeadersPartitionResult.$Properties[];

                /** ElectLeadersTopicResult errorCode */
                errorCode?: number;

                /** ElectLeadersTopicResult errorMessage */
                errorMessage?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ElectLeadersTopicResult. */
            type $Shape = tidelog.v1.ElectLeadersTopicResult.$Properties;
        }

        /**
         * Properties of an ElectLeadersPartitionResult.
         * @deprecated Use tidelog.v1.ElectLeadersPartitionResult.$Properties instead.
         */
        interface IElectLeadersPartitionResult extends tidelog.v1.ElectLeadersPartitionResult.$Properties {
        }

        /** Represents an ElectLeadersPartitionResult. */
        class ElectLeadersPartitionResult {

            /**
             * Constructs a new ElectLeadersPartitionResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ElectLeadersPartitionResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ElectLeadersPartitionResult partition. */
            partition: number;

            /** ElectLeadersPartitionResult errorCode. */
            errorCode: number;

            /** ElectLeadersPartitionResult errorMessage. */
            errorMessage: string;

            /** ElectLeadersPartitionResult leaderId. */
            leaderId: number;

            /** ElectLeadersPartitionResult leaderEpoch. */
            leaderEpoch: number;

            /**
             * Creates a new ElectLeadersPartitionResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ElectLeadersPartitionResult instance
             */
            static create(properties: tidelog.v1.ElectLeadersPartitionResult.$Shape): tidelog.v1.ElectLeadersPartitionResult & tidelog.v1.ElectLeadersPartitionResult.$Shape;
            static create(properties?: tidelog.v1.ElectLeadersPartitionResult.$Properties): tidelog.v1.ElectLeadersPartitionResult;

            /**
             * Encodes the specified ElectLeadersPartitionResult message. Does not implicitly {@link tidelog.v1.ElectLeadersPartitionResult.verify|verify} messages.
             * @param message ElectLeadersPartitionResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ElectLeadersPartitionResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ElectLeadersPartitionResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ElectLeadersPartitionResult & tidelog.v1.ElectLeadersPartitionResult.$Shape} ElectLeadersPartitionResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ElectLeadersPartitionResult & tidelog.v1.ElectLeadersPartitionResult.$Shape;
        }

        namespace ElectLeadersPartitionResult {

            /** Properties of an ElectLeadersPartitionResult. */
            interface $Properties {

                /** ElectLeadersPartitionResult partition */
                partition?: number;

                /** ElectLeadersPartitionResult errorCode */
                errorCode?: number;

                /** ElectLeadersPartitionResult errorMessage */
                errorMessage?: string;

                /** ElectLeadersPartitionResult leaderId */
                leaderId?: number;

                /** ElectLeadersPartitionResult leaderEpoch */
                leaderEpoch?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ElectLeadersPartitionResult. */
            type $Shape = tidelog.v1.ElectLeadersPartitionResult.$Properties;
        }

        /**
         * Properties of an AlterReassignmentsRequest.
         * @deprecated Use tidelog.v1.AlterReassignmentsRequest.$Properties instead.
         */
        interface IAlterReassignmentsRequest extends tidelog.v1.AlterReassignmentsRequest.$Properties {
        }

        /** Represents an AlterReassignmentsRequest. */
        class AlterReassignmentsRequest {

            /**
             * Constructs a new AlterReassignmentsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.AlterReassignmentsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AlterReassignmentsRequest topics. */
            topics: tidelog.v1.ReassignTopic[];

            /** AlterReassignmentsRequest timeoutMs. */
            timeoutMs: number;

            /**
             * Creates a new AlterReassignmentsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AlterReassignmentsRequest instance
             */
            static create(properties: tidelog.v1.AlterReassignmentsRequest.$Shape): tidelog.v1.AlterReassignmentsRequest & tidelog.v1.AlterReassignmentsRequest.$Shape;
            static create(properties?: tidelog.v1.AlterReassignmentsRequest.$Properties): tidelog.v1.AlterReassignmentsRequest;

            /**
             * Encodes the specified AlterReassignmentsRequest message. Does not implicitly {@link tidelog.v1.AlterReassignmentsRequest.verify|verify} messages.
             * @param message AlterReassignmentsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.AlterReassignmentsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AlterReassignmentsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.AlterReassignmentsRequest & tidelog.v1.AlterReassignmentsRequest.$Shape} AlterReassignmentsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.AlterReassignmentsRequest & tidelog.v1.AlterReassignmentsRequest.$Shape;
        }

        namespace AlterReassignmentsRequest {

            /** Properties of an AlterReassignmentsRequest. */
            interface $Properties {

                /** AlterReassignmentsRequest topics */
                topics?: tidelog.v1.ReassignTopic.$Properties[];

                /** AlterReassignmentsRequest timeoutMs */
                timeoutMs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AlterReassignmentsRequest. */
            type $Shape = tidelog.v1.AlterReassignmentsRequest.$Properties;
        }

        /**
         * Properties of a ReassignTopic.
         * @deprecated Use tidelog.v1.ReassignTopic.$Properties instead.
         */
        interface IReassignTopic extends tidelog.v1.ReassignTopic.$Properties {
        }

        /** Represents a ReassignTopic. */
        class ReassignTopic {

            /**
             * Constructs a new ReassignTopic.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ReassignTopic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReassignTopic topicId. */
            topicId: Uint8Array;

            /** ReassignTopic name. */
            name: string;

            /** ReassignTopic partitions. */
            partitions: tidelog.v1.ReassignPartition[];

            /**
             * Creates a new ReassignTopic instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReassignTopic instance
             */
            static create(properties: tidelog.v1.ReassignTopic.$Shape): tidelog.v1.ReassignTopic & tidelog.v1.ReassignTopic.$Shape;
            static create(properties?: tidelog.v1.ReassignTopic.$Properties): tidelog.v1.ReassignTopic;

            /**
             * Encodes the specified ReassignTopic message. Does not implicitly {@link tidelog.v1.ReassignTopic.verify|verify} messages.
             * @param message ReassignTopic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ReassignTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReassignTopic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ReassignTopic & tidelog.v1.ReassignTopic.$Shape} ReassignTopic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ReassignTopic & tidelog.v1.ReassignTopic.$Shape;
        }

        namespace ReassignTopic {

            /** Properties of a ReassignTopic. */
            interface $Properties {

                /** ReassignTopic topicId */
                topicId?: Uint8Array;

                /** ReassignTopic name */
                name?: string;

                /** ReassignTopic partitions */
                partitions?: tidelog.v1.ReassignPartition.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReassignTopic. */
            type $Shape = tidelog.v1.ReassignTopic.$Properties;
        }

        /**
         * Properties of a ReassignPartition.
         * @deprecated Use tidelog.v1.ReassignPartition.$Properties instead.
         */
        interface IReassignPartition extends tidelog.v1.ReassignPartition.$Properties {
        }

        /** Represents a ReassignPartition. */
        class ReassignPartition {

            /**
             * Constructs a new ReassignPartition.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ReassignPartition.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReassignPartition partition. */
            partition: number;

            /** ReassignPartition replicas. */
            replicas: number[];

            /** ReassignPartition cancel. */
            cancel: boolean;

            /**
             * Creates a new ReassignPartition instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReassignPartition instance
             */
            static create(properties: tidelog.v1.ReassignPartition.$Shape): tidelog.v1.ReassignPartition & tidelog.v1.ReassignPartition.$Shape;
            static create(properties?: tidelog.v1.ReassignPartition.$Properties): tidelog.v1.ReassignPartition;

            /**
             * Encodes the specified ReassignPartition message. Does not implicitly {@link tidelog.v1.ReassignPartition.verify|verify} messages.
             * @param message ReassignPartition message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ReassignPartition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReassignPartition message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ReassignPartition & tidelog.v1.ReassignPartition.$Shape} ReassignPartition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ReassignPartition & tidelog.v1.ReassignPartition.$Shape;
        }

        namespace ReassignPartition {

            /** Properties of a ReassignPartition. */
            interface $Properties {

                /** ReassignPartition partition */
                partition?: number;

                /** ReassignPartition replicas */
                replicas?: number[];

                /** ReassignPartition cancel */
                cancel?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReassignPartition. */
            type $Shape = tidelog.v1.ReassignPartition.$Properties;
        }

        /**
         * Properties of an AlterReassignmentsResponse.
         * @deprecated Use tidelog.v1.AlterReassignmentsResponse.$Properties instead.
         */
        interface IAlterReassignmentsResponse extends tidelog.v1.AlterReassignmentsResponse.$Properties {
        }

        /** Represents an AlterReassignmentsResponse. */
        class AlterReassignmentsResponse {

            /**
             * Constructs a new AlterReassignmentsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.AlterReassignmentsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AlterReassignmentsResponse topics. */
            topics: tidelog.v1.ReassignTopicResult[];

            /** AlterReassignmentsResponse metadataOffset. */
            metadataOffset: number;

            /**
             * Creates a new AlterReassignmentsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AlterReassignmentsResponse instance
             */
            static create(properties: tidelog.v1.AlterReassignmentsResponse.$Shape): tidelog.v1.AlterReassignmentsResponse & tidelog.v1.AlterReassignmentsResponse.$Shape;
            static create(properties?: tidelog.v1.AlterReassignmentsResponse.$Properties): tidelog.v1.AlterReassignmentsResponse;

            /**
             * Encodes the specified AlterReassignmentsResponse message. Does not implicitly {@link tidelog.v1.AlterReassignmentsResponse.verify|verify} messages.
             * @param message AlterReassignmentsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.AlterReassignmentsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AlterReassignmentsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.AlterReassignmentsResponse & tidelog.v1.AlterReassignmentsResponse.$Shape} AlterReassignmentsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.AlterReassignmentsResponse & tidelog.v1.AlterReassignmentsResponse.$Shape;
        }

        namespace AlterReassignmentsResponse {

            /** Properties of an AlterReassignmentsResponse. */
            interface $Properties {

                /** AlterReassignmentsResponse topics */
                topics?: tidelog.v1.ReassignTopicResult.$Properties[];

                /** AlterReassignmentsResponse metadataOffset */
                metadataOffset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AlterReassignmentsResponse. */
            type $Shape = tidelog.v1.AlterReassignmentsResponse.$Properties;
        }

        /**
         * Properties of a ReassignTopicResult.
         * @deprecated Use tidelog.v1.ReassignTopicResult.$Properties instead.
         */
        interface IReassignTopicResult extends tidelog.v1.ReassignTopicResult.$Properties {
        }

        /** Represents a ReassignTopicResult. */
        class ReassignTopicResult {

            /**
             * Constructs a new ReassignTopicResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ReassignTopicResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReassignTopicResult topicId. */
            topicId: Uint8Array;

            /** ReassignTopicResult name. */
            name: string;

            /** ReassignTopicResult partitions. */
            partitions: tidelog.v1.ReassignPartitionResult[];

            /** ReassignTopicResult errorCode. */
            errorCode: number;

            /** ReassignTopicResult errorMessage. */
            errorMessage: string;

            /**
             * Creates a new ReassignTopicResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReassignTopicResult instance
             */
            static create(properties: tidelog.v1.ReassignTopicResult.$Shape): tidelog.v1.ReassignTopicResult & tidelog.v1.ReassignTopicResult.$Shape;
            static create(properties?: tidelog.v1.ReassignTopicResult.$Properties): tidelog.v1.ReassignTopicResult;

            /**
             * Encodes the specified ReassignTopicResult message. Does not implicitly {@link tidelog.v1.ReassignTopicResult.verify|verify} messages.
             * @param message ReassignTopicResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ReassignTopicResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReassignTopicResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ReassignTopicResult & tidelog.v1.ReassignTopicResult.$Shape} ReassignTopicResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ReassignTopicResult & tidelog.v1.ReassignTopicResult.$Shape;
        }

        namespace ReassignTopicResult {

            /** Properties of a ReassignTopicResult. */
            interface $Properties {

                /** ReassignTopicResult topicId */
                topicId?: Uint8Array;

                /** ReassignTopicResult name */
                name?: string;

                /** ReassignTopicResult partitions */
                partitions?: tidelog.v1.ReassignPartitionResult.$Properties[];

                /** ReassignTopicResult errorCode */
                errorCode?: number;

                /** ReassignTopicResult errorMessage */
                errorMessage?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReassignTopicResult. */
            type $Shape = tidelog.v1.ReassignTopicResult.$Properties;
        }

        /**
         * Properties of a ReassignPartitionResult.
         * @deprecated Use tidelog.v1.ReassignPartitionResult.$Properties instead.
         */
        interface IReassignPartitionResult extends tidelog.v1.ReassignPartitionResult.$Properties {
        }

        /** Represents a ReassignPartitionResult. */
        class ReassignPartitionResult {

            /**
             * Constructs a new ReassignPartitionResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ReassignPartitionResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReassignPartitionResult partition. */
            partition: number;

            /** ReassignPartitionResult errorCode. */
            errorCode: number;

            /** ReassignPartitionResult errorMessage. */
            errorMessage: string;

            /**
             * Creates a new ReassignPartitionResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReassignPartitionResult instance
             */
            static create(properties: tidelog.v1.ReassignPartitionResult.$Shape): tidelog.v1.ReassignPartitionResult & tidelog.v1.ReassignPartitionResult.$Shape;
            static create(properties?: tidelog.v1.ReassignPartitionResult.$Properties): tidelog.v1.ReassignPartitionResult;

            /**
             * Encodes the specified ReassignPartitionResult message. Does not implicitly {@link tidelog.v1.ReassignPartitionResult.verify|verify} messages.
             * @param message ReassignPartitionResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ReassignPartitionResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReassignPartitionResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ReassignPartitionResult & tidelog.v1.ReassignPartitionResult.$Shape} ReassignPartitionResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ReassignPartitionResult & tidelog.v1.ReassignPartitionResult.$Shape;
        }

        namespace ReassignPartitionResult {

            /** Properties of a ReassignPartitionResult. */
            interface $Properties {

                /** ReassignPartitionResult partition */
                partition?: number;

                /** ReassignPartitionResult errorCode */
                errorCode?: number;

                /** ReassignPartitionResult errorMessage */
                errorMessage?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReassignPartitionResult. */
            type $Shape = tidelog.v1.ReassignPartitionResult.$Properties;
        }

        /**
         * Properties of a ListReassignmentsRequest.
         * @deprecated Use tidelog.v1.ListReassignmentsRequest.$Properties instead.
         */
        interface IListReassignmentsRequest extends tidelog.v1.ListReassignmentsRequest.$Properties {
        }

        /** Represents a ListReassignmentsRequest. */
        class ListReassignmentsRequest {

            /**
             * Constructs a new ListReassignmentsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ListReassignmentsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new ListReassignmentsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListReassignmentsRequest instance
             */
            static create(properties: tidelog.v1.ListReassignmentsRequest.$Shape): tidelog.v1.ListReassignmentsRequest & tidelog.v1.ListReassignmentsRequest.$Shape;
            static create(properties?: tidelog.v1.ListReassignmentsRequest.$Properties): tidelog.v1.ListReassignmentsRequest;

            /**
             * Encodes the specified ListReassignmentsRequest message. Does not implicitly {@link tidelog.v1.ListReassignmentsRequest.verify|verify} messages.
             * @param message ListReassignmentsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ListReassignmentsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListReassignmentsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ListReassignmentsRequest & tidelog.v1.ListReassignmentsRequest.$Shape} ListReassignmentsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ListReassignmentsRequest & tidelog.v1.ListReassignmentsRequest.$Shape;
        }

        namespace ListReassignmentsRequest {

            /** Properties of a ListReassignmentsRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListReassignmentsRequest. */
            type $Shape = tidelog.v1.ListReassignmentsRequest.$Properties;
        }

        /**
         * Properties of a ListReassignmentsResponse.
         * @deprecated Use tidelog.v1.ListReassignmentsResponse.$Properties instead.
         */
        interface IListReassignmentsResponse extends tidelog.v1.ListReassignmentsResponse.$Properties {
        }

        /** Represents a ListReassignmentsResponse. */
        class ListReassignmentsResponse {

            /**
             * Constructs a new ListReassignmentsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ListReassignmentsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListReassignmentsResponse reassignments. */
            reassignments: tidelog.v1.Reassignment[];

            /** ListReassignmentsResponse metadataOffset. */
            metadataOffset: number;

            /**
             * Creates a new ListReassignmentsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListReassignmentsResponse instance
             */
            static create(properties: tidelog.v1.ListReassignmentsResponse.$Shape): tidelog.v1.ListReassignmentsResponse & tidelog.v1.ListReassignmentsResponse.$Shape;
            static create(properties?: tidelog.v1.ListReassignmentsResponse.$Properties): tidelog.v1.ListReassignmentsResponse;

            /**
             * Encodes the specified ListReassignmentsResponse message. Does not implicitly {@link tidelog.v1.ListReassignmentsResponse.verify|verify} messages.
             * @param message ListReassignmentsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ListReassignmentsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListReassignmentsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ListReassignmentsResponse & tidelog.v1.ListReassignmentsResponse.$Shape} ListReassignmentsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ListReassignmentsResponse & tidelog.v1.ListReassignmentsResponse.$Shape;
        }

        namespace ListReassignmentsResponse {

            /** Properties of a ListReassignmentsResponse. */
            interface $Properties {

                /** ListReassignmentsResponse reassignments */
                reassignments?: tidelog.v1.Reassignment.$Properties[];

                /** ListReassignmentsResponse metadataOffset */
                metadataOffset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListReassignmentsResponse. */
            type $Shape = tidelog.v1.ListReassignmentsResponse.$Properties;
        }

        /**
         * Properties of a Reassignment.
         * @deprecated Use tidelog.v1.Reassignment.$Properties instead.
         */
        interface IReassignment extends tidelog.v1.Reassignment.$Properties {
        }

        /** Represents a Reassignment. */
        class Reassignment {

            /**
             * Constructs a new Reassignment.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.Reassignment.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Reassignment topicId. */
            topicId: Uint8Array;

            /** Reassignment name. */
            name: string;

            /** Reassignment partition. */
            partition: number;

            /** Reassignment replicas. */
            replicas: number[];

            /** Reassignment isr. */
            isr: number[];

            /** Reassignment adding. */
            adding: number[];

            /** Reassignment removing. */
            removing: number[];

            /**
             * Creates a new Reassignment instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Reassignment instance
             */
            static create(properties: tidelog.v1.Reassignment.$Shape): tidelog.v1.Reassignment & tidelog.v1.Reassignment.$Shape;
            static create(properties?: tidelog.v1.Reassignment.$Properties): tidelog.v1.Reassignment;

            /**
             * Encodes the specified Reassignment message. Does not implicitly {@link tidelog.v1.Reassignment.verify|verify} messages.
             * @param message Reassignment message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.Reassignment.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Reassignment message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.Reassignment & tidelog.v1.Reassignment.$Shape} Reassignment
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.Reassignment & tidelog.v1.Reassignment.$Shape;
        }

        namespace Reassignment {

            /** Properties of a Reassignment. */
            interface $Properties {

                /** Reassignment topicId */
                topicId?: Uint8Array;

                /** Reassignment name */
                name?: string;

                /** Reassignment partition */
                partition?: number;

                /** Reassignment replicas */
                replicas?: number[];

                /** Reassignment isr */
                isr?: number[];

                /** Reassignment adding */
                adding?: number[];

                /** Reassignment removing */
                removing?: number[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Reassignment. */
            type $Shape = tidelog.v1.Reassignment.$Properties;
        }

        /**
         * Properties of an AlterVotersRequest.
         * @deprecated Use tidelog.v1.AlterVotersRequest.$Properties instead.
         */
        interface IAlterVotersRequest extends tidelog.v1.AlterVotersRequest.$Properties {
        }

        /** Represents an AlterVotersRequest. */
        class AlterVotersRequest {

            /**
             * Constructs a new AlterVotersRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.AlterVotersRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AlterVotersRequest addNodeId. */
            addNodeId: (number|null);

            /** AlterVotersRequest removeNodeId. */
            removeNodeId: (number|null);

            /** AlterVotersRequest replaceNodeId. */
            replaceNodeId: (number|null);

            /** AlterVotersRequest timeoutMs. */
            timeoutMs: number;

            /** AlterVotersRequest change. */
            change?: ("addNodeId"|"removeNodeId"|"replaceNodeId");

            /**
             * Creates a new AlterVotersRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AlterVotersRequest instance
             */
            static create(properties: tidelog.v1.AlterVotersRequest.$Shape): tidelog.v1.AlterVotersRequest & tidelog.v1.AlterVotersRequest.$Shape;
            static create(properties?: tidelog.v1.AlterVotersRequest.$Properties): tidelog.v1.AlterVotersRequest;

            /**
             * Encodes the specified AlterVotersRequest message. Does not implicitly {@link tidelog.v1.AlterVotersRequest.verify|verify} messages.
             * @param message AlterVotersRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.AlterVotersRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AlterVotersRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.AlterVotersRequest & tidelog.v1.AlterVotersRequest.$Shape} AlterVotersRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.AlterVotersRequest & tidelog.v1.AlterVotersRequest.$Shape;
        }

        namespace AlterVotersRequest {

            /** Properties of an AlterVotersRequest. */
            interface $Properties {

                /** AlterVotersRequest addNodeId */
                addNodeId?: (number|null);

                /** AlterVotersRequest removeNodeId */
                removeNodeId?: (number|null);

                /** AlterVotersRequest replaceNodeId */
                replaceNodeId?: (number|null);

                /** AlterVotersRequest timeoutMs */
                timeoutMs?: number;

                /** AlterVotersRequest change */
                change?: ("addNodeId"|"removeNodeId"|"replaceNodeId");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an AlterVotersRequest. */
            type $Shape = {
              addNodeId?: number|null;
              removeNodeId?: number|null;
              replaceNodeId?: number|null;
              timeoutMs?: number;
              $unknowns?: Uint8Array[];
            } & (
              ({ change?: undefined; addNodeId?: null; removeNodeId?: null; replaceNodeId?: null }|{ change?: "addNodeId"; addNodeId: number; removeNodeId?: null; replaceNodeId?: null }|{ change?: "removeNodeId"; addNodeId?: null; removeNodeId: number; replaceNodeId?: null }|{ change?: "replaceNodeId"; addNodeId?: null; removeNodeId?: null; replaceNodeId: number })
            );
        }

        /**
         * Properties of an AlterVotersResponse.
         * @deprecated Use tidelog.v1.AlterVotersResponse.$Properties instead.
         */
        interface IAlterVotersResponse extends tidelog.v1.AlterVotersResponse.$Properties {
        }

        /** Represents an AlterVotersResponse. */
        class AlterVotersResponse {

            /**
             * Constructs a new AlterVotersResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.AlterVotersResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AlterVotersResponse voters. */
            voters: number[];

            /** AlterVotersResponse learners. */
            learners: number[];

            /** AlterVotersResponse metadataOffset. */
            metadataOffset: number;

            /** AlterVotersResponse warning. */
            warning: string;

            /**
             * Creates a new AlterVotersResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns AlterVotersResponse instance
             */
            static create(properties: tidelog.v1.AlterVotersResponse.$Shape): tidelog.v1.AlterVotersResponse & tidelog.v1.AlterVotersResponse.$Shape;
            static create(properties?: tidelog.v1.AlterVotersResponse.$Properties): tidelog.v1.AlterVotersResponse;

            /**
             * Encodes the specified AlterVotersResponse message. Does not implicitly {@link tidelog.v1.AlterVotersResponse.verify|verify} messages.
             * @param message AlterVotersResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.AlterVotersResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AlterVotersResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.AlterVotersResponse & tidelog.v1.AlterVotersResponse.$Shape} AlterVotersResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.AlterVotersResponse & tidelog.v1.AlterVotersResponse.$Shape;
        }

        namespace AlterVotersResponse {

            /** Properties of an AlterVotersResponse. */
            interface $Properties {

                /** AlterVotersResponse voters */
                voters?: number[];

                /** AlterVotersResponse learners */
                learners?: number[];

                /** AlterVotersResponse metadataOffset */
                metadataOffset?: number;

                /** AlterVotersResponse warning */
                warning?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AlterVotersResponse. */
            type $Shape = tidelog.v1.AlterVotersResponse.$Properties;
        }

        /**
         * Properties of a DeleteRecordsRequest.
         * @deprecated Use tidelog.v1.DeleteRecordsRequest.$Properties instead.
         */
        interface IDeleteRecordsRequest extends tidelog.v1.DeleteRecordsRequest.$Properties {
        }

        /** Represents a DeleteRecordsRequest. */
        class DeleteRecordsRequest {

            /**
             * Constructs a new DeleteRecordsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DeleteRecordsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteRecordsRequest topics. */
            topics: tidelog.v1.DeleteRecordsTopic[];

            /**
             * Creates a new DeleteRecordsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteRecordsRequest instance
             */
            static create(properties: tidelog.v1.DeleteRecordsRequest.$Shape): tidelog.v1.DeleteRecordsRequest & tidelog.v1.DeleteRecordsRequest.$Shape;
            static create(properties?: tidelog.v1.DeleteRecordsRequest.$Properties): tidelog.v1.DeleteRecordsRequest;

            /**
             * Encodes the specified DeleteRecordsRequest message. Does not implicitly {@link tidelog.v1.DeleteRecordsRequest.verify|verify} messages.
             * @param message DeleteRecordsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DeleteRecordsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteRecordsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DeleteRecordsRequest & tidelog.v1.DeleteRecordsRequest.$Shape} DeleteRecordsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DeleteRecordsRequest & tidelog.v1.DeleteRecordsRequest.$Shape;
        }

        namespace DeleteRecordsRequest {

            /** Properties of a DeleteRecordsRequest. */
            interface $Properties {

                /** DeleteRecordsRequest topics */
                topics?: tidelog.v1.DeleteRecordsTopic.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteRecordsRequest. */
            type $Shape = tidelog.v1.DeleteRecordsRequest.$Properties;
        }

        /**
         * Properties of a DeleteRecordsTopic.
         * @deprecated Use tidelog.v1.DeleteRecordsTopic.$Properties instead.
         */
        interface IDeleteRecordsTopic extends tidelog.v1.DeleteRecordsTopic.$Properties {
        }

        /** Represents a DeleteRecordsTopic. */
        class DeleteRecordsTopic {

            /**
             * Constructs a new DeleteRecordsTopic.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DeleteRecordsTopic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteRecordsTopic topicId. */
            topicId: Uint8Array;

            /** DeleteRecordsTopic name. */
            name: string;

            /** DeleteRecordsTopic partitions. */
            partitions: tidelog.v1.DeleteRecordsPartition[];

            /**
             * Creates a new DeleteRecordsTopic instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteRecordsTopic instance
             */
            static create(properties: tidelog.v1.DeleteRecordsTopic.$Shape): tidelog.v1.DeleteRecordsTopic & tidelog.v1.DeleteRecordsTopic.$Shape;
            static create(properties?: tidelog.v1.DeleteRecordsTopic.$Properties): tidelog.v1.DeleteRecordsTopic;

            /**
             * Encodes the specified DeleteRecordsTopic message. Does not implicitly {@link tidelog.v1.DeleteRecordsTopic.verify|verify} messages.
             * @param message DeleteRecordsTopic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DeleteRecordsTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteRecordsTopic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DeleteRecordsTopic & tidelog.v1.DeleteRecordsTopic.$Shape} DeleteRecordsTopic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DeleteRecordsTopic & tidelog.v1.DeleteRecordsTopic.$Shape;
        }

        namespace DeleteRecordsTopic {

            /** Properties of a DeleteRecordsTopic. */
            interface $Properties {

                /** DeleteRecordsTopic topicId */
                topicId?: Uint8Array;

                /** DeleteRecordsTopic name */
                name?: string;

                /** DeleteRecordsTopic partitions */
                partitions?: tidelog.v1.DeleteRecordsPartition.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteRecordsTopic. */
            type $Shape = tidelog.v1.DeleteRecordsTopic.$Properties;
        }

        /**
         * Properties of a DeleteRecordsPartition.
         * @deprecated Use tidelog.v1.DeleteRecordsPartition.$Properties instead.
         */
        interface IDeleteRecordsPartition extends tidelog.v1.DeleteRecordsPartition.$Properties {
        }

        /** Represents a DeleteRecordsPartition. */
        class DeleteRecordsPartition {

            /**
             * Constructs a new DeleteRecordsPartition.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DeleteRecordsPartition.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteRecordsPartition partition. */
            partition: number;

            /** DeleteRecordsPartition currentLeaderEpoch. */
            currentLeaderEpoch: (number|null);

            /** DeleteRecordsPartition offset. */
            offset: number;

            /**
             * Creates a new DeleteRecordsPartition instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteRecordsPartition instance
             */
            static create(properties: tidelog.v1.DeleteRecordsPartition.$Shape): tidelog.v1.DeleteRecordsPartition & tidelog.v1.DeleteRecordsPartition.$Shape;
            static create(properties?: tidelog.v1.DeleteRecordsPartition.$Properties): tidelog.v1.DeleteRecordsPartition;

            /**
             * Encodes the specified DeleteRecordsPartition message. Does not implicitly {@link tidelog.v1.DeleteRecordsPartition.verify|verify} messages.
             * @param message DeleteRecordsPartition message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DeleteRecordsPartition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteRecordsPartition message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DeleteRecordsPartition & tidelog.v1.DeleteRecordsPartition.$Shape} DeleteRecordsPartition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DeleteRecordsPartition & tidelog.v1.DeleteRecordsPartition.$Shape;
        }

        namespace DeleteRecordsPartition {

            /** Properties of a DeleteRecordsPartition. */
            interface $Properties {

                /** DeleteRecordsPartition partition */
                partition?: number;

                /** DeleteRecordsPartition currentLeaderEpoch */
                currentLeaderEpoch?: (number|null);

                /** DeleteRecordsPartition offset */
                offset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteRecordsPartition. */
            type $Shape = tidelog.v1.DeleteRecordsPartition.$Properties;
        }

        /**
         * Properties of a DeleteRecordsResponse.
         * @deprecated Use tidelog.v1.DeleteRecordsResponse.$Properties instead.
         */
        interface IDeleteRecordsResponse extends tidelog.v1.DeleteRecordsResponse.$Properties {
        }

        /** Represents a DeleteRecordsResponse. */
        class DeleteRecordsResponse {

            /**
             * Constructs a new DeleteRecordsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DeleteRecordsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteRecordsResponse topics. */
            topics: tidelog.v1.DeleteRecordsTopicResult[];

            /**
             * Creates a new DeleteRecordsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteRecordsResponse instance
             */
            static create(properties: tidelog.v1.DeleteRecordsResponse.$Shape): tidelog.v1.DeleteRecordsResponse & tidelog.v1.DeleteRecordsResponse.$Shape;
            static create(properties?: tidelog.v1.DeleteRecordsResponse.$Properties): tidelog.v1.DeleteRecordsResponse;

            /**
             * Encodes the specified DeleteRecordsResponse message. Does not implicitly {@link tidelog.v1.DeleteRecordsResponse.verify|verify} messages.
             * @param message DeleteRecordsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DeleteRecordsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteRecordsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DeleteRecordsResponse & tidelog.v1.DeleteRecordsResponse.$Shape} DeleteRecordsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DeleteRecordsResponse & tidelog.v1.DeleteRecordsResponse.$Shape;
        }

        namespace DeleteRecordsResponse {

            /** Properties of a DeleteRecordsResponse. */
            interface $Properties {

                /** DeleteRecordsResponse topics */
                topics?: tidelog.v1.DeleteRecordsTopicResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteRecordsResponse. */
            type $Shape = tidelog.v1.DeleteRecordsResponse.$Properties;
        }

        /**
         * Properties of a DeleteRecordsTopicResult.
         * @deprecated Use tidelog.v1.DeleteRecordsTopicResult.$Properties instead.
         */
        interface IDeleteRecordsTopicResult extends tidelog.v1.DeleteRecordsTopicResult.$Properties {
        }

        /** Represents a DeleteRecordsTopicResult. */
        class DeleteRecordsTopicResult {

            /**
             * Constructs a new DeleteRecordsTopicResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DeleteRecordsTopicResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteRecordsTopicResult topicId. */
            topicId: Uint8Array;

            /** DeleteRecordsTopicResult name. */
            name: string;

            /** DeleteRecordsTopicResult partitions. */
            partitions: tidelog.v1.DeleteRecordsPartitionResult[];

            /**
             * Creates a new DeleteRecordsTopicResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteRecordsTopicResult instance
             */
            static create(properties: tidelog.v1.DeleteRecordsTopicResult.$Shape): tidelog.v1.DeleteRecordsTopicResult & tidelog.v1.DeleteRecordsTopicResult.$Shape;
            static create(properties?: tidelog.v1.DeleteRecordsTopicResult.$Properties): tidelog.v1.DeleteRecordsTopicResult;

            /**
             * Encodes the specified DeleteRecordsTopicResult message. Does not implicitly {@link tidelog.v1.DeleteRecordsTopicResult.verify|verify} messages.
             * @param message DeleteRecordsTopicResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DeleteRecordsTopicResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteRecordsTopicResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DeleteRecordsTopicResult & tidelog.v1.DeleteRecordsTopicResult.$Shape} DeleteRecordsTopicResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DeleteRecordsTopicResult & tidelog.v1.DeleteRecordsTopicResult.$Shape;
        }

        namespace DeleteRecordsTopicResult {

            /** Properties of a DeleteRecordsTopicResult. */
            interface $Properties {

                /** DeleteRecordsTopicResult topicId */
                topicId?: Uint8Array;

                /** DeleteRecordsTopicResult name */
                name?: string;

                /** DeleteRecordsTopicResult partitions */
                partitions?: tidelog.v1.DeleteRecordsPartitionResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteRecordsTopicResult. */
            type $Shape = tidelog.v1.DeleteRecordsTopicResult.$Properties;
        }

        /**
         * Properties of a DeleteRecordsPartitionResult.
         * @deprecated Use tidelog.v1.DeleteRecordsPartitionResult.$Properties instead.
         */
        interface IDeleteRecordsPartitionResult extends tidelog.v1.DeleteRecordsPartitionResult.$Properties {
        }

        /** Represents a DeleteRecordsPartitionResult. */
        class DeleteRecordsPartitionResult {

            /**
             * Constructs a new DeleteRecordsPartitionResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DeleteRecordsPartitionResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteRecordsPartitionResult partition. */
            partition: number;

            /** DeleteRecordsPartitionResult errorCode. */
            errorCode: number;

            /** DeleteRecordsPartitionResult errorMessage. */
            errorMessage: string;

            /** DeleteRecordsPartitionResult logStartOffset. */
            logStartOffset: number;

            /** DeleteRecordsPartitionResult highWatermark. */
            highWatermark: number;

            /** DeleteRecordsPartitionResult leaderId. */
            leaderId: number;

            /** DeleteRecordsPartitionResult leaderEpoch. */
            leaderEpoch: number;

            /**
             * Creates a new DeleteRecordsPartitionResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteRecordsPartitionResult instance
             */
            static create(properties: tidelog.v1.DeleteRecordsPartitionResult.$Shape): tidelog.v1.DeleteRecordsPartitionResult & tidelog.v1.DeleteRecordsPartitionResult.$Shape;
            static create(properties?: tidelog.v1.DeleteRecordsPartitionResult.$Properties): tidelog.v1.DeleteRecordsPartitionResult;

            /**
             * Encodes the specified DeleteRecordsPartitionResult message. Does not implicitly {@link tidelog.v1.DeleteRecordsPartitionResult.verify|verify} messages.
             * @param message DeleteRecordsPartitionResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DeleteRecordsPartitionResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteRecordsPartitionResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DeleteRecordsPartitionResult & tidelog.v1.DeleteRecordsPartitionResult.$Shape} DeleteRecordsPartitionResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DeleteRecordsPartitionResult & tidelog.v1.DeleteRecordsPartitionResult.$Shape;
        }

        namespace DeleteRecordsPartitionResult {

            /** Properties of a DeleteRecordsPartitionResult. */
            interface $Properties {

                /** DeleteRecordsPartitionResult partition */
                partition?: number;

                /** DeleteRecordsPartitionResult errorCode */
                errorCode?: number;

                /** DeleteRecordsPartitionResult errorMessage */
                errorMessage?: string;

                /** DeleteRecordsPartitionResult logStartOffset */
                logStartOffset?: number;

                /** DeleteRecordsPartitionResult highWatermark */
                highWatermark?: number;

                /** DeleteRecordsPartitionResult leaderId */
                leaderId?: number;

                /** DeleteRecordsPartitionResult leaderEpoch */
                leaderEpoch?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteRecordsPartitionResult. */
            type $Shape = tidelog.v1.DeleteRecordsPartitionResult.$Properties;
        }

        /**
         * Properties of a DescribeClusterRequest.
         * @deprecated Use tidelog.v1.DescribeClusterRequest.$Properties instead.
         */
        interface IDescribeClusterRequest extends tidelog.v1.DescribeClusterRequest.$Properties {
        }

        /** Represents a DescribeClusterRequest. */
        class DescribeClusterRequest {

            /**
             * Constructs a new DescribeClusterRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DescribeClusterRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new DescribeClusterRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DescribeClusterRequest instance
             */
            static create(properties: tidelog.v1.DescribeClusterRequest.$Shape): tidelog.v1.DescribeClusterRequest & tidelog.v1.DescribeClusterRequest.$Shape;
            static create(properties?: tidelog.v1.DescribeClusterRequest.$Properties): tidelog.v1.DescribeClusterRequest;

            /**
             * Encodes the specified DescribeClusterRequest message. Does not implicitly {@link tidelog.v1.DescribeClusterRequest.verify|verify} messages.
             * @param message DescribeClusterRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DescribeClusterRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribeClusterRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DescribeClusterRequest & tidelog.v1.DescribeClusterRequest.$Shape} DescribeClusterRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DescribeClusterRequest & tidelog.v1.DescribeClusterRequest.$Shape;
        }

        namespace DescribeClusterRequest {

            /** Properties of a DescribeClusterRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribeClusterRequest. */
            type $Shape = tidelog.v1.DescribeClusterRequest.$Properties;
        }

        /**
         * Properties of a DescribeClusterResponse.
         * @deprecated Use tidelog.v1.DescribeClusterResponse.$Properties instead.
         */
        interface IDescribeClusterResponse extends tidelog.v1.DescribeClusterResponse.$Properties {
        }

        /** Represents a DescribeClusterResponse. */
        class DescribeClusterResponse {

            /**
             * Constructs a new DescribeClusterResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DescribeClusterResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DescribeClusterResponse clusterId. */
            clusterId: Uint8Array;

            /** DescribeClusterResponse controllerId. */
            controllerId: number;

            /** DescribeClusterResponse controllerEpoch. */
            controllerEpoch: number;

            /** DescribeClusterResponse featureLevel. */
            featureLevel: number;

            /** DescribeClusterResponse metadataOffset. */
            metadataOffset: number;

            /** DescribeClusterResponse brokers. */
            brokers: tidelog.v1.ClusterBroker[];

            /** DescribeClusterResponse voters. */
            voters: number[];

            /**
             * Creates a new DescribeClusterResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DescribeClusterResponse instance
             */
            static create(properties: tidelog.v1.DescribeClusterResponse.$Shape): tidelog.v1.DescribeClusterResponse & tidelog.v1.DescribeClusterResponse.$Shape;
            static create(properties?: tidelog.v1.DescribeClusterResponse.$Properties): tidelog.v1.DescribeClusterResponse;

            /**
             * Encodes the specified DescribeClusterResponse message. Does not implicitly {@link tidelog.v1.DescribeClusterResponse.verify|verify} messages.
             * @param message DescribeClusterResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DescribeClusterResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribeClusterResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DescribeClusterResponse & tidelog.v1.DescribeClusterResponse.$Shape} DescribeClusterResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DescribeClusterResponse & tidelog.v1.DescribeClusterResponse.$Shape;
        }

        namespace DescribeClusterResponse {

            /** Properties of a DescribeClusterResponse. */
            interface $Properties {

                /** DescribeClusterResponse clusterId */
                clusterId?: Uint8Array;

                /** DescribeClusterResponse controllerId */
                controllerId?: number;

                /** DescribeClusterResponse controllerEpoch */
                controllerEpoch?: number;

                /** DescribeClusterResponse featureLevel */
                featureLevel?: number;

                /** DescribeClusterResponse metadataOffset */
                metadataOffset?: number;

                /** DescribeClusterResponse brokers */
                brokers?: tidelog.v1.ClusterBroker.$Properties[];

                /** DescribeClusterResponse voters */
                voters?: number[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribeClusterResponse. */
            type $Shape = tidelog.v1.DescribeClusterResponse.$Properties;
        }

        /**
         * Properties of a ClusterBroker.
         * @deprecated Use tidelog.v1.ClusterBroker.$Properties instead.
         */
        interface IClusterBroker extends tidelog.v1.ClusterBroker.$Properties {
        }

        /** Represents a ClusterBroker. */
        class ClusterBroker {

            /**
             * Constructs a new ClusterBroker.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ClusterBroker.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ClusterBroker nodeId. */
            nodeId: number;

            /** ClusterBroker brokerEpoch. */
            brokerEpoch: number;

            /** ClusterBroker fenced. */
            fenced: boolean;

            /** ClusterBroker host. */
            host: string;

            /** ClusterBroker port. */
            port: number;

            /** ClusterBroker internalHost. */
            internalHost: string;

            /** ClusterBroker internalPort. */
            internalPort: number;

            /** ClusterBroker softwareVersion. */
            softwareVersion: string;

            /** ClusterBroker directoryId. */
            directoryId: Uint8Array;

            /** ClusterBroker incarnationId. */
            incarnationId: Uint8Array;

            /** ClusterBroker leaderCount. */
            leaderCount: number;

            /** ClusterBroker replicaCount. */
            replicaCount: number;

            /**
             * Creates a new ClusterBroker instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ClusterBroker instance
             */
            static create(properties: tidelog.v1.ClusterBroker.$Shape): tidelog.v1.ClusterBroker & tidelog.v1.ClusterBroker.$Shape;
            static create(properties?: tidelog.v1.ClusterBroker.$Properties): tidelog.v1.ClusterBroker;

            /**
             * Encodes the specified ClusterBroker message. Does not implicitly {@link tidelog.v1.ClusterBroker.verify|verify} messages.
             * @param message ClusterBroker message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ClusterBroker.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ClusterBroker message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ClusterBroker & tidelog.v1.ClusterBroker.$Shape} ClusterBroker
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ClusterBroker & tidelog.v1.ClusterBroker.$Shape;
        }

        namespace ClusterBroker {

            /** Properties of a ClusterBroker. */
            interface $Properties {

                /** ClusterBroker nodeId */
                nodeId?: number;

                /** ClusterBroker brokerEpoch */
                brokerEpoch?: number;

                /** ClusterBroker fenced */
                fenced?: boolean;

                /** ClusterBroker host */
                host?: string;

                /** ClusterBroker port */
                port?: number;

                /** ClusterBroker internalHost */
                internalHost?: string;

                /** ClusterBroker internalPort */
                internalPort?: number;

                /** ClusterBroker softwareVersion */
                softwareVersion?: string;

                /** ClusterBroker directoryId */
                directoryId?: Uint8Array;

                /** ClusterBroker incarnationId */
                incarnationId?: Uint8Array;

                /** ClusterBroker leaderCount */
                leaderCount?: number;

                /** ClusterBroker replicaCount */
                replicaCount?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ClusterBroker. */
            type $Shape = tidelog.v1.ClusterBroker.$Properties;
        }

        /**
         * Properties of a DescribeQuorumRequest.
         * @deprecated Use tidelog.v1.DescribeQuorumRequest.$Properties instead.
         */
        interface IDescribeQuorumRequest extends tidelog.v1.DescribeQuorumRequest.$Properties {
        }

        /** Represents a DescribeQuorumRequest. */
        class DescribeQuorumRequest {

            /**
             * Constructs a new DescribeQuorumRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DescribeQuorumRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DescribeQuorumRequest localOnly. */
            localOnly: boolean;

            /**
             * Creates a new DescribeQuorumRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DescribeQuorumRequest instance
             */
            static create(properties: tidelog.v1.DescribeQuorumRequest.$Shape): tidelog.v1.DescribeQuorumRequest & tidelog.v1.DescribeQuorumRequest.$Shape;
            static create(properties?: tidelog.v1.DescribeQuorumRequest.$Properties): tidelog.v1.DescribeQuorumRequest;

            /**
             * Encodes the specified DescribeQuorumRequest message. Does not implicitly {@link tidelog.v1.DescribeQuorumRequest.verify|verify} messages.
             * @param message DescribeQuorumRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DescribeQuorumRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribeQuorumRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DescribeQuorumRequest & tidelog.v1.DescribeQuorumRequest.$Shape} DescribeQuorumRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DescribeQuorumRequest & tidelog.v1.DescribeQuorumRequest.$Shape;
        }

        namespace DescribeQuorumRequest {

            /** Properties of a DescribeQuorumRequest. */
            interface $Properties {

                /** DescribeQuorumRequest localOnly */
                localOnly?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribeQuorumRequest. */
            type $Shape = tidelog.v1.DescribeQuorumRequest.$Properties;
        }

        /**
         * Properties of a DescribeQuorumResponse.
         * @deprecated Use tidelog.v1.DescribeQuorumResponse.$Properties instead.
         */
        interface IDescribeQuorumResponse extends tidelog.v1.DescribeQuorumResponse.$Properties {
        }

        /** Represents a DescribeQuorumResponse. */
        class DescribeQuorumResponse {

            /**
             * Constructs a new DescribeQuorumResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DescribeQuorumResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DescribeQuorumResponse nodeId. */
            nodeId: number;

            /** DescribeQuorumResponse role. */
            role: string;

            /** DescribeQuorumResponse leaderId. */
            leaderId: number;

            /** DescribeQuorumResponse term. */
            term: number;

            /** DescribeQuorumResponse logStartOffset. */
            logStartOffset: number;

            /** DescribeQuorumResponse logEndOffset. */
            logEndOffset: number;

            /** DescribeQuorumResponse committedEndOffset. */
            committedEndOffset: number;

            /** DescribeQuorumResponse snapshotEndOffset. */
            snapshotEndOffset: number;

            /** DescribeQuorumResponse voters. */
            voters: tidelog.v1.QuorumMember[];

            /** DescribeQuorumResponse learners. */
            learners: tidelog.v1.QuorumMember[];

            /** DescribeQuorumResponse problem. */
            problem: string;

            /**
             * Creates a new DescribeQuorumResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DescribeQuorumResponse instance
             */
            static create(properties: tidelog.v1.DescribeQuorumResponse.$Shape): tidelog.v1.DescribeQuorumResponse & tidelog.v1.DescribeQuorumResponse.$Shape;
            static create(properties?: tidelog.v1.DescribeQuorumResponse.$Properties): tidelog.v1.DescribeQuorumResponse;

            /**
             * Encodes the specified DescribeQuorumResponse message. Does not implicitly {@link tidelog.v1.DescribeQuorumResponse.verify|verify} messages.
             * @param message DescribeQuorumResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DescribeQuorumResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribeQuorumResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DescribeQuorumResponse & tidelog.v1.DescribeQuorumResponse.$Shape} DescribeQuorumResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DescribeQuorumResponse & tidelog.v1.DescribeQuorumResponse.$Shape;
        }

        namespace DescribeQuorumResponse {

            /** Properties of a DescribeQuorumResponse. */
            interface $Properties {

                /** DescribeQuorumResponse nodeId */
                nodeId?: number;

                /** DescribeQuorumResponse role */
                role?: string;

                /** DescribeQuorumResponse leaderId */
                leaderId?: number;

                /** DescribeQuorumResponse term */
                term?: number;

                /** DescribeQuorumResponse logStartOffset */
                logStartOffset?: number;

                /** DescribeQuorumResponse logEndOffset */
                logEndOffset?: number;

                /** DescribeQuorumResponse committedEndOffset */
                committedEndOffset?: number;

                /** DescribeQuorumResponse snapshotEndOffset */
                snapshotEndOffset?: number;

                /** DescribeQuorumResponse voters */
                voters?: tidelog.v1.QuorumMember.$Properties[];

                /** DescribeQuorumResponse learners */
                learners?: tidelog.v1.QuorumMember.$Properties[];

                /** DescribeQuorumResponse problem */
                problem?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribeQuorumResponse. */
            type $Shape = tidelog.v1.DescribeQuorumResponse.$Properties;
        }

        /**
         * Properties of a QuorumMember.
         * @deprecated Use tidelog.v1.QuorumMember.$Properties instead.
         */
        interface IQuorumMember extends tidelog.v1.QuorumMember.$Properties {
        }

        /** Represents a QuorumMember. */
        class QuorumMember {

            /**
             * Constructs a new QuorumMember.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.QuorumMember.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QuorumMember nodeId. */
            nodeId: number;

            /** QuorumMember directoryId. */
            directoryId: Uint8Array;

            /** QuorumMember host. */
            host: string;

            /** QuorumMember port. */
            port: number;

            /** QuorumMember matchedEndOffset. */
            matchedEndOffset: number;

            /** QuorumMember durableEndOffset. */
            durableEndOffset: number;

            /** QuorumMember lastContactMs. */
            lastContactMs: number;

            /**
             * Creates a new QuorumMember instance using the specified properties.
             * @param [properties] Properties to set
             * @returns QuorumMember instance
             */
            static create(properties: tidelog.v1.QuorumMember.$Shape): tidelog.v1.QuorumMember & tidelog.v1.QuorumMember.$Shape;
            static create(properties?: tidelog.v1.QuorumMember.$Properties): tidelog.v1.QuorumMember;

            /**
             * Encodes the specified QuorumMember message. Does not implicitly {@link tidelog.v1.QuorumMember.verify|verify} messages.
             * @param message QuorumMember message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.QuorumMember.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a QuorumMember message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.QuorumMember & tidelog.v1.QuorumMember.$Shape} QuorumMember
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.QuorumMember & tidelog.v1.QuorumMember.$Shape;
        }

        namespace QuorumMember {

            /** Properties of a QuorumMember. */
            interface $Properties {

                /** QuorumMember nodeId */
                nodeId?: number;

                /** QuorumMember directoryId */
                directoryId?: Uint8Array;

                /** QuorumMember host */
                host?: string;

                /** QuorumMember port */
                port?: number;

                /** QuorumMember matchedEndOffset */
                matchedEndOffset?: number;

                /** QuorumMember durableEndOffset */
                durableEndOffset?: number;

                /** QuorumMember lastContactMs */
                lastContactMs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QuorumMember. */
            type $Shape = tidelog.v1.QuorumMember.$Properties;
        }

        /**
         * Properties of a FindCoordinatorRequest.
         * @deprecated Use tidelog.v1.FindCoordinatorRequest.$Properties instead.
         */
        interface IFindCoordinatorRequest extends tidelog.v1.FindCoordinatorRequest.$Properties {
        }

        /** Represents a FindCoordinatorRequest. */
        class FindCoordinatorRequest {

            /**
             * Constructs a new FindCoordinatorRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.FindCoordinatorRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FindCoordinatorRequest groupId. */
            groupId: string;

            /**
             * Creates a new FindCoordinatorRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FindCoordinatorRequest instance
             */
            static create(properties: tidelog.v1.FindCoordinatorRequest.$Shape): tidelog.v1.FindCoordinatorRequest & tidelog.v1.FindCoordinatorRequest.$Shape;
            static create(properties?: tidelog.v1.FindCoordinatorRequest.$Properties): tidelog.v1.FindCoordinatorRequest;

            /**
             * Encodes the specified FindCoordinatorRequest message. Does not implicitly {@link tidelog.v1.FindCoordinatorRequest.verify|verify} messages.
             * @param message FindCoordinatorRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.FindCoordinatorRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FindCoordinatorRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.FindCoordinatorRequest & tidelog.v1.FindCoordinatorRequest.$Shape} FindCoordinatorRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.FindCoordinatorRequest & tidelog.v1.FindCoordinatorRequest.$Shape;
        }

        namespace FindCoordinatorRequest {

            /** Properties of a FindCoordinatorRequest. */
            interface $Properties {

                /** FindCoordinatorRequest groupId */
                groupId?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FindCoordinatorRequest. */
            type $Shape = tidelog.v1.FindCoordinatorRequest.$Properties;
        }

        /**
         * Properties of a FindCoordinatorResponse.
         * @deprecated Use tidelog.v1.FindCoordinatorResponse.$Properties instead.
         */
        interface IFindCoordinatorResponse extends tidelog.v1.FindCoordinatorResponse.$Properties {
        }

        /** Represents a FindCoordinatorResponse. */
        class FindCoordinatorResponse {

            /**
             * Constructs a new FindCoordinatorResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.FindCoordinatorResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FindCoordinatorResponse nodeId. */
            nodeId: number;

            /** FindCoordinatorResponse host. */
            host: string;

            /** FindCoordinatorResponse port. */
            port: number;

            /**
             * Creates a new FindCoordinatorResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FindCoordinatorResponse instance
             */
            static create(properties: tidelog.v1.FindCoordinatorResponse.$Shape): tidelog.v1.FindCoordinatorResponse & tidelog.v1.FindCoordinatorResponse.$Shape;
            static create(properties?: tidelog.v1.FindCoordinatorResponse.$Properties): tidelog.v1.FindCoordinatorResponse;

            /**
             * Encodes the specified FindCoordinatorResponse message. Does not implicitly {@link tidelog.v1.FindCoordinatorResponse.verify|verify} messages.
             * @param message FindCoordinatorResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.FindCoordinatorResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FindCoordinatorResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.FindCoordinatorResponse & tidelog.v1.FindCoordinatorResponse.$Shape} FindCoordinatorResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.FindCoordinatorResponse & tidelog.v1.FindCoordinatorResponse.$Shape;
        }

        namespace FindCoordinatorResponse {

            /** Properties of a FindCoordinatorResponse. */
            interface $Properties {

                /** FindCoordinatorResponse nodeId */
                nodeId?: number;

                /** FindCoordinatorResponse host */
                host?: string;

                /** FindCoordinatorResponse port */
                port?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FindCoordinatorResponse. */
            type $Shape = tidelog.v1.FindCoordinatorResponse.$Properties;
        }

        /**
         * Properties of a GroupHeartbeatRequest.
         * @deprecated Use tidelog.v1.GroupHeartbeatRequest.$Properties instead.
         */
        interface IGroupHeartbeatRequest extends tidelog.v1.GroupHeartbeatRequest.$Properties {
        }

        /** Represents a GroupHeartbeatRequest. */
        class GroupHeartbeatRequest {

            /**
             * Constructs a new GroupHeartbeatRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.GroupHeartbeatRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GroupHeartbeatRequest groupId. */
            groupId: string;

            /** GroupHeartbeatRequest memberId. */
            memberId: string;

            /** GroupHeartbeatRequest memberEpoch. */
            memberEpoch: number;

            /** GroupHeartbeatRequest instanceId. */
            instanceId: string;

            /** GroupHeartbeatRequest rebalanceTimeoutMs. */
            rebalanceTimeoutMs: number;

            /** GroupHeartbeatRequest topics. */
            topics: string[];

            /** GroupHeartbeatRequest pattern. */
            pattern: string;

            /** GroupHeartbeatRequest assignor. */
            assignor: string;

            /** GroupHeartbeatRequest maxWaitMs. */
            maxWaitMs: number;

            /**
             * Creates a new GroupHeartbeatRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupHeartbeatRequest instance
             */
            static create(properties: tidelog.v1.GroupHeartbeatRequest.$Shape): tidelog.v1.GroupHeartbeatRequest & tidelog.v1.GroupHeartbeatRequest.$Shape;
            static create(properties?: tidelog.v1.GroupHeartbeatRequest.$Properties): tidelog.v1.GroupHeartbeatRequest;

            /**
             * Encodes the specified GroupHeartbeatRequest message. Does not implicitly {@link tidelog.v1.GroupHeartbeatRequest.verify|verify} messages.
             * @param message GroupHeartbeatRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.GroupHeartbeatRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupHeartbeatRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.GroupHeartbeatRequest & tidelog.v1.GroupHeartbeatRequest.$Shape} GroupHeartbeatRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.GroupHeartbeatRequest & tidelog.v1.GroupHeartbeatRequest.$Shape;
        }

        namespace GroupHeartbeatRequest {

            /** Properties of a GroupHeartbeatRequest. */
            interface $Properties {

                /** GroupHeartbeatRequest groupId */
                groupId?: string;

                /** GroupHeartbeatRequest memberId */
                memberId?: string;

                /** GroupHeartbeatRequest memberEpoch */
                memberEpoch?: number;

                /** GroupHeartbeatRequest instanceId */
                instanceId?: string;

                /** GroupHeartbeatRequest rebalanceTimeoutMs */
                rebalanceTimeoutMs?: number;

                /** GroupHeartbeatRequest topics */
                topics?: string[];

                /** GroupHeartbeatRequest pattern */
                pattern?: string;

                /** GroupHeartbeatRequest assignor */
                assignor?: string;

                /** GroupHeartbeatRequest maxWaitMs */
                maxWaitMs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GroupHeartbeatRequest. */
            type $Shape = tidelog.v1.GroupHeartbeatRequest.$Properties;
        }

        /**
         * Properties of a GroupHeartbeatResponse.
         * @deprecated Use tidelog.v1.GroupHeartbeatResponse.$Properties instead.
         */
        interface IGroupHeartbeatResponse extends tidelog.v1.GroupHeartbeatResponse.$Properties {
        }

        /** Represents a GroupHeartbeatResponse. */
        class GroupHeartbeatResponse {

            /**
             * Constructs a new GroupHeartbeatResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.GroupHeartbeatResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GroupHeartbeatResponse memberId. */
            memberId: string;

            /** GroupHeartbeatResponse memberEpoch. */
            memberEpoch: number;

            /** GroupHeartbeatResponse heartbeatIntervalMs. */
            heartbeatIntervalMs: number;

            /** GroupHeartbeatResponse sessionTimeoutMs. */
            sessionTimeoutMs: number;

            /** GroupHeartbeatResponse assignment. */
            assignment: tidelog.v1.GroupMemberAssignment;

            /**
             * Creates a new GroupHeartbeatResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupHeartbeatResponse instance
             */
            static create(properties: tidelog.v1.GroupHeartbeatResponse.$Shape): tidelog.v1.GroupHeartbeatResponse & tidelog.v1.GroupHeartbeatResponse.$Shape;
            static create(properties?: tidelog.v1.GroupHeartbeatResponse.$Properties): tidelog.v1.GroupHeartbeatResponse;

            /**
             * Encodes the specified GroupHeartbeatResponse message. Does not implicitly {@link tidelog.v1.GroupHeartbeatResponse.verify|verify} messages.
             * @param message GroupHeartbeatResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.GroupHeartbeatResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupHeartbeatResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.GroupHeartbeatResponse & tidelog.v1.GroupHeartbeatResponse.$Shape} GroupHeartbeatResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.GroupHeartbeatResponse & tidelog.v1.GroupHeartbeatResponse.$Shape;
        }

        namespace GroupHeartbeatResponse {

            /** Properties of a GroupHeartbeatResponse. */
            interface $Properties {

                /** GroupHeartbeatResponse memberId */
                memberId?: string;

                /** GroupHeartbeatResponse memberEpoch */
                memberEpoch?: number;

                /** GroupHeartbeatResponse heartbeatIntervalMs */
                heartbeatIntervalMs?: number;

                /** GroupHeartbeatResponse sessionTimeoutMs */
                sessionTimeoutMs?: number;

                /** GroupHeartbeatResponse assignment */
                assignment?: tidelog.v1.GroupMemberAssignment.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GroupHeartbeatResponse. */
            type $Shape = tidelog.v1.GroupHeartbeatResponse.$Properties;
        }

        /**
         * Properties of a GroupMemberAssignment.
         * @deprecated Use tidelog.v1.GroupMemberAssignment.$Properties instead.
         */
        interface IGroupMemberAssignment extends tidelog.v1.GroupMemberAssignment.$Properties {
        }

        /** Represents a GroupMemberAssignment. */
        class GroupMemberAssignment {

            /**
             * Constructs a new GroupMemberAssignment.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.GroupMemberAssignment.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GroupMemberAssignment topics. */
            topics: tidelog.v1.GroupAssignedTopic[];

            /** GroupMemberAssignment reason. */
            reason: string;

            /**
             * Creates a new GroupMemberAssignment instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupMemberAssignment instance
             */
            static create(properties: tidelog.v1.GroupMemberAssignment.$Shape): tidelog.v1.GroupMemberAssignment & tidelog.v1.GroupMemberAssignment.$Shape;
            static create(properties?: tidelog.v1.GroupMemberAssignment.$Properties): tidelog.v1.GroupMemberAssignment;

            /**
             * Encodes the specified GroupMemberAssignment message. Does not implicitly {@link tidelog.v1.GroupMemberAssignment.verify|verify} messages.
             * @param message GroupMemberAssignment message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.GroupMemberAssignment.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupMemberAssignment message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.GroupMemberAssignment & tidelog.v1.GroupMemberAssignment.$Shape} GroupMemberAssignment
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.GroupMemberAssignment & tidelog.v1.GroupMemberAssignment.$Shape;
        }

        namespace GroupMemberAssignment {

            /** Properties of a GroupMemberAssignment. */
            interface $Properties {

                /** GroupMemberAssignment topics */
                topics?: tidelog.v1.GroupAssignedTopic.$Properties[];

                /** GroupMemberAssignment reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GroupMemberAssignment. */
            type $Shape = tidelog.v1.GroupMemberAssignment.$Properties;
        }

        /**
         * Properties of a GroupAssignedTopic.
         * @deprecated Use tidelog.v1.GroupAssignedTopic.$Properties instead.
         */
        interface IGroupAssignedTopic extends tidelog.v1.GroupAssignedTopic.$Properties {
        }

        /** Represents a GroupAssignedTopic. */
        class GroupAssignedTopic {

            /**
             * Constructs a new GroupAssignedTopic.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.GroupAssignedTopic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GroupAssignedTopic topicId. */
            topicId: Uint8Array;

            /** GroupAssignedTopic name. */
            name: string;

            /** GroupAssignedTopic partitions. */
            partitions: number[];

            /**
             * Creates a new GroupAssignedTopic instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupAssignedTopic instance
             */
            static create(properties: tidelog.v1.GroupAssignedTopic.$Shape): tidelog.v1.GroupAssignedTopic & tidelog.v1.GroupAssignedTopic.$Shape;
            static create(properties?: tidelog.v1.GroupAssignedTopic.$Properties): tidelog.v1.GroupAssignedTopic;

            /**
             * Encodes the specified GroupAssignedTopic message. Does not implicitly {@link tidelog.v1.GroupAssignedTopic.verify|verify} messages.
             * @param message GroupAssignedTopic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.GroupAssignedTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupAssignedTopic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.GroupAssignedTopic & tidelog.v1.GroupAssignedTopic.$Shape} GroupAssignedTopic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.GroupAssignedTopic & tidelog.v1.GroupAssignedTopic.$Shape;
        }

        namespace GroupAssignedTopic {

            /** Properties of a GroupAssignedTopic. */
            interface $Properties {

                /** GroupAssignedTopic topicId */
                topicId?: Uint8Array;

                /** GroupAssignedTopic name */
                name?: string;

                /** GroupAssignedTopic partitions */
                partitions?: number[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GroupAssignedTopic. */
            type $Shape = tidelog.v1.GroupAssignedTopic.$Properties;
        }

        /**
         * Properties of an OffsetCommitRequest.
         * @deprecated Use tidelog.v1.OffsetCommitRequest.$Properties instead.
         */
        interface IOffsetCommitRequest extends tidelog.v1.OffsetCommitRequest.$Properties {
        }

        /** Represents an OffsetCommitRequest. */
        class OffsetCommitRequest {

            /**
             * Constructs a new OffsetCommitRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.OffsetCommitRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OffsetCommitRequest groupId. */
            groupId: string;

            /** OffsetCommitRequest memberId. */
            memberId: string;

            /** OffsetCommitRequest memberEpoch. */
            memberEpoch: number;

            /** OffsetCommitRequest instanceId. */
            instanceId: string;

            /** OffsetCommitRequest sequence. */
            sequence: number;

            /** OffsetCommitRequest topics. */
            topics: tidelog.v1.OffsetCommitTopic[];

            /**
             * Creates a new OffsetCommitRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OffsetCommitRequest instance
             */
            static create(properties: tidelog.v1.OffsetCommitRequest.$Shape): tidelog.v1.OffsetCommitRequest & tidelog.v1.OffsetCommitRequest.$Shape;
            static create(properties?: tidelog.v1.OffsetCommitRequest.$Properties): tidelog.v1.OffsetCommitRequest;

            /**
             * Encodes the specified OffsetCommitRequest message. Does not implicitly {@link tidelog.v1.OffsetCommitRequest.verify|verify} messages.
             * @param message OffsetCommitRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.OffsetCommitRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OffsetCommitRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.OffsetCommitRequest & tidelog.v1.OffsetCommitRequest.$Shape} OffsetCommitRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.OffsetCommitRequest & tidelog.v1.OffsetCommitRequest.$Shape;
        }

        namespace OffsetCommitRequest {

            /** Properties of an OffsetCommitRequest. */
            interface $Properties {

                /** OffsetCommitRequest groupId */
                groupId?: string;

                /** OffsetCommitRequest memberId */
                memberId?: string;

                /** OffsetCommitRequest memberEpoch */
                memberEpoch?: number;

                /** OffsetCommitRequest instanceId */
                instanceId?: string;

                /** OffsetCommitRequest sequence */
                sequence?: number;

                /** OffsetCommitRequest topics */
                topics?: tidelog.v1.OffsetCommitTopic.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OffsetCommitRequest. */
            type $Shape = tidelog.v1.OffsetCommitRequest.$Properties;
        }

        /**
         * Properties of an OffsetCommitTopic.
         * @deprecated Use tidelog.v1.OffsetCommitTopic.$Properties instead.
         */
        interface IOffsetCommitTopic extends tidelog.v1.OffsetCommitTopic.$Properties {
        }

        /** Represents an OffsetCommitTopic. */
        class OffsetCommitTopic {

            /**
             * Constructs a new OffsetCommitTopic.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.OffsetCommitTopic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OffsetCommitTopic topicId. */
            topicId: Uint8Array;

            /** OffsetCommitTopic name. */
            name: string;

            /** OffsetCommitTopic partitions. */
            partitions: tidelog.v1.OffsetCommitPartition[];

            /**
             * Creates a new OffsetCommitTopic instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OffsetCommitTopic instance
             */
            static create(properties: tidelog.v1.OffsetCommitTopic.$Shape): tidelog.v1.OffsetCommitTopic & tidelog.v1.OffsetCommitTopic.$Shape;
            static create(properties?: tidelog.v1.OffsetCommitTopic.$Properties): tidelog.v1.OffsetCommitTopic;

            /**
             * Encodes the specified OffsetCommitTopic message. Does not implicitly {@link tidelog.v1.OffsetCommitTopic.verify|verify} messages.
             * @param message OffsetCommitTopic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.OffsetCommitTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OffsetCommitTopic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.OffsetCommitTopic & tidelog.v1.OffsetCommitTopic.$Shape} OffsetCommitTopic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.OffsetCommitTopic & tidelog.v1.OffsetCommitTopic.$Shape;
        }

        namespace OffsetCommitTopic {

            /** Properties of an OffsetCommitTopic. */
            interface $Properties {

                /** OffsetCommitTopic topicId */
                topicId?: Uint8Array;

                /** OffsetCommitTopic name */
                name?: string;

                /** OffsetCommitTopic partitions */
                partitions?: tidelog.v1.OffsetCommitPartition.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OffsetCommitTopic. */
            type $Shape = tidelog.v1.OffsetCommitTopic.$Properties;
        }

        /**
         * Properties of an OffsetCommitPartition.
         * @deprecated Use tidelog.v1.OffsetCommitPartition.$Properties instead.
         */
        interface IOffsetCommitPartition extends tidelog.v1.OffsetCommitPartition.$Properties {
        }

        /** Represents an OffsetCommitPartition. */
        class OffsetCommitPartition {

            /**
             * Constructs a new OffsetCommitPartition.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.OffsetCommitPartition.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OffsetCommitPartition partition. */
            partition: number;

            /** OffsetCommitPartition offset. */
            offset: number;

            /** OffsetCommitPartition leaderEpoch. */
            leaderEpoch: (number|null);

            /** OffsetCommitPartition metadata. */
            metadata: string;

            /**
             * Creates a new OffsetCommitPartition instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OffsetCommitPartition instance
             */
            static create(properties: tidelog.v1.OffsetCommitPartition.$Shape): tidelog.v1.OffsetCommitPartition & tidelog.v1.OffsetCommitPartition.$Shape;
            static create(properties?: tidelog.v1.OffsetCommitPartition.$Properties): tidelog.v1.OffsetCommitPartition;

            /**
             * Encodes the specified OffsetCommitPartition message. Does not implicitly {@link tidelog.v1.OffsetCommitPartition.verify|verify} messages.
             * @param message OffsetCommitPartition message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.OffsetCommitPartition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OffsetCommitPartition message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.OffsetCommitPartition & tidelog.v1.OffsetCommitPartition.$Shape} OffsetCommitPartition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.OffsetCommitPartition & tidelog.v1.OffsetCommitPartition.$Shape;
        }

        namespace OffsetCommitPartition {

            /** Properties of an OffsetCommitPartition. */
            interface $Properties {

                /** OffsetCommitPartition partition */
                partition?: number;

                /** OffsetCommitPartition offset */
                offset?: number;

                /** OffsetCommitPartition leaderEpoch */
                leaderEpoch?: (number|null);

                /** OffsetCommitPartition metadata */
                metadata?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OffsetCommitPartition. */
            type $Shape = tidelog.v1.OffsetCommitPartition.$Properties;
        }

        /**
         * Properties of an OffsetCommitResponse.
         * @deprecated Use tidelog.v1.OffsetCommitResponse.$Properties instead.
         */
        interface IOffsetCommitResponse extends tidelog.v1.OffsetCommitResponse.$Properties {
        }

        /** Represents an OffsetCommitResponse. */
        class OffsetCommitResponse {

            /**
             * Constructs a new OffsetCommitResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.OffsetCommitResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OffsetCommitResponse topics. */
            topics: tidelog.v1.OffsetCommitTopicResult[];

            /**
             * Creates a new OffsetCommitResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OffsetCommitResponse instance
             */
            static create(properties: tidelog.v1.OffsetCommitResponse.$Shape): tidelog.v1.OffsetCommitResponse & tidelog.v1.OffsetCommitResponse.$Shape;
            static create(properties?: tidelog.v1.OffsetCommitResponse.$Properties): tidelog.v1.OffsetCommitResponse;

            /**
             * Encodes the specified OffsetCommitResponse message. Does not implicitly {@link tidelog.v1.OffsetCommitResponse.verify|verify} messages.
             * @param message OffsetCommitResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.OffsetCommitResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OffsetCommitResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.OffsetCommitResponse & tidelog.v1.OffsetCommitResponse.$Shape} OffsetCommitResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.OffsetCommitResponse & tidelog.v1.OffsetCommitResponse.$Shape;
        }

        namespace OffsetCommitResponse {

            /** Properties of an OffsetCommitResponse. */
            interface $Properties {

                /** OffsetCommitResponse topics */
                topics?: tidelog.v1.OffsetCommitTopicResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OffsetCommitResponse. */
            type $Shape = tidelog.v1.OffsetCommitResponse.$Properties;
        }

        /**
         * Properties of an OffsetCommitTopicResult.
         * @deprecated Use tidelog.v1.OffsetCommitTopicResult.$Properties instead.
         */
        interface IOffsetCommitTopicResult extends tidelog.v1.OffsetCommitTopicResult.$Properties {
        }

        /** Represents an OffsetCommitTopicResult. */
        class OffsetCommitTopicResult {

            /**
             * Constructs a new OffsetCommitTopicResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.OffsetCommitTopicResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OffsetCommitTopicResult topicId. */
            topicId: Uint8Array;

            /** OffsetCommitTopicResult name. */
            name: string;

            /** OffsetCommitTopicResult partitions. */
            partitions: tidelog.v1.OffsetCommitPartitionResult[];

            /**
             * Creates a new OffsetCommitTopicResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OffsetCommitTopicResult instance
             */
            static create(properties: tidelog.v1.OffsetCommitTopicResult.$Shape): tidelog.v1.OffsetCommitTopicResult & tidelog.v1.OffsetCommitTopicResult.$Shape;
            static create(properties?: tidelog.v1.OffsetCommitTopicResult.$Properties): tidelog.v1.OffsetCommitTopicResult;

            /**
             * Encodes the specified OffsetCommitTopicResult message. Does not implicitly {@link tidelog.v1.OffsetCommitTopicResult.verify|verify} messages.
             * @param message OffsetCommitTopicResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.OffsetCommitTopicResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OffsetCommitTopicResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.OffsetCommitTopicResult & tidelog.v1.OffsetCommitTopicResult.$Shape} OffsetCommitTopicResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.OffsetCommitTopicResult & tidelog.v1.OffsetCommitTopicResult.$Shape;
        }

        namespace OffsetCommitTopicResult {

            /** Properties of an OffsetCommitTopicResult. */
            interface $Properties {

                /** OffsetCommitTopicResult topicId */
                topicId?: Uint8Array;

                /** OffsetCommitTopicResult name */
                name?: string;

                /** OffsetCommitTopicResult partitions */
                partitions?: tidelog.v1.OffsetCommitPartitionResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OffsetCommitTopicResult. */
            type $Shape = tidelog.v1.OffsetCommitTopicResult.$Properties;
        }

        /**
         * Properties of an OffsetCommitPartitionResult.
         * @deprecated Use tidelog.v1.OffsetCommitPartitionResult.$Properties instead.
         */
        interface IOffsetCommitPartitionResult extends tidelog.v1.OffsetCommitPartitionResult.$Properties {
        }

        /** Represents an OffsetCommitPartitionResult. */
        class OffsetCommitPartitionResult {

            /**
             * Constructs a new OffsetCommitPartitionResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.OffsetCommitPartitionResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OffsetCommitPartitionResult partition. */
            partition: number;

            /** OffsetCommitPartitionResult errorCode. */
            errorCode: number;

            /** OffsetCommitPartitionResult errorMessage. */
            errorMessage: string;

            /**
             * Creates a new OffsetCommitPartitionResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OffsetCommitPartitionResult instance
             */
            static create(properties: tidelog.v1.OffsetCommitPartitionResult.$Shape): tidelog.v1.OffsetCommitPartitionResult & tidelog.v1.OffsetCommitPartitionResult.$Shape;
            static create(properties?: tidelog.v1.OffsetCommitPartitionResult.$Properties): tidelog.v1.OffsetCommitPartitionResult;

            /**
             * Encodes the specified OffsetCommitPartitionResult message. Does not implicitly {@link tidelog.v1.OffsetCommitPartitionResult.verify|verify} messages.
             * @param message OffsetCommitPartitionResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.OffsetCommitPartitionResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OffsetCommitPartitionResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.OffsetCommitPartitionResult & tidelog.v1.OffsetCommitPartitionResult.$Shape} OffsetCommitPartitionResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.OffsetCommitPartitionResult & tidelog.v1.OffsetCommitPartitionResult.$Shape;
        }

        namespace OffsetCommitPartitionResult {

            /** Properties of an OffsetCommitPartitionResult. */
            interface $Properties {

                /** OffsetCommitPartitionResult partition */
                partition?: number;

                /** OffsetCommitPartitionResult errorCode */
                errorCode?: number;

                /** OffsetCommitPartitionResult errorMessage */
                errorMessage?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OffsetCommitPartitionResult. */
            type $Shape = tidelog.v1.OffsetCommitPartitionResult.$Properties;
        }

        /**
         * Properties of an OffsetFetchRequest.
         * @deprecated Use tidelog.v1.OffsetFetchRequest.$Properties instead.
         */
        interface IOffsetFetchRequest extends tidelog.v1.OffsetFetchRequest.$Properties {
        }

        /** Represents an OffsetFetchRequest. */
        class OffsetFetchRequest {

            /**
             * Constructs a new OffsetFetchRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.OffsetFetchRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OffsetFetchRequest groupId. */
            groupId: string;

            /** OffsetFetchRequest memberId. */
            memberId: string;

            /** OffsetFetchRequest memberEpoch. */
            memberEpoch: number;

            /** OffsetFetchRequest topics. */
            topics: tidelog.v1.OffsetFetchTopic[];

            /**
             * Creates a new OffsetFetchRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OffsetFetchRequest instance
             */
            static create(properties: tidelog.v1.OffsetFetchRequest.$Shape): tidelog.v1.OffsetFetchRequest & tidelog.v1.OffsetFetchRequest.$Shape;
            static create(properties?: tidelog.v1.OffsetFetchRequest.$Properties): tidelog.v1.OffsetFetchRequest;

            /**
             * Encodes the specified OffsetFetchRequest message. Does not implicitly {@link tidelog.v1.OffsetFetchRequest.verify|verify} messages.
             * @param message OffsetFetchRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.OffsetFetchRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OffsetFetchRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.OffsetFetchRequest & tidelog.v1.OffsetFetchRequest.$Shape} OffsetFetchRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.OffsetFetchRequest & tidelog.v1.OffsetFetchRequest.$Shape;
        }

        namespace OffsetFetchRequest {

            /** Properties of an OffsetFetchRequest. */
            interface $Properties {

                /** OffsetFetchRequest groupId */
                groupId?: string;

                /** OffsetFetchRequest memberId */
                memberId?: string;

                /** OffsetFetchRequest memberEpoch */
                memberEpoch?: number;

                /** OffsetFetchRequest topics */
                topics?: tidelog.v1.OffsetFetchTopic.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OffsetFetchRequest. */
            type $Shape = tidelog.v1.OffsetFetchRequest.$Properties;
        }

        /**
         * Properties of an OffsetFetchTopic.
         * @deprecated Use tidelog.v1.OffsetFetchTopic.$Properties instead.
         */
        interface IOffsetFetchTopic extends tidelog.v1.OffsetFetchTopic.$Properties {
        }

        /** Represents an OffsetFetchTopic. */
        class OffsetFetchTopic {

            /**
             * Constructs a new OffsetFetchTopic.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.OffsetFetchTopic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OffsetFetchTopic topicId. */
            topicId: Uint8Array;

            /** OffsetFetchTopic name. */
            name: string;

            /** OffsetFetchTopic partitions. */
            partitions: number[];

            /**
             * Creates a new OffsetFetchTopic instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OffsetFetchTopic instance
             */
            static create(properties: tidelog.v1.OffsetFetchTopic.$Shape): tidelog.v1.OffsetFetchTopic & tidelog.v1.OffsetFetchTopic.$Shape;
            static create(properties?: tidelog.v1.OffsetFetchTopic.$Properties): tidelog.v1.OffsetFetchTopic;

            /**
             * Encodes the specified OffsetFetchTopic message. Does not implicitly {@link tidelog.v1.OffsetFetchTopic.verify|verify} messages.
             * @param message OffsetFetchTopic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.OffsetFetchTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OffsetFetchTopic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.OffsetFetchTopic & tidelog.v1.OffsetFetchTopic.$Shape} OffsetFetchTopic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.OffsetFetchTopic & tidelog.v1.OffsetFetchTopic.$Shape;
        }

        namespace OffsetFetchTopic {

            /** Properties of an OffsetFetchTopic. */
            interface $Properties {

                /** OffsetFetchTopic topicId */
                topicId?: Uint8Array;

                /** OffsetFetchTopic name */
                name?: string;

                /** OffsetFetchTopic partitions */
                partitions?: number[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OffsetFetchTopic. */
            type $Shape = tidelog.v1.OffsetFetchTopic.$Properties;
        }

        /**
         * Properties of an OffsetFetchResponse.
         * @deprecated Use tidelog.v1.OffsetFetchResponse.$Properties instead.
         */
        interface IOffsetFetchResponse extends tidelog.v1.OffsetFetchResponse.$Properties {
        }

        /** Represents an OffsetFetchResponse. */
        class OffsetFetchResponse {

            /**
             * Constructs a new OffsetFetchResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.OffsetFetchResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OffsetFetchResponse topics. */
            topics: tidelog.v1.OffsetFetchTopicResult[];

            /**
             * Creates a new OffsetFetchResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OffsetFetchResponse instance
             */
            static create(properties: tidelog.v1.OffsetFetchResponse.$Shape): tidelog.v1.OffsetFetchResponse & tidelog.v1.OffsetFetchResponse.$Shape;
            static create(properties?: tidelog.v1.OffsetFetchResponse.$Properties): tidelog.v1.OffsetFetchResponse;

            /**
             * Encodes the specified OffsetFetchResponse message. Does not implicitly {@link tidelog.v1.OffsetFetchResponse.verify|verify} messages.
             * @param message OffsetFetchResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.OffsetFetchResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OffsetFetchResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.OffsetFetchResponse & tidelog.v1.OffsetFetchResponse.$Shape} OffsetFetchResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.OffsetFetchResponse & tidelog.v1.OffsetFetchResponse.$Shape;
        }

        namespace OffsetFetchResponse {

            /** Properties of an OffsetFetchResponse. */
            interface $Properties {

                /** OffsetFetchResponse topics */
                topics?: tidelog.v1.OffsetFetchTopicResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OffsetFetchResponse. */
            type $Shape = tidelog.v1.OffsetFetchResponse.$Properties;
        }

        /**
         * Properties of an OffsetFetchTopicResult.
         * @deprecated Use tidelog.v1.OffsetFetchTopicResult.$Properties instead.
         */
        interface IOffsetFetchTopicResult extends tidelog.v1.OffsetFetchTopicResult.$Properties {
        }

        /** Represents an OffsetFetchTopicResult. */
        class OffsetFetchTopicResult {

            /**
             * Constructs a new OffsetFetchTopicResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.OffsetFetchTopicResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OffsetFetchTopicResult topicId. */
            topicId: Uint8Array;

            /** OffsetFetchTopicResult name. */
            name: string;

            /** OffsetFetchTopicResult partitions. */
            partitions: tidelog.v1.OffsetFetchPartitionResult[];

            /**
             * Creates a new OffsetFetchTopicResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OffsetFetchTopicResult instance
             */
            static create(properties: tidelog.v1.OffsetFetchTopicResult.$Shape): tidelog.v1.OffsetFetchTopicResult & tidelog.v1.OffsetFetchTopicResult.$Shape;
            static create(properties?: tidelog.v1.OffsetFetchTopicResult.$Properties): tidelog.v1.OffsetFetchTopicResult;

            /**
             * Encodes the specified OffsetFetchTopicResult message. Does not implicitly {@link tidelog.v1.OffsetFetchTopicResult.verify|verify} messages.
             * @param message OffsetFetchTopicResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.OffsetFetchTopicResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OffsetFetchTopicResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.OffsetFetchTopicResult & tidelog.v1.OffsetFetchTopicResult.$Shape} OffsetFetchTopicResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.OffsetFetchTopicResult & tidelog.v1.OffsetFetchTopicResult.$Shape;
        }

        namespace OffsetFetchTopicResult {

            /** Properties of an OffsetFetchTopicResult. */
            interface $Properties {

                /** OffsetFetchTopicResult topicId */
                topicId?: Uint8Array;

                /** OffsetFetchTopicResult name */
                name?: string;

                /** OffsetFetchTopicResult partitions */
                partitions?: tidelog.v1.OffsetFetchPartitionResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OffsetFetchTopicResult. */
            type $Shape = tidelog.v1.OffsetFetchTopicResult.$Properties;
        }

        /**
         * Properties of an OffsetFetchPartitionResult.
         * @deprecated Use tidelog.v1.OffsetFetchPartitionResult.$Properties instead.
         */
        interface IOffsetFetchPartitionResult extends tidelog.v1.OffsetFetchPartitionResult.$Properties {
        }

        /** Represents an OffsetFetchPartitionResult. */
        class OffsetFetchPartitionResult {

            /**
             * Constructs a new OffsetFetchPartitionResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.OffsetFetchPartitionResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OffsetFetchPartitionResult partition. */
            partition: number;

            /** OffsetFetchPartitionResult errorCode. */
            errorCode: number;

            /** OffsetFetchPartitionResult errorMessage. */
            errorMessage: string;

            /** OffsetFetchPartitionResult offset. */
            offset: number;

            /** OffsetFetchPartitionResult leaderEpoch. */
            leaderEpoch: number;

            /** OffsetFetchPartitionResult metadata. */
            metadata: string;

            /** OffsetFetchPartitionResult commitTimeMs. */
            commitTimeMs: number;

            /**
             * Creates a new OffsetFetchPartitionResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns OffsetFetchPartitionResult instance
             */
            static create(properties: tidelog.v1.OffsetFetchPartitionResult.$Shape): tidelog.v1.OffsetFetchPartitionResult & tidelog.v1.OffsetFetchPartitionResult.$Shape;
            static create(properties?: tidelog.v1.OffsetFetchPartitionResult.$Properties): tidelog.v1.OffsetFetchPartitionResult;

            /**
             * Encodes the specified OffsetFetchPartitionResult message. Does not implicitly {@link tidelog.v1.OffsetFetchPartitionResult.verify|verify} messages.
             * @param message OffsetFetchPartitionResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.OffsetFetchPartitionResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OffsetFetchPartitionResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.OffsetFetchPartitionResult & tidelog.v1.OffsetFetchPartitionResult.$Shape} OffsetFetchPartitionResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.OffsetFetchPartitionResult & tidelog.v1.OffsetFetchPartitionResult.$Shape;
        }

        namespace OffsetFetchPartitionResult {

            /** Properties of an OffsetFetchPartitionResult. */
            interface $Properties {

                /** OffsetFetchPartitionResult partition */
                partition?: number;

                /** OffsetFetchPartitionResult errorCode */
                errorCode?: number;

                /** OffsetFetchPartitionResult errorMessage */
                errorMessage?: string;

                /** OffsetFetchPartitionResult offset */
                offset?: number;

                /** OffsetFetchPartitionResult leaderEpoch */
                leaderEpoch?: number;

                /** OffsetFetchPartitionResult metadata */
                metadata?: string;

                /** OffsetFetchPartitionResult commitTimeMs */
                commitTimeMs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OffsetFetchPartitionResult. */
            type $Shape = tidelog.v1.OffsetFetchPartitionResult.$Properties;
        }

        /**
         * Properties of a ListGroupsRequest.
         * @deprecated Use tidelog.v1.ListGroupsRequest.$Properties instead.
         */
        interface IListGroupsRequest extends tidelog.v1.ListGroupsRequest.$Properties {
        }

        /** Represents a ListGroupsRequest. */
        class ListGroupsRequest {

            /**
             * Constructs a new ListGroupsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ListGroupsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new ListGroupsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListGroupsRequest instance
             */
            static create(properties: tidelog.v1.ListGroupsRequest.$Shape): tidelog.v1.ListGroupsRequest & tidelog.v1.ListGroupsRequest.$Shape;
            static create(properties?: tidelog.v1.ListGroupsRequest.$Properties): tidelog.v1.ListGroupsRequest;

            /**
             * Encodes the specified ListGroupsRequest message. Does not implicitly {@link tidelog.v1.ListGroupsRequest.verify|verify} messages.
             * @param message ListGroupsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ListGroupsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListGroupsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ListGroupsRequest & tidelog.v1.ListGroupsRequest.$Shape} ListGroupsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ListGroupsRequest & tidelog.v1.ListGroupsRequest.$Shape;
        }

        namespace ListGroupsRequest {

            /** Properties of a ListGroupsRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListGroupsRequest. */
            type $Shape = tidelog.v1.ListGroupsRequest.$Properties;
        }

        /**
         * Properties of a ListGroupsResponse.
         * @deprecated Use tidelog.v1.ListGroupsResponse.$Properties instead.
         */
        interface IListGroupsResponse extends tidelog.v1.ListGroupsResponse.$Properties {
        }

        /** Represents a ListGroupsResponse. */
        class ListGroupsResponse {

            /**
             * Constructs a new ListGroupsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ListGroupsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListGroupsResponse groups. */
            groups: tidelog.v1.ListedGroup[];

            /**
             * Creates a new ListGroupsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListGroupsResponse instance
             */
            static create(properties: tidelog.v1.ListGroupsResponse.$Shape): tidelog.v1.ListGroupsResponse & tidelog.v1.ListGroupsResponse.$Shape;
            static create(properties?: tidelog.v1.ListGroupsResponse.$Properties): tidelog.v1.ListGroupsResponse;

            /**
             * Encodes the specified ListGroupsResponse message. Does not implicitly {@link tidelog.v1.ListGroupsResponse.verify|verify} messages.
             * @param message ListGroupsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ListGroupsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListGroupsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ListGroupsResponse & tidelog.v1.ListGroupsResponse.$Shape} ListGroupsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ListGroupsResponse & tidelog.v1.ListGroupsResponse.$Shape;
        }

        namespace ListGroupsResponse {

            /** Properties of a ListGroupsResponse. */
            interface $Properties {

                /** ListGroupsResponse groups */
                groups?: tidelog.v1.ListedGroup.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListGroupsResponse. */
            type $Shape = tidelog.v1.ListGroupsResponse.$Properties;
        }

        /**
         * Properties of a ListedGroup.
         * @deprecated Use tidelog.v1.ListedGroup.$Properties instead.
         */
        interface IListedGroup extends tidelog.v1.ListedGroup.$Properties {
        }

        /** Represents a ListedGroup. */
        class ListedGroup {

            /**
             * Constructs a new ListedGroup.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ListedGroup.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListedGroup groupId. */
            groupId: string;

            /** ListedGroup state. */
            state: string;

            /** ListedGroup assignor. */
            assignor: string;

            /** ListedGroup memberCount. */
            memberCount: number;

            /**
             * Creates a new ListedGroup instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ListedGroup instance
             */
            static create(properties: tidelog.v1.ListedGroup.$Shape): tidelog.v1.ListedGroup & tidelog.v1.ListedGroup.$Shape;
            static create(properties?: tidelog.v1.ListedGroup.$Properties): tidelog.v1.ListedGroup;

            /**
             * Encodes the specified ListedGroup message. Does not implicitly {@link tidelog.v1.ListedGroup.verify|verify} messages.
             * @param message ListedGroup message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ListedGroup.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListedGroup message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ListedGroup & tidelog.v1.ListedGroup.$Shape} ListedGroup
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ListedGroup & tidelog.v1.ListedGroup.$Shape;
        }

        namespace ListedGroup {

            /** Properties of a ListedGroup. */
            interface $Properties {

                /** ListedGroup groupId */
                groupId?: string;

                /** ListedGroup state */
                state?: string;

                /** ListedGroup assignor */
                assignor?: string;

                /** ListedGroup memberCount */
                memberCount?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListedGroup. */
            type $Shape = tidelog.v1.ListedGroup.$Properties;
        }

        /**
         * Properties of a DescribeGroupsRequest.
         * @deprecated Use tidelog.v1.DescribeGroupsRequest.$Properties instead.
         */
        interface IDescribeGroupsRequest extends tidelog.v1.DescribeGroupsRequest.$Properties {
        }

        /** Represents a DescribeGroupsRequest. */
        class DescribeGroupsRequest {

            /**
             * Constructs a new DescribeGroupsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DescribeGroupsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DescribeGroupsRequest groupIds. */
            groupIds: string[];

            /**
             * Creates a new DescribeGroupsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DescribeGroupsRequest instance
             */
            static create(properties: tidelog.v1.DescribeGroupsRequest.$Shape): tidelog.v1.DescribeGroupsRequest & tidelog.v1.DescribeGroupsRequest.$Shape;
            static create(properties?: tidelog.v1.DescribeGroupsRequest.$Properties): tidelog.v1.DescribeGroupsRequest;

            /**
             * Encodes the specified DescribeGroupsRequest message. Does not implicitly {@link tidelog.v1.DescribeGroupsRequest.verify|verify} messages.
             * @param message DescribeGroupsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DescribeGroupsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribeGroupsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DescribeGroupsRequest & tidelog.v1.DescribeGroupsRequest.$Shape} DescribeGroupsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DescribeGroupsRequest & tidelog.v1.DescribeGroupsRequest.$Shape;
        }

        namespace DescribeGroupsRequest {

            /** Properties of a DescribeGroupsRequest. */
            interface $Properties {

                /** DescribeGroupsRequest groupIds */
                groupIds?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribeGroupsRequest. */
            type $Shape = tidelog.v1.DescribeGroupsRequest.$Properties;
        }

        /**
         * Properties of a DescribeGroupsResponse.
         * @deprecated Use tidelog.v1.DescribeGroupsResponse.$Properties instead.
         */
        interface IDescribeGroupsResponse extends tidelog.v1.DescribeGroupsResponse.$Properties {
        }

        /** Represents a DescribeGroupsResponse. */
        class DescribeGroupsResponse {

            /**
             * Constructs a new DescribeGroupsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DescribeGroupsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DescribeGroupsResponse groups. */
            groups: tidelog.v1.DescribedGroup[];

            /**
             * Creates a new DescribeGroupsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DescribeGroupsResponse instance
             */
            static create(properties: tidelog.v1.DescribeGroupsResponse.$Shape): tidelog.v1.DescribeGroupsResponse & tidelog.v1.DescribeGroupsResponse.$Shape;
            static create(properties?: tidelog.v1.DescribeGroupsResponse.$Properties): tidelog.v1.DescribeGroupsResponse;

            /**
             * Encodes the specified DescribeGroupsResponse message. Does not implicitly {@link tidelog.v1.DescribeGroupsResponse.verify|verify} messages.
             * @param message DescribeGroupsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DescribeGroupsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribeGroupsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DescribeGroupsResponse & tidelog.v1.DescribeGroupsResponse.$Shape} DescribeGroupsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DescribeGroupsResponse & tidelog.v1.DescribeGroupsResponse.$Shape;
        }

        namespace DescribeGroupsResponse {

            /** Properties of a DescribeGroupsResponse. */
            interface $Properties {

                /** DescribeGroupsResponse groups */
                groups?: tidelog.v1.DescribedGroup.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribeGroupsResponse. */
            type $Shape = tidelog.v1.DescribeGroupsResponse.$Properties;
        }

        /**
         * Properties of a DescribedGroup.
         * @deprecated Use tidelog.v1.DescribedGroup.$Properties instead.
         */
        interface IDescribedGroup extends tidelog.v1.DescribedGroup.$Properties {
        }

        /** Represents a DescribedGroup. */
        class DescribedGroup {

            /**
             * Constructs a new DescribedGroup.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DescribedGroup.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DescribedGroup groupId. */
            groupId: string;

            /** DescribedGroup errorCode. */
            errorCode: number;

            /** DescribedGroup errorMessage. */
            errorMessage: string;

            /** DescribedGroup state. */
            state: string;

            /** DescribedGroup groupEpoch. */
            groupEpoch: number;

            /** DescribedGroup assignor. */
            assignor: string;

            /** DescribedGroup members. */
            members: tidelog.v1.DescribedMember[];

            /** DescribedGroup offsets. */
            offsets: tidelog.v1.OffsetFetchTopicResult[];

            /**
             * Creates a new DescribedGroup instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DescribedGroup instance
             */
            static create(properties: tidelog.v1.DescribedGroup.$Shape): tidelog.v1.DescribedGroup & tidelog.v1.DescribedGroup.$Shape;
            static create(properties?: tidelog.v1.DescribedGroup.$Properties): tidelog.v1.DescribedGroup;

            /**
             * Encodes the specified DescribedGroup message. Does not implicitly {@link tidelog.v1.DescribedGroup.verify|verify} messages.
             * @param message DescribedGroup message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DescribedGroup.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribedGroup message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DescribedGroup & tidelog.v1.DescribedGroup.$Shape} DescribedGroup
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DescribedGroup & tidelog.v1.DescribedGroup.$Shape;
        }

        namespace DescribedGroup {

            /** Properties of a DescribedGroup. */
            interface $Properties {

                /** DescribedGroup groupId */
                groupId?: string;

                /** DescribedGroup errorCode */
                errorCode?: number;

                /** DescribedGroup errorMessage */
                errorMessage?: string;

                /** DescribedGroup state */
                state?: string;

                /** DescribedGroup groupEpoch */
                groupEpoch?: number;

                /** DescribedGroup assignor */
                assignor?: string;

                /** DescribedGroup members */
                members?: tidelog.v1.DescribedMember.$Properties[];

                /** DescribedGroup offsets */
                offsets?: tidelog.v1.OffsetFetchTopicResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribedGroup. */
            type $Shape = tidelog.v1.DescribedGroup.$Properties;
        }

        /**
         * Properties of a DescribedMember.
         * @deprecated Use tidelog.v1.DescribedMember.$Properties instead.
         */
        interface IDescribedMember extends tidelog.v1.DescribedMember.$Properties {
        }

        /** Represents a DescribedMember. */
        class DescribedMember {

            /**
             * Constructs a new DescribedMember.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DescribedMember.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DescribedMember memberId. */
            memberId: string;

            /** DescribedMember instanceId. */
            instanceId: string;

            /** DescribedMember clientId. */
            clientId: string;

            /** DescribedMember clientHost. */
            clientHost: string;

            /** DescribedMember memberEpoch. */
            memberEpoch: number;

            /** DescribedMember topics. */
            topics: string[];

            /** DescribedMember pattern. */
            pattern: string;

            /** DescribedMember assigned. */
            assigned: tidelog.v1.GroupAssignedTopic[];

            /** DescribedMember revoking. */
            revoking: tidelog.v1.GroupAssignedTopic[];

            /** DescribedMember target. */
            target: tidelog.v1.GroupAssignedTopic[];

            /**
             * Creates a new DescribedMember instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DescribedMember instance
             */
            static create(properties: tidelog.v1.DescribedMember.$Shape): tidelog.v1.DescribedMember & tidelog.v1.DescribedMember.$Shape;
            static create(properties?: tidelog.v1.DescribedMember.$Properties): tidelog.v1.DescribedMember;

            /**
             * Encodes the specified DescribedMember message. Does not implicitly {@link tidelog.v1.DescribedMember.verify|verify} messages.
             * @param message DescribedMember message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DescribedMember.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DescribedMember message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DescribedMember & tidelog.v1.DescribedMember.$Shape} DescribedMember
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DescribedMember & tidelog.v1.DescribedMember.$Shape;
        }

        namespace DescribedMember {

            /** Properties of a DescribedMember. */
            interface $Properties {

                /** DescribedMember memberId */
                memberId?: string;

                /** DescribedMember instanceId */
                instanceId?: string;

                /** DescribedMember clientId */
                clientId?: string;

                /** DescribedMember clientHost */
                clientHost?: string;

                /** DescribedMember memberEpoch */
                memberEpoch?: number;

                /** DescribedMember topics */
                topics?: string[];

                /** DescribedMember pattern */
                pattern?: string;

                /** DescribedMember assigned */
                assigned?: tidelog.v1.GroupAssignedTopic.$Properties[];

                /** DescribedMember revoking */
                revoking?: tidelog.v1.GroupAssignedTopic.$Properties[];

                /** DescribedMember target */
                target?: tidelog.v1.GroupAssignedTopic.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DescribedMember. */
            type $Shape = tidelog.v1.DescribedMember.$Properties;
        }

        /**
         * Properties of a DeleteGroupsRequest.
         * @deprecated Use tidelog.v1.DeleteGroupsRequest.$Properties instead.
         */
        interface IDeleteGroupsRequest extends tidelog.v1.DeleteGroupsRequest.$Properties {
        }

        /** Represents a DeleteGroupsRequest. */
        class DeleteGroupsRequest {

            /**
             * Constructs a new DeleteGroupsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DeleteGroupsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteGroupsRequest groupIds. */
            groupIds: string[];

            /**
             * Creates a new DeleteGroupsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteGroupsRequest instance
             */
            static create(properties: tidelog.v1.DeleteGroupsRequest.$Shape): tidelog.v1.DeleteGroupsRequest & tidelog.v1.DeleteGroupsRequest.$Shape;
            static create(properties?: tidelog.v1.DeleteGroupsRequest.$Properties): tidelog.v1.DeleteGroupsRequest;

            /**
             * Encodes the specified DeleteGroupsRequest message. Does not implicitly {@link tidelog.v1.DeleteGroupsRequest.verify|verify} messages.
             * @param message DeleteGroupsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DeleteGroupsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteGroupsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DeleteGroupsRequest & tidelog.v1.DeleteGroupsRequest.$Shape} DeleteGroupsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DeleteGroupsRequest & tidelog.v1.DeleteGroupsRequest.$Shape;
        }

        namespace DeleteGroupsRequest {

            /** Properties of a DeleteGroupsRequest. */
            interface $Properties {

                /** DeleteGroupsRequest groupIds */
                groupIds?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteGroupsRequest. */
            type $Shape = tidelog.v1.DeleteGroupsRequest.$Properties;
        }

        /**
         * Properties of a DeleteGroupsResponse.
         * @deprecated Use tidelog.v1.DeleteGroupsResponse.$Properties instead.
         */
        interface IDeleteGroupsResponse extends tidelog.v1.DeleteGroupsResponse.$Properties {
        }

        /** Represents a DeleteGroupsResponse. */
        class DeleteGroupsResponse {

            /**
             * Constructs a new DeleteGroupsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DeleteGroupsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteGroupsResponse groups. */
            groups: tidelog.v1.DeleteGroupResult[];

            /**
             * Creates a new DeleteGroupsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteGroupsResponse instance
             */
            static create(properties: tidelog.v1.DeleteGroupsResponse.$Shape): tidelog.v1.DeleteGroupsResponse & tidelog.v1.DeleteGroupsResponse.$Shape;
            static create(properties?: tidelog.v1.DeleteGroupsResponse.$Properties): tidelog.v1.DeleteGroupsResponse;

            /**
             * Encodes the specified DeleteGroupsResponse message. Does not implicitly {@link tidelog.v1.DeleteGroupsResponse.verify|verify} messages.
             * @param message DeleteGroupsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DeleteGroupsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteGroupsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DeleteGroupsResponse & tidelog.v1.DeleteGroupsResponse.$Shape} DeleteGroupsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DeleteGroupsResponse & tidelog.v1.DeleteGroupsResponse.$Shape;
        }

        namespace DeleteGroupsResponse {

            /** Properties of a DeleteGroupsResponse. */
            interface $Properties {

                /** DeleteGroupsResponse groups */
                groups?: tidelog.v1.DeleteGroupResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteGroupsResponse. */
            type $Shape = tidelog.v1.DeleteGroupsResponse.$Properties;
        }

        /**
         * Properties of a DeleteGroupResult.
         * @deprecated Use tidelog.v1.DeleteGroupResult.$Properties instead.
         */
        interface IDeleteGroupResult extends tidelog.v1.DeleteGroupResult.$Properties {
        }

        /** Represents a DeleteGroupResult. */
        class DeleteGroupResult {

            /**
             * Constructs a new DeleteGroupResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.DeleteGroupResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DeleteGroupResult groupId. */
            groupId: string;

            /** DeleteGroupResult errorCode. */
            errorCode: number;

            /** DeleteGroupResult errorMessage. */
            errorMessage: string;

            /**
             * Creates a new DeleteGroupResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns DeleteGroupResult instance
             */
            static create(properties: tidelog.v1.DeleteGroupResult.$Shape): tidelog.v1.DeleteGroupResult & tidelog.v1.DeleteGroupResult.$Shape;
            static create(properties?: tidelog.v1.DeleteGroupResult.$Properties): tidelog.v1.DeleteGroupResult;

            /**
             * Encodes the specified DeleteGroupResult message. Does not implicitly {@link tidelog.v1.DeleteGroupResult.verify|verify} messages.
             * @param message DeleteGroupResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.DeleteGroupResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DeleteGroupResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.DeleteGroupResult & tidelog.v1.DeleteGroupResult.$Shape} DeleteGroupResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.DeleteGroupResult & tidelog.v1.DeleteGroupResult.$Shape;
        }

        namespace DeleteGroupResult {

            /** Properties of a DeleteGroupResult. */
            interface $Properties {

                /** DeleteGroupResult groupId */
                groupId?: string;

                /** DeleteGroupResult errorCode */
                errorCode?: number;

                /** DeleteGroupResult errorMessage */
                errorMessage?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DeleteGroupResult. */
            type $Shape = tidelog.v1.DeleteGroupResult.$Properties;
        }

        /**
         * Properties of a ResetOffsetsRequest.
         * @deprecated Use tidelog.v1.ResetOffsetsRequest.$Properties instead.
         */
        interface IResetOffsetsRequest extends tidelog.v1.ResetOffsetsRequest.$Properties {
        }

        /** Represents a ResetOffsetsRequest. */
        class ResetOffsetsRequest {

            /**
             * Constructs a new ResetOffsetsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ResetOffsetsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResetOffsetsRequest groupId. */
            groupId: string;

            /** ResetOffsetsRequest topics. */
            topics: tidelog.v1.ResetOffsetsTopic[];

            /** ResetOffsetsRequest validateOnly. */
            validateOnly: boolean;

            /**
             * Creates a new ResetOffsetsRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ResetOffsetsRequest instance
             */
            static create(properties: tidelog.v1.ResetOffsetsRequest.$Shape): tidelog.v1.ResetOffsetsRequest & tidelog.v1.ResetOffsetsRequest.$Shape;
            static create(properties?: tidelog.v1.ResetOffsetsRequest.$Properties): tidelog.v1.ResetOffsetsRequest;

            /**
             * Encodes the specified ResetOffsetsRequest message. Does not implicitly {@link tidelog.v1.ResetOffsetsRequest.verify|verify} messages.
             * @param message ResetOffsetsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ResetOffsetsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResetOffsetsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ResetOffsetsRequest & tidelog.v1.ResetOffsetsRequest.$Shape} ResetOffsetsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ResetOffsetsRequest & tidelog.v1.ResetOffsetsRequest.$Shape;
        }

        namespace ResetOffsetsRequest {

            /** Properties of a ResetOffsetsRequest. */
            interface $Properties {

                /** ResetOffsetsRequest groupId */
                groupId?: string;

                /** ResetOffsetsRequest topics */
                topics?: tidelog.v1.ResetOffsetsTopic.$Properties[];

                /** ResetOffsetsRequest validateOnly */
                validateOnly?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResetOffsetsRequest. */
            type $Shape = tidelog.v1.ResetOffsetsRequest.$Properties;
        }

        /**
         * Properties of a ResetOffsetsTopic.
         * @deprecated Use tidelog.v1.ResetOffsetsTopic.$Properties instead.
         */
        interface IResetOffsetsTopic extends tidelog.v1.ResetOffsetsTopic.$Properties {
        }

        /** Represents a ResetOffsetsTopic. */
        class ResetOffsetsTopic {

            /**
             * Constructs a new ResetOffsetsTopic.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ResetOffsetsTopic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResetOffsetsTopic topicId. */
            topicId: Uint8Array;

            /** ResetOffsetsTopic name. */
            name: string;

            /** ResetOffsetsTopic partitions. */
            partitions: tidelog.v1.ResetOffsetsPartition[];

            /**
             * Creates a new ResetOffsetsTopic instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ResetOffsetsTopic instance
             */
            static create(properties: tidelog.v1.ResetOffsetsTopic.$Shape): tidelog.v1.ResetOffsetsTopic & tidelog.v1.ResetOffsetsTopic.$Shape;
            static create(properties?: tidelog.v1.ResetOffsetsTopic.$Properties): tidelog.v1.ResetOffsetsTopic;

            /**
             * Encodes the specified ResetOffsetsTopic message. Does not implicitly {@link tidelog.v1.ResetOffsetsTopic.verify|verify} messages.
             * @param message ResetOffsetsTopic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ResetOffsetsTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResetOffsetsTopic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ResetOffsetsTopic & tidelog.v1.ResetOffsetsTopic.$Shape} ResetOffsetsTopic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ResetOffsetsTopic & tidelog.v1.ResetOffsetsTopic.$Shape;
        }

        namespace ResetOffsetsTopic {

            /** Properties of a ResetOffsetsTopic. */
            interface $Properties {

                /** ResetOffsetsTopic topicId */
                topicId?: Uint8Array;

                /** ResetOffsetsTopic name */
                name?: string;

                /** ResetOffsetsTopic partitions */
                partitions?: tidelog.v1.ResetOffsetsPartition.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResetOffsetsTopic. */
            type $Shape = tidelog.v1.ResetOffsetsTopic.$Properties;
        }

        /**
         * Properties of a ResetOffsetsPartition.
         * @deprecated Use tidelog.v1.ResetOffsetsPartition.$Properties instead.
         */
        interface IResetOffsetsPartition extends tidelog.v1.ResetOffsetsPartition.$Properties {
        }

        /** Represents a ResetOffsetsPartition. */
        class ResetOffsetsPartition {

            /**
             * Constructs a new ResetOffsetsPartition.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ResetOffsetsPartition.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResetOffsetsPartition partition. */
            partition: number;

            /** ResetOffsetsPartition offset. */
            offset: number;

            /**
             * Creates a new ResetOffsetsPartition instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ResetOffsetsPartition instance
             */
            static create(properties: tidelog.v1.ResetOffsetsPartition.$Shape): tidelog.v1.ResetOffsetsPartition & tidelog.v1.ResetOffsetsPartition.$Shape;
            static create(properties?: tidelog.v1.ResetOffsetsPartition.$Properties): tidelog.v1.ResetOffsetsPartition;

            /**
             * Encodes the specified ResetOffsetsPartition message. Does not implicitly {@link tidelog.v1.ResetOffsetsPartition.verify|verify} messages.
             * @param message ResetOffsetsPartition message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ResetOffsetsPartition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResetOffsetsPartition message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ResetOffsetsPartition & tidelog.v1.ResetOffsetsPartition.$Shape} ResetOffsetsPartition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ResetOffsetsPartition & tidelog.v1.ResetOffsetsPartition.$Shape;
        }

        namespace ResetOffsetsPartition {

            /** Properties of a ResetOffsetsPartition. */
            interface $Properties {

                /** ResetOffsetsPartition partition */
                partition?: number;

                /** ResetOffsetsPartition offset */
                offset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResetOffsetsPartition. */
            type $Shape = tidelog.v1.ResetOffsetsPartition.$Properties;
        }

        /**
         * Properties of a ResetOffsetsResponse.
         * @deprecated Use tidelog.v1.ResetOffsetsResponse.$Properties instead.
         */
        interface IResetOffsetsResponse extends tidelog.v1.ResetOffsetsResponse.$Properties {
        }

        /** Represents a ResetOffsetsResponse. */
        class ResetOffsetsResponse {

            /**
             * Constructs a new ResetOffsetsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ResetOffsetsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResetOffsetsResponse topics. */
            topics: tidelog.v1.ResetOffsetsTopicResult[];

            /**
             * Creates a new ResetOffsetsResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ResetOffsetsResponse instance
             */
            static create(properties: tidelog.v1.ResetOffsetsResponse.$Shape): tidelog.v1.ResetOffsetsResponse & tidelog.v1.ResetOffsetsResponse.$Shape;
            static create(properties?: tidelog.v1.ResetOffsetsResponse.$Properties): tidelog.v1.ResetOffsetsResponse;

            /**
             * Encodes the specified ResetOffsetsResponse message. Does not implicitly {@link tidelog.v1.ResetOffsetsResponse.verify|verify} messages.
             * @param message ResetOffsetsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ResetOffsetsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResetOffsetsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ResetOffsetsResponse & tidelog.v1.ResetOffsetsResponse.$Shape} ResetOffsetsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ResetOffsetsResponse & tidelog.v1.ResetOffsetsResponse.$Shape;
        }

        namespace ResetOffsetsResponse {

            /** Properties of a ResetOffsetsResponse. */
            interface $Properties {

                /** ResetOffsetsResponse topics */
                topics?: tidelog.v1.ResetOffsetsTopicResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResetOffsetsResponse. */
            type $Shape = tidelog.v1.ResetOffsetsResponse.$Properties;
        }

        /**
         * Properties of a ResetOffsetsTopicResult.
         * @deprecated Use tidelog.v1.ResetOffsetsTopicResult.$Properties instead.
         */
        interface IResetOffsetsTopicResult extends tidelog.v1.ResetOffsetsTopicResult.$Properties {
        }

        /** Represents a ResetOffsetsTopicResult. */
        class ResetOffsetsTopicResult {

            /**
             * Constructs a new ResetOffsetsTopicResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ResetOffsetsTopicResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResetOffsetsTopicResult topicId. */
            topicId: Uint8Array;

            /** ResetOffsetsTopicResult name. */
            name: string;

            /** ResetOffsetsTopicResult partitions. */
            partitions: tidelog.v1.ResetOffsetsPartitionResult[];

            /**
             * Creates a new ResetOffsetsTopicResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ResetOffsetsTopicResult instance
             */
            static create(properties: tidelog.v1.ResetOffsetsTopicResult.$Shape): tidelog.v1.ResetOffsetsTopicResult & tidelog.v1.ResetOffsetsTopicResult.$Shape;
            static create(properties?: tidelog.v1.ResetOffsetsTopicResult.$Properties): tidelog.v1.ResetOffsetsTopicResult;

            /**
             * Encodes the specified ResetOffsetsTopicResult message. Does not implicitly {@link tidelog.v1.ResetOffsetsTopicResult.verify|verify} messages.
             * @param message ResetOffsetsTopicResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ResetOffsetsTopicResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResetOffsetsTopicResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ResetOffsetsTopicResult & tidelog.v1.ResetOffsetsTopicResult.$Shape} ResetOffsetsTopicResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ResetOffsetsTopicResult & tidelog.v1.ResetOffsetsTopicResult.$Shape;
        }

        namespace ResetOffsetsTopicResult {

            /** Properties of a ResetOffsetsTopicResult. */
            interface $Properties {

                /** ResetOffsetsTopicResult topicId */
                topicId?: Uint8Array;

                /** ResetOffsetsTopicResult name */
                name?: string;

                /** ResetOffsetsTopicResult partitions */
                partitions?: tidelog.v1.ResetOffsetsPartitionResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResetOffsetsTopicResult. */
            type $Shape = tidelog.v1.ResetOffsetsTopicResult.$Properties;
        }

        /**
         * Properties of a ResetOffsetsPartitionResult.
         * @deprecated Use tidelog.v1.ResetOffsetsPartitionResult.$Properties instead.
         */
        interface IResetOffsetsPartitionResult extends tidelog.v1.ResetOffsetsPartitionResult.$Properties {
        }

        /** Represents a ResetOffsetsPartitionResult. */
        class ResetOffsetsPartitionResult {

            /**
             * Constructs a new ResetOffsetsPartitionResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ResetOffsetsPartitionResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResetOffsetsPartitionResult partition. */
            partition: number;

            /** ResetOffsetsPartitionResult offsetBefore. */
            offsetBefore: number;

            /** ResetOffsetsPartitionResult offset. */
            offset: number;

            /**
             * Creates a new ResetOffsetsPartitionResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ResetOffsetsPartitionResult instance
             */
            static create(properties: tidelog.v1.ResetOffsetsPartitionResult.$Shape): tidelog.v1.ResetOffsetsPartitionResult & tidelog.v1.ResetOffsetsPartitionResult.$Shape;
            static create(properties?: tidelog.v1.ResetOffsetsPartitionResult.$Properties): tidelog.v1.ResetOffsetsPartitionResult;

            /**
             * Encodes the specified ResetOffsetsPartitionResult message. Does not implicitly {@link tidelog.v1.ResetOffsetsPartitionResult.verify|verify} messages.
             * @param message ResetOffsetsPartitionResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ResetOffsetsPartitionResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResetOffsetsPartitionResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ResetOffsetsPartitionResult & tidelog.v1.ResetOffsetsPartitionResult.$Shape} ResetOffsetsPartitionResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ResetOffsetsPartitionResult & tidelog.v1.ResetOffsetsPartitionResult.$Shape;
        }

        namespace ResetOffsetsPartitionResult {

            /** Properties of a ResetOffsetsPartitionResult. */
            interface $Properties {

                /** ResetOffsetsPartitionResult partition */
                partition?: number;

                /** ResetOffsetsPartitionResult offsetBefore */
                offsetBefore?: number;

                /** ResetOffsetsPartitionResult offset */
                offset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResetOffsetsPartitionResult. */
            type $Shape = tidelog.v1.ResetOffsetsPartitionResult.$Properties;
        }

        /**
         * Properties of a RaftMember.
         * @deprecated Use tidelog.v1.RaftMember.$Properties instead.
         */
        interface IRaftMember extends tidelog.v1.RaftMember.$Properties {
        }

        /** Represents a RaftMember. */
        class RaftMember {

            /**
             * Constructs a new RaftMember.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.RaftMember.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RaftMember nodeId. */
            nodeId: number;

            /** RaftMember directoryId. */
            directoryId: Uint8Array;

            /** RaftMember internalEndpoint. */
            internalEndpoint: tidelog.v1.Endpoint;

            /**
             * Creates a new RaftMember instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftMember instance
             */
            static create(properties: tidelog.v1.RaftMember.$Shape): tidelog.v1.RaftMember & tidelog.v1.RaftMember.$Shape;
            static create(properties?: tidelog.v1.RaftMember.$Properties): tidelog.v1.RaftMember;

            /**
             * Encodes the specified RaftMember message. Does not implicitly {@link tidelog.v1.RaftMember.verify|verify} messages.
             * @param message RaftMember message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.RaftMember.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftMember message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.RaftMember & tidelog.v1.RaftMember.$Shape} RaftMember
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.RaftMember & tidelog.v1.RaftMember.$Shape;
        }

        namespace RaftMember {

            /** Properties of a RaftMember. */
            interface $Properties {

                /** RaftMember nodeId */
                nodeId?: number;

                /** RaftMember directoryId */
                directoryId?: Uint8Array;

                /** RaftMember internalEndpoint */
                internalEndpoint?: tidelog.v1.Endpoint.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RaftMember. */
            type $Shape = tidelog.v1.RaftMember.$Properties;
        }

        /**
         * Properties of a RaftRequest.
         * @deprecated Use tidelog.v1.RaftRequest.$Properties instead.
         */
        interface IRaftRequest extends tidelog.v1.RaftRequest.$Properties {
        }

        /** Represents a RaftRequest. */
        class RaftRequest {

            /**
             * Constructs a new RaftRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.RaftRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RaftRequest clusterId. */
            clusterId: Uint8Array;

            /** RaftRequest from. */
            from: tidelog.v1.RaftMember;

            /** RaftRequest toNodeId. */
            toNodeId: number;

            /** RaftRequest toDirectoryId. */
            toDirectoryId: Uint8Array;

            /** RaftRequest term. */
            term: number;

            /** RaftRequest voteRequest. */
            voteRequest: (tidelog.v1.RaftVoteRequest|null);

            /** RaftRequest voteReply. */
            voteReply: (tidelog.v1.RaftVoteReply|null);

            /** RaftRequest appendRequest. */
            appendRequest: (tidelog.v1.RaftAppendRequest|null);

            /** RaftRequest appendReply. */
            appendReply: (tidelog.v1.RaftAppendReply|null);

            /** RaftRequest snapshotOffer. */
            snapshotOffer: (tidelog.v1.RaftSnapshotOffer|null);

            /** RaftRequest snapshotReply. */
            snapshotReply: (tidelog.v1.RaftSnapshotReply|null);

            /** RaftRequest timeoutNow. */
            timeoutNow: (tidelog.v1.RaftTimeoutNow|null);

            /** RaftRequest message. */
            message?: ("voteRequest"|"voteReply"|"appendRequest"|"appendReply"|"snapshotOffer"|"snapshotReply"|"timeoutNow");

            /**
             * Creates a new RaftRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftRequest instance
             */
            static create(properties: tidelog.v1.RaftRequest.$Shape): tidelog.v1.RaftRequest & tidelog.v1.RaftRequest.$Shape;
            static create(properties?: tidelog.v1.RaftRequest.$Properties): tidelog.v1.RaftRequest;

            /**
             * Encodes the specified RaftRequest message. Does not implicitly {@link tidelog.v1.RaftRequest.verify|verify} messages.
             * @param message RaftRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.RaftRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.RaftRequest & tidelog.v1.RaftRequest.$Shape} RaftRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.RaftRequest & tidelog.v1.RaftRequest.$Shape;
        }

        namespace RaftRequest {

            /** Properties of a RaftRequest. */
            interface $Properties {

                /** RaftRequest clusterId */
                clusterId?: Uint8Array;

                /** RaftRequest from */
                from?: tidelog.v1.RaftMember.$Properties;

                /** RaftRequest toNodeId */
                toNodeId?: number;

                /** RaftRequest toDirectoryId */
                toDirectoryId?: Uint8Array;

                /** RaftRequest term */
                term?: number;

                /** RaftRequest voteRequest */
                voteRequest?: (tidelog.v1.RaftVoteRequest.$Properties|null);

                /** RaftRequest voteReply */
                voteReply?: (tidelog.v1.RaftVoteReply.$Properties|null);

                /** RaftRequest appendRequest */
                appendRequest?: (tidelog.v1.RaftAppendRequest.$Properties|null);

                /** RaftRequest appendReply */
                appendReply?: (tidelog.v1.RaftAppendReply.$Properties|null);

                /** RaftRequest snapshotOffer */
                snapshotOffer?: (tidelog.v1.RaftSnapshotOffer.$Properties|null);

                /** RaftRequest snapshotReply */
                snapshotReply?: (tidelog.v1.RaftSnapshotReply.$Properties|null);

                /** RaftRequest timeoutNow */
                timeoutNow?: (tidelog.v1.RaftTimeoutNow.$Properties|null);

                /** RaftRequest message */
                message?: ("voteRequest"|"voteReply"|"appendRequest"|"appendReply"|"snapshotOffer"|"snapshotReply"|"timeoutNow");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a RaftRequest. */
            type $Shape = {
              clusterId?: Uint8Array;
              from?: tidelog.v1.RaftMember.$Shape;
              toNodeId?: number;
              toDirectoryId?: Uint8Array;
              term?: number;
              voteRequest?: tidelog.v1.RaftVoteRequest.$Shape|null;
              voteReply?: tidelog.v1.RaftVoteReply.$Shape|null;
              appendRequest?: tidelog.v1.RaftAppendRequest.$Shape|null;
              appendReply?: tidelog.v1.RaftAppendReply.$Shape|null;
              snapshotOffer?: tidelog.v1.RaftSnapshotOffer.$Shape|null;
              snapshotReply?: tidelog.v1.RaftSnapshotReply.$Shape|null;
              timeoutNow?: tidelog.v1.RaftTimeoutNow.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ message?: undefined; voteRequest?: null; voteReply?: null; appendRequest?: null; appendReply?: null; snapshotOffer?: null; snapshotReply?: null; timeoutNow?: null }|{ message?: "voteRequest"; voteRequest: tidelog.v1.RaftVoteRequest.$Shape; voteReply?: null; appendRequest?: null; appendReply?: null; snapshotOffer?: null; snapshotReply?: null; timeoutNow?: null }|{ message?: "voteReply"; voteRequest?: null; voteReply: tidelog.v1.RaftVoteReply.$Shape; appendRequest?: null; appendReply?: null; snapshotOffer?: null; snapshotReply?: null; timeoutNow?: null }|{ message?: "appendRequest"; voteRequest?: null; voteReply?: null; appendRequest: tidelog.v1.RaftAppendRequest.$Shape; appendReply?: null; snapshotOffer?: null; snapshotReply?: null; timeoutNow?: null }|{ message?: "appendReply"; voteRequest?: null; voteReply?: null; appendRequest?: null; appendReply: tidelog.v1.RaftAppendReply.$Shape; snapshotOffer?: null; snapshotReply?: null; timeoutNow?: null }|{ message?: "snapshotOffer"; voteRequest?: null; voteReply?: null; appendRequest?: null; appendReply?: null; snapshotOffer: tidelog.v1.RaftSnapshotOffer.$Shape; snapshotReply?: null; timeoutNow?: null }|{ message?: "snapshotReply"; voteRequest?: null; voteReply?: null; appendRequest?: null; appendReply?: null; snapshotOffer?: null; snapshotReply: tidelog.v1.RaftSnapshotReply.$Shape; timeoutNow?: null }|{ message?: "timeoutNow"; voteRequest?: null; voteReply?: null; appendRequest?: null; appendReply?: null; snapshotOffer?: null; snapshotReply?: null; timeoutNow: tidelog.v1.RaftTimeoutNow.$Shape })
            );
        }

        /**
         * Properties of a RaftResponse.
         * @deprecated Use tidelog.v1.RaftResponse.$Properties instead.
         */
        interface IRaftResponse extends tidelog.v1.RaftResponse.$Properties {
        }

        /** Represents a RaftResponse. */
        class RaftResponse {

            /**
             * Constructs a new RaftResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.RaftResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new RaftResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftResponse instance
             */
            static create(properties: tidelog.v1.RaftResponse.$Shape): tidelog.v1.RaftResponse & tidelog.v1.RaftResponse.$Shape;
            static create(properties?: tidelog.v1.RaftResponse.$Properties): tidelog.v1.RaftResponse;

            /**
             * Encodes the specified RaftResponse message. Does not implicitly {@link tidelog.v1.RaftResponse.verify|verify} messages.
             * @param message RaftResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.RaftResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.RaftResponse & tidelog.v1.RaftResponse.$Shape} RaftResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.RaftResponse & tidelog.v1.RaftResponse.$Shape;
        }

        namespace RaftResponse {

            /** Properties of a RaftResponse. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RaftResponse. */
            type $Shape = tidelog.v1.RaftResponse.$Properties;
        }

        /**
         * Properties of a RaftVoteRequest.
         * @deprecated Use tidelog.v1.RaftVoteRequest.$Properties instead.
         */
        interface IRaftVoteRequest extends tidelog.v1.RaftVoteRequest.$Properties {
        }

        /** Represents a RaftVoteRequest. */
        class RaftVoteRequest {

            /**
             * Constructs a new RaftVoteRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.RaftVoteRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RaftVoteRequest preVote. */
            preVote: boolean;

            /** RaftVoteRequest lastTerm. */
            lastTerm: number;

            /** RaftVoteRequest endOffset. */
            endOffset: number;

            /** RaftVoteRequest transfer. */
            transfer: boolean;

            /**
             * Creates a new RaftVoteRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftVoteRequest instance
             */
            static create(properties: tidelog.v1.RaftVoteRequest.$Shape): tidelog.v1.RaftVoteRequest & tidelog.v1.RaftVoteRequest.$Shape;
            static create(properties?: tidelog.v1.RaftVoteRequest.$Properties): tidelog.v1.RaftVoteRequest;

            /**
             * Encodes the specified RaftVoteRequest message. Does not implicitly {@link tidelog.v1.RaftVoteRequest.verify|verify} messages.
             * @param message RaftVoteRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.RaftVoteRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftVoteRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.RaftVoteRequest & tidelog.v1.RaftVoteRequest.$Shape} RaftVoteRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.RaftVoteRequest & tidelog.v1.RaftVoteRequest.$Shape;
        }

        namespace RaftVoteRequest {

            /** Properties of a RaftVoteRequest. */
            interface $Properties {

                /** RaftVoteRequest preVote */
                preVote?: boolean;

                /** RaftVoteRequest lastTerm */
                lastTerm?: number;

                /** RaftVoteRequest endOffset */
                endOffset?: number;

                /** RaftVoteRequest transfer */
                transfer?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RaftVoteRequest. */
            type $Shape = tidelog.v1.RaftVoteRequest.$Properties;
        }

        /**
         * Properties of a RaftVoteReply.
         * @deprecated Use tidelog.v1.RaftVoteReply.$Properties instead.
         */
        interface IRaftVoteReply extends tidelog.v1.RaftVoteReply.$Properties {
        }

        /** Represents a RaftVoteReply. */
        class RaftVoteReply {

            /**
             * Constructs a new RaftVoteReply.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.RaftVoteReply.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RaftVoteReply preVote. */
            preVote: boolean;

            /** RaftVoteReply granted. */
            granted: boolean;

            /** RaftVoteReply conditional. */
            conditional: boolean;

            /**
             * Creates a new RaftVoteReply instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftVoteReply instance
             */
            static create(properties: tidelog.v1.RaftVoteReply.$Shape): tidelog.v1.RaftVoteReply & tidelog.v1.RaftVoteReply.$Shape;
            static create(properties?: tidelog.v1.RaftVoteReply.$Properties): tidelog.v1.RaftVoteReply;

            /**
             * Encodes the specified RaftVoteReply message. Does not implicitly {@link tidelog.v1.RaftVoteReply.verify|verify} messages.
             * @param message RaftVoteReply message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.RaftVoteReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftVoteReply message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.RaftVoteReply & tidelog.v1.RaftVoteReply.$Shape} RaftVoteReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.RaftVoteReply & tidelog.v1.RaftVoteReply.$Shape;
        }

        namespace RaftVoteReply {

            /** Properties of a RaftVoteReply. */
            interface $Properties {

                /** RaftVoteReply preVote */
                preVote?: boolean;

                /** RaftVoteReply granted */
                granted?: boolean;

                /** RaftVoteReply conditional */
                conditional?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RaftVoteReply. */
            type $Shape = tidelog.v1.RaftVoteReply.$Properties;
        }

        /**
         * Properties of a RaftAppendRequest.
         * @deprecated Use tidelog.v1.RaftAppendRequest.$Properties instead.
         */
        interface IRaftAppendRequest extends tidelog.v1.RaftAppendRequest.$Properties {
        }

        /** Represents a RaftAppendRequest. */
        class RaftAppendRequest {

            /**
             * Constructs a new RaftAppendRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.RaftAppendRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RaftAppendRequest previousOffset. */
            previousOffset: number;

            /** RaftAppendRequest previousTerm. */
            previousTerm: number;

            /** RaftAppendRequest commitOffset. */
            commitOffset: number;

            /** RaftAppendRequest round. */
            round: number;

            /** RaftAppendRequest records. */
            records: Uint8Array;

            /**
             * Creates a new RaftAppendRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftAppendRequest instance
             */
            static create(properties: tidelog.v1.RaftAppendRequest.$Shape): tidelog.v1.RaftAppendRequest & tidelog.v1.RaftAppendRequest.$Shape;
            static create(properties?: tidelog.v1.RaftAppendRequest.$Properties): tidelog.v1.RaftAppendRequest;

            /**
             * Encodes the specified RaftAppendRequest message. Does not implicitly {@link tidelog.v1.RaftAppendRequest.verify|verify} messages.
             * @param message RaftAppendRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.RaftAppendRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftAppendRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.RaftAppendRequest & tidelog.v1.RaftAppendRequest.$Shape} RaftAppendRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.RaftAppendRequest & tidelog.v1.RaftAppendRequest.$Shape;
        }

        namespace RaftAppendRequest {

            /** Properties of a RaftAppendRequest. */
            interface $Properties {

                /** RaftAppendRequest previousOffset */
                previousOffset?: number;

                /** RaftAppendRequest previousTerm */
                previousTerm?: number;

                /** RaftAppendRequest commitOffset */
                commitOffset?: number;

                /** RaftAppendRequest round */
                round?: number;

                /** RaftAppendRequest records */
                records?: Uint8Array;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RaftAppendRequest. */
            type $Shape = tidelog.v1.RaftAppendRequest.$Properties;
        }

        /**
         * Properties of a RaftAppendReply.
         * @deprecated Use tidelog.v1.RaftAppendReply.$Properties instead.
         */
        interface IRaftAppendReply extends tidelog.v1.RaftAppendReply.$Properties {
        }

        /** Represents a RaftAppendReply. */
        class RaftAppendReply {

            /**
             * Constructs a new RaftAppendReply.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.RaftAppendReply.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RaftAppendReply round. */
            round: number;

            /** RaftAppendReply matchedOffset. */
            matchedOffset: (number|null);

            /** RaftAppendReply durableOffset. */
            durableOffset: number;

            /** RaftAppendReply conflict. */
            conflict: tidelog.v1.RaftConflict;

            /**
             * Creates a new RaftAppendReply instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftAppendReply instance
             */
            static create(properties: tidelog.v1.RaftAppendReply.$Shape): tidelog.v1.RaftAppendReply & tidelog.v1.RaftAppendReply.$Shape;
            static create(properties?: tidelog.v1.RaftAppendReply.$Properties): tidelog.v1.RaftAppendReply;

            /**
             * Encodes the specified RaftAppendReply message. Does not implicitly {@link tidelog.v1.RaftAppendReply.verify|verify} messages.
             * @param message RaftAppendReply message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.RaftAppendReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftAppendReply message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.RaftAppendReply & tidelog.v1.RaftAppendReply.$Shape} RaftAppendReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.RaftAppendReply & tidelog.v1.RaftAppendReply.$Shape;
        }

        namespace RaftAppendReply {

            /** Properties of a RaftAppendReply. */
            interface $Properties {

                /** RaftAppendReply round */
                round?: number;

                /** RaftAppendReply matchedOffset */
                matchedOffset?: (number|null);

                /** RaftAppendReply durableOffset */
                durableOffset?: number;

                /** RaftAppendReply conflict */
                conflict?: tidelog.v1.RaftConflict.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RaftAppendReply. */
            type $Shape = tidelog.v1.RaftAppendReply.$Properties;
        }

        /**
         * Properties of a RaftConflict.
         * @deprecated Use tidelog.v1.RaftConflict.$Properties instead.
         */
        interface IRaftConflict extends tidelog.v1.RaftConflict.$Properties {
        }

        /** Represents a RaftConflict. */
        class RaftConflict {

            /**
             * Constructs a new RaftConflict.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.RaftConflict.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RaftConflict rejectedOffset. */
            rejectedOffset: number;

            /** RaftConflict term. */
            term: number;

            /** RaftConflict endOffset. */
            endOffset: number;

            /**
             * Creates a new RaftConflict instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftConflict instance
             */
            static create(properties: tidelog.v1.RaftConflict.$Shape): tidelog.v1.RaftConflict & tidelog.v1.RaftConflict.$Shape;
            static create(properties?: tidelog.v1.RaftConflict.$Properties): tidelog.v1.RaftConflict;

            /**
             * Encodes the specified RaftConflict message. Does not implicitly {@link tidelog.v1.RaftConflict.verify|verify} messages.
             * @param message RaftConflict message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.RaftConflict.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftConflict message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.RaftConflict & tidelog.v1.RaftConflict.$Shape} RaftConflict
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.RaftConflict & tidelog.v1.RaftConflict.$Shape;
        }

        namespace RaftConflict {

            /** Properties of a RaftConflict. */
            interface $Properties {

                /** RaftConflict rejectedOffset */
                rejectedOffset?: number;

                /** RaftConflict term */
                term?: number;

                /** RaftConflict endOffset */
                endOffset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RaftConflict. */
            type $Shape = tidelog.v1.RaftConflict.$Properties;
        }

        /**
         * Properties of a RaftSnapshotOffer.
         * @deprecated Use tidelog.v1.RaftSnapshotOffer.$Properties instead.
         */
        interface IRaftSnapshotOffer extends tidelog.v1.RaftSnapshotOffer.$Properties {
        }

        /** Represents a RaftSnapshotOffer. */
        class RaftSnapshotOffer {

            /**
             * Constructs a new RaftSnapshotOffer.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.RaftSnapshotOffer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RaftSnapshotOffer endOffset. */
            endOffset: number;

            /** RaftSnapshotOffer lastTerm. */
            lastTerm: number;

            /** RaftSnapshotOffer round. */
            round: number;

            /**
             * Creates a new RaftSnapshotOffer instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftSnapshotOffer instance
             */
            static create(properties: tidelog.v1.RaftSnapshotOffer.$Shape): tidelog.v1.RaftSnapshotOffer & tidelog.v1.RaftSnapshotOffer.$Shape;
            static create(properties?: tidelog.v1.RaftSnapshotOffer.$Properties): tidelog.v1.RaftSnapshotOffer;

            /**
             * Encodes the specified RaftSnapshotOffer message. Does not implicitly {@link tidelog.v1.RaftSnapshotOffer.verify|verify} messages.
             * @param message RaftSnapshotOffer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.RaftSnapshotOffer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftSnapshotOffer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.RaftSnapshotOffer & tidelog.v1.RaftSnapshotOffer.$Shape} RaftSnapshotOffer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.RaftSnapshotOffer & tidelog.v1.RaftSnapshotOffer.$Shape;
        }

        namespace RaftSnapshotOffer {

            /** Properties of a RaftSnapshotOffer. */
            interface $Properties {

                /** RaftSnapshotOffer endOffset */
                endOffset?: number;

                /** RaftSnapshotOffer lastTerm */
                lastTerm?: number;

                /** RaftSnapshotOffer round */
                round?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RaftSnapshotOffer. */
            type $Shape = tidelog.v1.RaftSnapshotOffer.$Properties;
        }

        /**
         * Properties of a RaftSnapshotReply.
         * @deprecated Use tidelog.v1.RaftSnapshotReply.$Properties instead.
         */
        interface IRaftSnapshotReply extends tidelog.v1.RaftSnapshotReply.$Properties {
        }

        /** Represents a RaftSnapshotReply. */
        class RaftSnapshotReply {

            /**
             * Constructs a new RaftSnapshotReply.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.RaftSnapshotReply.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RaftSnapshotReply endOffset. */
            endOffset: number;

            /** RaftSnapshotReply lastTerm. */
            lastTerm: number;

            /** RaftSnapshotReply round. */
            round: number;

            /** RaftSnapshotReply installed. */
            installed: boolean;

            /**
             * Creates a new RaftSnapshotReply instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftSnapshotReply instance
             */
            static create(properties: tidelog.v1.RaftSnapshotReply.$Shape): tidelog.v1.RaftSnapshotReply & tidelog.v1.RaftSnapshotReply.$Shape;
            static create(properties?: tidelog.v1.RaftSnapshotReply.$Properties): tidelog.v1.RaftSnapshotReply;

            /**
             * Encodes the specified RaftSnapshotReply message. Does not implicitly {@link tidelog.v1.RaftSnapshotReply.verify|verify} messages.
             * @param message RaftSnapshotReply message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.RaftSnapshotReply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftSnapshotReply message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.RaftSnapshotReply & tidelog.v1.RaftSnapshotReply.$Shape} RaftSnapshotReply
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.RaftSnapshotReply & tidelog.v1.RaftSnapshotReply.$Shape;
        }

        namespace RaftSnapshotReply {

            /** Properties of a RaftSnapshotReply. */
            interface $Properties {

                /** RaftSnapshotReply endOffset */
                endOffset?: number;

                /** RaftSnapshotReply lastTerm */
                lastTerm?: number;

                /** RaftSnapshotReply round */
                round?: number;

                /** RaftSnapshotReply installed */
                installed?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RaftSnapshotReply. */
            type $Shape = tidelog.v1.RaftSnapshotReply.$Properties;
        }

        /**
         * Properties of a RaftTimeoutNow.
         * @deprecated Use tidelog.v1.RaftTimeoutNow.$Properties instead.
         */
        interface IRaftTimeoutNow extends tidelog.v1.RaftTimeoutNow.$Properties {
        }

        /** Represents a RaftTimeoutNow. */
        class RaftTimeoutNow {

            /**
             * Constructs a new RaftTimeoutNow.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.RaftTimeoutNow.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new RaftTimeoutNow instance using the specified properties.
             * @param [properties] Properties to set
             * @returns RaftTimeoutNow instance
             */
            static create(properties: tidelog.v1.RaftTimeoutNow.$Shape): tidelog.v1.RaftTimeoutNow & tidelog.v1.RaftTimeoutNow.$Shape;
            static create(properties?: tidelog.v1.RaftTimeoutNow.$Properties): tidelog.v1.RaftTimeoutNow;

            /**
             * Encodes the specified RaftTimeoutNow message. Does not implicitly {@link tidelog.v1.RaftTimeoutNow.verify|verify} messages.
             * @param message RaftTimeoutNow message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.RaftTimeoutNow.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RaftTimeoutNow message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.RaftTimeoutNow & tidelog.v1.RaftTimeoutNow.$Shape} RaftTimeoutNow
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.RaftTimeoutNow & tidelog.v1.RaftTimeoutNow.$Shape;
        }

        namespace RaftTimeoutNow {

            /** Properties of a RaftTimeoutNow. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RaftTimeoutNow. */
            type $Shape = tidelog.v1.RaftTimeoutNow.$Properties;
        }

        /**
         * Properties of a FetchSnapshotRequest.
         * @deprecated Use tidelog.v1.FetchSnapshotRequest.$Properties instead.
         */
        interface IFetchSnapshotRequest extends tidelog.v1.FetchSnapshotRequest.$Properties {
        }

        /** Represents a FetchSnapshotRequest. */
        class FetchSnapshotRequest {

            /**
             * Constructs a new FetchSnapshotRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.FetchSnapshotRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FetchSnapshotRequest endOffset. */
            endOffset: number;

            /** FetchSnapshotRequest lastTerm. */
            lastTerm: number;

            /** FetchSnapshotRequest position. */
            position: number;

            /** FetchSnapshotRequest maxBytes. */
            maxBytes: number;

            /**
             * Creates a new FetchSnapshotRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FetchSnapshotRequest instance
             */
            static create(properties: tidelog.v1.FetchSnapshotRequest.$Shape): tidelog.v1.FetchSnapshotRequest & tidelog.v1.FetchSnapshotRequest.$Shape;
            static create(properties?: tidelog.v1.FetchSnapshotRequest.$Properties): tidelog.v1.FetchSnapshotRequest;

            /**
             * Encodes the specified FetchSnapshotRequest message. Does not implicitly {@link tidelog.v1.FetchSnapshotRequest.verify|verify} messages.
             * @param message FetchSnapshotRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.FetchSnapshotRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FetchSnapshotRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.FetchSnapshotRequest & tidelog.v1.FetchSnapshotRequest.$Shape} FetchSnapshotRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.FetchSnapshotRequest & tidelog.v1.FetchSnapshotRequest.$Shape;
        }

        namespace FetchSnapshotRequest {

            /** Properties of a FetchSnapshotRequest. */
            interface $Properties {

                /** FetchSnapshotRequest endOffset */
                endOffset?: number;

                /** FetchSnapshotRequest lastTerm */
                lastTerm?: number;

                /** FetchSnapshotRequest position */
                position?: number;

                /** FetchSnapshotRequest maxBytes */
                maxBytes?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FetchSnapshotRequest. */
            type $Shape = tidelog.v1.FetchSnapshotRequest.$Properties;
        }

        /**
         * Properties of a FetchSnapshotResponse.
         * @deprecated Use tidelog.v1.FetchSnapshotResponse.$Properties instead.
         */
        interface IFetchSnapshotResponse extends tidelog.v1.FetchSnapshotResponse.$Properties {
        }

        /** Represents a FetchSnapshotResponse. */
        class FetchSnapshotResponse {

            /**
             * Constructs a new FetchSnapshotResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.FetchSnapshotResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FetchSnapshotResponse endOffset. */
            endOffset: number;

            /** FetchSnapshotResponse lastTerm. */
            lastTerm: number;

            /** FetchSnapshotResponse totalBytes. */
            totalBytes: number;

            /** FetchSnapshotResponse position. */
            position: number;

            /** FetchSnapshotResponse data. */
            data: Uint8Array;

            /**
             * Creates a new FetchSnapshotResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FetchSnapshotResponse instance
             */
            static create(properties: tidelog.v1.FetchSnapshotResponse.$Shape): tidelog.v1.FetchSnapshotResponse & tidelog.v1.FetchSnapshotResponse.$Shape;
            static create(properties?: tidelog.v1.FetchSnapshotResponse.$Properties): tidelog.v1.FetchSnapshotResponse;

            /**
             * Encodes the specified FetchSnapshotResponse message. Does not implicitly {@link tidelog.v1.FetchSnapshotResponse.verify|verify} messages.
             * @param message FetchSnapshotResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.FetchSnapshotResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FetchSnapshotResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.FetchSnapshotResponse & tidelog.v1.FetchSnapshotResponse.$Shape} FetchSnapshotResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.FetchSnapshotResponse & tidelog.v1.FetchSnapshotResponse.$Shape;
        }

        namespace FetchSnapshotResponse {

            /** Properties of a FetchSnapshotResponse. */
            interface $Properties {

                /** FetchSnapshotResponse endOffset */
                endOffset?: number;

                /** FetchSnapshotResponse lastTerm */
                lastTerm?: number;

                /** FetchSnapshotResponse totalBytes */
                totalBytes?: number;

                /** FetchSnapshotResponse position */
                position?: number;

                /** FetchSnapshotResponse data */
                data?: Uint8Array;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FetchSnapshotResponse. */
            type $Shape = tidelog.v1.FetchSnapshotResponse.$Properties;
        }

        /**
         * Properties of a PrepareFoundingRequest.
         * @deprecated Use tidelog.v1.PrepareFoundingRequest.$Properties instead.
         */
        interface IPrepareFoundingRequest extends tidelog.v1.PrepareFoundingRequest.$Properties {
        }

        /** Represents a PrepareFoundingRequest. */
        class PrepareFoundingRequest {

            /**
             * Constructs a new PrepareFoundingRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.PrepareFoundingRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PrepareFoundingRequest from. */
            from: tidelog.v1.RaftMember;

            /** PrepareFoundingRequest voters. */
            voters: tidelog.v1.QuorumPeer[];

            /**
             * Creates a new PrepareFoundingRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PrepareFoundingRequest instance
             */
            static create(properties: tidelog.v1.PrepareFoundingRequest.$Shape): tidelog.v1.PrepareFoundingRequest & tidelog.v1.PrepareFoundingRequest.$Shape;
            static create(properties?: tidelog.v1.PrepareFoundingRequest.$Properties): tidelog.v1.PrepareFoundingRequest;

            /**
             * Encodes the specified PrepareFoundingRequest message. Does not implicitly {@link tidelog.v1.PrepareFoundingRequest.verify|verify} messages.
             * @param message PrepareFoundingRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.PrepareFoundingRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PrepareFoundingRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.PrepareFoundingRequest & tidelog.v1.PrepareFoundingRequest.$Shape} PrepareFoundingRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.PrepareFoundingRequest & tidelog.v1.PrepareFoundingRequest.$Shape;
        }

        namespace PrepareFoundingRequest {

            /** Properties of a PrepareFoundingRequest. */
            interface $Properties {

                /** PrepareFoundingRequest from */
                from?: tidelog.v1.RaftMember.$Properties;

                /** PrepareFoundingRequest voters */
                voters?: tidelog.v1.QuorumPeer.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PrepareFoundingRequest. */
            type $Shape = tidelog.v1.PrepareFoundingRequest.$Properties;
        }

        /**
         * Properties of a QuorumPeer.
         * @deprecated Use tidelog.v1.QuorumPeer.$Properties instead.
         */
        interface IQuorumPeer extends tidelog.v1.QuorumPeer.$Properties {
        }

        /** Represents a QuorumPeer. */
        class QuorumPeer {

            /**
             * Constructs a new QuorumPeer.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.QuorumPeer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** QuorumPeer nodeId. */
            nodeId: number;

            /** QuorumPeer host. */
            host: string;

            /** QuorumPeer port. */
            port: number;

            /**
             * Creates a new QuorumPeer instance using the specified properties.
             * @param [properties] Properties to set
             * @returns QuorumPeer instance
             */
            static create(properties: tidelog.v1.QuorumPeer.$Shape): tidelog.v1.QuorumPeer & tidelog.v1.QuorumPeer.$Shape;
            static create(properties?: tidelog.v1.QuorumPeer.$Properties): tidelog.v1.QuorumPeer;

            /**
             * Encodes the specified QuorumPeer message. Does not implicitly {@link tidelog.v1.QuorumPeer.verify|verify} messages.
             * @param message QuorumPeer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.QuorumPeer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a QuorumPeer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.QuorumPeer & tidelog.v1.QuorumPeer.$Shape} QuorumPeer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.QuorumPeer & tidelog.v1.QuorumPeer.$Shape;
        }

        namespace QuorumPeer {

            /** Properties of a QuorumPeer. */
            interface $Properties {

                /** QuorumPeer nodeId */
                nodeId?: number;

                /** QuorumPeer host */
                host?: string;

                /** QuorumPeer port */
                port?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a QuorumPeer. */
            type $Shape = tidelog.v1.QuorumPeer.$Properties;
        }

        /**
         * Properties of a PrepareFoundingResponse.
         * @deprecated Use tidelog.v1.PrepareFoundingResponse.$Properties instead.
         */
        interface IPrepareFoundingResponse extends tidelog.v1.PrepareFoundingResponse.$Properties {
        }

        /** Represents a PrepareFoundingResponse. */
        class PrepareFoundingResponse {

            /**
             * Constructs a new PrepareFoundingResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.PrepareFoundingResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PrepareFoundingResponse self. */
            self: tidelog.v1.RaftMember;

            /** PrepareFoundingResponse clusterId. */
            clusterId: Uint8Array;

            /**
             * Creates a new PrepareFoundingResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PrepareFoundingResponse instance
             */
            static create(properties: tidelog.v1.PrepareFoundingResponse.$Shape): tidelog.v1.PrepareFoundingResponse & tidelog.v1.PrepareFoundingResponse.$Shape;
            static create(properties?: tidelog.v1.PrepareFoundingResponse.$Properties): tidelog.v1.PrepareFoundingResponse;

            /**
             * Encodes the specified PrepareFoundingResponse message. Does not implicitly {@link tidelog.v1.PrepareFoundingResponse.verify|verify} messages.
             * @param message PrepareFoundingResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.PrepareFoundingResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PrepareFoundingResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.PrepareFoundingResponse & tidelog.v1.PrepareFoundingResponse.$Shape} PrepareFoundingResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.PrepareFoundingResponse & tidelog.v1.PrepareFoundingResponse.$Shape;
        }

        namespace PrepareFoundingResponse {

            /** Properties of a PrepareFoundingResponse. */
            interface $Properties {

                /** PrepareFoundingResponse self */
                self?: tidelog.v1.RaftMember.$Properties;

                /** PrepareFoundingResponse clusterId */
                clusterId?: Uint8Array;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PrepareFoundingResponse. */
            type $Shape = tidelog.v1.PrepareFoundingResponse.$Properties;
        }

        /**
         * Properties of a ReadIndexRequest.
         * @deprecated Use tidelog.v1.ReadIndexRequest.$Properties instead.
         */
        interface IReadIndexRequest extends tidelog.v1.ReadIndexRequest.$Properties {
        }

        /** Represents a ReadIndexRequest. */
        class ReadIndexRequest {

            /**
             * Constructs a new ReadIndexRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ReadIndexRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReadIndexRequest timeoutMs. */
            timeoutMs: number;

            /**
             * Creates a new ReadIndexRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReadIndexRequest instance
             */
            static create(properties: tidelog.v1.ReadIndexRequest.$Shape): tidelog.v1.ReadIndexRequest & tidelog.v1.ReadIndexRequest.$Shape;
            static create(properties?: tidelog.v1.ReadIndexRequest.$Properties): tidelog.v1.ReadIndexRequest;

            /**
             * Encodes the specified ReadIndexRequest message. Does not implicitly {@link tidelog.v1.ReadIndexRequest.verify|verify} messages.
             * @param message ReadIndexRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ReadIndexRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReadIndexRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ReadIndexRequest & tidelog.v1.ReadIndexRequest.$Shape} ReadIndexRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ReadIndexRequest & tidelog.v1.ReadIndexRequest.$Shape;
        }

        namespace ReadIndexRequest {

            /** Properties of a ReadIndexRequest. */
            interface $Properties {

                /** ReadIndexRequest timeoutMs */
                timeoutMs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReadIndexRequest. */
            type $Shape = tidelog.v1.ReadIndexRequest.$Properties;
        }

        /**
         * Properties of a ReadIndexResponse.
         * @deprecated Use tidelog.v1.ReadIndexResponse.$Properties instead.
         */
        interface IReadIndexResponse extends tidelog.v1.ReadIndexResponse.$Properties {
        }

        /** Represents a ReadIndexResponse. */
        class ReadIndexResponse {

            /**
             * Constructs a new ReadIndexResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ReadIndexResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReadIndexResponse metadataOffset. */
            metadataOffset: number;

            /**
             * Creates a new ReadIndexResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReadIndexResponse instance
             */
            static create(properties: tidelog.v1.ReadIndexResponse.$Shape): tidelog.v1.ReadIndexResponse & tidelog.v1.ReadIndexResponse.$Shape;
            static create(properties?: tidelog.v1.ReadIndexResponse.$Properties): tidelog.v1.ReadIndexResponse;

            /**
             * Encodes the specified ReadIndexResponse message. Does not implicitly {@link tidelog.v1.ReadIndexResponse.verify|verify} messages.
             * @param message ReadIndexResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ReadIndexResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReadIndexResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ReadIndexResponse & tidelog.v1.ReadIndexResponse.$Shape} ReadIndexResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ReadIndexResponse & tidelog.v1.ReadIndexResponse.$Shape;
        }

        namespace ReadIndexResponse {

            /** Properties of a ReadIndexResponse. */
            interface $Properties {

                /** ReadIndexResponse metadataOffset */
                metadataOffset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReadIndexResponse. */
            type $Shape = tidelog.v1.ReadIndexResponse.$Properties;
        }

        /**
         * Properties of a ReplicaFetchRequest.
         * @deprecated Use tidelog.v1.ReplicaFetchRequest.$Properties instead.
         */
        interface IReplicaFetchRequest extends tidelog.v1.ReplicaFetchRequest.$Properties {
        }

        /** Represents a ReplicaFetchRequest. */
        class ReplicaFetchRequest {

            /**
             * Constructs a new ReplicaFetchRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ReplicaFetchRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReplicaFetchRequest nodeId. */
            nodeId: number;

            /** ReplicaFetchRequest brokerEpoch. */
            brokerEpoch: number;

            /** ReplicaFetchRequest sessionId. */
            sessionId: number;

            /** ReplicaFetchRequest sessionEpoch. */
            sessionEpoch: number;

            /** ReplicaFetchRequest maxWaitMs. */
            maxWaitMs: number;

            /** ReplicaFetchRequest maxBytes. */
            maxBytes: number;

            /** ReplicaFetchRequest topics. */
            topics: tidelog.v1.ReplicaFetchTopic[];

            /** ReplicaFetchRequest forgotten. */
            forgotten: tidelog.v1.ForgottenTopic[];

            /**
             * Creates a new ReplicaFetchRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReplicaFetchRequest instance
             */
            static create(properties: tidelog.v1.ReplicaFetchRequest.$Shape): tidelog.v1.ReplicaFetchRequest & tidelog.v1.ReplicaFetchRequest.$Shape;
            static create(properties?: tidelog.v1.ReplicaFetchRequest.$Properties): tidelog.v1.ReplicaFetchRequest;

            /**
             * Encodes the specified ReplicaFetchRequest message. Does not implicitly {@link tidelog.v1.ReplicaFetchRequest.verify|verify} messages.
             * @param message ReplicaFetchRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ReplicaFetchRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReplicaFetchRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ReplicaFetchRequest & tidelog.v1.ReplicaFetchRequest.$Shape} ReplicaFetchRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ReplicaFetchRequest & tidelog.v1.ReplicaFetchRequest.$Shape;
        }

        namespace ReplicaFetchRequest {

            /** Properties of a ReplicaFetchRequest. */
            interface $Properties {

                /** ReplicaFetchRequest nodeId */
                nodeId?: number;

                /** ReplicaFetchRequest brokerEpoch */
                brokerEpoch?: number;

                /** ReplicaFetchRequest sessionId */
                sessionId?: number;

                /** ReplicaFetchRequest sessionEpoch */
                sessionEpoch?: number;

                /** ReplicaFetchRequest maxWaitMs */
                maxWaitMs?: number;

                /** ReplicaFetchRequest maxBytes */
                maxBytes?: number;

                /** ReplicaFetchRequest topics */
                topics?: tidelog.v1.ReplicaFetchTopic.$Properties[];

                /** ReplicaFetchRequest forgotten */
                forgotten?: tidelog.v1.ForgottenTopic.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReplicaFetchRequest. */
            type $Shape = tidelog.v1.ReplicaFetchRequest.$Properties;
        }

        /**
         * Properties of a ReplicaFetchTopic.
         * @deprecated Use tidelog.v1.ReplicaFetchTopic.$Properties instead.
         */
        interface IReplicaFetchTopic extends tidelog.v1.ReplicaFetchTopic.$Properties {
        }

        /** Represents a ReplicaFetchTopic. */
        class ReplicaFetchTopic {

            /**
             * Constructs a new ReplicaFetchTopic.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ReplicaFetchTopic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReplicaFetchTopic topicId. */
            topicId: Uint8Array;

            /** ReplicaFetchTopic partitions. */
            partitions: tidelog.v1.ReplicaFetchPartition[];

            /**
             * Creates a new ReplicaFetchTopic instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReplicaFetchTopic instance
             */
            static create(properties: tidelog.v1.ReplicaFetchTopic.$Shape): tidelog.v1.ReplicaFetchTopic & tidelog.v1.ReplicaFetchTopic.$Shape;
            static create(properties?: tidelog.v1.ReplicaFetchTopic.$Properties): tidelog.v1.ReplicaFetchTopic;

            /**
             * Encodes the specified ReplicaFetchTopic message. Does not implicitly {@link tidelog.v1.ReplicaFetchTopic.verify|verify} messages.
             * @param message ReplicaFetchTopic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ReplicaFetchTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReplicaFetchTopic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ReplicaFetchTopic & tidelog.v1.ReplicaFetchTopic.$Shape} ReplicaFetchTopic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ReplicaFetchTopic & tidelog.v1.ReplicaFetchTopic.$Shape;
        }

        namespace ReplicaFetchTopic {

            /** Properties of a ReplicaFetchTopic. */
            interface $Properties {

                /** ReplicaFetchTopic topicId */
                topicId?: Uint8Array;

                /** ReplicaFetchTopic partitions */
                partitions?: tidelog.v1.ReplicaFetchPartition.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReplicaFetchTopic. */
            type $Shape = tidelog.v1.ReplicaFetchTopic.$Properties;
        }

        /**
         * Properties of a ReplicaFetchPartition.
         * @deprecated Use tidelog.v1.ReplicaFetchPartition.$Properties instead.
         */
        interface IReplicaFetchPartition extends tidelog.v1.ReplicaFetchPartition.$Properties {
        }

        /** Represents a ReplicaFetchPartition. */
        class ReplicaFetchPartition {

            /**
             * Constructs a new ReplicaFetchPartition.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ReplicaFetchPartition.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReplicaFetchPartition partition. */
            partition: number;

            /** ReplicaFetchPartition leaderEpoch. */
            leaderEpoch: number;

            /** ReplicaFetchPartition fetchOffset. */
            fetchOffset: number;

            /** ReplicaFetchPartition lastFetchedEpoch. */
            lastFetchedEpoch: number;

            /** ReplicaFetchPartition durableOffset. */
            durableOffset: number;

            /** ReplicaFetchPartition wasCorrupt. */
            wasCorrupt: boolean;

            /**
             * Creates a new ReplicaFetchPartition instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReplicaFetchPartition instance
             */
            static create(properties: tidelog.v1.ReplicaFetchPartition.$Shape): tidelog.v1.ReplicaFetchPartition & tidelog.v1.ReplicaFetchPartition.$Shape;
            static create(properties?: tidelog.v1.ReplicaFetchPartition.$Properties): tidelog.v1.ReplicaFetchPartition;

            /**
             * Encodes the specified ReplicaFetchPartition message. Does not implicitly {@link tidelog.v1.ReplicaFetchPartition.verify|verify} messages.
             * @param message ReplicaFetchPartition message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ReplicaFetchPartition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReplicaFetchPartition message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ReplicaFetchPartition & tidelog.v1.ReplicaFetchPartition.$Shape} ReplicaFetchPartition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ReplicaFetchPartition & tidelog.v1.ReplicaFetchPartition.$Shape;
        }

        namespace ReplicaFetchPartition {

            /** Properties of a ReplicaFetchPartition. */
            interface $Properties {

                /** ReplicaFetchPartition partition */
                partition?: number;

                /** ReplicaFetchPartition leaderEpoch */
                leaderEpoch?: number;

                /** ReplicaFetchPartition fetchOffset */
                fetchOffset?: number;

                /** ReplicaFetchPartition lastFetchedEpoch */
                lastFetchedEpoch?: number;

                /** ReplicaFetchPartition durableOffset */
                durableOffset?: number;

                /** ReplicaFetchPartition wasCorrupt */
                wasCorrupt?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReplicaFetchPartition. */
            type $Shape = tidelog.v1.ReplicaFetchPartition.$Properties;
        }

        /**
         * Properties of a ForgottenTopic.
         * @deprecated Use tidelog.v1.ForgottenTopic.$Properties instead.
         */
        interface IForgottenTopic extends tidelog.v1.ForgottenTopic.$Properties {
        }

        /** Represents a ForgottenTopic. */
        class ForgottenTopic {

            /**
             * Constructs a new ForgottenTopic.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ForgottenTopic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ForgottenTopic topicId. */
            topicId: Uint8Array;

            /** ForgottenTopic partitions. */
            partitions: number[];

            /**
             * Creates a new ForgottenTopic instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ForgottenTopic instance
             */
            static create(properties: tidelog.v1.ForgottenTopic.$Shape): tidelog.v1.ForgottenTopic & tidelog.v1.ForgottenTopic.$Shape;
            static create(properties?: tidelog.v1.ForgottenTopic.$Properties): tidelog.v1.ForgottenTopic;

            /**
             * Encodes the specified ForgottenTopic message. Does not implicitly {@link tidelog.v1.ForgottenTopic.verify|verify} messages.
             * @param message ForgottenTopic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ForgottenTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ForgottenTopic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ForgottenTopic & tidelog.v1.ForgottenTopic.$Shape} ForgottenTopic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ForgottenTopic & tidelog.v1.ForgottenTopic.$Shape;
        }

        namespace ForgottenTopic {

            /** Properties of a ForgottenTopic. */
            interface $Properties {

                /** ForgottenTopic topicId */
                topicId?: Uint8Array;

                /** ForgottenTopic partitions */
                partitions?: number[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ForgottenTopic. */
            type $Shape = tidelog.v1.ForgottenTopic.$Properties;
        }

        /**
         * Properties of a ReplicaFetchResponse.
         * @deprecated Use tidelog.v1.ReplicaFetchResponse.$Properties instead.
         */
        interface IReplicaFetchResponse extends tidelog.v1.ReplicaFetchResponse.$Properties {
        }

        /** Represents a ReplicaFetchResponse. */
        class ReplicaFetchResponse {

            /**
             * Constructs a new ReplicaFetchResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ReplicaFetchResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReplicaFetchResponse sessionId. */
            sessionId: number;

            /** ReplicaFetchResponse topics. */
            topics: tidelog.v1.ReplicaFetchTopicResult[];

            /**
             * Creates a new ReplicaFetchResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReplicaFetchResponse instance
             */
            static create(properties: tidelog.v1.ReplicaFetchResponse.$Shape): tidelog.v1.ReplicaFetchResponse & tidelog.v1.ReplicaFetchResponse.$Shape;
            static create(properties?: tidelog.v1.ReplicaFetchResponse.$Properties): tidelog.v1.ReplicaFetchResponse;

            /**
             * Encodes the specified ReplicaFetchResponse message. Does not implicitly {@link tidelog.v1.ReplicaFetchResponse.verify|verify} messages.
             * @param message ReplicaFetchResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ReplicaFetchResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReplicaFetchResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ReplicaFetchResponse & tidelog.v1.ReplicaFetchResponse.$Shape} ReplicaFetchResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ReplicaFetchResponse & tidelog.v1.ReplicaFetchResponse.$Shape;
        }

        namespace ReplicaFetchResponse {

            /** Properties of a ReplicaFetchResponse. */
            interface $Properties {

                /** ReplicaFetchResponse sessionId */
                sessionId?: number;

                /** ReplicaFetchResponse topics */
                topics?: tidelog.v1.ReplicaFetchTopicResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReplicaFetchResponse. */
            type $Shape = tidelog.v1.ReplicaFetchResponse.$Properties;
        }

        /**
         * Properties of a ReplicaFetchTopicResult.
         * @deprecated Use tidelog.v1.ReplicaFetchTopicResult.$Properties instead.
         */
        interface IReplicaFetchTopicResult extends tidelog.v1.ReplicaFetchTopicResult.$Properties {
        }

        /** Represents a ReplicaFetchTopicResult. */
        class ReplicaFetchTopicResult {

            /**
             * Constructs a new ReplicaFetchTopicResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ReplicaFetchTopicResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReplicaFetchTopicResult topicId. */
            topicId: Uint8Array;

            /** ReplicaFetchTopicResult partitions. */
            partitions: tidelog.v1.ReplicaFetchPartitionResult[];

            /**
             * Creates a new ReplicaFetchTopicResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReplicaFetchTopicResult instance
             */
            static create(properties: tidelog.v1.ReplicaFetchTopicResult.$Shape): tidelog.v1.ReplicaFetchTopicResult & tidelog.v1.ReplicaFetchTopicResult.$Shape;
            static create(properties?: tidelog.v1.ReplicaFetchTopicResult.$Properties): tidelog.v1.ReplicaFetchTopicResult;

            /**
             * Encodes the specified ReplicaFetchTopicResult message. Does not implicitly {@link tidelog.v1.ReplicaFetchTopicResult.verify|verify} messages.
             * @param message ReplicaFetchTopicResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ReplicaFetchTopicResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReplicaFetchTopicResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ReplicaFetchTopicResult & tidelog.v1.ReplicaFetchTopicResult.$Shape} ReplicaFetchTopicResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ReplicaFetchTopicResult & tidelog.v1.ReplicaFetchTopicResult.$Shape;
        }

        namespace ReplicaFetchTopicResult {

            /** Properties of a ReplicaFetchTopicResult. */
            interface $Properties {

                /** ReplicaFetchTopicResult topicId */
                topicId?: Uint8Array;

                /** ReplicaFetchTopicResult partitions */
                partitions?: tidelog.v1.ReplicaFetchPartitionResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReplicaFetchTopicResult. */
            type $Shape = tidelog.v1.ReplicaFetchTopicResult.$Properties;
        }

        /**
         * Properties of a ReplicaFetchPartitionResult.
         * @deprecated Use tidelog.v1.ReplicaFetchPartitionResult.$Properties instead.
         */
        interface IReplicaFetchPartitionResult extends tidelog.v1.ReplicaFetchPartitionResult.$Properties {
        }

        /** Represents a ReplicaFetchPartitionResult. */
        class ReplicaFetchPartitionResult {

            /**
             * Constructs a new ReplicaFetchPartitionResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ReplicaFetchPartitionResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReplicaFetchPartitionResult partition. */
            partition: number;

            /** ReplicaFetchPartitionResult errorCode. */
            errorCode: number;

            /** ReplicaFetchPartitionResult errorMessage. */
            errorMessage: string;

            /** ReplicaFetchPartitionResult leaderEpoch. */
            leaderEpoch: number;

            /** ReplicaFetchPartitionResult fetchOffset. */
            fetchOffset: number;

            /** ReplicaFetchPartitionResult highWatermark. */
            highWatermark: number;

            /** ReplicaFetchPartitionResult logStartOffset. */
            logStartOffset: number;

            /** ReplicaFetchPartitionResult holesBelow. */
            holesBelow: number;

            /** ReplicaFetchPartitionResult diverging. */
            diverging: tidelog.v1.LogDivergence;

            /** ReplicaFetchPartitionResult records. */
            records: (Uint8Array|null);

            /**
             * Creates a new ReplicaFetchPartitionResult instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReplicaFetchPartitionResult instance
             */
            static create(properties: tidelog.v1.ReplicaFetchPartitionResult.$Shape): tidelog.v1.ReplicaFetchPartitionResult & tidelog.v1.ReplicaFetchPartitionResult.$Shape;
            static create(properties?: tidelog.v1.ReplicaFetchPartitionResult.$Properties): tidelog.v1.ReplicaFetchPartitionResult;

            /**
             * Encodes the specified ReplicaFetchPartitionResult message. Does not implicitly {@link tidelog.v1.ReplicaFetchPartitionResult.verify|verify} messages.
             * @param message ReplicaFetchPartitionResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ReplicaFetchPartitionResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReplicaFetchPartitionResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ReplicaFetchPartitionResult & tidelog.v1.ReplicaFetchPartitionResult.$Shape} ReplicaFetchPartitionResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ReplicaFetchPartitionResult & tidelog.v1.ReplicaFetchPartitionResult.$Shape;
        }

        namespace ReplicaFetchPartitionResult {

            /** Properties of a ReplicaFetchPartitionResult. */
            interface $Properties {

                /** ReplicaFetchPartitionResult partition */
                partition?: number;

                /** ReplicaFetchPartitionResult errorCode */
                errorCode?: number;

                /** ReplicaFetchPartitionResult errorMessage */
                errorMessage?: string;

                /** ReplicaFetchPartitionResult leaderEpoch */
                leaderEpoch?: number;

                /** ReplicaFetchPartitionResult fetchOffset */
                fetchOffset?: number;

                /** ReplicaFetchPartitionResult highWatermark */
                highWatermark?: number;

                /** ReplicaFetchPartitionResult logStartOffset */
                logStartOffset?: number;

                /** ReplicaFetchPartitionResult holesBelow */
                holesBelow?: number;

                /** ReplicaFetchPartitionResult diverging */
                diverging?: tidelog.v1.LogDivergence.$Properties;

                /** ReplicaFetchPartitionResult records */
                records?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReplicaFetchPartitionResult. */
            type $Shape = tidelog.v1.ReplicaFetchPartitionResult.$Properties;
        }

        /**
         * Properties of a ReplicaProgressRequest.
         * @deprecated Use tidelog.v1.ReplicaProgressRequest.$Properties instead.
         */
        interface IReplicaProgressRequest extends tidelog.v1.ReplicaProgressRequest.$Properties {
        }

        /** Represents a ReplicaProgressRequest. */
        class ReplicaProgressRequest {

            /**
             * Constructs a new ReplicaProgressRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ReplicaProgressRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReplicaProgressRequest nodeId. */
            nodeId: number;

            /** ReplicaProgressRequest brokerEpoch. */
            brokerEpoch: number;

            /** ReplicaProgressRequest topics. */
            topics: tidelog.v1.ReplicaProgressTopic[];

            /**
             * Creates a new ReplicaProgressRequest instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReplicaProgressRequest instance
             */
            static create(properties: tidelog.v1.ReplicaProgressRequest.$Shape): tidelog.v1.ReplicaProgressRequest & tidelog.v1.ReplicaProgressRequest.$Shape;
            static create(properties?: tidelog.v1.ReplicaProgressRequest.$Properties): tidelog.v1.ReplicaProgressRequest;

            /**
             * Encodes the specified ReplicaProgressRequest message. Does not implicitly {@link tidelog.v1.ReplicaProgressRequest.verify|verify} messages.
             * @param message ReplicaProgressRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ReplicaProgressRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReplicaProgressRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ReplicaProgressRequest & tidelog.v1.ReplicaProgressRequest.$Shape} ReplicaProgressRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ReplicaProgressRequest & tidelog.v1.ReplicaProgressRequest.$Shape;
        }

        namespace ReplicaProgressRequest {

            /** Properties of a ReplicaProgressRequest. */
            interface $Properties {

                /** ReplicaProgressRequest nodeId */
                nodeId?: number;

                /** ReplicaProgressRequest brokerEpoch */
                brokerEpoch?: number;

                /** ReplicaProgressRequest topics */
                topics?: tidelog.v1.ReplicaProgressTopic.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReplicaProgressRequest. */
            type $Shape = tidelog.v1.ReplicaProgressRequest.$Properties;
        }

        /**
         * Properties of a ReplicaProgressTopic.
         * @deprecated Use tidelog.v1.ReplicaProgressTopic.$Properties instead.
         */
        interface IReplicaProgressTopic extends tidelog.v1.ReplicaProgressTopic.$Properties {
        }

        /** Represents a ReplicaProgressTopic. */
        class ReplicaProgressTopic {

            /**
             * Constructs a new ReplicaProgressTopic.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ReplicaProgressTopic.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReplicaProgressTopic topicId. */
            topicId: Uint8Array;

            /** ReplicaProgressTopic partitions. */
            partitions: tidelog.v1.ReplicaProgressPartition[];

            /**
             * Creates a new ReplicaProgressTopic instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReplicaProgressTopic instance
             */
            static create(properties: tidelog.v1.ReplicaProgressTopic.$Shape): tidelog.v1.ReplicaProgressTopic & tidelog.v1.ReplicaProgressTopic.$Shape;
            static create(properties?: tidelog.v1.ReplicaProgressTopic.$Properties): tidelog.v1.ReplicaProgressTopic;

            /**
             * Encodes the specified ReplicaProgressTopic message. Does not implicitly {@link tidelog.v1.ReplicaProgressTopic.verify|verify} messages.
             * @param message ReplicaProgressTopic message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ReplicaProgressTopic.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReplicaProgressTopic message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ReplicaProgressTopic & tidelog.v1.ReplicaProgressTopic.$Shape} ReplicaProgressTopic
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ReplicaProgressTopic & tidelog.v1.ReplicaProgressTopic.$Shape;
        }

        namespace ReplicaProgressTopic {

            /** Properties of a ReplicaProgressTopic. */
            interface $Properties {

                /** ReplicaProgressTopic topicId */
                topicId?: Uint8Array;

                /** ReplicaProgressTopic partitions */
                partitions?: tidelog.v1.ReplicaProgressPartition.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReplicaProgressTopic. */
            type $Shape = tidelog.v1.ReplicaProgressTopic.$Properties;
        }

        /**
         * Properties of a ReplicaProgressPartition.
         * @deprecated Use tidelog.v1.ReplicaProgressPartition.$Properties instead.
         */
        interface IReplicaProgressPartition extends tidelog.v1.ReplicaProgressPartition.$Properties {
        }

        /** Represents a ReplicaProgressPartition. */
        class ReplicaProgressPartition {

            /**
             * Constructs a new ReplicaProgressPartition.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ReplicaProgressPartition.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReplicaProgressPartition partition. */
            partition: number;

            /** ReplicaProgressPartition leaderEpoch. */
            leaderEpoch: number;

            /** ReplicaProgressPartition durableOffset. */
            durableOffset: number;

            /**
             * Creates a new ReplicaProgressPartition instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReplicaProgressPartition instance
             */
            static create(properties: tidelog.v1.ReplicaProgressPartition.$Shape): tidelog.v1.ReplicaProgressPartition & tidelog.v1.ReplicaProgressPartition.$Shape;
            static create(properties?: tidelog.v1.ReplicaProgressPartition.$Properties): tidelog.v1.ReplicaProgressPartition;

            /**
             * Encodes the specified ReplicaProgressPartition message. Does not implicitly {@link tidelog.v1.ReplicaProgressPartition.verify|verify} messages.
             * @param message ReplicaProgressPartition message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ReplicaProgressPartition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReplicaProgressPartition message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ReplicaProgressPartition & tidelog.v1.ReplicaProgressPartition.$Shape} ReplicaProgressPartition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ReplicaProgressPartition & tidelog.v1.ReplicaProgressPartition.$Shape;
        }

        namespace ReplicaProgressPartition {

            /** Properties of a ReplicaProgressPartition. */
            interface $Properties {

                /** ReplicaProgressPartition partition */
                partition?: number;

                /** ReplicaProgressPartition leaderEpoch */
                leaderEpoch?: number;

                /** ReplicaProgressPartition durableOffset */
                durableOffset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReplicaProgressPartition. */
            type $Shape = tidelog.v1.ReplicaProgressPartition.$Properties;
        }

        /**
         * Properties of a ReplicaProgressResponse.
         * @deprecated Use tidelog.v1.ReplicaProgressResponse.$Properties instead.
         */
        interface IReplicaProgressResponse extends tidelog.v1.ReplicaProgressResponse.$Properties {
        }

        /** Represents a ReplicaProgressResponse. */
        class ReplicaProgressResponse {

            /**
             * Constructs a new ReplicaProgressResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ReplicaProgressResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new ReplicaProgressResponse instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ReplicaProgressResponse instance
             */
            static create(properties: tidelog.v1.ReplicaProgressResponse.$Shape): tidelog.v1.ReplicaProgressResponse & tidelog.v1.ReplicaProgressResponse.$Shape;
            static create(properties?: tidelog.v1.ReplicaProgressResponse.$Properties): tidelog.v1.ReplicaProgressResponse;

            /**
             * Encodes the specified ReplicaProgressResponse message. Does not implicitly {@link tidelog.v1.ReplicaProgressResponse.verify|verify} messages.
             * @param message ReplicaProgressResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ReplicaProgressResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReplicaProgressResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ReplicaProgressResponse & tidelog.v1.ReplicaProgressResponse.$Shape} ReplicaProgressResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ReplicaProgressResponse & tidelog.v1.ReplicaProgressResponse.$Shape;
        }

        namespace ReplicaProgressResponse {

            /** Properties of a ReplicaProgressResponse. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReplicaProgressResponse. */
            type $Shape = tidelog.v1.ReplicaProgressResponse.$Properties;
        }

        /**
         * Properties of a MetadataRecord.
         * @deprecated Use tidelog.v1.MetadataRecord.$Properties instead.
         */
        interface IMetadataRecord extends tidelog.v1.MetadataRecord.$Properties {
        }

        /** Represents a MetadataRecord. */
        class MetadataRecord {

            /**
             * Constructs a new MetadataRecord.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.MetadataRecord.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** MetadataRecord clusterFounded. */
            clusterFounded: (tidelog.v1.ClusterFounded|null);

            /** MetadataRecord featureLevelSet. */
            featureLevelSet: (tidelog.v1.FeatureLevelSet|null);

            /** MetadataRecord votersSet. */
            votersSet: (tidelog.v1.VotersSet|null);

            /** MetadataRecord controllerElected. */
            controllerElected: (tidelog.v1.ControllerElected|null);

            /** MetadataRecord brokerRegistered. */
            brokerRegistered: (tidelog.v1.BrokerRegistered|null);

            /** MetadataRecord brokerFencingChanged. */
            brokerFencingChanged: (tidelog.v1.BrokerFencingChanged|null);

            /** MetadataRecord topicCreated. */
            topicCreated: (tidelog.v1.TopicCreated|null);

            /** MetadataRecord partitionCreated. */
            partitionCreated: (tidelog.v1.PartitionCreated|null);

            /** MetadataRecord partitionChanged. */
            partitionChanged: (tidelog.v1.PartitionChanged|null);

            /** MetadataRecord topicDeleted. */
            topicDeleted: (tidelog.v1.TopicDeleted|null);

            /** MetadataRecord producerIdsAllocated. */
            producerIdsAllocated: (tidelog.v1.ProducerIdsAllocated|null);

            /** MetadataRecord topicChanged. */
            topicChanged: (tidelog.v1.TopicChanged|null);

            /** MetadataRecord topicIdsRetired. */
            topicIdsRetired: (tidelog.v1.TopicIdsRetired|null);

            /** MetadataRecord change. */
            change?: ("clusterFounded"|"featureLevelSet"|"votersSet"|"controllerElected"|"brokerRegistered"|"brokerFencingChanged"|"topicCreated"|"partitionCreated"|"partitionChanged"|"topicDeleted"|"producerIdsAllocated"|"topicChanged"|"topicIdsRetired");

            /**
             * Creates a new MetadataRecord instance using the specified properties.
             * @param [properties] Properties to set
             * @returns MetadataRecord instance
             */
            static create(properties: tidelog.v1.MetadataRecord.$Shape): tidelog.v1.MetadataRecord & tidelog.v1.MetadataRecord.$Shape;
            static create(properties?: tidelog.v1.MetadataRecord.$Properties): tidelog.v1.MetadataRecord;

            /**
             * Encodes the specified MetadataRecord message. Does not implicitly {@link tidelog.v1.MetadataRecord.verify|verify} messages.
             * @param message MetadataRecord message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.MetadataRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a MetadataRecord message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.MetadataRecord & tidelog.v1.MetadataRecord.$Shape} MetadataRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.MetadataRecord & tidelog.v1.MetadataRecord.$Shape;
        }

        namespace MetadataRecord {

            /** Properties of a MetadataRecord. */
            interface $Properties {

                /** MetadataRecord clusterFounded */
                clusterFounded?: (tidelog.v1.ClusterFounded.$Properties|null);

                /** MetadataRecord featureLevelSet */
                featureLevelSet?: (tidelog.v1.FeatureLevelSet.$Properties|null);

                /** MetadataRecord votersSet */
                votersSet?: (tidelog.v1.VotersSet.$Properties|null);

                /** MetadataRecord controllerElected */
                controllerElected?: (tidelog.v1.ControllerElected.$Properties|null);

                /** MetadataRecord brokerRegistered */
                brokerRegistered?: (tidelog.v1.BrokerRegistered.$Properties|null);

                /** MetadataRecord brokerFencingChanged */
                brokerFencingChanged?: (tidelog.v1.BrokerFencingChanged.$Properties|null);

                /** MetadataRecord topicCreated */
                topicCreated?: (tidelog.v1.TopicCreated.$Properties|null);

                /** MetadataRecord partitionCreated */
                partitionCreated?: (tidelog.v1.PartitionCreated.$Properties|null);

                /** MetadataRecord partitionChanged */
                partitionChanged?: (tidelog.v1.PartitionChanged.$Properties|null);

                /** MetadataRecord topicDeleted */
                topicDeleted?: (tidelog.v1.TopicDeleted.$Properties|null);

                /** MetadataRecord producerIdsAllocated */
                producerIdsAllocated?: (tidelog.v1.ProducerIdsAllocated.$Properties|null);

                /** MetadataRecord topicChanged */
                topicChanged?: (tidelog.v1.TopicChanged.$Properties|null);

                /** MetadataRecord topicIdsRetired */
                topicIdsRetired?: (tidelog.v1.TopicIdsRetired.$Properties|null);

                /** MetadataRecord change */
                change?: ("clusterFounded"|"featureLevelSet"|"votersSet"|"controllerElected"|"brokerRegistered"|"brokerFencingChanged"|"topicCreated"|"partitionCreated"|"partitionChanged"|"topicDeleted"|"producerIdsAllocated"|"topicChanged"|"topicIdsRetired");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a MetadataRecord. */
            type $Shape = {
              clusterFounded?: tidelog.v1.ClusterFounded.$Shape|null;
              featureLevelSet?: tidelog.v1.FeatureLevelSet.$Shape|null;
              votersSet?: tidelog.v1.VotersSet.$Shape|null;
              controllerElected?: tidelog.v1.ControllerElected.$Shape|null;
              brokerRegistered?: tidelog.v1.BrokerRegistered.$Shape|null;
              brokerFencingChanged?: tidelog.v1.BrokerFencingChanged.$Shape|null;
              topicCreated?: tidelog.v1.TopicCreated.$Shape|null;
              partitionCreated?: tidelog.v1.PartitionCreated.$Shape|null;
              partitionChanged?: tidelog.v1.PartitionChanged.$Shape|null;
              topicDeleted?: tidelog.v1.TopicDeleted.$Shape|null;
              producerIdsAllocated?: tidelog.v1.ProducerIdsAllocated.$Shape|null;
              topicChanged?: tidelog.v1.TopicChanged.$Shape|null;
              topicIdsRetired?: tidelog.v1.TopicIdsRetired.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ change?: undefined; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null; topicIdsRetired?: null }|{ change?: "clusterFounded"; clusterFounded: tidelog.v1.ClusterFounded.$Shape; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null; topicIdsRetired?: null }|{ change?: "featureLevelSet"; clusterFounded?: null; featureLevelSet: tidelog.v1.FeatureLevelSet.$Shape; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null; topicIdsRetired?: null }|{ change?: "votersSet"; clusterFounded?: null; featureLevelSet?: null; votersSet: tidelog.v1.VotersSet.$Shape; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null; topicIdsRetired?: null }|{ change?: "controllerElected"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected: tidelog.v1.ControllerElected.$Shape; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null; topicIdsRetired?: null }|{ change?: "brokerRegistered"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered: tidelog.v1.BrokerRegistered.$Shape; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null; topicIdsRetired?: null }|{ change?: "brokerFencingChanged"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged: tidelog.v1.BrokerFencingChanged.$Shape; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null; topicIdsRetired?: null }|{ change?: "topicCreated"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated: tidelog.v1.TopicCreated.$Shape; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null; topicIdsRetired?: null }|{ change?: "partitionCreated"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated: tidelog.v1.PartitionCreated.$Shape; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null; topicIdsRetired?: null }|{ change?: "partitionChanged"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged: tidelog.v1.PartitionChanged.$Shape; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null; topicIdsRetired?: null }|{ change?: "topicDeleted"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted: tidelog.v1.TopicDeleted.$Shape; producerIdsAllocated?: null; topicChanged?: null; topicIdsRetired?: null }|{ change?: "producerIdsAllocated"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated: tidelog.v1.ProducerIdsAllocated.$Shape; topicChanged?: null; topicIdsRetired?: null }|{ change?: "topicChanged"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged: tidelog.v1.TopicChanged.$Shape; topicIdsRetired?: null }|{ change?: "topicIdsRetired"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null; topicIdsRetired: tidelog.v1.TopicIdsRetired.$Shape })
            );
        }

        /**
         * Properties of a ClusterFounded.
         * @deprecated Use tidelog.v1.ClusterFounded.$Properties instead.
         */
        interface IClusterFounded extends tidelog.v1.ClusterFounded.$Properties {
        }

        /** Represents a ClusterFounded. */
        class ClusterFounded {

            /**
             * Constructs a new ClusterFounded.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ClusterFounded.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ClusterFounded clusterId. */
            clusterId: Uint8Array;

            /**
             * Creates a new ClusterFounded instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ClusterFounded instance
             */
            static create(properties: tidelog.v1.ClusterFounded.$Shape): tidelog.v1.ClusterFounded & tidelog.v1.ClusterFounded.$Shape;
            static create(properties?: tidelog.v1.ClusterFounded.$Properties): tidelog.v1.ClusterFounded;

            /**
             * Encodes the specified ClusterFounded message. Does not implicitly {@link tidelog.v1.ClusterFounded.verify|verify} messages.
             * @param message ClusterFounded message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ClusterFounded.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ClusterFounded message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ClusterFounded & tidelog.v1.ClusterFounded.$Shape} ClusterFounded
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ClusterFounded & tidelog.v1.ClusterFounded.$Shape;
        }

        namespace ClusterFounded {

            /** Properties of a ClusterFounded. */
            interface $Properties {

                /** ClusterFounded clusterId */
                clusterId?: Uint8Array;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ClusterFounded. */
            type $Shape = tidelog.v1.ClusterFounded.$Properties;
        }

        /**
         * Properties of a FeatureLevelSet.
         * @deprecated Use tidelog.v1.FeatureLevelSet.$Properties instead.
         */
        interface IFeatureLevelSet extends tidelog.v1.FeatureLevelSet.$Properties {
        }

        /** Represents a FeatureLevelSet. */
        class FeatureLevelSet {

            /**
             * Constructs a new FeatureLevelSet.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.FeatureLevelSet.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FeatureLevelSet level. */
            level: number;

            /** FeatureLevelSet softwareVersion. */
            softwareVersion: string;

            /**
             * Creates a new FeatureLevelSet instance using the specified properties.
             * @param [properties] Properties to set
             * @returns FeatureLevelSet instance
             */
            static create(properties: tidelog.v1.FeatureLevelSet.$Shape): tidelog.v1.FeatureLevelSet & tidelog.v1.FeatureLevelSet.$Shape;
            static create(properties?: tidelog.v1.FeatureLevelSet.$Properties): tidelog.v1.FeatureLevelSet;

            /**
             * Encodes the specified FeatureLevelSet message. Does not implicitly {@link tidelog.v1.FeatureLevelSet.verify|verify} messages.
             * @param message FeatureLevelSet message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.FeatureLevelSet.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FeatureLevelSet message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.FeatureLevelSet & tidelog.v1.FeatureLevelSet.$Shape} FeatureLevelSet
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.FeatureLevelSet & tidelog.v1.FeatureLevelSet.$Shape;
        }

        namespace FeatureLevelSet {

            /** Properties of a FeatureLevelSet. */
            interface $Properties {

                /** FeatureLevelSet level */
                level?: number;

                /** FeatureLevelSet softwareVersion */
                softwareVersion?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FeatureLevelSet. */
            type $Shape = tidelog.v1.FeatureLevelSet.$Properties;
        }

        /**
         * Properties of a VotersSet.
         * @deprecated Use tidelog.v1.VotersSet.$Properties instead.
         */
        interface IVotersSet extends tidelog.v1.VotersSet.$Properties {
        }

        /** Represents a VotersSet. */
        class VotersSet {

            /**
             * Constructs a new VotersSet.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.VotersSet.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** VotersSet voters. */
            voters: tidelog.v1.Voter[];

            /** VotersSet learners. */
            learners: tidelog.v1.Voter[];

            /**
             * Creates a new VotersSet instance using the specified properties.
             * @param [properties] Properties to set
             * @returns VotersSet instance
             */
            static create(properties: tidelog.v1.VotersSet.$Shape): tidelog.v1.VotersSet & tidelog.v1.VotersSet.$Shape;
            static create(properties?: tidelog.v1.VotersSet.$Properties): tidelog.v1.VotersSet;

            /**
             * Encodes the specified VotersSet message. Does not implicitly {@link tidelog.v1.VotersSet.verify|verify} messages.
             * @param message VotersSet message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.VotersSet.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a VotersSet message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.VotersSet & tidelog.v1.VotersSet.$Shape} VotersSet
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.VotersSet & tidelog.v1.VotersSet.$Shape;
        }

        namespace VotersSet {

            /** Properties of a VotersSet. */
            interface $Properties {

                /** VotersSet voters */
                voters?: tidelog.v1.Voter.$Properties[];

                /** VotersSet learners */
                learners?: tidelog.v1.Voter.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a VotersSet. */
            type $Shape = tidelog.v1.VotersSet.$Properties;
        }

        /**
         * Properties of a Voter.
         * @deprecated Use tidelog.v1.Voter.$Properties instead.
         */
        interface IVoter extends tidelog.v1.Voter.$Properties {
        }

        /** Represents a Voter. */
        class Voter {

            /**
             * Constructs a new Voter.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.Voter.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Voter nodeId. */
            nodeId: number;

            /** Voter directoryId. */
            directoryId: Uint8Array;

            /** Voter internalEndpoint. */
            internalEndpoint: tidelog.v1.Endpoint;

            /**
             * Creates a new Voter instance using the specified properties.
             * @param [properties] Properties to set
             * @returns Voter instance
             */
            static create(properties: tidelog.v1.Voter.$Shape): tidelog.v1.Voter & tidelog.v1.Voter.$Shape;
            static create(properties?: tidelog.v1.Voter.$Properties): tidelog.v1.Voter;

            /**
             * Encodes the specified Voter message. Does not implicitly {@link tidelog.v1.Voter.verify|verify} messages.
             * @param message Voter message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.Voter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Voter message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.Voter & tidelog.v1.Voter.$Shape} Voter
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.Voter & tidelog.v1.Voter.$Shape;
        }

        namespace Voter {

            /** Properties of a Voter. */
            interface $Properties {

                /** Voter nodeId */
                nodeId?: number;

                /** Voter directoryId */
                directoryId?: Uint8Array;

                /** Voter internalEndpoint */
                internalEndpoint?: tidelog.v1.Endpoint.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Voter. */
            type $Shape = tidelog.v1.Voter.$Properties;
        }

        /**
         * Properties of a ControllerElected.
         * @deprecated Use tidelog.v1.ControllerElected.$Properties instead.
         */
        interface IControllerElected extends tidelog.v1.ControllerElected.$Properties {
        }

        /** Represents a ControllerElected. */
        class ControllerElected {

            /**
             * Constructs a new ControllerElected.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ControllerElected.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ControllerElected nodeId. */
            nodeId: number;

            /** ControllerElected term. */
            term: number;

            /**
             * Creates a new ControllerElected instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ControllerElected instance
             */
            static create(properties: tidelog.v1.ControllerElected.$Shape): tidelog.v1.ControllerElected & tidelog.v1.ControllerElected.$Shape;
            static create(properties?: tidelog.v1.ControllerElected.$Properties): tidelog.v1.ControllerElected;

            /**
             * Encodes the specified ControllerElected message. Does not implicitly {@link tidelog.v1.ControllerElected.verify|verify} messages.
             * @param message ControllerElected message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ControllerElected.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ControllerElected message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ControllerElected & tidelog.v1.ControllerElected.$Shape} ControllerElected
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ControllerElected & tidelog.v1.ControllerElected.$Shape;
        }

        namespace ControllerElected {

            /** Properties of a ControllerElected. */
            interface $Properties {

                /** ControllerElected nodeId */
                nodeId?: number;

                /** ControllerElected term */
                term?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ControllerElected. */
            type $Shape = tidelog.v1.ControllerElected.$Properties;
        }

        /**
         * Properties of a BrokerRegistered.
         * @deprecated Use tidelog.v1.BrokerRegistered.$Properties instead.
         */
        interface IBrokerRegistered extends tidelog.v1.BrokerRegistered.$Properties {
        }

        /** Represents a BrokerRegistered. */
        class BrokerRegistered {

            /**
             * Constructs a new BrokerRegistered.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.BrokerRegistered.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BrokerRegistered nodeId. */
            nodeId: number;

            /** BrokerRegistered directoryId. */
            directoryId: Uint8Array;

            /** BrokerRegistered incarnationId. */
            incarnationId: Uint8Array;

            /** BrokerRegistered clientEndpoint. */
            clientEndpoint: tidelog.v1.Endpoint;

            /** BrokerRegistered internalEndpoint. */
            internalEndpoint: tidelog.v1.Endpoint;

            /** BrokerRegistered featureLevelMin. */
            featureLevelMin: number;

            /** BrokerRegistered featureLevelMax. */
            featureLevelMax: number;

            /** BrokerRegistered softwareVersion. */
            softwareVersion: string;

            /** BrokerRegistered brokerEpoch. */
            brokerEpoch: (number|null);

            /**
             * Creates a new BrokerRegistered instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BrokerRegistered instance
             */
            static create(properties: tidelog.v1.BrokerRegistered.$Shape): tidelog.v1.BrokerRegistered & tidelog.v1.BrokerRegistered.$Shape;
            static create(properties?: tidelog.v1.BrokerRegistered.$Properties): tidelog.v1.BrokerRegistered;

            /**
             * Encodes the specified BrokerRegistered message. Does not implicitly {@link tidelog.v1.BrokerRegistered.verify|verify} messages.
             * @param message BrokerRegistered message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.BrokerRegistered.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BrokerRegistered message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.BrokerRegistered & tidelog.v1.BrokerRegistered.$Shape} BrokerRegistered
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.BrokerRegistered & tidelog.v1.BrokerRegistered.$Shape;
        }

        namespace BrokerRegistered {

            /** Properties of a BrokerRegistered. */
            interface $Properties {

                /** BrokerRegistered nodeId */
                nodeId?: number;

                /** BrokerRegistered directoryId */
                directoryId?: Uint8Array;

                /** BrokerRegistered incarnationId */
                incarnationId?: Uint8Array;

                /** BrokerRegistered clientEndpoint */
                clientEndpoint?: tidelog.v1.Endpoint.$Properties;

                /** BrokerRegistered internalEndpoint */
                internalEndpoint?: tidelog.v1.Endpoint.$Properties;

                /** BrokerRegistered featureLevelMin */
                featureLevelMin?: number;

                /** BrokerRegistered featureLevelMax */
                featureLevelMax?: number;

                /** BrokerRegistered softwareVersion */
                softwareVersion?: string;

                /** BrokerRegistered brokerEpoch */
                brokerEpoch?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BrokerRegistered. */
            type $Shape = tidelog.v1.BrokerRegistered.$Properties;
        }

        /**
         * Properties of a BrokerFencingChanged.
         * @deprecated Use tidelog.v1.BrokerFencingChanged.$Properties instead.
         */
        interface IBrokerFencingChanged extends tidelog.v1.BrokerFencingChanged.$Properties {
        }

        /** Represents a BrokerFencingChanged. */
        class BrokerFencingChanged {

            /**
             * Constructs a new BrokerFencingChanged.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.BrokerFencingChanged.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BrokerFencingChanged nodeId. */
            nodeId: number;

            /** BrokerFencingChanged brokerEpoch. */
            brokerEpoch: number;

            /** BrokerFencingChanged fenced. */
            fenced: boolean;

            /** BrokerFencingChanged reason. */
            reason: string;

            /** BrokerFencingChanged shuttingDown. */
            shuttingDown: boolean;

            /**
             * Creates a new BrokerFencingChanged instance using the specified properties.
             * @param [properties] Properties to set
             * @returns BrokerFencingChanged instance
             */
            static create(properties: tidelog.v1.BrokerFencingChanged.$Shape): tidelog.v1.BrokerFencingChanged & tidelog.v1.BrokerFencingChanged.$Shape;
            static create(properties?: tidelog.v1.BrokerFencingChanged.$Properties): tidelog.v1.BrokerFencingChanged;

            /**
             * Encodes the specified BrokerFencingChanged message. Does not implicitly {@link tidelog.v1.BrokerFencingChanged.verify|verify} messages.
             * @param message BrokerFencingChanged message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.BrokerFencingChanged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BrokerFencingChanged message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.BrokerFencingChanged & tidelog.v1.BrokerFencingChanged.$Shape} BrokerFencingChanged
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.BrokerFencingChanged & tidelog.v1.BrokerFencingChanged.$Shape;
        }

        namespace BrokerFencingChanged {

            /** Properties of a BrokerFencingChanged. */
            interface $Properties {

                /** BrokerFencingChanged nodeId */
                nodeId?: number;

                /** BrokerFencingChanged brokerEpoch */
                brokerEpoch?: number;

                /** BrokerFencingChanged fenced */
                fenced?: boolean;

                /** BrokerFencingChanged reason */
                reason?: string;

                /** BrokerFencingChanged shuttingDown */
                shuttingDown?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BrokerFencingChanged. */
            type $Shape = tidelog.v1.BrokerFencingChanged.$Properties;
        }

        /**
         * Properties of a TopicCreated.
         * @deprecated Use tidelog.v1.TopicCreated.$Properties instead.
         */
        interface ITopicCreated extends tidelog.v1.TopicCreated.$Properties {
        }

        /** Represents a TopicCreated. */
        class TopicCreated {

            /**
             * Constructs a new TopicCreated.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.TopicCreated.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TopicCreated topicId. */
            topicId: Uint8Array;

            /** TopicCreated name. */
            name: string;

            /** TopicCreated configs. */
            configs: tidelog.v1.TopicConfig[];

            /** TopicCreated replicasWanted. */
            replicasWanted: number;

            /** TopicCreated minInsyncWanted. */
            minInsyncWanted: number;

            /** TopicCreated unsyncedSince. */
            unsyncedSince: number;

            /**
             * Creates a new TopicCreated instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TopicCreated instance
             */
            static create(properties: tidelog.v1.TopicCreated.$Shape): tidelog.v1.TopicCreated & tidelog.v1.TopicCreated.$Shape;
            static create(properties?: tidelog.v1.TopicCreated.$Properties): tidelog.v1.TopicCreated;

            /**
             * Encodes the specified TopicCreated message. Does not implicitly {@link tidelog.v1.TopicCreated.verify|verify} messages.
             * @param message TopicCreated message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.TopicCreated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TopicCreated message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.TopicCreated & tidelog.v1.TopicCreated.$Shape} TopicCreated
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.TopicCreated & tidelog.v1.TopicCreated.$Shape;
        }

        namespace TopicCreated {

            /** Properties of a TopicCreated. */
            interface $Properties {

                /** TopicCreated topicId */
                topicId?: Uint8Array;

                /** TopicCreated name */
                name?: string;

                /** TopicCreated configs */
                configs?: tidelog.v1.TopicConfig.$Properties[];

                /** TopicCreated replicasWanted */
                replicasWanted?: number;

                /** TopicCreated minInsyncWanted */
                minInsyncWanted?: number;

                /** TopicCreated unsyncedSince */
                unsyncedSince?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TopicCreated. */
            type $Shape = tidelog.v1.TopicCreated.$Properties;
        }

        /**
         * Properties of a TopicChanged.
         * @deprecated Use tidelog.v1.TopicChanged.$Properties instead.
         */
        interface ITopicChanged extends tidelog.v1.TopicChanged.$Properties {
        }

        /** Represents a TopicChanged. */
        class TopicChanged {

            /**
             * Constructs a new TopicChanged.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.TopicChanged.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TopicChanged topicId. */
            topicId: Uint8Array;

            /** TopicChanged setConfigs. */
            setConfigs: tidelog.v1.TopicConfig[];

            /** TopicChanged removedConfigs. */
            removedConfigs: string[];

            /** TopicChanged replicasWanted. */
            replicasWanted: (number|null);

            /** TopicChanged minInsyncWanted. */
            minInsyncWanted: (number|null);

            /** TopicChanged unsyncedSince. */
            unsyncedSince: (number|null);

            /**
             * Creates a new TopicChanged instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TopicChanged instance
             */
            static create(properties: tidelog.v1.TopicChanged.$Shape): tidelog.v1.TopicChanged & tidelog.v1.TopicChanged.$Shape;
            static create(properties?: tidelog.v1.TopicChanged.$Properties): tidelog.v1.TopicChanged;

            /**
             * Encodes the specified TopicChanged message. Does not implicitly {@link tidelog.v1.TopicChanged.verify|verify} messages.
             * @param message TopicChanged message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.TopicChanged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TopicChanged message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.TopicChanged & tidelog.v1.TopicChanged.$Shape} TopicChanged
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.TopicChanged & tidelog.v1.TopicChanged.$Shape;
        }

        namespace TopicChanged {

            /** Properties of a TopicChanged. */
            interface $Properties {

                /** TopicChanged topicId */
                topicId?: Uint8Array;

                /** TopicChanged setConfigs */
                setConfigs?: tidelog.v1.TopicConfig.$Properties[];

                /** TopicChanged removedConfigs */
                removedConfigs?: string[];

                /** TopicChanged replicasWanted */
                replicasWanted?: (number|null);

                /** TopicChanged minInsyncWanted */
                minInsyncWanted?: (number|null);

                /** TopicChanged unsyncedSince */
                unsyncedSince?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TopicChanged. */
            type $Shape = tidelog.v1.TopicChanged.$Properties;
        }

        /**
         * Properties of a PartitionCreated.
         * @deprecated Use tidelog.v1.PartitionCreated.$Properties instead.
         */
        interface IPartitionCreated extends tidelog.v1.PartitionCreated.$Properties {
        }

        /** Represents a PartitionCreated. */
        class PartitionCreated {

            /**
             * Constructs a new PartitionCreated.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.PartitionCreated.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PartitionCreated topicId. */
            topicId: Uint8Array;

            /** PartitionCreated partition. */
            partition: number;

            /** PartitionCreated replicas. */
            replicas: number[];

            /** PartitionCreated isr. */
            isr: number[];

            /** PartitionCreated leaderId. */
            leaderId: number;

            /** PartitionCreated leaderEpoch. */
            leaderEpoch: number;

            /** PartitionCreated partitionEpoch. */
            partitionEpoch: number;

            /** PartitionCreated elr. */
            elr: number[];

            /** PartitionCreated impaired. */
            impaired: tidelog.v1.ImpairedReplica[];

            /** PartitionCreated adding. */
            adding: number[];

            /** PartitionCreated removing. */
            removing: number[];

            /**
             * Creates a new PartitionCreated instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PartitionCreated instance
             */
            static create(properties: tidelog.v1.PartitionCreated.$Shape): tidelog.v1.PartitionCreated & tidelog.v1.PartitionCreated.$Shape;
            static create(properties?: tidelog.v1.PartitionCreated.$Properties): tidelog.v1.PartitionCreated;

            /**
             * Encodes the specified PartitionCreated message. Does not implicitly {@link tidelog.v1.PartitionCreated.verify|verify} messages.
             * @param message PartitionCreated message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.PartitionCreated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PartitionCreated message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.PartitionCreated & tidelog.v1.PartitionCreated.$Shape} PartitionCreated
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.PartitionCreated & tidelog.v1.PartitionCreated.$Shape;
        }

        namespace PartitionCreated {

            /** Properties of a PartitionCreated. */
            interface $Properties {

                /** PartitionCreated topicId */
                topicId?: Uint8Array;

                /** PartitionCreated partition */
                partition?: number;

                /** PartitionCreated replicas */
                replicas?: number[];

                /** PartitionCreated isr */
                isr?: number[];

                /** PartitionCreated leaderId */
                leaderId?: number;

                /** PartitionCreated leaderEpoch */
                leaderEpoch?: number;

                /** PartitionCreated partitionEpoch */
                partitionEpoch?: number;

                /** PartitionCreated elr */
                elr?: number[];

                /** PartitionCreated impaired */
                impaired?: tidelog.v1.ImpairedReplica.$Properties[];

                /** PartitionCreated adding */
                adding?: number[];

                /** PartitionCreated removing */
                removing?: number[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PartitionCreated. */
            type $Shape = tidelog.v1.PartitionCreated.$Properties;
        }

        /**
         * Properties of a PartitionChanged.
         * @deprecated Use tidelog.v1.PartitionChanged.$Properties instead.
         */
        interface IPartitionChanged extends tidelog.v1.PartitionChanged.$Properties {
        }

        /** Represents a PartitionChanged. */
        class PartitionChanged {

            /**
             * Constructs a new PartitionChanged.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.PartitionChanged.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PartitionChanged topicId. */
            topicId: Uint8Array;

            /** PartitionChanged partition. */
            partition: number;

            /** PartitionChanged leaderId. */
            leaderId: number;

            /** PartitionChanged leaderEpoch. */
            leaderEpoch: number;

            /** PartitionChanged isr. */
            isr: number[];

            /** PartitionChanged partitionEpoch. */
            partitionEpoch: number;

            /** PartitionChanged elr. */
            elr: number[];

            /** PartitionChanged impaired. */
            impaired: tidelog.v1.ImpairedReplica[];

            /** PartitionChanged replicas. */
            replicas: number[];

            /** PartitionChanged adding. */
            adding: number[];

            /** PartitionChanged removing. */
            removing: number[];

            /**
             * Creates a new PartitionChanged instance using the specified properties.
             * @param [properties] Properties to set
             * @returns PartitionChanged instance
             */
            static create(properties: tidelog.v1.PartitionChanged.$Shape): tidelog.v1.PartitionChanged & tidelog.v1.PartitionChanged.$Shape;
            static create(properties?: tidelog.v1.PartitionChanged.$Properties): tidelog.v1.PartitionChanged;

            /**
             * Encodes the specified PartitionChanged message. Does not implicitly {@link tidelog.v1.PartitionChanged.verify|verify} messages.
             * @param message PartitionChanged message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.PartitionChanged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PartitionChanged message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.PartitionChanged & tidelog.v1.PartitionChanged.$Shape} PartitionChanged
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.PartitionChanged & tidelog.v1.PartitionChanged.$Shape;
        }

        namespace PartitionChanged {

            /** Properties of a PartitionChanged. */
            interface $Properties {

                /** PartitionChanged topicId */
                topicId?: Uint8Array;

                /** PartitionChanged partition */
                partition?: number;

                /** PartitionChanged leaderId */
                leaderId?: number;

                /** PartitionChanged leaderEpoch */
                leaderEpoch?: number;

                /** PartitionChanged isr */
                isr?: number[];

                /** PartitionChanged partitionEpoch */
                partitionEpoch?: number;

                /** PartitionChanged elr */
                elr?: number[];

                /** PartitionChanged impaired */
                impaired?: tidelog.v1.ImpairedReplica.$Properties[];

                /** PartitionChanged replicas */
                replicas?: number[];

                /** PartitionChanged adding */
                adding?: number[];

                /** PartitionChanged removing */
                removing?: number[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PartitionChanged. */
            type $Shape = tidelog.v1.PartitionChanged.$Properties;
        }

        /**
         * Properties of an ImpairedReplica.
         * @deprecated Use tidelog.v1.ImpairedReplica.$Properties instead.
         */
        interface IImpairedReplica extends tidelog.v1.ImpairedReplica.$Properties {
        }

        /** Represents an ImpairedReplica. */
        class ImpairedReplica {

            /**
             * Constructs a new ImpairedReplica.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ImpairedReplica.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ImpairedReplica nodeId. */
            nodeId: number;

            /** ImpairedReplica lastEpoch. */
            lastEpoch: number;

            /** ImpairedReplica endOffset. */
            endOffset: number;

            /**
             * Creates a new ImpairedReplica instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ImpairedReplica instance
             */
            static create(properties: tidelog.v1.ImpairedReplica.$Shape): tidelog.v1.ImpairedReplica & tidelog.v1.ImpairedReplica.$Shape;
            static create(properties?: tidelog.v1.ImpairedReplica.$Properties): tidelog.v1.ImpairedReplica;

            /**
             * Encodes the specified ImpairedReplica message. Does not implicitly {@link tidelog.v1.ImpairedReplica.verify|verify} messages.
             * @param message ImpairedReplica message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ImpairedReplica.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ImpairedReplica message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ImpairedReplica & tidelog.v1.ImpairedReplica.$Shape} ImpairedReplica
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ImpairedReplica & tidelog.v1.ImpairedReplica.$Shape;
        }

        namespace ImpairedReplica {

            /** Properties of an ImpairedReplica. */
            interface $Properties {

                /** ImpairedReplica nodeId */
                nodeId?: number;

                /** ImpairedReplica lastEpoch */
                lastEpoch?: number;

                /** ImpairedReplica endOffset */
                endOffset?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ImpairedReplica. */
            type $Shape = tidelog.v1.ImpairedReplica.$Properties;
        }

        /**
         * Properties of a TopicDeleted.
         * @deprecated Use tidelog.v1.TopicDeleted.$Properties instead.
         */
        interface ITopicDeleted extends tidelog.v1.TopicDeleted.$Properties {
        }

        /** Represents a TopicDeleted. */
        class TopicDeleted {

            /**
             * Constructs a new TopicDeleted.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.TopicDeleted.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TopicDeleted topicId. */
            topicId: Uint8Array;

            /**
             * Creates a new TopicDeleted instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TopicDeleted instance
             */
            static create(properties: tidelog.v1.TopicDeleted.$Shape): tidelog.v1.TopicDeleted & tidelog.v1.TopicDeleted.$Shape;
            static create(properties?: tidelog.v1.TopicDeleted.$Properties): tidelog.v1.TopicDeleted;

            /**
             * Encodes the specified TopicDeleted message. Does not implicitly {@link tidelog.v1.TopicDeleted.verify|verify} messages.
             * @param message TopicDeleted message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.TopicDeleted.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TopicDeleted message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.TopicDeleted & tidelog.v1.TopicDeleted.$Shape} TopicDeleted
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.TopicDeleted & tidelog.v1.TopicDeleted.$Shape;
        }

        namespace TopicDeleted {

            /** Properties of a TopicDeleted. */
            interface $Properties {

                /** TopicDeleted topicId */
                topicId?: Uint8Array;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TopicDeleted. */
            type $Shape = tidelog.v1.TopicDeleted.$Properties;
        }

        /**
         * Properties of a TopicIdsRetired.
         * @deprecated Use tidelog.v1.TopicIdsRetired.$Properties instead.
         */
        interface ITopicIdsRetired extends tidelog.v1.TopicIdsRetired.$Properties {
        }

        /** Represents a TopicIdsRetired. */
        class TopicIdsRetired {

            /**
             * Constructs a new TopicIdsRetired.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.TopicIdsRetired.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TopicIdsRetired topicIds. */
            topicIds: Uint8Array[];

            /**
             * Creates a new TopicIdsRetired instance using the specified properties.
             * @param [properties] Properties to set
             * @returns TopicIdsRetired instance
             */
            static create(properties: tidelog.v1.TopicIdsRetired.$Shape): tidelog.v1.TopicIdsRetired & tidelog.v1.TopicIdsRetired.$Shape;
            static create(properties?: tidelog.v1.TopicIdsRetired.$Properties): tidelog.v1.TopicIdsRetired;

            /**
             * Encodes the specified TopicIdsRetired message. Does not implicitly {@link tidelog.v1.TopicIdsRetired.verify|verify} messages.
             * @param message TopicIdsRetired message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.TopicIdsRetired.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TopicIdsRetired message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.TopicIdsRetired & tidelog.v1.TopicIdsRetired.$Shape} TopicIdsRetired
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.TopicIdsRetired & tidelog.v1.TopicIdsRetired.$Shape;
        }

        namespace TopicIdsRetired {

            /** Properties of a TopicIdsRetired. */
            interface $Properties {

                /** TopicIdsRetired topicIds */
                topicIds?: Uint8Array[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TopicIdsRetired. */
            type $Shape = tidelog.v1.TopicIdsRetired.$Properties;
        }

        /**
         * Properties of a ProducerIdsAllocated.
         * @deprecated Use tidelog.v1.ProducerIdsAllocated.$Properties instead.
         */
        interface IProducerIdsAllocated extends tidelog.v1.ProducerIdsAllocated.$Properties {
        }

        /** Represents a ProducerIdsAllocated. */
        class ProducerIdsAllocated {

            /**
             * Constructs a new ProducerIdsAllocated.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.ProducerIdsAllocated.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProducerIdsAllocated nodeId. */
            nodeId: number;

            /** ProducerIdsAllocated nextProducerId. */
            nextProducerId: number;

            /**
             * Creates a new ProducerIdsAllocated instance using the specified properties.
             * @param [properties] Properties to set
             * @returns ProducerIdsAllocated instance
             */
            static create(properties: tidelog.v1.ProducerIdsAllocated.$Shape): tidelog.v1.ProducerIdsAllocated & tidelog.v1.ProducerIdsAllocated.$Shape;
            static create(properties?: tidelog.v1.ProducerIdsAllocated.$Properties): tidelog.v1.ProducerIdsAllocated;

            /**
             * Encodes the specified ProducerIdsAllocated message. Does not implicitly {@link tidelog.v1.ProducerIdsAllocated.verify|verify} messages.
             * @param message ProducerIdsAllocated message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.ProducerIdsAllocated.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProducerIdsAllocated message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.ProducerIdsAllocated & tidelog.v1.ProducerIdsAllocated.$Shape} ProducerIdsAllocated
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.ProducerIdsAllocated & tidelog.v1.ProducerIdsAllocated.$Shape;
        }

        namespace ProducerIdsAllocated {

            /** Properties of a ProducerIdsAllocated. */
            interface $Properties {

                /** ProducerIdsAllocated nodeId */
                nodeId?: number;

                /** ProducerIdsAllocated nextProducerId */
                nextProducerId?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProducerIdsAllocated. */
            type $Shape = tidelog.v1.ProducerIdsAllocated.$Properties;
        }

        /**
         * Properties of a GroupRecordKey.
         * @deprecated Use tidelog.v1.GroupRecordKey.$Properties instead.
         */
        interface IGroupRecordKey extends tidelog.v1.GroupRecordKey.$Properties {
        }

        /** Represents a GroupRecordKey. */
        class GroupRecordKey {

            /**
             * Constructs a new GroupRecordKey.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.GroupRecordKey.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GroupRecordKey groupId. */
            groupId: string;

            /** GroupRecordKey head. */
            head: (tidelog.v1.GroupHeadKey|null);

            /** GroupRecordKey member. */
            member: (tidelog.v1.GroupMemberKey|null);

            /** GroupRecordKey target. */
            target: (tidelog.v1.GroupTargetKey|null);

            /** GroupRecordKey assignment. */
            assignment: (tidelog.v1.GroupAssignmentKey|null);

            /** GroupRecordKey offset. */
            offset: (tidelog.v1.GroupOffsetKey|null);

            /** GroupRecordKey part. */
            part?: ("head"|"member"|"target"|"assignment"|"offset");

            /**
             * Creates a new GroupRecordKey instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupRecordKey instance
             */
            static create(properties: tidelog.v1.GroupRecordKey.$Shape): tidelog.v1.GroupRecordKey & tidelog.v1.GroupRecordKey.$Shape;
            static create(properties?: tidelog.v1.GroupRecordKey.$Properties): tidelog.v1.GroupRecordKey;

            /**
             * Encodes the specified GroupRecordKey message. Does not implicitly {@link tidelog.v1.GroupRecordKey.verify|verify} messages.
             * @param message GroupRecordKey message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.GroupRecordKey.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupRecordKey message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.GroupRecordKey & tidelog.v1.GroupRecordKey.$Shape} GroupRecordKey
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.GroupRecordKey & tidelog.v1.GroupRecordKey.$Shape;
        }

        namespace GroupRecordKey {

            /** Properties of a GroupRecordKey. */
            interface $Properties {

                /** GroupRecordKey groupId */
                groupId?: string;

                /** GroupRecordKey head */
                head?: (tidelog.v1.GroupHeadKey.$Properties|null);

                /** GroupRecordKey member */
                member?: (tidelog.v1.GroupMemberKey.$Properties|null);

                /** GroupRecordKey target */
                target?: (tidelog.v1.GroupTargetKey.$Properties|null);

                /** GroupRecordKey assignment */
                assignment?: (tidelog.v1.GroupAssignmentKey.$Properties|null);

                /** GroupRecordKey offset */
                offset?: (tidelog.v1.GroupOffsetKey.$Properties|null);

                /** GroupRecordKey part */
                part?: ("head"|"member"|"target"|"assignment"|"offset");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a GroupRecordKey. */
            type $Shape = {
              groupId?: string;
              head?: tidelog.v1.GroupHeadKey.$Shape|null;
              member?: tidelog.v1.GroupMemberKey.$Shape|null;
              target?: tidelog.v1.GroupTargetKey.$Shape|null;
              assignment?: tidelog.v1.GroupAssignmentKey.$Shape|null;
              offset?: tidelog.v1.GroupOffsetKey.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ part?: undefined; head?: null; member?: null; target?: null; assignment?: null; offset?: null }|{ part?: "head"; head: tidelog.v1.GroupHeadKey.$Shape; member?: null; target?: null; assignment?: null; offset?: null }|{ part?: "member"; head?: null; member: tidelog.v1.GroupMemberKey.$Shape; target?: null; assignment?: null; offset?: null }|{ part?: "target"; head?: null; member?: null; target: tidelog.v1.GroupTargetKey.$Shape; assignment?: null; offset?: null }|{ part?: "assignment"; head?: null; member?: null; target?: null; assignment: tidelog.v1.GroupAssignmentKey.$Shape; offset?: null }|{ part?: "offset"; head?: null; member?: null; target?: null; assignment?: null; offset: tidelog.v1.GroupOffsetKey.$Shape })
            );
        }

        /**
         * Properties of a GroupHeadKey.
         * @deprecated Use tidelog.v1.GroupHeadKey.$Properties instead.
         */
        interface IGroupHeadKey extends tidelog.v1.GroupHeadKey.$Properties {
        }

        /** Represents a GroupHeadKey. */
        class GroupHeadKey {

            /**
             * Constructs a new GroupHeadKey.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.GroupHeadKey.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Creates a new GroupHeadKey instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupHeadKey instance
             */
            static create(properties: tidelog.v1.GroupHeadKey.$Shape): tidelog.v1.GroupHeadKey & tidelog.v1.GroupHeadKey.$Shape;
            static create(properties?: tidelog.v1.GroupHeadKey.$Properties): tidelog.v1.GroupHeadKey;

            /**
             * Encodes the specified GroupHeadKey message. Does not implicitly {@link tidelog.v1.GroupHeadKey.verify|verify} messages.
             * @param message GroupHeadKey message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.GroupHeadKey.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupHeadKey message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.GroupHeadKey & tidelog.v1.GroupHeadKey.$Shape} GroupHeadKey
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.GroupHeadKey & tidelog.v1.GroupHeadKey.$Shape;
        }

        namespace GroupHeadKey {

            /** Properties of a GroupHeadKey. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GroupHeadKey. */
            type $Shape = tidelog.v1.GroupHeadKey.$Properties;
        }

        /**
         * Properties of a GroupMemberKey.
         * @deprecated Use tidelog.v1.GroupMemberKey.$Properties instead.
         */
        interface IGroupMemberKey extends tidelog.v1.GroupMemberKey.$Properties {
        }

        /** Represents a GroupMemberKey. */
        class GroupMemberKey {

            /**
             * Constructs a new GroupMemberKey.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.GroupMemberKey.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GroupMemberKey memberId. */
            memberId: string;

            /**
             * Creates a new GroupMemberKey instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupMemberKey instance
             */
            static create(properties: tidelog.v1.GroupMemberKey.$Shape): tidelog.v1.GroupMemberKey & tidelog.v1.GroupMemberKey.$Shape;
            static create(properties?: tidelog.v1.GroupMemberKey.$Properties): tidelog.v1.GroupMemberKey;

            /**
             * Encodes the specified GroupMemberKey message. Does not implicitly {@link tidelog.v1.GroupMemberKey.verify|verify} messages.
             * @param message GroupMemberKey message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.GroupMemberKey.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupMemberKey message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.GroupMemberKey & tidelog.v1.GroupMemberKey.$Shape} GroupMemberKey
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.GroupMemberKey & tidelog.v1.GroupMemberKey.$Shape;
        }

        namespace GroupMemberKey {

            /** Properties of a GroupMemberKey. */
            interface $Properties {

                /** GroupMemberKey memberId */
                memberId?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GroupMemberKey. */
            type $Shape = tidelog.v1.GroupMemberKey.$Properties;
        }

        /**
         * Properties of a GroupTargetKey.
         * @deprecated Use tidelog.v1.GroupTargetKey.$Properties instead.
         */
        interface IGroupTargetKey extends tidelog.v1.GroupTargetKey.$Properties {
        }

        /** Represents a GroupTargetKey. */
        class GroupTargetKey {

            /**
             * Constructs a new GroupTargetKey.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.GroupTargetKey.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GroupTargetKey memberId. */
            memberId: string;

            /**
             * Creates a new GroupTargetKey instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupTargetKey instance
             */
            static create(properties: tidelog.v1.GroupTargetKey.$Shape): tidelog.v1.GroupTargetKey & tidelog.v1.GroupTargetKey.$Shape;
            static create(properties?: tidelog.v1.GroupTargetKey.$Properties): tidelog.v1.GroupTargetKey;

            /**
             * Encodes the specified GroupTargetKey message. Does not implicitly {@link tidelog.v1.GroupTargetKey.verify|verify} messages.
             * @param message GroupTargetKey message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.GroupTargetKey.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupTargetKey message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.GroupTargetKey & tidelog.v1.GroupTargetKey.$Shape} GroupTargetKey
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.GroupTargetKey & tidelog.v1.GroupTargetKey.$Shape;
        }

        namespace GroupTargetKey {

            /** Properties of a GroupTargetKey. */
            interface $Properties {

                /** GroupTargetKey memberId */
                memberId?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GroupTargetKey. */
            type $Shape = tidelog.v1.GroupTargetKey.$Properties;
        }

        /**
         * Properties of a GroupAssignmentKey.
         * @deprecated Use tidelog.v1.GroupAssignmentKey.$Properties instead.
         */
        interface IGroupAssignmentKey extends tidelog.v1.GroupAssignmentKey.$Properties {
        }

        /** Represents a GroupAssignmentKey. */
        class GroupAssignmentKey {

            /**
             * Constructs a new GroupAssignmentKey.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.GroupAssignmentKey.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GroupAssignmentKey memberId. */
            memberId: string;

            /**
             * Creates a new GroupAssignmentKey instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupAssignmentKey instance
             */
            static create(properties: tidelog.v1.GroupAssignmentKey.$Shape): tidelog.v1.GroupAssignmentKey & tidelog.v1.GroupAssignmentKey.$Shape;
            static create(properties?: tidelog.v1.GroupAssignmentKey.$Properties): tidelog.v1.GroupAssignmentKey;

            /**
             * Encodes the specified GroupAssignmentKey message. Does not implicitly {@link tidelog.v1.GroupAssignmentKey.verify|verify} messages.
             * @param message GroupAssignmentKey message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.GroupAssignmentKey.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupAssignmentKey message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.GroupAssignmentKey & tidelog.v1.GroupAssignmentKey.$Shape} GroupAssignmentKey
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.GroupAssignmentKey & tidelog.v1.GroupAssignmentKey.$Shape;
        }

        namespace GroupAssignmentKey {

            /** Properties of a GroupAssignmentKey. */
            interface $Properties {

                /** GroupAssignmentKey memberId */
                memberId?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GroupAssignmentKey. */
            type $Shape = tidelog.v1.GroupAssignmentKey.$Properties;
        }

        /**
         * Properties of a GroupOffsetKey.
         * @deprecated Use tidelog.v1.GroupOffsetKey.$Properties instead.
         */
        interface IGroupOffsetKey extends tidelog.v1.GroupOffsetKey.$Properties {
        }

        /** Represents a GroupOffsetKey. */
        class GroupOffsetKey {

            /**
             * Constructs a new GroupOffsetKey.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.GroupOffsetKey.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GroupOffsetKey topicId. */
            topicId: Uint8Array;

            /** GroupOffsetKey partition. */
            partition: number;

            /**
             * Creates a new GroupOffsetKey instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupOffsetKey instance
             */
            static create(properties: tidelog.v1.GroupOffsetKey.$Shape): tidelog.v1.GroupOffsetKey & tidelog.v1.GroupOffsetKey.$Shape;
            static create(properties?: tidelog.v1.GroupOffsetKey.$Properties): tidelog.v1.GroupOffsetKey;

            /**
             * Encodes the specified GroupOffsetKey message. Does not implicitly {@link tidelog.v1.GroupOffsetKey.verify|verify} messages.
             * @param message GroupOffsetKey message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.GroupOffsetKey.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupOffsetKey message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.GroupOffsetKey & tidelog.v1.GroupOffsetKey.$Shape} GroupOffsetKey
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.GroupOffsetKey & tidelog.v1.GroupOffsetKey.$Shape;
        }

        namespace GroupOffsetKey {

            /** Properties of a GroupOffsetKey. */
            interface $Properties {

                /** GroupOffsetKey topicId */
                topicId?: Uint8Array;

                /** GroupOffsetKey partition */
                partition?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GroupOffsetKey. */
            type $Shape = tidelog.v1.GroupOffsetKey.$Properties;
        }

        /**
         * Properties of a GroupRecordValue.
         * @deprecated Use tidelog.v1.GroupRecordValue.$Properties instead.
         */
        interface IGroupRecordValue extends tidelog.v1.GroupRecordValue.$Properties {
        }

        /** Represents a GroupRecordValue. */
        class GroupRecordValue {

            /**
             * Constructs a new GroupRecordValue.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.GroupRecordValue.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GroupRecordValue head. */
            head: (tidelog.v1.GroupHead|null);

            /** GroupRecordValue member. */
            member: (tidelog.v1.GroupMemberRecord|null);

            /** GroupRecordValue target. */
            target: (tidelog.v1.GroupTarget|null);

            /** GroupRecordValue assignment. */
            assignment: (tidelog.v1.GroupAssignment|null);

            /** GroupRecordValue offset. */
            offset: (tidelog.v1.GroupOffset|null);

            /** GroupRecordValue part. */
            part?: ("head"|"member"|"target"|"assignment"|"offset");

            /**
             * Creates a new GroupRecordValue instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupRecordValue instance
             */
            static create(properties: tidelog.v1.GroupRecordValue.$Shape): tidelog.v1.GroupRecordValue & tidelog.v1.GroupRecordValue.$Shape;
            static create(properties?: tidelog.v1.GroupRecordValue.$Properties): tidelog.v1.GroupRecordValue;

            /**
             * Encodes the specified GroupRecordValue message. Does not implicitly {@link tidelog.v1.GroupRecordValue.verify|verify} messages.
             * @param message GroupRecordValue message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.GroupRecordValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupRecordValue message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.GroupRecordValue & tidelog.v1.GroupRecordValue.$Shape} GroupRecordValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.GroupRecordValue & tidelog.v1.GroupRecordValue.$Shape;
        }

        namespace GroupRecordValue {

            /** Properties of a GroupRecordValue. */
            interface $Properties {

                /** GroupRecordValue head */
                head?: (tidelog.v1.GroupHead.$Properties|null);

                /** GroupRecordValue member */
                member?: (tidelog.v1.GroupMemberRecord.$Properties|null);

                /** GroupRecordValue target */
                target?: (tidelog.v1.GroupTarget.$Properties|null);

                /** GroupRecordValue assignment */
                assignment?: (tidelog.v1.GroupAssignment.$Properties|null);

                /** GroupRecordValue offset */
                offset?: (tidelog.v1.GroupOffset.$Properties|null);

                /** GroupRecordValue part */
                part?: ("head"|"member"|"target"|"assignment"|"offset");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a GroupRecordValue. */
            type $Shape = {
              head?: tidelog.v1.GroupHead.$Shape|null;
              member?: tidelog.v1.GroupMemberRecord.$Shape|null;
              target?: tidelog.v1.GroupTarget.$Shape|null;
              assignment?: tidelog.v1.GroupAssignment.$Shape|null;
              offset?: tidelog.v1.GroupOffset.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ part?: undefined; head?: null; member?: null; target?: null; assignment?: null; offset?: null }|{ part?: "head"; head: tidelog.v1.GroupHead.$Shape; member?: null; target?: null; assignment?: null; offset?: null }|{ part?: "member"; head?: null; member: tidelog.v1.GroupMemberRecord.$Shape; target?: null; assignment?: null; offset?: null }|{ part?: "target"; head?: null; member?: null; target: tidelog.v1.GroupTarget.$Shape; assignment?: null; offset?: null }|{ part?: "assignment"; head?: null; member?: null; target?: null; assignment: tidelog.v1.GroupAssignment.$Shape; offset?: null }|{ part?: "offset"; head?: null; member?: null; target?: null; assignment?: null; offset: tidelog.v1.GroupOffset.$Shape })
            );
        }

        /**
         * Properties of a GroupHead.
         * @deprecated Use tidelog.v1.GroupHead.$Properties instead.
         */
        interface IGroupHead extends tidelog.v1.GroupHead.$Properties {
        }

        /** Represents a GroupHead. */
        class GroupHead {

            /**
             * Constructs a new GroupHead.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.GroupHead.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GroupHead epoch. */
            epoch: number;

            /** GroupHead assignor. */
            assignor: string;

            /** GroupHead emptySinceMs. */
            emptySinceMs: number;

            /**
             * Creates a new GroupHead instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupHead instance
             */
            static create(properties: tidelog.v1.GroupHead.$Shape): tidelog.v1.GroupHead & tidelog.v1.GroupHead.$Shape;
            static create(properties?: tidelog.v1.GroupHead.$Properties): tidelog.v1.GroupHead;

            /**
             * Encodes the specified GroupHead message. Does not implicitly {@link tidelog.v1.GroupHead.verify|verify} messages.
             * @param message GroupHead message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.GroupHead.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupHead message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.GroupHead & tidelog.v1.GroupHead.$Shape} GroupHead
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.GroupHead & tidelog.v1.GroupHead.$Shape;
        }

        namespace GroupHead {

            /** Properties of a GroupHead. */
            interface $Properties {

                /** GroupHead epoch */
                epoch?: number;

                /** GroupHead assignor */
                assignor?: string;

                /** GroupHead emptySinceMs */
                emptySinceMs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GroupHead. */
            type $Shape = tidelog.v1.GroupHead.$Properties;
        }

        /**
         * Properties of a GroupMemberRecord.
         * @deprecated Use tidelog.v1.GroupMemberRecord.$Properties instead.
         */
        interface IGroupMemberRecord extends tidelog.v1.GroupMemberRecord.$Properties {
        }

        /** Represents a GroupMemberRecord. */
        class GroupMemberRecord {

            /**
             * Constructs a new GroupMemberRecord.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.GroupMemberRecord.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GroupMemberRecord instanceId. */
            instanceId: string;

            /** GroupMemberRecord clientId. */
            clientId: string;

            /** GroupMemberRecord clientHost. */
            clientHost: string;

            /** GroupMemberRecord rebalanceTimeoutMs. */
            rebalanceTimeoutMs: number;

            /** GroupMemberRecord topics. */
            topics: string[];

            /** GroupMemberRecord pattern. */
            pattern: string;

            /**
             * Creates a new GroupMemberRecord instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupMemberRecord instance
             */
            static create(properties: tidelog.v1.GroupMemberRecord.$Shape): tidelog.v1.GroupMemberRecord & tidelog.v1.GroupMemberRecord.$Shape;
            static create(properties?: tidelog.v1.GroupMemberRecord.$Properties): tidelog.v1.GroupMemberRecord;

            /**
             * Encodes the specified GroupMemberRecord message. Does not implicitly {@link tidelog.v1.GroupMemberRecord.verify|verify} messages.
             * @param message GroupMemberRecord message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.GroupMemberRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupMemberRecord message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.GroupMemberRecord & tidelog.v1.GroupMemberRecord.$Shape} GroupMemberRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.GroupMemberRecord & tidelog.v1.GroupMemberRecord.$Shape;
        }

        namespace GroupMemberRecord {

            /** Properties of a GroupMemberRecord. */
            interface $Properties {

                /** GroupMemberRecord instanceId */
                instanceId?: string;

                /** GroupMemberRecord clientId */
                clientId?: string;

                /** GroupMemberRecord clientHost */
                clientHost?: string;

                /** GroupMemberRecord rebalanceTimeoutMs */
                rebalanceTimeoutMs?: number;

                /** GroupMemberRecord topics */
                topics?: string[];

                /** GroupMemberRecord pattern */
                pattern?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GroupMemberRecord. */
            type $Shape = tidelog.v1.GroupMemberRecord.$Properties;
        }

        /**
         * Properties of a GroupTarget.
         * @deprecated Use tidelog.v1.GroupTarget.$Properties instead.
         */
        interface IGroupTarget extends tidelog.v1.GroupTarget.$Properties {
        }

        /** Represents a GroupTarget. */
        class GroupTarget {

            /**
             * Constructs a new GroupTarget.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.GroupTarget.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GroupTarget topics. */
            topics: tidelog.v1.GroupTopicPartitions[];

            /**
             * Creates a new GroupTarget instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupTarget instance
             */
            static create(properties: tidelog.v1.GroupTarget.$Shape): tidelog.v1.GroupTarget & tidelog.v1.GroupTarget.$Shape;
            static create(properties?: tidelog.v1.GroupTarget.$Properties): tidelog.v1.GroupTarget;

            /**
             * Encodes the specified GroupTarget message. Does not implicitly {@link tidelog.v1.GroupTarget.verify|verify} messages.
             * @param message GroupTarget message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.GroupTarget.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupTarget message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.GroupTarget & tidelog.v1.GroupTarget.$Shape} GroupTarget
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.GroupTarget & tidelog.v1.GroupTarget.$Shape;
        }

        namespace GroupTarget {

            /** Properties of a GroupTarget. */
            interface $Properties {

                /** GroupTarget topics */
                topics?: tidelog.v1.GroupTopicPartitions.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GroupTarget. */
            type $Shape = tidelog.v1.GroupTarget.$Properties;
        }

        /**
         * Properties of a GroupTopicPartitions.
         * @deprecated Use tidelog.v1.GroupTopicPartitions.$Properties instead.
         */
        interface IGroupTopicPartitions extends tidelog.v1.GroupTopicPartitions.$Properties {
        }

        /** Represents a GroupTopicPartitions. */
        class GroupTopicPartitions {

            /**
             * Constructs a new GroupTopicPartitions.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.GroupTopicPartitions.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GroupTopicPartitions topicId. */
            topicId: Uint8Array;

            /** GroupTopicPartitions partitions. */
            partitions: number[];

            /** GroupTopicPartitions epochs. */
            epochs: number[];

            /**
             * Creates a new GroupTopicPartitions instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupTopicPartitions instance
             */
            static create(properties: tidelog.v1.GroupTopicPartitions.$Shape): tidelog.v1.GroupTopicPartitions & tidelog.v1.GroupTopicPartitions.$Shape;
            static create(properties?: tidelog.v1.GroupTopicPartitions.$Properties): tidelog.v1.GroupTopicPartitions;

            /**
             * Encodes the specified GroupTopicPartitions message. Does not implicitly {@link tidelog.v1.GroupTopicPartitions.verify|verify} messages.
             * @param message GroupTopicPartitions message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.GroupTopicPartitions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupTopicPartitions message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.GroupTopicPartitions & tidelog.v1.GroupTopicPartitions.$Shape} GroupTopicPartitions
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.GroupTopicPartitions & tidelog.v1.GroupTopicPartitions.$Shape;
        }

        namespace GroupTopicPartitions {

            /** Properties of a GroupTopicPartitions. */
            interface $Properties {

                /** GroupTopicPartitions topicId */
                topicId?: Uint8Array;

                /** GroupTopicPartitions partitions */
                partitions?: number[];

                /** GroupTopicPartitions epochs */
                epochs?: number[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GroupTopicPartitions. */
            type $Shape = tidelog.v1.GroupTopicPartitions.$Properties;
        }

        /**
         * Properties of a GroupAssignment.
         * @deprecated Use tidelog.v1.GroupAssignment.$Properties instead.
         */
        interface IGroupAssignment extends tidelog.v1.GroupAssignment.$Properties {
        }

        /** Represents a GroupAssignment. */
        class GroupAssignment {

            /**
             * Constructs a new GroupAssignment.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.GroupAssignment.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GroupAssignment memberEpoch. */
            memberEpoch: number;

            /** GroupAssignment assigned. */
            assigned: tidelog.v1.GroupTopicPartitions[];

            /** GroupAssignment revoking. */
            revoking: tidelog.v1.GroupTopicPartitions[];

            /** GroupAssignment isAway. */
            isAway: boolean;

            /**
             * Creates a new GroupAssignment instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupAssignment instance
             */
            static create(properties: tidelog.v1.GroupAssignment.$Shape): tidelog.v1.GroupAssignment & tidelog.v1.GroupAssignment.$Shape;
            static create(properties?: tidelog.v1.GroupAssignment.$Properties): tidelog.v1.GroupAssignment;

            /**
             * Encodes the specified GroupAssignment message. Does not implicitly {@link tidelog.v1.GroupAssignment.verify|verify} messages.
             * @param message GroupAssignment message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.GroupAssignment.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupAssignment message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.GroupAssignment & tidelog.v1.GroupAssignment.$Shape} GroupAssignment
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.GroupAssignment & tidelog.v1.GroupAssignment.$Shape;
        }

        namespace GroupAssignment {

            /** Properties of a GroupAssignment. */
            interface $Properties {

                /** GroupAssignment memberEpoch */
                memberEpoch?: number;

                /** GroupAssignment assigned */
                assigned?: tidelog.v1.GroupTopicPartitions.$Properties[];

                /** GroupAssignment revoking */
                revoking?: tidelog.v1.GroupTopicPartitions.$Properties[];

                /** GroupAssignment isAway */
                isAway?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GroupAssignment. */
            type $Shape = tidelog.v1.GroupAssignment.$Properties;
        }

        /**
         * Properties of a GroupOffset.
         * @deprecated Use tidelog.v1.GroupOffset.$Properties instead.
         */
        interface IGroupOffset extends tidelog.v1.GroupOffset.$Properties {
        }

        /** Represents a GroupOffset. */
        class GroupOffset {

            /**
             * Constructs a new GroupOffset.
             * @param [properties] Properties to set
             */
            constructor(properties?: tidelog.v1.GroupOffset.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GroupOffset offset. */
            offset: number;

            /** GroupOffset leaderEpoch. */
            leaderEpoch: number;

            /** GroupOffset metadata. */
            metadata: string;

            /** GroupOffset commitTimeMs. */
            commitTimeMs: number;

            /**
             * Creates a new GroupOffset instance using the specified properties.
             * @param [properties] Properties to set
             * @returns GroupOffset instance
             */
            static create(properties: tidelog.v1.GroupOffset.$Shape): tidelog.v1.GroupOffset & tidelog.v1.GroupOffset.$Shape;
            static create(properties?: tidelog.v1.GroupOffset.$Properties): tidelog.v1.GroupOffset;

            /**
             * Encodes the specified GroupOffset message. Does not implicitly {@link tidelog.v1.GroupOffset.verify|verify} messages.
             * @param message GroupOffset message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: tidelog.v1.GroupOffset.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GroupOffset message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {tidelog.v1.GroupOffset & tidelog.v1.GroupOffset.$Shape} GroupOffset
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tidelog.v1.GroupOffset & tidelog.v1.GroupOffset.$Shape;
        }

        namespace GroupOffset {

            /** Properties of a GroupOffset. */
            interface $Properties {

                /** GroupOffset offset */
                offset?: number;

                /** GroupOffset leaderEpoch */
                leaderEpoch?: number;

                /** GroupOffset metadata */
                metadata?: string;

                /** GroupOffset commitTimeMs */
                commitTimeMs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GroupOffset. */
            type $Shape = tidelog.v1.GroupOffset.$Properties;
        }
    }
}
