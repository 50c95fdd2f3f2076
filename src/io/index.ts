// Saving: safetensors, bytes in and bytes out.
export { decode, encode, type TensorFile } from './safetensors.ts'
export { load, type SaveOptions, save } from './tree-file.ts'
