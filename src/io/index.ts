// Saving: safetensors, bytes in and bytes out.
export { type LoadedModel, loadModel, saveModel } from './model-file.ts'
export { decode, encode, type TensorFile } from './safetensors.ts'
export { load, type SaveOptions, save } from './tree-file.ts'
