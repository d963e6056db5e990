import Foundation
import Kindling

/// Tensors to try a function of the library with.
struct Probe {
  static let rows = 6
  static let columns = 3
  static let outputs = 4

  /// Numbers to work on, of shape [rows, columns].
  let x: Tensor
  /// Numbers to work on besides, of the same shape.
  let y: Tensor
  /// Of shape [outputs, columns], and the same numbers in [columns, outputs].
  let weight: Tensor, turned: Tensor
  /// Of shape [outputs].
  let bias: Tensor
  /// Logarithms of probabilities, of the shape of x.
  let logProbabilities: Tensor
  /// The numbers of x under sizes of 1, of shape [1, rows, 1, columns].
  let thin: Tensor
  /// A class, or a row of the weight, for each row of x; int64.
  let targets: Tensor
  /// A parameter of shape [outputs] whose gradient is set, and what it was at first.
  let parameter: Tensor, unmoved: Tensor
  /// A folder that holds `x.npy`, to write to and to read from.
  let folder: String

  /// Random numbers.
  init(seed: UInt64, folder: String) {
    manualSeed(seed)
    let shape: Shape = [Self.rows, Self.columns]
    let x = Tensor.randn(shape, dtype: .float64) * 1.5
    self.init(
      x: x, y: Tensor.randn(shape, dtype: .float64), logProbabilities: x.logSoftmax(dim: 1),
      targets: Tensor([0, 2, 1, 1, 0, 2]).roll(Int(seed)), folder: folder)
  }

  /// Scores beside 0, `[[s, 0], ...]`, and beside them nothing that depends on them.
  init(scores: Tensor, folder: String) {
    let zeros = Tensor.zeros(like: scores)
    let x = Tensor.stack([scores, zeros], dim: 1)
    self.init(
      x: x, y: Tensor.zeros(like: x), logProbabilities: Tensor.full(like: x, -0.7),
      targets: zeros.to(.int64), folder: folder)
  }

  private init(
    x: Tensor, y: Tensor, logProbabilities: Tensor, targets: Tensor, folder: String
  ) {
    let columns = x.shape[1]
    func leaf(_ tensor: Tensor) -> Tensor { tensor.detach().clone().requiringGradient() }
    self.x = leaf(x)
    self.y = leaf(y)
    weight = leaf(Tensor.randn([Self.outputs, columns], dtype: .float64))
    turned = leaf(weight.t())
    bias = leaf(Tensor.randn([Self.outputs], dtype: .float64))
    self.logProbabilities = leaf(logProbabilities)
    thin = leaf(x.detach().reshape(1, x.shape[0], 1, columns))
    self.targets = targets
    parameter = leaf(Tensor.randn([Self.outputs], dtype: .float64))
    parameter.grad = Tensor([0.5, -0.25, 1, -2], dtype: .float64)
    unmoved = parameter.detach().clone()
    self.folder = folder
  }

  /// What gradients are asked for.
  var leaves: [Tensor] { [x, y, weight, turned, bias, logProbabilities, thin] }

  /// One row of probabilities for each target, all on its class.
  var classes: Tensor { targets.oneHot(classes: x.shape[1]).to(.float64) }

  /// The scores whose sigmoids are the probabilities, each by itself.
  var logits: Tensor { logProbabilities - (-logProbabilities.exp()).log1p() }

  func path(_ name: String) -> String { folder + "/" + name }
}
