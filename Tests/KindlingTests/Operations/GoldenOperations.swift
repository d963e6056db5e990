import Kindling

typealias GoldenOperation = @Sendable ([Tensor], GoldenFile.Arguments) -> Tensor

/// How each operation in golden.json is written in Kindling.
let goldenOperations: [String: GoldenOperation] =
  [basicOperations, elementwiseOperations, reductionOperations, indexOperations, changes]
  .reduce([:]) { $0.merging($1) { _, _ in fatalError("an operation is listed twice") } }

/// The cases of golden_operations.py.
private let basicOperations: [String: GoldenOperation] = [
  "exp": { x, _ in x[0].exp() },
  "log": { x, _ in x[0].log() },
  "log1p": { x, _ in x[0].log1p() },
  "sqrt": { x, _ in x[0].sqrt() },
  "sin": { x, _ in x[0].sin() },
  "cos": { x, _ in x[0].cos() },
  "tanh": { x, _ in x[0].tanh() },
  "sigmoid": { x, _ in x[0].sigmoid() },
  "relu": { x, _ in x[0].relu() },
  "neg": { x, _ in -x[0] },
  "abs": { x, _ in x[0].abs() },
  "sign": { x, _ in x[0].sign() },
  "square": { x, _ in x[0].square() },
  "pow": { x, a in x[0].pow(a.exponent!) },
  "add": { x, _ in x[0] + x[1] },
  "sub": { x, _ in x[0] - x[1] },
  "mul": { x, _ in x[0] * x[1] },
  "div": { x, _ in x[0] / x[1] },
  "gt": { x, _ in x[0] .> x[1] },
  "eq": { x, _ in x[0] .== x[1] },
  "to": { x, a in x[0].detach().to(DType.allCases.first { $0.description == a.dtype }!) },
  "sum": { x, _ in x[0].sum() },
  "mean": { x, _ in x[0].mean() },
  "max": { x, _ in x[0].max() },
  "min": { x, _ in x[0].min() },
  "sumDim": { x, a in x[0].sum(dim: a.dim!, keepDim: a.keepDim!) },
  "meanDim": { x, a in x[0].mean(dim: a.dim!) },
  "maxDim": { x, a in x[0].max(dim: a.dim!).values },
  "minDim": { x, a in x[0].min(dim: a.dim!).values },
  "argmax": { x, a in x[0].argmax(dim: a.dim!) },
  "softmax": { x, a in x[0].softmax(dim: a.dim!) },
  "logSoftmax": { x, a in x[0].logSoftmax(dim: a.dim!) },
  "matmul": { x, _ in x[0].matmul(x[1]) },
  "linear": { x, _ in linear(x[0], weight: x[1], bias: x[2]) },
  "reshape": { x, a in x[0].reshape(Shape(a.shape!)) },
  "transpose": { x, a in x[0].transpose(a.dims![0], a.dims![1]) },
  "permute": { x, _ in x[0].permute(2, 0, 1) },
  "unsqueeze": { x, a in x[0].unsqueeze(a.dim!) },
  "squeeze": { x, a in x[0].squeeze(a.dim!) },
  "expand": { x, a in x[0].expand(Shape(a.shape!)) },
  "select": { x, a in x[0].select(a.dim!, a.index!) },
  "narrow": { x, a in x[0].narrow(a.dim!, start: a.start!, length: a.length!) },
  "gather": { x, a in x[0].gather(dim: a.dim!, x[1]) },
  "scatterAdd": { x, a in x[0].scatterAdd(dim: a.dim!, x[1], x[2]) },
  "cat": { x, a in Tensor.cat(x, dim: a.dim!) },
  "stack": { x, a in Tensor.stack(x, dim: a.dim!) },
  "nllLoss": { x, a in nllLoss(x[0], x[1], reduction: reduction(a)) },
  "crossEntropy": { x, a in crossEntropy(x[0], x[1], reduction: reduction(a)) },
]

private func reduction(_ arguments: GoldenFile.Arguments) -> Reduction {
  switch arguments.reduction {
  case "sum": .sum
  case "none": .none
  default: .mean
  }
}
