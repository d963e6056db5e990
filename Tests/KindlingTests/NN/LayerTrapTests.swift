import Kindling
import Testing

/// Mistakes in layers and modules. Each stops a child process with its message.
@Suite struct LayerTrapTests {
  @Test func parameterThatWasComputed() async {
    expectTrap(
      "Parameter: this tensor was computed from one that requires a gradient; use detach()",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Parameter(Tensor([1.0]).requiringGradient() * 2)
      })
  }

  @Test func moduleOfIntegers() async {
    expectTrap(
      "to: parameters are floating point and cannot become int64",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Linear(2, 2).to(.int64)
      })
  }

  @Test func linearWithoutABias() async {
    expectTrap(
      "Linear: this layer was made without a bias",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Linear(2, 2, bias: false).bias
      })
  }

  @Test func flattenBackwards() async {
    expectTrap(
      "flatten: dim 2 comes after dim 1",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Flatten(start: 2, end: 1)(.zeros(2, 3, 4))
      })
  }

  @Test func flattenOfAVector() async {
    expectTrap(
      "flatten: dim 1 is outside -1..<1 for shape [3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Flatten()(.zeros(3))
      })
  }

  @Test func dropoutLayerOfMoreThanAll() async {
    expectTrap(
      "Dropout: p of 1.5 is outside 0...1",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Dropout(1.5)
      })
  }

  @Test func dropoutOfLessThanNothing() async {
    expectTrap(
      "dropout: p of -0.5 is outside 0...1",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = dropout(.zeros(2), p: -0.5)
      })
  }

  @Test func dropoutOfIntegers() async {
    expectTrap(
      "dropout: needs a floating-point tensor, not int64",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = dropout(Tensor([1, 2]))
      })
  }

  @Test func embeddingWithoutRows() async {
    expectTrap(
      "Embedding: cannot hold 0 rows of 3 numbers",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Embedding(0, 3)
      })
  }

  @Test func embeddingPaddedElsewhere() async {
    expectTrap(
      "Embedding: padding index 4 is outside 0..<4",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Embedding(4, 3, paddingIndex: 4)
      })
  }

  @Test func embeddingIndexOutside() async {
    expectTrap(
      "embedding: index 12 is outside 0..<10 (position [1, 0])",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Embedding(10, 3)(Tensor([[1, 2], [12, 3]]))
      })
  }

  @Test func embeddingNegativeIndex() async {
    expectTrap(
      "embedding: index -1 is outside 0..<10 (position [])",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Embedding(10, 3)(Tensor(-1))
      })
  }

  @Test func embeddingOfNumbers() async {
    expectTrap(
      "embedding: indices must be integers, these are float32",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Embedding(10, 3)(.zeros(2))
      })
  }

  @Test func embeddingInAVector() async {
    expectTrap(
      "embedding: the weight must be a matrix of rows, this one has shape [3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = embedding(Tensor([0]), weight: .zeros(3))
      })
  }

  @Test func layerNormOfAnotherShape() async {
    expectTrap(
      "layerNorm: shape [2, 3] does not end in [4]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LayerNorm(4)(.zeros(2, 3))
      })
  }

  @Test func layerNormWeightOfAnotherShape() async {
    expectTrap(
      "layerNorm: the bias has shape [2], not [3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = layerNorm(.zeros(2, 3), [3], weight: .ones(3), bias: .ones(2))
      })
  }

  @Test func layerNormOfIntegers() async {
    expectTrap(
      "layerNorm: needs a floating-point tensor, this one is int64",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = layerNorm(Tensor([1, 2]), [2])
      })
  }

  @Test func bilinearWithoutInputs() async {
    expectTrap(
      "Bilinear: cannot map 0 and 2 inputs to 3 outputs",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Bilinear(0, 2, 3)
      })
  }

  @Test func bilinearOfRowsThatDoNotFit() async {
    expectTrap(
      "bilinear: rows [2, 4] and [2, 3] do not fit a weight of shape [5, 3, 3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = bilinear(.zeros(2, 4), .zeros(2, 3), weight: .zeros(5, 3, 3))
      })
  }

  @Test func bilinearBias() async {
    expectTrap(
      "bilinear: a bias of shape [2] does not fit 5 outputs",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = bilinear(.zeros(2, 3), .zeros(2, 3), weight: .zeros(5, 3, 3), bias: .zeros(2))
      })
  }

  @Test func cellWithoutState() async {
    expectTrap(
      "RNNCell: cannot map 3 inputs to a state of 0",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RNNCell(3, 0)
      })
  }

  @Test func cellInput() async {
    expectTrap(
      "LSTMCell: an input of shape [2, 4] does not fit; [3] or [N, 3] would",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LSTMCell(3, 5)(.zeros(2, 4))
      })
  }

  @Test func cellState() async {
    expectTrap(
      "GRUCell: a state of shape [2, 4] does not fit an input of shape [3, 5]; [3, 4] would",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = GRUCell(5, 4)(.zeros(3, 5), .zeros(2, 4))
      })
  }

  @Test func initBetweenWrongBounds() async {
    expectTrap(
      "Init.uniform: 2.0 is above 1.0",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Init.uniform(.zeros(2), 2, 1)
      })
  }

  @Test func initWithNegativeDeviation() async {
    expectTrap(
      "Init.normal: a standard deviation of -1.0 is negative",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Init.normal(.zeros(2), standardDeviation: -1)
      })
  }

  @Test func initIdentityOfAVector() async {
    expectTrap(
      "Init.identity: a tensor of shape [3] is not a matrix",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Init.identity(.zeros(3))
      })
  }

  @Test func initOfAVector() async {
    expectTrap(
      "Init.xavierUniform: a tensor of shape [3] has no inputs and outputs; two dimensions "
        + "are needed",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Init.xavierUniform(.zeros(3))
      })
  }
}
