import Layerwise
import Testing

/// Mistakes stop the program with a message that says what was wrong. Each runs in a child process.
@Suite struct LayerwiseTrapTests {
  private func expectTrap(
    _ message: String, _ result: ExitTest.Result?, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("Fatal error: " + message), sourceLocation: sourceLocation)
  }

  @Test func floatInput() async {
    expectTrap(
      "nn.CMul: Layerwise computes in float64, this tensor is float32; convert it with to(.float64)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        CMul(2).forward(Tensor([1.0, 2.0]))
      })
  }

  @Test func biasOfALinearWithoutOne() async {
    expectTrap(
      "nn.Linear: this module was made without a bias",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Linear(2, 3, bias: false).bias
      })
  }

  @Test func childOfAnotherType() async {
    expectTrap(
      "nn.Sequential: child 1 is nn.Tanh, not Linear",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let _: Linear = Sequential(Tanh()).get(1)
      })
  }

  @Test func elementOfATableOutside() async {
    expectTrap(
      "Signal: element 2 is outside 0..<2",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let pair: Signal = [Tensor.sample(1), Tensor.sample(1)]
        _ = pair[2]
      })
  }

  @Test func floatTarget() async {
    expectTrap(
      "nn.MSECriterion: Layerwise computes in float64, this tensor is float32; convert it with to(.float64)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MSECriterion().forward(Tensor.sample(2), Tensor([1.0, 2.0]))
      })
  }

  @Test func floatParameter() async {
    expectTrap(
      "Learned: Layerwise computes in float64, this tensor is float32",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Learned(wrappedValue: Tensor([1.0]))
      })
  }

  @Test func parameterOfAnotherShape() async {
    expectTrap(
      "Learned: a tensor of shape [3] cannot take the place of one of shape [2]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        CMul(2).weight = .sample(3)
      })
  }

  @Test func parameterMovedIntoAnotherShape() async {
    expectTrap(
      "Learned: a tensor of shape [3] cannot take the place of one of shape [2]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        CMul(2).learned()[0].move(into: .sample(2), gradient: .sample(3))
      })
  }

  @Test func cmulOfAnotherShape() async {
    expectTrap(
      "nn.CMul: an input of shape [4] does not fit weights of shape [5]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        CMul(5).forward(Tensor.sample(4))
      })
  }

  @Test func addOfAnotherShape() async {
    expectTrap(
      "nn.Add: an input of shape [4] does not fit a bias of shape [5]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Add(5).forward(Tensor.sample(4))
      })
  }

  @Test func linearOfAnotherShape() async {
    expectTrap(
      "nn.Linear: an input of shape [4] does not fit a map from 5 to 3",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Linear(5, 3).forward(Tensor.sample(4))
      })
  }

  @Test func lookupOutside() async {
    expectTrap(
      "nn.LookupTable: index 6 is outside 1...5 (position [0, 2])",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        LookupTable(5, 3).forward(Tensor([[1, 2, 6]]))
      })
  }

  @Test func lookupOfZero() async {
    expectTrap(
      "nn.LookupTable: index 0 is outside 1...5 (position [1])",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        LookupTable(5, 3).forward(Tensor([1, 0]))
      })
  }

  @Test func lookupOfACube() async {
    expectTrap(
      "nn.LookupTable: indices of shape [1, 1, 1] have rank 1 or 2",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        LookupTable(5, 3).forward(Tensor.ones(1, 1, 1))
      })
  }

  @Test func sumOutside() async {
    expectTrap(
      "nn.Sum: dimension 3 is outside 1...2 for an input of shape [2, 3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Sum(3).forward(Tensor.sample(2, 3))
      })
  }

  @Test func sumOfZero() async {
    expectTrap(
      "nn.Sum: dimension 0 is outside 1...2 for an input of shape [2, 3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Sum(0).forward(Tensor.sample(2, 3))
      })
  }

  @Test func maxOutside() async {
    expectTrap(
      "nn.Max: dimension 3 is outside 1...2 for an input of shape [2, 3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Max(3).forward(Tensor.sample(2, 3))
      })
  }

  @Test func viewThatDoesNotFit() async {
    expectTrap(
      "nn.View: an input of shape [2, 3] does not fit (4, 2)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        View(4, 2).forward(Tensor.sample(2, 3))
      })
  }

  @Test func reshapeThatDoesNotFit() async {
    expectTrap(
      "nn.Reshape: an input of shape [2, 3] does not fit (4x2)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Reshape(4, 2).forward(Tensor.sample(2, 3))
      })
  }

  @Test func dropoutOfEverything() async {
    expectTrap(
      "nn.Dropout: a probability of 1.0 is outside 0..<1",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Dropout(1)
      })
  }

  @Test func softMaxOfANumber() async {
    expectTrap(
      "nn.SoftMax: a single number has no classes",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        SoftMax().forward(Tensor(1.0, dtype: .float64))
      })
  }

  @Test func softMaxOfRankFive() async {
    expectTrap(
      "nn.LogSoftMax: an input of shape [1, 1, 1, 1, 1] has more than 4 dimensions",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        LogSoftMax().forward(Tensor.sample(1, 1, 1, 1, 1))
      })
  }

  @Test func childOutside() async {
    expectTrap(
      "nn.Sequential: child 3 is outside 1...2",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Sequential(Tanh(), Tanh()).get(3)
      })
  }

  @Test func noChildren() async {
    expectTrap(
      "nn.Concat: there are no children to run",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Concat(1).forward(Tensor.sample(2))
      })
  }

  @Test func noTables() async {
    expectTrap(
      "nn.ConcatTable: there are no children to run",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        ConcatTable().forward(Signal.tensor(.sample(2)))
      })
  }

  @Test func tooManySlices() async {
    expectTrap(
      "nn.Parallel: 2 children cannot take 3 slices, one each",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Parallel(1, 1).add(Tanh()).add(Tanh()).forward(Tensor.sample(3, 2))
      })
  }

  @Test func tooManyInputs() async {
    expectTrap(
      "nn.ParallelTable: 2 children cannot take 3 inputs, one each",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        ParallelTable(Tanh(), Tanh()).forward([
          Tensor.sample(1), Tensor.sample(1), Tensor.sample(1),
        ])
      })
  }

  @Test func tableForATensor() async {
    expectTrap(
      "nn.Tanh: got a table of 2, expected a tensor",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tanh().forward([Tensor.sample(1), Tensor.sample(1)])
      })
  }

  @Test func tensorForATable() async {
    expectTrap(
      "nn.CAddTable: got a tensor of shape [3], expected a table",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        CAddTable().forward(Signal.tensor(.sample(3)))
      })
  }

  @Test func tableComesOut() async {
    expectTrap(
      "Signal: got a table of 1, expected a tensor",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        ConcatTable(Tanh()).forward(Tensor.sample(3))
      })
  }

  @Test func tensorIsNoTable() async {
    expectTrap(
      "Signal: got a tensor of shape [3], expected a table",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Signal.tensor(.sample(3)).table
      })
  }

  @Test func emptyTable() async {
    expectTrap(
      "nn.JoinTable: the table is empty",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        JoinTable(1).forward([])
      })
  }

  @Test func unequalTable() async {
    expectTrap(
      "nn.CAddTable: element 2 has shape [3], the first has [2]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        CAddTable().forward([Tensor.sample(2), Tensor.sample(3)])
      })
  }

  @Test func selectOutside() async {
    expectTrap(
      "nn.SelectTable: element 3 is outside 1...2",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        SelectTable(3).forward([Tensor.sample(2), Tensor.sample(3)])
      })
  }

  @Test func narrowOutside() async {
    expectTrap(
      "nn.NarrowTable: elements 2...4 are outside 1...3",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        NarrowTable(2, 3).forward([Tensor.sample(1), Tensor.sample(1), Tensor.sample(1)])
      })
  }

  @Test func splitOutside() async {
    expectTrap(
      "nn.SplitTable: dimension 3 is outside 1...2 for an input of shape [2, 3]",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        SplitTable(3).forward(Signal.tensor(.sample(2, 3)))
      })
  }

  @Test func gradOutputOfAnotherShape() async {
    expectTrap(
      "backward: nn.Sum gave [1], a gradOutput of [5] does not fit",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let sum = Sum(1)
        sum.forward(Tensor.sample(5))
        sum.backward(Tensor.sample(5), Tensor.sample(5))
      })
  }

  @Test func gradOutputOfAnotherKind() async {
    expectTrap(
      "backward: nn.ConcatTable gave {[2], [2]}, a gradOutput of [2] does not fit",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let table = ConcatTable(Tanh(), Tanh())
        table.forward(Signal.tensor(.sample(2)))
        table.backward(Signal.tensor(.sample(2)), .tensor(.sample(2)))
      })
  }

  @Test func outputNotOverridden() async {
    expectTrap(
      "nn.Module: override updateOutput(_:) to say what this module computes",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Module().forward(Tensor.sample(1))
      })
  }

  @Test func gradientNotOverridden() async {
    expectTrap(
      "nn.Half: override updateGradInput(_:_:) to say how gradients pass through this module",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        final class Half: Module {
          override func updateOutput(_ input: Tensor) -> Tensor { input / 2 }
        }
        let half = Half()
        half.forward(Tensor.sample(1))
        half.backward(Tensor.sample(1), Tensor.sample(1))
      })
  }

  @Test func lossNotOverridden() async {
    expectTrap(
      "nn.Criterion: override updateOutput(_:_:) to say what this criterion computes",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Criterion().forward(Tensor.sample(1), Tensor.sample(1))
      })
  }

  @Test func lossGradientNotOverridden() async {
    expectTrap(
      "nn.Criterion: override updateGradInput(_:_:) to say what the gradient of this criterion is",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Criterion().backward(Tensor.sample(1), Tensor.sample(1))
      })
  }

  @Test func mseOfAnotherSize() async {
    expectTrap(
      "nn.MSECriterion: 3 elements are compared with 4",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        MSECriterion().forward(Tensor.sample(3), Tensor.sample(4))
      })
  }

  @Test func absOfAnotherSize() async {
    expectTrap(
      "nn.AbsCriterion: 3 elements are compared with 4",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        AbsCriterion().forward(Tensor.sample(3), Tensor.sample(4))
      })
  }

  @Test func classOutside() async {
    expectTrap(
      "nn.ClassNLLCriterion: class 4 is outside 1...3 (example 2)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        ClassNLLCriterion().forward(Tensor.sample(2, 3), Tensor([1, 4]))
      })
  }

  @Test func classOfZero() async {
    expectTrap(
      "nn.ClassNLLCriterion: class 0 is outside 1...3 (example 1)",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        ClassNLLCriterion().forward(Tensor.sample(3), Tensor([0]))
      })
  }

  @Test func tooFewClasses() async {
    expectTrap(
      "nn.ClassNLLCriterion: 2 examples have 1 classes as targets",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        ClassNLLCriterion().forward(Tensor.sample(2, 3), Tensor([1]))
      })
  }

  @Test func classesOfACube() async {
    expectTrap(
      "nn.ClassNLLCriterion: log-probabilities of shape [1, 1, 1] have rank 1 or 2",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        ClassNLLCriterion().forward(Tensor.sample(1, 1, 1), Tensor([1]))
      })
  }

  @Test func weightsOfAnotherSize() async {
    expectTrap(
      "nn.ClassNLLCriterion: weights of shape [2] do not fit 3 classes",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        ClassNLLCriterion(weights: .sample(2)).forward(Tensor.sample(3), Tensor([1]))
      })
  }

  @Test func tooFewCriteria() async {
    expectTrap(
      "nn.ParallelCriterion: 1 criteria cannot judge 2 inputs, one each",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        ParallelCriterion().add(MSECriterion()).forward(
          [Tensor.sample(1), Tensor.sample(1)], [Tensor.sample(1), Tensor.sample(1)])
      })
  }

  @Test func tooFewTargets() async {
    expectTrap(
      "nn.ParallelCriterion: 2 criteria cannot judge 1 targets, one each",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        ParallelCriterion().add(MSECriterion()).add(MSECriterion()).forward(
          [Tensor.sample(1), Tensor.sample(1)], [Tensor.sample(1)])
      })
  }
}
