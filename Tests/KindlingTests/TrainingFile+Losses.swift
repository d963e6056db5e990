import Kindling
import XCTest

extension TrainingFile.Case {
  /// What the loss or layer of this case gives for inputs such as its own.
  func result(of x: [Tensor?]) throws -> Tensor {
    let a = arguments
    let reduction: Reduction =
      switch a.reduction {
      case "sum": .sum
      case "none": .none
      default: .mean
      }
    let (first, second) = (try XCTUnwrap(x[0]), x.count > 1 ? x[1] : nil)
    switch op {
    case "mseLoss": return MSELoss(reduction: reduction)(first, second!)
    case "l1Loss": return L1Loss(reduction: reduction)(first, second!)
    case "smoothL1Loss":
      return SmoothL1Loss(beta: a.beta!, reduction: reduction)(first, second!)
    case "huberLoss": return HuberLoss(delta: a.beta!, reduction: reduction)(first, second!)
    case "bceLoss": return BCELoss(weight: x[2], reduction: reduction)(first, second!)
    case "bceWithLogitsLoss":
      return BCEWithLogitsLoss(weight: x[2], positiveWeight: x[3], reduction: reduction)(
        first, second!)
    case "klDivLoss":
      let reduction: DivergenceReduction =
        switch a.reduction {
        case "sum": .sum
        case "none": .none
        case "batchmean": .batchMean
        default: .mean
        }
      return KLDivLoss(logTarget: a.logTarget ?? false, reduction: reduction)(first, second!)
    case "nllLoss":
      return NLLLoss(weight: x[2], ignoreIndex: a.ignoreIndex!, reduction: reduction)(
        first, second!)
    case "crossEntropy":
      return CrossEntropyLoss(
        weight: x[2], ignoreIndex: a.ignoreIndex!, labelSmoothing: a.labelSmoothing!,
        reduction: reduction)(first, second!)
    case "embedding": return embedding(first, weight: second!, paddingIndex: a.padding)
    case "layerNorm":
      return layerNorm(first, Shape(a.normalized!), weight: second, bias: x[2])
    case "bilinear": return bilinear(first, second!, weight: x[2]!, bias: x[3])
    default: throw XCTSkip("no way to run \(op)")
    }
  }
}
