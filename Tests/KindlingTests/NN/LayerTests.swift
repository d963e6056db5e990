import Kindling
import XCTest

final class LayerTests: XCTestCase {
  private func make(_ layer: TrainingFile.Layer) throws -> Module {
    let a = layer.arguments
    switch layer.name {
    case "Linear": return Linear(a[0], a[1])
    case "LinearWithoutBias": return Linear(a[0], a[1], bias: false)
    case "Embedding": return Embedding(a[0], a[1])
    case "PaddedEmbedding": return Embedding(a[0], a[1], paddingIndex: a[2])
    case "LayerNorm": return LayerNorm(Shape(a))
    case "LeakyReLU": return LeakyReLU(negativeSlope: 0.2)
    case "ELU": return ELU(alpha: 0.5)
    case "GELU": return GELU()
    case "TanhGELU": return GELU(approximate: true)
    case "Softplus": return Softplus(beta: 2)
    case "SiLU": return SiLU()
    case "LogSigmoid": return LogSigmoid()
    case "ReLU": return ReLU()
    case "Sigmoid": return Sigmoid()
    case "Tanh": return Tanh()
    case "Softmax": return Softmax(dim: 1)
    case "LogSoftmax": return LogSoftmax(dim: 0)
    case "Bilinear": return Bilinear(a[0], a[1], a[2])
    case "RNNCell": return RNNCell(a[0], a[1])
    case "RNNCellWithoutBias": return RNNCell(a[0], a[1], bias: false)
    case "RNNCellReLU": return RNNCell(a[0], a[1], nonLinearity: .relu)
    case "GRUCell": return GRUCell(a[0], a[1])
    case "GRUCellWithoutBias": return GRUCell(a[0], a[1], bias: false)
    case "LSTMCell": return LSTMCell(a[0], a[1])
    case "LSTMCellWithoutBias": return LSTMCell(a[0], a[1], bias: false)
    default: throw XCTSkip("no way to make \(layer.name)")
    }
  }

  private func results(_ module: Module, _ inputs: [Tensor]) -> [Tensor] {
    switch module {
    case let cell as RNNCell: return [cell(inputs[0], inputs.count > 1 ? inputs[1] : nil)]
    case let cell as GRUCell: return [cell(inputs[0], inputs.count > 1 ? inputs[1] : nil)]
    case let cell as LSTMCell:
      let state = cell(inputs[0], inputs.count > 1 ? (inputs[1], inputs[2]) : nil)
      return [state.hidden, state.cell]
    case let layer as Bilinear: return [layer(inputs[0], inputs[1])]
    default: return [module(inputs[0])]
    }
  }

  func testStartsAndComputesAsPyTorch() throws {
    let layers = try TrainingFile.load().layers
    XCTAssertGreaterThan(layers.count, 15)
    for layer in layers {
      manualSeed(layer.seed)
      let module = try make(layer)
      let state = module.stateDictionary()
      XCTAssertEqual("\(module)", layer.description)
      XCTAssertEqual(
        module.namedParameters().map(\.name), layer.state.map(\.name), layer.name)
      for entry in layer.state {
        let own = try XCTUnwrap(state[entry.name])
        // Normal numbers go through log, sqrt and cos; uniform ones are exact but for the bound.
        assertClose(
          own, entry.tensor.tensor, relative: 24 * DType.float32.roundoff, scale: 1,
          "\(layer.name).\(entry.name)")
      }
      let found = results(module, layer.inputs.map(\.tensor))
      XCTAssertEqual(found.count, layer.results.count)
      for (own, expected) in zip(found, layer.results) {
        assertClose(
          own.detach(), expected.tensor, relative: 100 * DType.float32.roundoff, scale: 4,
          "result of \(layer.name)")
      }
    }
  }

  func testFillsAsPyTorch() throws {
    for entry in try TrainingFile.load().inits {
      let expected = entry.result.tensor
      let weight = Tensor.full(expected.shape, 9.0, dtype: expected.dtype).requiringGradient()
      manualSeed(entry.seed)
      switch entry.name {
      case "uniform": Init.uniform(weight, -2, 3)
      case "normal": Init.normal(weight, mean: 1, standardDeviation: 0.2)
      case "constant": Init.constant(weight, 0.3)
      case "xavierUniform": Init.xavierUniform(weight)
      case "xavierNormal": Init.xavierNormal(weight, gain: Init.NonLinearity.tanh.gain)
      case "kaimingUniform":
        Init.kaimingUniform(weight, nonLinearity: .leakyReLU(negativeSlope: 0.2))
      case "kaimingNormal": Init.kaimingNormal(weight, fan: .outputs)
      case "orthogonal": Init.orthogonal(weight, gain: 2)
      case "identity": Init.identity(weight)
      default: XCTFail("no way to fill by \(entry.name)")
      }
      XCTAssertTrue(weight.isLeaf && weight.requiresGrad)
      let what = "\(entry.name) \(entry.shape)"
      if entry.name == "orthogonal" || entry.name.lowercased().hasSuffix("normal") {
        // Orthogonal numbers come from PyTorch's decomposition in float32, ours in float64; fewer
        // than 16 normal ones, and those of float64, from the system's log and cos.
        assertClose(
          weight.detach(), expected,
          relative: (entry.name == "orthogonal" ? 200 : 24) * expected.dtype.roundoff, scale: 3,
          what)
      } else {
        XCTAssertEqual(weight.doubles(), expected.doubles(), what)
      }
    }
    XCTAssertEqual(Init.NonLinearity.selu.gain, 0.75)
    XCTAssertEqual(Init.NonLinearity.sigmoid.gain, 1)
  }

