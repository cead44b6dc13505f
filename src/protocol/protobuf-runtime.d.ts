export * from 'protobufjs/minimal.js';
export { default } from 'protobufjs/minimal.js';
