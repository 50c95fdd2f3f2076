// Saving: safetensors, bytes in and bytes out.
export { type LoadedModel, loadModel, type SaveModelOptions, saveModel } from './model-file.ts'
export { type DecodeOptions, decode, encode, type TensorFile } from './safetensors.ts'
export { load, type SaveOptions, save } from './tree-file.ts'
