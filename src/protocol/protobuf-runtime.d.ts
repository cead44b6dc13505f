export { default } from 'protobufjs/minimal.js';
export * from 'protobufjs/minimal.js';
