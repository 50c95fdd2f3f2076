// Mistakes with models: names, containers, sharing, layers of one's own, parameters and context.
import * as room from '../../src/nn/index.ts'
import { ones, scalar, tensor } from '../../src/ops/index.ts'
import { key, split } from '../../src/random/index.ts'
import { type Mistakes, untypedRoom } from './mistake.ts'

const nn = untypedRoom(room)
const { define, init, initState, layer, linear, named, param, ref, relu, state, struct } = room
const k = key(0)
const x = ones([2, 4])
const auto = struct({ enc: linear(4, 8), dec: linear(8, 4) })

/** Names of children. */
export const names: Mistakes = {
  'named: a name must be a string (was 3); write it in quotes': () => nn.named(3, relu),
  "named: a name must not be empty (was ''); write a letter": () => nn.named('', relu),
  "named: a name must be no number (was '3'); add a letter": () => nn.named('3', relu),
  "named: a name must hold no '.' (was 'a.b'); nest instead": () => nn.named('a.b', relu),
  "named: a name must hold no '*' (was '*'); a pattern uses it": () => nn.named('*', relu),
  "named: a name must not be '__proto__' (was '__proto__'); choose another": () =>
    nn.named('__proto__', relu),
  "named: a name must be well-formed Unicode (was 'a\ud800'); remove the lone surrogate": () =>
    nn.named('a\ud800', relu),
  "sequential: names must differ (was 'a' twice); rename one": () =>
    nn.sequential(named('a', relu), named('a', relu)),
}

/** What containers hold. */
export const containers: Mistakes = {
  "apply: ref('a') must stand in a container (was alone); put it beside the layer that it names":
    () => nn.apply(ref('a'))({}, x),
  'layer 1: must be a layer (was a function); call its constructor, and write the layers one by one or spread them':
    () => nn.sequential(relu, linear),
  'residual: body must take what it gives (was [..., 2]); change its last layer': () =>
    nn.residual(linear(4, 2)),
  'layer body: struct must not be applied (was given an input); apply its children': () =>
    nn.residual(auto),
  'apply: body of repeat(2) must keep the shape [2, 2, 2] (was [2, 4]); change its last layer':
    () => nn.apply(room.repeat(2, room.flatten))({}, ones([2, 2, 2])),
  'repeat: times must be whole and positive (was 0); count the copies': () => nn.repeat(0, relu),
  'repeat: times must give at most 100000 layers in all (was 1000 times 2001); repeat less': () =>
    nn.repeat(1000, room.repeat(1000, room.residual(relu))),
  "repeat: names must hold one '*' (was 'block'); write it where the index stands": () =>
    nn.repeat(2, relu, { names: 'block' }),
  'residual: body must be a layer (was a ref); put both into one sequential': () =>
    nn.residual(ref('a')),
}

/** References between layers, and ties between places. */
export const sharing: Mistakes = {
  'ref: name must be a string (was 0); write it in quotes': () =>
    nn.sequential(linear(4, 4), nn.ref(0)),
  "tie: 'dec.weight' must be tied to a path, or to one transposed (was 3); write 'a.weight' or transposed('a.weight')":
    () => nn.tie(auto, { 'dec.weight': 3 }),
  "layer 1 (ref('x')): must name a layer of this container (was none); correct the name": () =>
    nn.sequential(linear(4, 4), ref('x')),
  "layer 1 (ref('1')): must name a layer (was a ref); name what it refers to": () =>
    nn.sequential(linear(4, 4), ref('1')),
  "layer 1 (ref('0')): must name a layer with parameters (was relu); write the layer again": () =>
    nn.sequential(relu, ref('0')),
  "tie: 'dec.wieght' must name a place of this model (was none); correct the path": () =>
    nn.tie(auto, { 'dec.wieght': 'enc.weight' }),
  "tie: 'dec.weight' must have the form of 'enc.weight', [8, 4] (was [4, 8]); transpose one, or change a layer":
    () => nn.tie(auto, { 'dec.weight': 'enc.weight' }),
  "tie: 'a.weight' must end at a value (was a circle: 'a.weight' → 'b.weight' → 'a.weight'); tie one of them to another place":
    () =>
      nn.tie(struct({ a: linear(2, 2), b: linear(2, 2) }), {
        'a.weight': 'b.weight',
        'b.weight': 'a.weight',
      }),
  "tie: 'b.weight' must be tied by one pattern (was '*.weight' and 'b.*'); make one narrower": () =>
    nn.tie(struct({ a: linear(2, 2, { bias: false }), b: linear(2, 2, { bias: false }) }), {
      '*.weight': 'a.weight',
      'b.*': 'a.weight',
    }),
}

