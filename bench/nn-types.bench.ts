// What a model's types cost their user: building it, its parameters, its output, its gradient.
import { measureInstantiations } from './instantiations.ts'
import { subjects } from './nn-types.ts'

measureInstantiations(subjects)
