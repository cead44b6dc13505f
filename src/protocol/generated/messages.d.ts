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

            /** Request describeQuorum. */
            describeQuorum: (tidelog.v1.DescribeQuorumRequest|null);

            /** Request registerBroker. */
            registerBroker: (tidelog.v1.RegisterBrokerRequest|null);

            /** Request brokerHeartbeat. */
            brokerHeartbeat: (tidelog.v1.BrokerHeartbeatRequest|null);

            /** Request allocateProducerIds. */
            allocateProducerIds: (tidelog.v1.AllocateProducerIdsRequest|null);

            /** Request body. */
            body?: ("hello"|"metadata"|"produce"|"fetch"|"listOffsets"|"createTopics"|"deleteTopics"|"describeCluster"|"deleteRecords"|"initProducerId"|"describeQuorum"|"registerBroker"|"brokerHeartbeat"|"allocateProducerIds");

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

                /** Request describeQuorum */
                describeQuorum?: (tidelog.v1.DescribeQuorumRequest.$Properties|null);

                /** Request registerBroker */
                registerBroker?: (tidelog.v1.RegisterBrokerRequest.$Properties|null);

                /** Request brokerHeartbeat */
                brokerHeartbeat?: (tidelog.v1.BrokerHeartbeatRequest.$Properties|null);

                /** Request allocateProducerIds */
                allocateProducerIds?: (tidelog.v1.AllocateProducerIdsRequest.$Properties|null);

                /** Request body */
                body?: ("hello"|"metadata"|"produce"|"fetch"|"listOffsets"|"createTopics"|"deleteTopics"|"describeCluster"|"deleteRecords"|"initProducerId"|"describeQuorum"|"registerBroker"|"brokerHeartbeat"|"allocateProducerIds");

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
              describeQuorum?: tidelog.v1.DescribeQuorumRequest.$Shape|null;
              registerBroker?: tidelog.v1.RegisterBrokerRequest.$Shape|null;
              brokerHeartbeat?: tidelog.v1.BrokerHeartbeatRequest.$Shape|null;
              allocateProducerIds?: tidelog.v1.AllocateProducerIdsRequest.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ body?: undefined; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "hello"; hello: tidelog.v1.HelloRequest.$Shape; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "metadata"; hello?: null; metadata: tidelog.v1.MetadataRequest.$Shape; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "produce"; hello?: null; metadata?: null; produce: tidelog.v1.ProduceRequest.$Shape; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "fetch"; hello?: null; metadata?: null; produce?: null; fetch: tidelog.v1.FetchRequest.$Shape; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "listOffsets"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets: tidelog.v1.ListOffsetsRequest.$Shape; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "createTopics"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics: tidelog.v1.CreateTopicsRequest.$Shape; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "deleteTopics"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics: tidelog.v1.DeleteTopicsRequest.$Shape; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "describeCluster"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster: tidelog.v1.DescribeClusterRequest.$Shape; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "deleteRecords"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords: tidelog.v1.DeleteRecordsRequest.$Shape; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "initProducerId"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId: tidelog.v1.InitProducerIdRequest.$Shape; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "describeQuorum"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum: tidelog.v1.DescribeQuorumRequest.$Shape; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "registerBroker"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker: tidelog.v1.RegisterBrokerRequest.$Shape; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "brokerHeartbeat"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat: tidelog.v1.BrokerHeartbeatRequest.$Shape; allocateProducerIds?: null }|{ body?: "allocateProducerIds"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds: tidelog.v1.AllocateProducerIdsRequest.$Shape })
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

            /** Response describeQuorum. */
            describeQuorum: (tidelog.v1.DescribeQuorumResponse|null);

            /** Response registerBroker. */
            registerBroker: (tidelog.v1.RegisterBrokerResponse|null);

            /** Response brokerHeartbeat. */
            brokerHeartbeat: (tidelog.v1.BrokerHeartbeatResponse|null);

            /** Response allocateProducerIds. */
            allocateProducerIds: (tidelog.v1.AllocateProducerIdsResponse|null);

            /** Response body. */
            body?: ("hello"|"metadata"|"produce"|"fetch"|"listOffsets"|"createTopics"|"deleteTopics"|"describeCluster"|"deleteRecords"|"initProducerId"|"describeQuorum"|"registerBroker"|"brokerHeartbeat"|"allocateProducerIds");

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

                /** Response describeQuorum */
                describeQuorum?: (tidelog.v1.DescribeQuorumResponse.$Properties|null);

                /** Response registerBroker */
                registerBroker?: (tidelog.v1.RegisterBrokerResponse.$Properties|null);

                /** Response brokerHeartbeat */
                brokerHeartbeat?: (tidelog.v1.BrokerHeartbeatResponse.$Properties|null);

                /** Response allocateProducerIds */
                allocateProducerIds?: (tidelog.v1.AllocateProducerIdsResponse.$Properties|null);

                /** Response body */
                body?: ("hello"|"metadata"|"produce"|"fetch"|"listOffsets"|"createTopics"|"deleteTopics"|"describeCluster"|"deleteRecords"|"initProducerId"|"describeQuorum"|"registerBroker"|"brokerHeartbeat"|"allocateProducerIds");

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
              describeQuorum?: tidelog.v1.DescribeQuorumResponse.$Shape|null;
              registerBroker?: tidelog.v1.RegisterBrokerResponse.$Shape|null;
              brokerHeartbeat?: tidelog.v1.BrokerHeartbeatResponse.$Shape|null;
              allocateProducerIds?: tidelog.v1.AllocateProducerIdsResponse.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ body?: undefined; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "hello"; hello: tidelog.v1.HelloResponse.$Shape; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "metadata"; hello?: null; metadata: tidelog.v1.MetadataResponse.$Shape; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "produce"; hello?: null; metadata?: null; produce: tidelog.v1.ProduceResponse.$Shape; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "fetch"; hello?: null; metadata?: null; produce?: null; fetch: tidelog.v1.FetchResponse.$Shape; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "listOffsets"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets: tidelog.v1.ListOffsetsResponse.$Shape; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "createTopics"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics: tidelog.v1.CreateTopicsResponse.$Shape; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "deleteTopics"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics: tidelog.v1.DeleteTopicsResponse.$Shape; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "describeCluster"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster: tidelog.v1.DescribeClusterResponse.$Shape; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "deleteRecords"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords: tidelog.v1.DeleteRecordsResponse.$Shape; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "initProducerId"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId: tidelog.v1.InitProducerIdResponse.$Shape; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "describeQuorum"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum: tidelog.v1.DescribeQuorumResponse.$Shape; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "registerBroker"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker: tidelog.v1.RegisterBrokerResponse.$Shape; brokerHeartbeat?: null; allocateProducerIds?: null }|{ body?: "brokerHeartbeat"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat: tidelog.v1.BrokerHeartbeatResponse.$Shape; allocateProducerIds?: null }|{ body?: "allocateProducerIds"; hello?: null; metadata?: null; produce?: null; fetch?: null; listOffsets?: null; createTopics?: null; deleteTopics?: null; describeCluster?: null; deleteRecords?: null; initProducerId?: null; describeQuorum?: null; registerBroker?: null; brokerHeartbeat?: null; allocateProducerIds: tidelog.v1.AllocateProducerIdsResponse.$Shape })
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

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PeerIdentity. */
            type $Shape = tidelog.v1.PeerIdentity.$Properties;
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

                /** FetchPartitionResult records */
                records?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FetchPartitionResult. */
            type $Shape = tidelog.v1.FetchPartitionResult.$Properties;
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
            LOST = 3
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

            /** MetadataRecord change. */
            change?: ("clusterFounded"|"featureLevelSet"|"votersSet"|"controllerElected"|"brokerRegistered"|"brokerFencingChanged"|"topicCreated"|"partitionCreated"|"partitionChanged"|"topicDeleted"|"producerIdsAllocated"|"topicChanged");

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

                /** MetadataRecord change */
                change?: ("clusterFounded"|"featureLevelSet"|"votersSet"|"controllerElected"|"brokerRegistered"|"brokerFencingChanged"|"topicCreated"|"partitionCreated"|"partitionChanged"|"topicDeleted"|"producerIdsAllocated"|"topicChanged");

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
              $unknowns?: Uint8Array[];
            } & (
              ({ change?: undefined; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null }|{ change?: "clusterFounded"; clusterFounded: tidelog.v1.ClusterFounded.$Shape; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null }|{ change?: "featureLevelSet"; clusterFounded?: null; featureLevelSet: tidelog.v1.FeatureLevelSet.$Shape; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null }|{ change?: "votersSet"; clusterFounded?: null; featureLevelSet?: null; votersSet: tidelog.v1.VotersSet.$Shape; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null }|{ change?: "controllerElected"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected: tidelog.v1.ControllerElected.$Shape; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null }|{ change?: "brokerRegistered"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered: tidelog.v1.BrokerRegistered.$Shape; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null }|{ change?: "brokerFencingChanged"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged: tidelog.v1.BrokerFencingChanged.$Shape; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null }|{ change?: "topicCreated"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated: tidelog.v1.TopicCreated.$Shape; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null }|{ change?: "partitionCreated"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated: tidelog.v1.PartitionCreated.$Shape; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null }|{ change?: "partitionChanged"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged: tidelog.v1.PartitionChanged.$Shape; topicDeleted?: null; producerIdsAllocated?: null; topicChanged?: null }|{ change?: "topicDeleted"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted: tidelog.v1.TopicDeleted.$Shape; producerIdsAllocated?: null; topicChanged?: null }|{ change?: "producerIdsAllocated"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated: tidelog.v1.ProducerIdsAllocated.$Shape; topicChanged?: null }|{ change?: "topicChanged"; clusterFounded?: null; featureLevelSet?: null; votersSet?: null; controllerElected?: null; brokerRegistered?: null; brokerFencingChanged?: null; topicCreated?: null; partitionCreated?: null; partitionChanged?: null; topicDeleted?: null; producerIdsAllocated?: null; topicChanged: tidelog.v1.TopicChanged.$Shape })
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
    }
}
