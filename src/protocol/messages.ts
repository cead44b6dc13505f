// The generated messages under the names that the rest of the program uses. A plain name is a decoded message: repeated
// fields are arrays, numbers are numbers, `optional` fields may be null. `...Init` is what an encoder takes.
import { tidelog } from './generated/messages.js';

export const wire = tidelog.v1;

export type Request = tidelog.v1.Request;
export type Response = tidelog.v1.Response;
export type RequestInit = tidelog.v1.Request.$Properties;
export type ResponseInit = tidelog.v1.Response.$Properties;

export type HelloRequest = tidelog.v1.HelloRequest;
export type HelloResponse = tidelog.v1.HelloResponse;
export type MetadataRequest = tidelog.v1.MetadataRequest;
export type MetadataResponse = tidelog.v1.MetadataResponse;
export type ProduceRequest = tidelog.v1.ProduceRequest;
export type ProduceResponse = tidelog.v1.ProduceResponse;
export type FetchRequest = tidelog.v1.FetchRequest;
export type FetchResponse = tidelog.v1.FetchResponse;
export type ListOffsetsRequest = tidelog.v1.ListOffsetsRequest;
export type ListOffsetsResponse = tidelog.v1.ListOffsetsResponse;
export type CreateTopicsRequest = tidelog.v1.CreateTopicsRequest;
export type CreateTopicsResponse = tidelog.v1.CreateTopicsResponse;
export type DeleteTopicsRequest = tidelog.v1.DeleteTopicsRequest;
export type DeleteTopicsResponse = tidelog.v1.DeleteTopicsResponse;
export type DeleteRecordsRequest = tidelog.v1.DeleteRecordsRequest;
export type DeleteRecordsResponse = tidelog.v1.DeleteRecordsResponse;
export type DescribeClusterRequest = tidelog.v1.DescribeClusterRequest;
export type DescribeClusterResponse = tidelog.v1.DescribeClusterResponse;
export type RegisterBrokerRequest = tidelog.v1.RegisterBrokerRequest;
export type RegisterBrokerResponse = tidelog.v1.RegisterBrokerResponse;
export type BrokerHeartbeatRequest = tidelog.v1.BrokerHeartbeatRequest;
export type BrokerHeartbeatResponse = tidelog.v1.BrokerHeartbeatResponse;
export type PlainRecord = tidelog.v1.PlainRecord;
export type PlainRecordInit = tidelog.v1.PlainRecord.$Properties;
export type MetadataRecord = tidelog.v1.MetadataRecord;
export type MetadataRecordInit = tidelog.v1.MetadataRecord.$Properties;
export type GroupRecordKey = tidelog.v1.GroupRecordKey;
export type GroupRecordKeyInit = tidelog.v1.GroupRecordKey.$Properties;
export type GroupRecordValue = tidelog.v1.GroupRecordValue;
export type GroupRecordValueInit = tidelog.v1.GroupRecordValue.$Properties;
export type GroupTopicPartitions = tidelog.v1.GroupTopicPartitions;
export type GroupTopicPartitionsInit = tidelog.v1.GroupTopicPartitions.$Properties;
export type GroupHeartbeatResponse = tidelog.v1.GroupHeartbeatResponse;
