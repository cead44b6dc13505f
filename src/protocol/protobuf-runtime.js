// The protobufjs runtime that the generated messages use. int64 fields are plain numbers here, never Long objects:
// what does not fit is caught by codec.ts, which refuses any number beyond 2^53 - 1.
import protobuf from 'protobufjs/minimal.js';

protobuf.util.Long = null;
protobuf.configure();

export default protobuf;