const defined = (rule: object): unknown =>
  define('mine', () => layer({ from: ['...'], to: ['...'], parts: {}, ...rule } as never))()
const same = (_: unknown, y: unknown): unknown => y

/** Layers of one's own. */
export const definitions: Mistakes = {
  "layer: part 'a' must be a param, a fixed or a layer (was 3); call param, fixed or its constructor":
    () => defined({ parts: { a: 3 } }),
  "layer: '...' must stand first, in from, or in from and to (was [4, ...] and [...]); move it":
    () => defined({ from: [4, '...'] }),
  "layer: parts and state must have different names (was 'a' twice); rename one": () =>
    defined({ parts: { a: param([2]) }, state: { a: state([2]) } }),
  'apply: input of mine must be [..., 5] (was [2, 4]); change one of them': () =>
    nn.apply(defined({ from: ['...', 5], apply: same }))({}, x),
  "apply: its function must give [2, 3] (was f32[2, 4]); correct it or 'to'": () =>
    nn.apply(defined({ from: ['n', 4], to: ['n', 3], apply: same }))({}, x),
}

const net = room.sequential(room.batchNorm(4), room.dropout(0.5))
const params = init(net)(k)

/** Parameters, context and rules that are not the model's. */
export const calls: Mistakes = {
  'init: dtype must be f32 or f64 (was "f16"); write \'f32\'': () =>
    nn.init(linear(4, 2), { dtype: 'f16' })(k),
  'apply: context must be a record (was 3); name its fields': () => nn.apply(relu)({}, x, 3),
  'reinit: rule 0 must say where it holds (was nothing); give a predicate, as in where: kind(…)':
    () => nn.reinit(linear(4, 2), [{ weight: room.zeros }])(k)(init(linear(4, 2))(k)),
  'apply: context must have state (was without); pass that of initState': () =>
    nn.apply(net)(params, x),
  'train: context must have key (was without); pass a key of random': () =>
    nn.train(net)(params, x, { state: initState(net) }),
  'apply: context must have no key (was with it); leave it out: the model needs none': () =>
    nn.apply(net)(params, x, { state: initState(net), key: k }),
  [`apply: tree of parameters must be that of this model (was another); use init
apply: 'weight' must be f32[2, 4] (was f32[]); give a tensor of that shape and dtype`]: () =>
    nn.apply(linear(4, 2))({ weight: scalar(1), bias: tensor([0, 0]) }, x),
  [`apply: state must be that of this model (was another); use initState
apply: '0.extra' must be nothing (was 3); leave it out`]: () =>
    nn.apply(net)(params, x, { state: { 0: { ...initState(net)[0], extra: 3 } } }),
  'reinit: rule 0 must name a leaf where it matches (was none for weight); widen its where, or leave it out':
    () =>
      nn.reinit(linear(4, 2), [{ where: room.kind('conv'), weight: room.zeros }])(k)(
        init(linear(4, 2))(k),
      ),
}

/** Mistakes by rules that stand above or in another room, said at the place of the call. */
export const again: Mistakes = {
  'init: key must be a key (was 42); make one with random.key': () => nn.init(linear(4, 2))(42),
  'train: key must be a single key (was key[2]); index or vmap over it': () =>
    nn.train(room.dropout(0.5))({}, x, { key: split(k, 2) }),
  [`apply: tree of parameters must be that of this model (was another); use init
apply: what is given must be a tree (was nothing); add it`]: () =>
    nn.apply(linear(4, 2))(undefined, x),
}
