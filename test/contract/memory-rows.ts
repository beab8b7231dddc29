export { memoryRows } from '../../tool/memory-rows.ts';
