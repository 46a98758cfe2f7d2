import { createMemoryStore } from './memory-store.ts';
import { describeRestartContract, describeStoreContract } from './store-contract.ts';

const open = () => ({ store: createMemoryStore(), dispose: () => {} });

describeStoreContract('memory store', open);
describeRestartContract('memory store', open);