  func testDropsAsPyTorch() throws {
    for entry in try TrainingFile.load().drops {
      let x = entry.transposed ? entry.input.tensor.t() : entry.input.tensor
      manualSeed(entry.seed)
      let layer = Dropout(entry.p)
      XCTAssertEqual(layer(x).doubles(), entry.result.tensor.doubles(), "seed \(entry.seed)")
      XCTAssertEqual(Tensor.rand([]).item(), entry.next, "seed \(entry.seed)")
      XCTAssertTrue(layer.eval()(x) === x)
    }
  }

  func testDropoutKeepsTheMeanAndItsGradientTheMask() {
    manualSeed(1)
    let x = Tensor.ones(10_000).requiringGradient()
    let y = dropout(x, p: 0.3)
    y.sum().backward()
    XCTAssertTrue(x.grad!.equals(y.detach()))
    // The count of kept elements has a standard deviation of sqrt(10000 * 0.3 * 0.7), 46.
    XCTAssertEqual(y.mean().item(), 1, accuracy: 5 * 46 / 7000)
  }

  func testDescribesAsPyTorch() throws {
    let modules: [Module] = [
      Sequential(
        Sequential(Linear(1, 2), ReLU()), ModuleList([Linear(2, 2), Linear(2, 2), Tanh()]),
        Sequential(), Linear(2, 2, bias: false)),
      Sequential(
        Sigmoid(), Softmax(dim: 1), LogSoftmax(dim: -1), Flatten(), Dropout(0.2), Identity()),
      Sequential(
        LeakyReLU(), ELU(alpha: 0.5), GELU(), GELU(approximate: true), Softplus(), SiLU(),
        LogSigmoid()),
      LayerNorm([3, 4], affine: false), CrossEntropyLoss(), Bilinear(2, 3, 4, bias: false),
    ]
    XCTAssertEqual(modules.map(\.description), try TrainingFile.load().descriptions)
  }

  private var generator = Generator(seed: 23)
  private func normal(_ sizes: Int...) -> Tensor {
    .randn(Shape(sizes), dtype: .float64, using: &generator)
  }

  func testDerivatives() {
    let indices = Tensor([[1, 2], [2, 0]])
    assertGradients([normal(4, 2)]) { embedding(indices, weight: $0[0]) }
    assertGradients([normal(4, 2)]) { embedding(indices, weight: $0[0], paddingIndex: 3) }
    assertGradients([normal(2, 3)]) { layerNorm($0[0], [3]) }
    assertGradients([normal(2, 3, 2), normal(3, 2), normal(3, 2)]) {
      layerNorm($0[0], [3, 2], weight: $0[1], bias: $0[2])
    }
    assertGradients([normal(2, 3), normal(2, 2), normal(2, 3, 2), normal(2)]) {
      bilinear($0[0], $0[1], weight: $0[2], bias: $0[3])
    }
  }

  func testEmbeddingPaddingGetsNoGradientInEitherPass() {
    let weight = normal(4, 2).requiringGradient()
    let rows = embedding(Tensor([1, 3, 1]), weight: weight, paddingIndex: 1)
    let first = grad(of: rows.square().sum(), withRespectTo: [weight], createGraph: true)[0]!
    XCTAssertEqual(first[1].detach().doubles(), [0, 0])
    first.square().sum().backward()
    XCTAssertEqual(weight.grad!.detach()[1].doubles(), [0, 0])
    XCTAssertNotEqual(weight.grad!.detach()[3].doubles(), [0, 0])
  }

  func testDerivativesOfCells() {
    manualSeed(2)
    let (rnn, gru) = (RNNCell(2, 3, dtype: .float64), GRUCell(2, 3, dtype: .float64))
    let lstm = LSTMCell(2, 3, dtype: .float64)
    assertGradients([normal(2, 2), normal(2, 3)]) { rnn($0[0], $0[1]) }
    assertGradients([normal(2, 2), normal(2, 3)]) { gru($0[0], $0[1]) }
    assertGradients([normal(2, 2), normal(2, 3), normal(2, 3)]) {
      let state = lstm($0[0], ($0[1], $0[2]))
      return state.hidden * state.cell
    }
  }

  func testFlattens() {
    let x = Tensor.zeros(2, 3, 4, 5)
    XCTAssertEqual(Flatten()(x).shape, [2, 60])
    XCTAssertEqual(Flatten(start: 0)(x).shape, [120])
    XCTAssertEqual(Flatten(start: 1, end: 2)(x).shape, [2, 12, 5])
    XCTAssertEqual(Flatten(start: 0)(Tensor(1.0)).shape, [1])
  }
}
