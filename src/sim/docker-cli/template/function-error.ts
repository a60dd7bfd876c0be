/** What a function complains about; the evaluator adds where. */
export class FunctionError extends Error {}
